package demo

import (
	"context"
	"fmt"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/people/client"
)

// workdays are the days on which most people can be reached.
func workdays() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday}
}

// wishes are how clients want to be reached, by the key of a client. Those of
// whom nothing stands here were asked, and gave the usual answers.
func wishes() map[string]client.Client {
	hours := func(from, to int) client.Hours {
		return client.Hours{Days: workdays(), From: civil.ClockAt(from, 0), To: civil.ClockAt(to, 0)}
	}
	return map[string]client.Client{
		"doyle":      {Channels: []client.Channel{client.Email, client.Phone}, Hours: []client.Hours{{Days: []time.Weekday{time.Monday, time.Tuesday, time.Thursday, time.Friday}, From: civil.ClockAt(8, 0), To: civil.ClockAt(18, 0)}, {Days: []time.Weekday{time.Wednesday}, From: civil.ClockAt(12, 0), To: civil.ClockAt(18, 0)}}},
		"achebe":     {Channels: []client.Channel{client.Text, client.Email}, Hours: []client.Hours{hours(15, 21)}},
		"price":      {Channels: []client.Channel{client.Email, client.Person}, Hours: []client.Hours{hours(9, 15)}, Safe: client.Safe{NoVoicemail: true, Neutral: true, OnlyThese: true, Shared: true, QuickExit: true, Note: "Write only to the safe mailbox. If a man answers her old number, it was a wrong number."}, Avoid: "The new address, to anyone, in any writing."},
		"hernandez":  {Channels: []client.Channel{client.Phone, client.Person}, Hours: []client.Hours{hours(10, 14)}, Safe: client.Safe{NoVoicemail: true, Neutral: true, Note: "Her children hear the telephone. Ask first whether she can speak."}, Avoid: "What happened, in front of her children."},
		"nguyen":     {Channels: []client.Channel{client.Phone, client.Email}, Interpreter: "vi", Needs: "An interpreter for anything that is signed; Linh Phan knows the matter."},
		"lalao":      {Channels: []client.Channel{client.Email, client.Video}, Lang: "fr", Formality: client.Formal},
		"brooks":     {Channels: []client.Channel{client.Post, client.Phone}, Hours: []client.Hours{hours(9, 12)}, Needs: "Large print. Hard of hearing on the left: speak on his right, and slowly on the telephone."},
		"moreau":     {Channels: []client.Channel{client.Phone, client.Post}, Hours: []client.Hours{hours(10, 18)}, Formality: client.Formal, Needs: "A step-free room; she comes with a walker."},
		"stein":      {Channels: []client.Channel{client.Phone, client.Post}, Hours: []client.Hours{hours(11, 16)}, Formality: client.Formal},
		"freeman":    {Channels: []client.Channel{client.Post, client.Person}, Needs: "Mark every envelope as legal mail."},
		"wynn":       {Channels: []client.Channel{client.Person, client.Post}, Needs: "Visits on Tuesdays and Fridays only."},
		"fitzgerald": {Channels: []client.Channel{client.Phone, client.Text}, Avoid: "The day of the fall; she was on the telephone with him."},
		"bergstrom":  {Channels: []client.Channel{client.Email, client.Video}, Hours: []client.Hours{hours(8, 12)}},
		"haddad":     {Channels: []client.Channel{client.Text, client.Phone}, Hours: []client.Hours{hours(13, 20)}},
		"jensen":     {Channels: []client.Channel{client.Phone, client.Email}, Hours: []client.Hours{hours(16, 19)}, Safe: client.Safe{Neutral: true, Note: "The school's secretary opens mail."}},
		"grant":      {Channels: []client.Channel{client.Text, client.Phone}, Hours: []client.Hours{hours(12, 20)}, Needs: "Plays late; nothing before noon."},
		"wu":         {Channels: []client.Channel{client.Email, client.Video}, Zone: "America/New_York"},
		"mendoza":    {Channels: []client.Channel{client.Phone, client.Text}, Lang: "es", Interpreter: "es", Hours: []client.Hours{hours(17, 20)}, Avoid: "Names of her town or family on the telephone."},
		"khalil":     {Channels: []client.Channel{client.Email, client.Phone}, Needs: "Her parents need an Arabic interpreter; Hoda Mansour speaks their dialect."},
		"whitaker":   {Channels: []client.Channel{client.Phone, client.Email}, Hours: []client.Hours{hours(13, 18)}},
		"langley":    {Channels: []client.Channel{client.Email, client.Phone}, Hours: []client.Hours{hours(7, 12)}},
		"caldwell":   {Channels: []client.Channel{client.Post, client.Phone}, Formality: client.Formal, Needs: "Large print."},
		"lindqvist":  {Channels: []client.Channel{client.Phone, client.Email}, Formality: client.Formal, Hours: []client.Hours{hours(9, 13)}},
	}
}

// keepsakes are days that matter, in days from now; birthdays come with the
// person.
func keepsakes() []keepsake {
	return []keepsake{
		{"langley", "His mother's birthday", client.Loss, 12, true}, {"fitzgerald", "His father's death", client.Loss, -215, true}, {"rossi", "Gino's death", client.Loss, -390, true},
		{"mokoena", "The operation", client.Loss, -330, true}, {"cruz", "The fall", client.Loss, -255, true}, {"price", "The wedding day that was", client.Anniversary, 9, true},
		{"adeyemi", "Visa ends", client.Expiry, 96, false}, {"wu", "Visa ends", client.Expiry, 120, false}, {"garcia", "Permit ends", client.Expiry, 610, false},
		{"petrova", "First wedding anniversary", client.Anniversary, 41, false}, {"greene", "Wedding anniversary", client.Anniversary, 6, false}, {"larch", "Opening of the second shop", client.Other, 48, false},
		{"kite", "Opening night", client.Other, 5, false},
	}
}

type keepsake struct {
	of, name string
	kind     client.DateKind
	days     int
	hard     bool
}

// care plans what we write down about each client after the first meeting.
func (w *world) care(starts map[string]time.Time) {
	seen := map[string]bool{}
	wishes := wishes()
	for _, p := range pieces() {
		if seen[p.client] || p.pending {
			continue
		}
		seen[p.client] = true
		at := starts[p.client].Add(3 * time.Hour)
		if at.After(w.now) {
			continue
		}
		w.at(at, "wishes of "+p.client, func(ctx context.Context) error { return w.wish(ctx, p.lead, w.cast[p.client], wishes[p.client]) })
	}
	for _, k := range keepsakes() {
		at := later(starts[k.of], w.began).Add(4 * time.Hour)
		lead := w.leads(k.of)
		w.at(at, "a day of "+k.of, func(ctx context.Context) error {
			return w.keep(ctx, lead, client.Date{ContactID: w.cast[k.of].id, Kind: k.kind, Name: k.name, On: w.hours.Today(w.now).AddDays(k.days), Yearly: k.kind != client.Expiry && k.kind != client.Other, Hard: k.hard})
		})
	}
}

// leads is who is responsible for a client's first matter.
func (w *world) leads(key string) string {
	for _, p := range pieces() {
		if p.client == key {
			return p.lead
		}
	}
	return "ruth"
}

// wish writes down how a client wants to be reached.
func (w *world) wish(ctx context.Context, who string, m *met, c client.Client) error {
	known, err := w.Client.Get(ctx, w.as(who), m.id)
	if err != nil {
		return err
	}
	c.ID, c.Version, c.ContactID, c.Status, c.SinceOn, c.Number = known.ID, known.Version, m.id, known.Status, known.SinceOn, known.Number
	if c.Lang == "" {
		c.Lang = "en"
		if m.lang == "es" {
			c.Lang = "es"
		}
	}
	if c.Formality == "" {
		c.Formality = client.Informal
		if m.voice == formal {
			c.Formality = client.Formal
		}
	}
	if len(c.Channels) == 0 {
		c.Channels = usual(m)
	}
	if _, err := w.Client.Save(ctx, w.as(who), c); err != nil {
		return fmt.Errorf("wishes of %s: %w", m.key, err)
	}
	if born, err := civil.Parse(m.born); err == nil && !born.IsZero() {
		return w.keep(ctx, who, client.Date{ContactID: m.id, Kind: client.Birthday, Name: m.first(), On: born, Yearly: true})
	}
	return nil
}

// usual are the channels that someone who writes like this would choose.
func usual(m *met) []client.Channel {
	switch {
	case m.unwritten:
		return []client.Channel{client.Phone, client.Post}
	case m.voice == thumbs:
		return []client.Channel{client.Text, client.Email}
	case m.voice == formal:
		return []client.Channel{client.Email, client.Post}
	case m.nth%3 == 0:
		return []client.Channel{client.Phone, client.Email}
	}
	return []client.Channel{client.Email, client.Phone}
}

func (w *world) keep(ctx context.Context, who string, d client.Date) error {
	_, err := w.Client.AddDate(ctx, w.as(who), d)
	return err
}

// unphoned are clients whom it could harm to be rung up.
func unphoned() map[string]bool { return map[string]bool{"price": true} }
