package contactweb

import (
	"io"
	"net/http"
	"net/url"
	"slices"

	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/ui"
)

const nav = "contacts"

func (h handlers) list(w http.ResponseWriter, r *web.Request) error {
	v := listView{r: r, Query: r.URL.Query(), MayEdit: r.Who.May(contact.Editing), MayMerge: r.Who.May(contact.Merging)}
	var err error
	if v.Cards, v.Next, err = h.contacts.List(r.Context(), r.Who, filterOf(v.Query), r.Page()); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Contacts"), Nav: nav}, listPage(v))
}

// filterOf reads what the list is narrowed to.
func filterOf(q url.Values) contact.Filter {
	return contact.Filter{Text: q.Get("q"), Kind: contact.Kind(q.Get("kind")), Tag: q.Get("tag"),
		Archived: q.Get("archived") != "", Newest: q.Get("by") == "changed"}
}

// find answers the choosing of a contact in a form.
func (h handlers) find(w http.ResponseWriter, r *web.Request) error {
	f := contact.Filter{Text: r.URL.Query().Get("q"), Kind: contact.Kind(r.URL.Query().Get("kind"))}
	cards, _, err := h.contacts.List(r.Context(), r.Who, f, db.Page{Limit: 8})
	if err != nil {
		return err
	}
	return r.Part(w, choices(cards))
}

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	c, err := h.contacts.Get(r.Context(), r.Who, contact.ID(r.ID("id")))
	if err != nil {
		return err
	}
	if c.MergedInto != "" {
		return r.Go(w, Path(c.MergedInto))
	}
	merges, err := h.contacts.Merges(r.Context(), r.Who, c.ID)
	if err != nil {
		return err
	}
	rings, err := h.rings.Draw(r, map[string]string{string(c.ID): c.Name}, ui.RingL)
	if err != nil {
		return err
	}
	v := showView{r, c, merges, rings[string(c.ID)]}
	v.Ring.Photo = photoOf(c)
	return r.Show(w, ui.Page{Title: c.Called(), Nav: nav, Crumbs: crumbs(r)}, showPage(v))
}

func crumbs(r *web.Request) []ui.Crumb {
	return []ui.Crumb{{Label: r.T("Contacts"), Href: "/contacts"}}
}

func (h handlers) blank(w http.ResponseWriter, r *web.Request) error {
	kind := contact.Kind(r.URL.Query().Get("kind"))
	if kind != contact.Organisation {
		kind = contact.Person
	}
	f := formOf(contact.Card{Contact: contact.Contact{Kind: kind, Name: r.URL.Query().Get("name")}})
	if kind == contact.Person {
		f.Card.Given, f.Card.Middle, f.Card.Family, f.Card.Suffix = contact.SplitName(f.Card.Name)
	}
	return r.Show(w, newPage(r), editPage(r, f.withBlanks()))
}

func newPage(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("New contact"), Nav: nav, Crumbs: crumbs(r)}
}

func (h handlers) add(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readForm(r)
	if r.FormValue("more") != "" {
		f.Blanks++
		return r.Show(w, newPage(r), editPage(r, f.withBlanks()))
	}
	c, err := h.save(r, &f, h.contacts.Add)
	if err != nil {
		return again(w, r, newPage(r), f, err)
	}
	return r.Done(w, Path(c.ID), "%s is in the contacts.", c.Called())
}

func (h handlers) edit(w http.ResponseWriter, r *web.Request) error {
	c, err := h.contacts.Get(r.Context(), r.Who, contact.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Show(w, changePage(r, c), editPage(r, formOf(c).withBlanks()))
}

func changePage(r *web.Request, c contact.Card) ui.Page {
	return ui.Page{Title: r.T("Edit contact"), Nav: nav, Crumbs: append(crumbs(r), ui.Crumb{Label: c.Called(), Href: Path(c.ID)})}
}

func (h handlers) change(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	f := readForm(r)
	if r.FormValue("more") != "" {
		f.Blanks++
		return r.Show(w, changePage(r, f.Card), editPage(r, f.withBlanks()))
	}
	c, err := h.save(r, &f, h.contacts.Change)
	if err != nil {
		return again(w, r, changePage(r, f.Card), f, err)
	}
	return r.Done(w, Path(c.ID), "Saved.")
}

// again answers with the form as it was filled, where the person can mend it.
func again(w http.ResponseWriter, r *web.Request, p ui.Page, f form, err error) error {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	f.wrong(r.Context(), err)
	return r.Refill(w, p, editPage(r, f.withBlanks()))
}

func (h handlers) archive(w http.ResponseWriter, r *web.Request) error {
	id := contact.ID(r.ID("id"))
	if err := h.contacts.Archive(r.Context(), r.Who, id); err != nil {
		return err
	}
	return r.DoneUndo(w, "/contacts", Path(id)+"/restore", "Archived. Conflict checks still find it.")
}

func (h handlers) restore(w http.ResponseWriter, r *web.Request) error {
	id := contact.ID(r.ID("id"))
	if err := h.contacts.Restore(r.Context(), r.Who, id); err != nil {
		return err
	}
	return r.Done(w, Path(id), "Brought back.")
}

func (h handlers) relateForm(w http.ResponseWriter, r *web.Request) error {
	c, err := h.contacts.Get(r.Context(), r.Who, contact.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Show(w, changePage(r, c), relatePage(r, relateView{Card: c}))
}

// relate reads the relation as people put it: "their other end is …".
func (h handlers) relate(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	me, other := contact.ID(r.ID("id")), contact.ID(r.FormValue("other"))
	rel := contact.Relation{FromID: other, ToID: me, Kind: contact.RelationKind(r.FormValue("kind")), Note: r.FormValue("note")}
	if k, turned := cutTurned(r.FormValue("kind")); turned {
		rel.FromID, rel.ToID, rel.Kind = me, other, k
	}
	_, err := h.contacts.Relate(r.Context(), r.Who, rel)
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		c, getErr := h.contacts.Get(r.Context(), r.Who, me)
		if getErr != nil {
			return getErr
		}
		said, fields := web.Said(r.Context(), err)
		return r.Refill(w, changePage(r, c), relatePage(r, relateView{c, r.Form, said, fields}))
	}
	if err != nil {
		return err
	}
	return r.Done(w, Path(me), "Their relation is written down, on both pages.")
}

func (h handlers) unrelate(w http.ResponseWriter, r *web.Request) error {
	if err := h.contacts.Unrelate(r.Context(), r.Who, r.ID("relation")); err != nil {
		return err
	}
	return r.Done(w, Path(contact.ID(r.ID("id"))), "Relation removed.")
}

func (h handlers) photo(w http.ResponseWriter, r *web.Request) error {
	f, err := h.contacts.Photo(r.Context(), r.Who, contact.ID(r.ID("id")))
	if err != nil {
		return err
	}
	defer f.Close()
	w.Header().Set("Content-Type", "image/jpeg")
	w.Header().Set("Cache-Control", "private, max-age=300")
	_, err = io.Copy(w, f)
	return err
}

func (h handlers) setPhoto(w http.ResponseWriter, r *web.Request) error {
	id := contact.ID(r.ID("id"))
	r.Body = http.MaxBytesReader(w, r.Body, 11<<20)
	file, _, err := r.FormFile("photo")
	if err != nil {
		return errs.New(errs.Invalid, "Choose a picture first, of at most 10 MB.").Because(err)
	}
	defer file.Close()
	if err := h.contacts.SetPhoto(r.Context(), r.Who, id, file); err != nil {
		return err
	}
	return r.Done(w, Path(id), "The new photo is in place.")
}

func (h handlers) removePhoto(w http.ResponseWriter, r *web.Request) error {
	id := contact.ID(r.ID("id"))
	if err := h.contacts.RemovePhoto(r.Context(), r.Who, id); err != nil {
		return err
	}
	return r.Done(w, Path(id), "Photo removed.")
}

func (h handlers) doubles(w http.ResponseWriter, r *web.Request) error {
	ds, next, err := h.contacts.Doubles(r.Context(), r.Who, r.Page())
	if err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Possible duplicates"), Nav: nav, Crumbs: crumbs(r)}, doublesPage(r, ds, next))
}

func (h handlers) apart(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	if err := h.contacts.Distinguish(r.Context(), r.Who, contact.ID(r.FormValue("one")), contact.ID(r.FormValue("other"))); err != nil {
		return err
	}
	return r.Done(w, "/contacts/doubles", "Noted: these are two different contacts.")
}

func (h handlers) compare(w http.ResponseWriter, r *web.Request) error {
	q := r.URL.Query()
	kept, gone, err := h.contacts.Preview(r.Context(), r.Who, contact.ID(q.Get("keep")), contact.ID(q.Get("merge")))
	if err != nil {
		return err
	}
	p := ui.Page{Title: r.T("Merge contacts"), Nav: nav, Crumbs: append(crumbs(r), ui.Crumb{Label: r.T("Possible duplicates"), Href: "/contacts/doubles"})}
	return r.Show(w, p, mergePage(r, kept, gone))
}

// merge reads for each field which side was chosen.
func (h handlers) merge(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	var take []string
	for _, f := range contact.Fields() {
		if r.FormValue("take."+f.Key) == "right" {
			take = append(take, f.Key)
		}
	}
	kept := contact.ID(r.FormValue("keep"))
	m, err := h.contacts.Merge(r.Context(), r.Who, kept, contact.ID(r.FormValue("merge")), take)
	if err != nil {
		return err
	}
	return r.DoneUndo(w, Path(kept), "/contacts/merges/"+m.ID+"/undo", "Merged. The other name is kept as an alias.")
}

func (h handlers) unmerge(w http.ResponseWriter, r *web.Request) error {
	m, err := h.contacts.Unmerge(r.Context(), r.Who, r.ID("merge"))
	if err != nil {
		return err
	}
	return r.Done(w, Path(m.KeptID), "Taken back: they are two contacts again.")
}

// pageURL is the list's address for its next page.
func pageURL(q url.Values, next string) string {
	if next == "" {
		return ""
	}
	v := url.Values{}
	for k := range q {
		v[k] = slices.Clone(q[k])
	}
	v.Set("after", next)
	return "/contacts?" + v.Encode()
}
