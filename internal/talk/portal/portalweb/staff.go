package portalweb

import (
	"context"
	"net/http"

	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/talk/portal"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// writeView is a message to a client as it is written.
type writeView struct {
	Matter  matter.ID
	Sitters []portal.Sitter
	To      string
	Text    string
	Holding bool
	Problem string
	Back    string
}

func (h handlers) writing(r *web.Request) (v writeView, err error) {
	v.Matter = matter.ID(r.ID("id"))
	v.Back = r.Back("/matters/" + string(v.Matter))
	v.To, v.Text, v.Holding = r.FormValue("to"), r.FormValue("message"), r.FormValue("holding") != ""
	v.Sitters, err = h.portal.Sitters(r.Context(), r.Who, v.Matter)
	return v, err
}

func (v writeView) page(r *web.Request) ui.Page {
	return ui.Page{Title: r.T("Write in the portal"), Nav: "matters", Crumbs: []ui.Crumb{{Label: r.T("Matter"), Href: "/matters/" + string(v.Matter)}}}
}

func (h handlers) writeForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.writing(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(r), writePage(v))
}

func (h handlers) write(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v, err := h.writing(r)
	if err != nil {
		return err
	}
	_, err = h.portal.Write(r.Context(), r.Who, v.Matter, contact.ID(v.To), v.Text, v.Holding)
	if errs.Is(err, errs.Invalid) {
		_, fields := web.Said(r.Context(), err)
		v.Problem = fields["message"]
		return r.Refill(w, v.page(r), writePage(v))
	}
	if err != nil {
		return err
	}
	return r.Done(w, v.Back, "Sent. They see it in the portal now.")
}

type (
	apiWriteIn struct {
		ID   string `path:"id"`
		Body struct {
			ContactID string `json:"contact_id" doc:"Who is to read it: somebody with a seat in this matter."`
			Text      string `json:"text" minLength:"1"`
			Holding   bool   `json:"holding,omitempty" doc:"It only says that the answer is to come."`
		}
	}
	apiWritten struct {
		Body struct {
			EntryID string `json:"entry_id"`
		}
	}
)

func (h handlers) apiWrite(ctx context.Context, who actor.Actor, in *apiWriteIn) (*apiWritten, error) {
	e, err := h.portal.Write(ctx, who, matter.ID(in.ID), contact.ID(in.Body.ContactID), in.Body.Text, in.Body.Holding)
	out := &apiWritten{}
	out.Body.EntryID = string(e.ID)
	return out, err
}
