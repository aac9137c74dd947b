// Package ask is who asked the demo firm for help, and what became of it.
package ask

import (
	"context"
	"time"

	"candor/internal/app"
	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/money"
	"candor/internal/people/contact"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// Firm is what the askers need of the demo firm.
type Firm struct {
	*app.App
	Clock *clock.Fixed
	Now   time.Time
	Hours office.Hours
	As    func(name string) actor.Actor
	Ago   func(time.Duration) time.Time // so many business hours
	Areas map[string]area.Area
	Known func(key string) contact.ID
}

func (w Firm) owner(name string) staff.ID { return staff.ID(w.As(name).ID) }

// Client is someone whose matter was opened this year.
type Client struct {
	Contact contact.ID
	Matter  matter.ID
	Area    area.ID
	Title   string
	Owner   string
	Days    int // before the opening
	Sort    int // any number; it chooses the source and the worth
}

// Before tells how a client had asked for help before their matter was opened.
// It is written down afterwards, in one go.
func (w Firm) Before(ctx context.Context, c Client) error {
	sources := []inquiry.Source{"phone", "web_form", "client_referral", "search", "lawyer_referral", "email"}
	l, err := w.Lead.Add(ctx, w.As("iris"), lead.New{Lead: inquiry.Lead{
		ContactID: c.Contact, Topic: c.Title, Source: sources[c.Sort%len(sources)], OwnerID: w.owner(c.Owner), AreaID: c.Area,
		InquiredAt: w.Hours.Next(w.Clock.Now().AddDate(0, 0, -c.Days)), Value: money.Of(int64(1500+250*(c.Sort%30))*100, "USD"),
	}, Spoken: c.Sort%8 > 0})
	if err != nil {
		return err
	}
	for _, st := range []inquiry.State{inquiry.Screened, inquiry.NamesRun, inquiry.Cleared, inquiry.Sent, inquiry.Signed} {
		who := "iris"
		if st == inquiry.Cleared {
			who = "ruth"
		}
		if l, err = w.Lead.Move(ctx, w.As(who), l.ID, 0, inquiry.Step{To: st, Note: "As it was on paper."}); err != nil {
			return err
		}
	}
	_, err = w.Lead.Become(ctx, w.As("iris"), l.ID, 0, lead.Opening{MatterID: c.Matter})
	return err
}

// asker is someone who asked and is no client, yet or ever.
type asker struct {
	name, phone string
	area, topic string
	source      inquiry.Source
	hours       float64 // business hours ago
	owner       string  // empty is nobody yet
	answered    float64 // business hours until a person did; 0 is not yet
	to          inquiry.State
	why         inquiry.Reason
	against     string
	incident    int // days ago
	value       int64
	urgent      bool
	sentBy      string // key of a contact
}

func askers() []asker {
	return []asker{
		{name: "Beatriz Holm", phone: "312 555 0161", area: "estates", topic: "A brother-in-law claims the house", source: "client_referral", hours: 1, urgent: false, sentBy: "osei", value: 4000},
		{name: "Dario Falk", phone: "773 555 0162", area: "injury", topic: "Hit by a delivery van", source: "web_form", hours: 7, incident: 40, value: 9000},
		{name: "Imani Crewe", phone: "708 555 0163", area: "family", topic: "Custody after a move", source: "phone", hours: 5, owner: "evan", value: 3500},
		{name: "Paolo Reyes", phone: "847 555 0164", area: "immigration", topic: "Renewing a work permit", source: "search", hours: 12, owner: "lucia", answered: 2, to: inquiry.Screened, value: 2500},
		{name: "Hanne Voss", phone: "630 555 0165", area: "business", topic: "Two partners part ways", source: "lawyer_referral", hours: 20, owner: "ruth", answered: 1, to: inquiry.NamesRun, against: "Marten Dahl", value: 12000},
		{name: "Cleo Barnes", phone: "815 555 0166", area: "criminal", topic: "Charged with driving after drinking", source: "phone", hours: 26, owner: "evan", answered: 0.5, to: inquiry.Scheduled, value: 3000, urgent: true},
		{name: "Yusuf Demir", phone: "224 555 0167", area: "injury", topic: "Fall on a wet floor", source: "email", hours: 34, owner: "lucia", answered: 3, to: inquiry.Held, against: "Prairie Foods", incident: 300, value: 15000},
		{name: "Greta Olsen", phone: "331 555 0168", area: "estates", topic: "A will for two", source: "returning", hours: 40, owner: "ruth", answered: 1, to: inquiry.Cleared, value: 1800},
		{name: "Malik Turner", phone: "312 555 0169", area: "family", topic: "Divorce by agreement", source: "web_form", hours: 52, owner: "evan", answered: 2, to: inquiry.Sent, against: "Dana Turner", value: 2800},
		{name: "Sunny Park", phone: "773 555 0170", area: "business", topic: "A lease for a bakery", source: "directory", hours: 60, owner: "ruth", answered: 1, to: inquiry.Signed, value: 2200},
		{name: "Ivo Kern", phone: "708 555 0171", area: "injury", topic: "A dog bite of long ago", source: "phone", hours: 90, owner: "lucia", answered: 1, to: inquiry.Declined, why: "too_late"},
		{name: "Lena Marsh", phone: "847 555 0172", area: "family", topic: "Name change", source: "walk_in", hours: 120, owner: "evan", answered: 1, to: inquiry.Lost, why: "price", value: 900},
		{name: "Otto Lind", phone: "630 555 0173", area: "criminal", topic: "A tax audit", source: "search", hours: 200, owner: "ruth", answered: 2, to: inquiry.Referred, why: "not_our_work"},
		{name: "Nadia Sloan", phone: "815 555 0174", area: "immigration", topic: "A visa for a fiancé", source: "web_form", hours: 420, owner: "lucia", answered: 6, to: inquiry.Lost, why: "chose_other", value: 3200},
		{name: "Felix Amado", phone: "224 555 0175", area: "injury", topic: "A rear-end crash", source: "advertisement", hours: 640, owner: "lucia", answered: 1, to: inquiry.Declined, why: "conflict", against: "Northline Assurance"},
		{name: "Rhea Castle", phone: "331 555 0176", area: "estates", topic: "Contesting a trust", source: "event", hours: 900, owner: "ruth", answered: 2, to: inquiry.Lost, why: "no_answer", value: 7000},
		{name: "Jonas Beck", phone: "312 555 0177", area: "family", topic: "Support that is not paid", source: "client_referral", hours: 1200, owner: "evan", answered: 3, to: inquiry.Declined, why: "no_capacity"},
	}
}

// Act is an inquiry, at its time.
type Act struct {
	At   time.Time
	What string
	Do   func(ctx context.Context) error
}

// Inquiries are those of people who are no clients, yet or ever.
func (w Firm) Inquiries() (out []Act) {
	for _, a := range askers() {
		at := w.Ago(time.Duration(a.hours * float64(time.Hour)))
		out = append(out, Act{at, "inquiry of " + a.name, func(ctx context.Context) error { return w.ask(ctx, a, at) }})
	}
	return out
}

func (w Firm) ask(ctx context.Context, a asker, at time.Time) error {
	n := lead.New{
		Lead: inquiry.Lead{Topic: a.topic, Source: a.source, AreaID: w.Areas[a.area].ID, Value: money.Of(a.value*100, "USD"), Urgent: a.urgent},
		Person: &contact.Card{
			Contact: contact.Contact{Kind: contact.Person, Name: a.name, Source: "Inquiry"},
			Points:  []contact.Point{{Kind: contact.Phone, Label: "mobile", Value: a.phone, Preferred: true}},
		},
	}
	if a.owner != "" {
		n.OwnerID = w.owner(a.owner)
	}
	if a.sentBy != "" {
		n.ReferrerID = w.Known(a.sentBy)
	}
	if a.incident > 0 {
		n.IncidentOn = w.Hours.Today(at).AddDays(-a.incident)
	}
	l, err := w.Lead.Add(ctx, w.As("iris"), n)
	if err != nil || a.answered == 0 {
		return err
	}
	w.Clock.Set(w.Hours.Add(at, time.Duration(a.answered*float64(time.Hour))))
	if _, err := w.Lead.Answer(ctx, w.As(a.owner), l.ID); err != nil {
		return err
	}
	if a.against != "" {
		p := inquiry.Party{Part: matter.Adverse, Person: &contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: a.against}}}
		if _, err := w.Lead.AddParty(ctx, w.As("iris"), l.ID, p); err != nil {
			return err
		}
	}
	return w.follow(ctx, a, l.ID)
}

// follow takes the inquiry as far as it came.
func (w Firm) follow(ctx context.Context, a asker, id inquiry.ID) error {
	for _, st := range inquiry.Pipeline()[1:] {
		if a.to.Step() < st.Step() {
			break
		}
		w.Clock.Advance(20 * time.Minute)
		step, who := inquiry.Step{To: st, Note: "Nobody else is in it."}, "iris"
		switch st {
		case inquiry.Scheduled:
			meet := w.Clock.Now().Add(10 * time.Minute)
			if a.to == inquiry.Scheduled {
				meet = w.Hours.Next(w.Now.Add(20 * time.Hour))
			}
			step.ConsultAt = &meet
		case inquiry.Cleared:
			who = "ruth"
		}
		if _, err := w.Lead.Move(ctx, w.As(who), id, 0, step); err != nil {
			return err
		}
	}
	if a.why == "" {
		return nil
	}
	w.Clock.Advance(20 * time.Minute)
	if _, err := w.Lead.Leave(ctx, w.As("iris"), id, 0, inquiry.Exit{To: a.to, Reason: a.why}); err != nil || a.to != inquiry.Declined || a.why == "too_late" {
		return err // the letter to whoever came too late is still owed
	}
	_, err := w.Lead.Write(ctx, w.As("iris"), id, inquiry.Letter{On: civil.Of(w.Clock.Now(), w.Hours.Zone()), How: "registered_post"})
	return err
}
