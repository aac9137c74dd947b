package seatweb

import (
	"net/http"

	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/people/seat"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// seatsView is who may come in to a client's matters.
type seatsView struct {
	r     *web.Request
	Card  contact.Card
	Seats []seat.View
}

func contactPath(id contact.ID) string { return "/contacts/" + string(id) }

func (v seatsView) page(title string) ui.Page {
	return ui.Page{Title: title, Nav: "clients", Crumbs: []ui.Crumb{{Label: v.r.T("Clients"), Href: "/clients"}, {Label: v.Card.Called(), Href: contactPath(v.Card.ID)}}}
}

func (h handlers) view(r *web.Request) (v seatsView, err error) {
	v.r = r
	v.Card, err = h.contacts.Get(r.Context(), r.Who, contact.ID(r.ID("id")))
	return v, err
}

func (h handlers) around(w http.ResponseWriter, r *web.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	if v.Seats, err = h.seats.Around(r.Context(), r.Who, v.Card.ID); err != nil {
		return err
	}
	return r.Show(w, v.page(r.T("Portal")), aroundPage(v))
}

// askView is a seat as it is asked for.
type askView struct {
	seatsView
	Offered []matter.Matter
	Sitter  string
	Whole   bool
	Chosen  []string
	Problem string
	Fields  map[string]string
}

func (h handlers) askForm(w http.ResponseWriter, r *web.Request) error {
	v, err := h.asking(r)
	if err != nil {
		return err
	}
	v.Sitter, v.Whole = string(v.Card.ID), true
	for _, m := range v.Offered {
		v.Chosen = append(v.Chosen, string(m.ID))
	}
	return r.Show(w, v.page(r.T("Invite to the portal")), askPage(v))
}

func (h handlers) asking(r *web.Request) (v askView, err error) {
	if v.seatsView, err = h.view(r); err != nil {
		return v, err
	}
	v.Offered, err = h.seats.Offered(r.Context(), r.Who, v.Card.ID)
	return v, err
}

func (h handlers) ask(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v, err := h.asking(r)
	if err != nil {
		return err
	}
	v.Sitter, v.Chosen = r.PostFormValue("contact"), r.PostForm["matters"]
	v.Whole = r.PostFormValue("whole") != "" && v.Sitter == string(v.Card.ID)
	n := seat.New{ContactID: contact.ID(v.Sitter), ClientID: v.Card.ID, Whole: v.Whole}
	for _, m := range v.Chosen {
		n.Matters = append(n.Matters, matter.ID(m))
	}
	s, err := h.seats.Ask(r.Context(), r.Who, n)
	switch {
	case err == nil && s.Status == seat.Open:
		return h.show(w, r, s.ID)
	case err == nil:
		return r.Done(w, contactPath(v.Card.ID), "Asked. A lawyer must approve it before they can come in.")
	case !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict):
		return err
	}
	v.Problem, v.Fields = web.Said(r.Context(), err)
	if len(v.Fields) > 0 {
		v.Problem = ""
	}
	return r.Refill(w, v.page(r.T("Invite to the portal")), askPage(v))
}

func (h handlers) approve(w http.ResponseWriter, r *web.Request) error {
	s, err := h.seats.Approve(r.Context(), r.Who, seat.ID(r.ID("id")))
	if err != nil {
		return err
	}
	return r.Done(w, contactPath(s.ClientID), "Approved. Make the link now and hand it over.")
}

func (h handlers) link(w http.ResponseWriter, r *web.Request) error {
	return h.show(w, r, seat.ID(r.ID("id")))
}

// linkView is a link and its code, shown this once.
type linkView struct {
	Seat       seat.View
	Link, Code string
}

// show makes a link and shows it with its code.
func (h handlers) show(w http.ResponseWriter, r *web.Request, id seat.ID) error {
	token, code, err := h.seats.Link(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	s, err := h.seats.Get(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	p := ui.Page{Title: r.T("A way in for %s", s.Name), Nav: "clients", Crumbs: []ui.Crumb{{Label: r.T("Clients"), Href: "/clients"}, {Label: s.Client, Href: contactPath(s.ClientID)}}}
	return r.Show(w, p, linkPage(linkView{s, h.seats.Origin() + EnterPath(token), code[:3] + " " + code[3:]}))
}

func (h handlers) end(w http.ResponseWriter, r *web.Request) error {
	s, err := h.seats.Get(r.Context(), r.Who, seat.ID(r.ID("id")))
	if err != nil {
		return err
	}
	if err := h.seats.End(r.Context(), r.Who, s.ID); err != nil {
		return err
	}
	return r.Done(w, contactPath(s.ClientID), "The seat has ended. They are signed out everywhere.")
}
