package contactweb

import (
	"bytes"
	"mime"
	"net/http"

	"candor/internal/kit/vcard"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
)

// vcard answers one contact as a telephone reads it.
func (h handlers) vcard(w http.ResponseWriter, r *web.Request) error {
	c, err := h.contacts.Get(r.Context(), r.Who, contact.ID(r.ID("id")))
	if err != nil {
		return err
	}
	asFile(w, c.Name)
	return vcard.Write(w, version(r), c.VCard(version(r), false))
}

// vcards answers all that the list shows.
func (h handlers) vcards(w http.ResponseWriter, r *web.Request) error {
	var b bytes.Buffer // a file that breaks off in the middle would look whole
	if _, err := h.contacts.WriteVCards(r.Context(), r.Who, filterOf(r.URL.Query()), version(r), &b); err != nil {
		return err
	}
	asFile(w, r.T("Contacts"))
	_, err := b.WriteTo(w)
	return err
}

// version is 3.0, which every telephone reads, unless the newer is asked for.
func version(r *web.Request) string {
	if r.URL.Query().Get("version") == "4.0" {
		return "4.0"
	}
	return "3.0"
}

func asFile(w http.ResponseWriter, name string) {
	w.Header().Set("Content-Type", "text/vcard; charset=utf-8")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name + ".vcf"}))
}
