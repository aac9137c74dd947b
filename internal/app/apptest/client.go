package apptest

import (
	"net/http"
	"net/url"
	"strings"

	"candor/internal/people/contact"
	"candor/internal/people/seat"
	"candor/internal/people/seat/seatweb"
	"candor/internal/work/matter"
)

// Someone is a person the firm knows, with an e-mail address.
func (w *World) Someone(name, email string) contact.Card {
	w.t.Helper()
	c, err := w.Contact.Add(w.t.Context(), w.Actor("ruth"), contact.Card{
		Contact: contact.Contact{Kind: contact.Person, Name: name},
		Points:  []contact.Point{{Kind: contact.Email, Value: email}},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// Case opens a family matter for a client, with Ruth responsible.
func (w *World) Case(c contact.ID, title string) matter.Matter {
	w.t.Helper()
	as, err := w.Area.List(w.t.Context(), w.Actor("ruth"))
	if err != nil {
		w.t.Fatal(err)
	}
	m := matter.Matter{Title: title, ClientID: c, ResponsibleID: w.Person("ruth").ID}
	for _, a := range as {
		if a.Kind == "family" {
			m.AreaID = a.ID
		}
	}
	if m, err = w.Matter.Open(w.t.Context(), w.Actor("ruth"), matter.New{Matter: m}); err != nil {
		w.t.Fatal(err)
	}
	return m
}

// Seat gives somebody a seat in these matters of a client, with Ruth's word.
func (w *World) Seat(sitter, client contact.ID, ms ...matter.ID) seat.Seat {
	w.t.Helper()
	s, err := w.App.Seat.Ask(w.t.Context(), w.Actor("ruth"), seat.New{ContactID: sitter, ClientID: client, Whole: len(ms) == 0, Matters: ms})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// Link is a fresh private link to a seat, as a path, with its code.
func (w *World) Link(s seat.ID) (path, code string) {
	w.t.Helper()
	token, code, err := w.App.Seat.Link(w.t.Context(), w.Actor("ruth"), s)
	if err != nil {
		w.t.Fatal(err)
	}
	return seatweb.EnterPath(token), code
}

// Sit is a client at a browser, signed in by a link and its code.
func (w *World) Sit(s seat.ID) *Browser {
	w.t.Helper()
	b := w.Stranger()
	path, code := w.Link(s)
	p := b.Post(path, url.Values{"code": {code}})
	if p.Status != http.StatusOK || !strings.HasPrefix(p.Path, "/portal") || strings.HasPrefix(p.Path, "/portal/enter") {
		w.t.Fatalf("coming in as a client: status %d at %s\n%s", p.Status, p.Path, p.Text())
	}
	return b
}
