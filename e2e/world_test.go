package e2e

import (
	"testing"
	"time"

	"candor/internal/app/apptest"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/mail"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// known adds a person with an e-mail address.
func known(t *testing.T, w *apptest.World, name, email string) contact.Card {
	t.Helper()
	c, err := w.Contact.Add(t.Context(), w.Actor("ruth"), contact.Card{
		Contact: contact.Contact{Kind: contact.Person, Name: name},
		Points:  []contact.Point{{Kind: contact.Email, Value: email}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// opened opens a family matter for a client two weeks ago; Ruth is responsible.
func opened(t *testing.T, w *apptest.World, c contact.Card, title string) matter.Matter {
	t.Helper()
	who := w.Actor("ruth")
	areas, err := w.Area.List(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	m := matter.Matter{Title: title, ClientID: c.ID, ResponsibleID: staff.ID(who.ID), OpenedOn: civil.On(2026, 9, 1)}
	for _, a := range areas {
		if a.Name == "Family" {
			m.AreaID = a.ID
		}
	}
	m, err = w.Matter.Open(t.Context(), who, matter.New{Matter: m})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// wrote files a message from a client to Ruth.
func wrote(t *testing.T, w *apptest.World, from, subject, text string, ago time.Duration) timeline.Filed {
	t.Helper()
	at := w.Clock.Now().Add(-ago)
	raw, err := mail.Compose(mail.Draft{
		MessageID: at.Format("20060102150405") + from, Date: at, Subject: subject, Text: text,
		From: []mail.Address{{Addr: from}}, To: []mail.Address{{Name: "Ruth Okafor", Addr: w.Person("ruth").Email}},
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := w.Timeline.FileMail(t.Context(), w.Actor("ruth"), raw, "test")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// waiting makes a client who asked a week ago and was not answered.
func waiting(t *testing.T, w *apptest.World, name, email, title string) matter.Matter {
	t.Helper()
	m := opened(t, w, known(t, w, name, email), title)
	wrote(t, w, email, "When is the hearing?", "Dear Ruth, when is the hearing? Must I be there?", 7*24*time.Hour)
	return m
}
