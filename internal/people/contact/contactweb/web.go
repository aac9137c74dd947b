// Package contactweb shows contacts: staff pages, the address book's API and
// the choosing of a contact in other features' forms.
package contactweb

import (
	"candor/internal/kit/web"
	"candor/internal/people/contact"
)

type handlers struct {
	contacts *contact.Service
	rings    web.Rings
}

// Path is a contact's page.
func Path(id contact.ID) string { return "/contacts/" + string(id) }

// Mount puts all routes of contact on the mux. rings shows how promises stand.
func Mount(m *web.Mux, s *contact.Service, rings web.Rings) {
	h := handlers{s, rings}
	m.Staff("GET /contacts", contact.Reading, h.list)
	m.Staff("GET /contacts.vcf", contact.Reading, h.vcards)
	m.Staff("GET /contacts/{id}/vcard", contact.Reading, h.vcard)
	m.Staff("GET /contacts/find", contact.Reading, h.find)
	m.Staff("GET /contacts/new", contact.Editing, h.blank)
	m.Staff("POST /contacts", contact.Editing, h.add)
	m.Staff("GET /contacts/{id}", contact.Reading, h.show)
	m.Staff("GET /contacts/{id}/edit", contact.Editing, h.edit)
	m.Staff("POST /contacts/{id}", contact.Editing, h.change)
	m.Staff("POST /contacts/{id}/archive", contact.Archiving, h.archive)
	m.Staff("POST /contacts/{id}/restore", contact.Archiving, h.restore)
	m.Staff("GET /contacts/{id}/relate", contact.Editing, h.relateForm)
	m.Staff("POST /contacts/{id}/relations", contact.Editing, h.relate)
	m.Staff("POST /contacts/{id}/relations/{relation}/remove", contact.Editing, h.unrelate)
	m.Staff("GET /contacts/{id}/photo", contact.Reading, h.photo)
	m.Staff("POST /contacts/{id}/photo", contact.Editing, h.setPhoto)
	m.Staff("POST /contacts/{id}/photo/remove", contact.Editing, h.removePhoto)

	m.Staff("GET /contacts/doubles", contact.Merging, h.doubles)
	m.Staff("POST /contacts/doubles/apart", contact.Merging, h.apart)
	m.Staff("GET /contacts/merge", contact.Merging, h.compare)
	m.Staff("POST /contacts/merge", contact.Merging, h.merge)
	m.Staff("POST /contacts/merges/{merge}/undo", contact.Merging, h.unmerge)

	const tag = "contacts"
	web.Op(m, "GET /contacts", contact.Reading, tag, "List contacts.", h.apiList)
	web.Op(m, "POST /contacts", contact.Editing, tag, "Add a contact.", h.apiAdd)
	web.Op(m, "GET /contacts/doubles", contact.Merging, tag, "List pairs that may be one and the same.", h.apiDoubles)
	web.Op(m, "GET /contacts/{id}", contact.Reading, tag, "Get a contact.", h.apiGet)
	web.Op(m, "PUT /contacts/{id}", contact.Editing, tag, "Change a contact.", h.apiChange)
	web.Op(m, "POST /contacts/{id}/archive", contact.Archiving, tag, "Keep a contact only for the record.", h.apiArchive)
	web.Op(m, "POST /contacts/{id}/restore", contact.Archiving, tag, "Bring an archived contact back.", h.apiRestore)
	web.Op(m, "POST /contacts/{id}/relations", contact.Editing, tag, "Relate two contacts.", h.apiRelate)
	web.Op(m, "DELETE /contacts/{id}/relations/{relation}", contact.Editing, tag, "Take a relation back.", h.apiUnrelate)
	web.Op(m, "POST /contacts/{id}/merge", contact.Merging, tag, "Merge another contact into this one.", h.apiMerge)
	web.Op(m, "POST /contacts/merges/{merge}/undo", contact.Merging, tag, "Take a merge back.", h.apiUnmerge)
}
