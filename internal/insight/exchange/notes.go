package exchange

import (
	"context"
	"fmt"
	"strings"
	"time"

	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/mail"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
)

// person finds who of us a file means, by name or by e-mail address.
func (d *desk) person(name string) (staff.ID, bool) {
	if id, ok := d.staff[contact.SortKey(name)]; ok {
		return id, true
	}
	if id, ok := d.staff[contact.FoldEmail(name)]; ok {
		return id, true
	}
	last, first, ok := strings.Cut(name, ",")
	if !ok {
		return "", false
	}
	id, ok := d.staff[contact.SortKey(contact.Neat(first+" "+last))]
	return id, ok
}

// note reads a row of notes or activities as an entry in the line of time, not
// yet put anywhere. Time and expenses come in as notes on their matter: what
// was billed for them elsewhere is settled there.
func (d *desk) note(ctx context.Context, tx *db.Tx, r *Row) (timeline.New, error) {
	v := d.b.Mapping.values(r.Raw)
	e := timeline.Entry{Kind: timeline.Note, Subject: v.one("subject"), Body: v.text("body"), Source: "import:" + string(d.b.ID)}
	if d.b.Kind == Activities {
		e.Body = strings.TrimSpace(e.Body + "\n\n" + amount(v))
	}
	if e.Body == "" {
		e.Body = e.Subject
	}
	on, ok := readDate(v.one("on"), d.b.Options.Dates)
	if !ok || on.IsZero() && d.b.Kind == Activities {
		r.refuse("on", "We can't read this date: %s.", v.one("on"))
		return timeline.New{}, nil
	}
	var err error
	if e.At, err = noon(ctx, tx, on); err != nil {
		return timeline.New{}, err
	}
	if name := v.one("person"); name != "" {
		if e.StaffID, ok = d.person(name); !ok {
			r.say("person", "Nobody here is called %s. Their name is kept in the note.", name)
			e.Body += "\n\n— " + name
		}
	}
	return timeline.New{Entry: e}, nil
}

// amount is what an activity came to, in one line.
func amount(v values) string {
	quantity, price := v.one("quantity"), v.one("price")
	line := quantity
	if !strings.Contains(strings.ToLower(v.one("type")), "expense") && quantity != "" {
		line += " h"
	}
	if price != "" {
		line = strings.TrimPrefix(line+" × "+price, " × ")
	}
	if b := strings.ToLower(v.one("non_billable")); line != "" && (b == "yes" || b == "true" || b == "1") {
		line += " (non-billable)"
	}
	return line
}

// noon is the middle of a day at the main office, but never later than now. No
// day at all is now.
func noon(ctx context.Context, tx *db.Tx, on civil.Date) (time.Time, error) {
	if on.IsZero() {
		return tx.Now, nil
	}
	o, err := office.MainTx(ctx, tx)
	if err != nil {
		return tx.Now, err
	}
	loc, err := time.LoadLocation(o.Zone)
	if err != nil {
		return tx.Now, fmt.Errorf("finding the office's zone: %w", err)
	}
	at := on.At(12, 0, loc)
	if at.After(tx.Now) && on == civil.Of(tx.Now, loc) {
		at = tx.Now
	}
	return at, nil
}

// home finds the matter and the contact that a note is about.
func (d *desk) home(ctx context.Context, tx *db.Tx, r *Row, e *timeline.Entry) error {
	v := d.b.Mapping.values(r.Raw)
	if number := v.one("matter"); number != "" {
		m, err := d.matterOf(ctx, tx, number)
		if errs.Is(err, errs.NotFound) {
			return errs.New(errs.Invalid, "There is no matter with the number %s. Bring in the matters first.", number)
		}
		if err != nil {
			return err
		}
		e.MatterID, e.ContactID = m.ID, m.ClientID
		return nil
	}
	c := contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: v.one("contact")}}
	for _, email := range v["contact_email"] {
		c.Points = append(c.Points, contact.Point{Kind: contact.Email, Value: email})
	}
	if c.Name == "" && len(c.Points) == 0 {
		return errs.New(errs.Invalid, "The row names neither a matter nor a contact.")
	}
	known, ok, err := d.find(ctx, tx, c)
	if err == nil && !ok {
		err = errs.New(errs.Invalid, "There is no contact called %s. Bring in the contacts first.", c.Name)
	}
	e.ContactID = known.ID
	return err
}

func (d *desk) planNote(ctx context.Context, tx *db.Tx, r *Row) error {
	n, err := d.note(ctx, tx, r)
	v := d.b.Mapping.values(r.Raw)
	r.Label = clip(contact.Neat(v.one("matter")+" "+v.one("contact")+" "+v.one("on")+" "+v.one("subject")), 120)
	if err != nil || r.Plan == Bad {
		return err
	}
	if n.Body == "" {
		r.refuse("body", "Write the note.")
		return nil
	}
	if n.At.After(tx.Now) {
		r.refuse("on", "This lies in the future. Log what has happened; plan the rest in the calendar.")
		return nil
	}
	if err := d.home(ctx, tx, r, &n.Entry); err != nil {
		return r.shown(err)
	}
	return nil
}

func (d *desk) applyNote(ctx context.Context, tx *db.Tx, r *Row) error {
	n, err := d.note(ctx, tx, &Row{Raw: r.Raw})
	if err != nil {
		return err
	}
	if err := d.home(ctx, tx, r, &n.Entry); err != nil {
		return err
	}
	e, err := d.s.timeline.LogTx(ctx, tx, n)
	if err != nil {
		return err
	}
	r.Made = append(r.Made, Made{Kind: "entry", ID: string(e.ID), Version: e.Version})
	return nil
}

func (d *desk) planMail(r *Row, it item) error {
	m := mail.Parse(it.raw)
	from := ""
	if len(m.From) > 0 {
		from = m.From[0].Addr
	}
	r.Label = clip(contact.Neat(m.Subject+" — "+from), 120)
	if len(m.From) == 0 && m.Subject == "" && m.Date.IsZero() && m.Received.IsZero() {
		r.refuse("", "This is no message: it has no sender, no subject and no date.")
	}
	return nil
}

func (d *desk) applyMail(ctx context.Context, tx *db.Tx, r *Row, p *timeline.Post) error {
	f, err := d.ours.File(ctx, tx, *p)
	if err != nil {
		return err
	}
	r.Other = string(f.Entry.ID)
	if f.Known {
		r.Plan = Known
		return nil
	}
	r.Made = append(r.Made, Made{Kind: "entry", ID: string(f.Entry.ID), Version: f.Entry.Version})
	return nil
}
