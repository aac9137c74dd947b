package exchange

import (
	"context"
	"errors"

	"candor/internal/kit/db"
	"candor/internal/kit/vcard"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// pages reads a list to its end, a page at a time.
func pages[T any](list func(p db.Page) ([]T, string, error), each func(T) error) error {
	p := db.Page{Limit: db.Most}
	for {
		rows, next, err := list(p)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := each(r); err != nil {
				return err
			}
		}
		if next == "" {
			return nil
		}
		p.After = next
	}
}

func (c *copier) matters(ctx context.Context) error {
	captions := []string{"number", "title", "client", "area", "stage", "status", "opened_on", "closed_on", "responsible", "court", "court_number", "jurisdiction", "about"}
	return c.table("matters/matters", captions, func(each func(record) error) error {
		return c.everyMatter(ctx, func(m matter.Matter) error {
			o, err := c.matter(ctx, m)
			if err != nil {
				return err
			}
			return each(record{o, []string{o.Number, o.Title, o.Client, o.Area, o.Stage, o.Status, o.OpenedOn, o.ClosedOn, o.Responsible, o.Court, o.CourtNumber, o.Jurisdiction, o.About}})
		})
	})
}

// everyMatter goes through the matters of the copy.
func (c *copier) everyMatter(ctx context.Context, each func(matter.Matter) error) error {
	f := matter.Filter{By: matter.ByNumber, Client: c.e.ContactID}
	return pages(func(p db.Page) ([]matter.Matter, string, error) { return c.s.matters.List(ctx, c.who, f, p) }, func(m matter.Matter) error {
		if c.e.Scope == OneMatter && m.ID != c.e.MatterID {
			return nil
		}
		return each(m)
	})
}

func (c *copier) entries(ctx context.Context) error {
	captions := []string{"at", "kind", "direction", "matter_id", "contact_id", "staff_id", "subject", "body", "minutes", "substantive", "message_id", "original"}
	return c.table("timeline/entries", captions, func(each func(record) error) error {
		return c.everyEntry(ctx, func(d timeline.Detail) error {
			for _, p := range d.People {
				c.meet(p.ContactID)
			}
			o := outEntry(d)
			return each(record{o, []string{o.At, o.Kind, o.Direction, o.MatterID, o.ContactID, o.StaffID, o.Subject, o.Body, itoa(d.Seconds / 60), yesNo(o.Substantive), o.MessageID, o.Original}})
		})
	})
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// everyEntry goes through the line of time of the copy, each page in a reading
// of its own: a copy of a large firm must not hold the others up.
func (c *copier) everyEntry(ctx context.Context, each func(timeline.Detail) error) error {
	m, person := matter.ID(""), contact.ID("")
	switch c.e.Scope {
	case OneMatter:
		m = c.e.MatterID
	case OneClient:
		person = c.e.ContactID
	case WholeFirm:
	}
	return pages(func(p db.Page) (ds []timeline.Detail, next string, err error) {
		err = c.s.db.Read(ctx, c.who, func(ctx context.Context, q db.Q) error {
			ds, next, err = timeline.AllTx(ctx, q, m, person, p)
			return err
		})
		return ds, next, err
	}, each)
}

func (c *copier) contacts(ctx context.Context) error {
	captions := []string{"kind", "name", "prefix", "given_name", "middle_name", "family_name", "suffix", "preferred_name", "pronouns", "company", "job_title", "email", "phone", "street", "city", "state", "postal_code", "country", "born_on", "tags", "about"}
	err := c.table("contacts/contacts", captions, func(each func(record) error) error {
		return c.everyone(ctx, func(card contact.Card) error { return each(record{outContact(card), contactCells(card)}) })
	})
	if err != nil {
		return err
	}
	w, err := c.a.add("contacts/contacts.vcf")
	if err != nil {
		return err
	}
	err = c.everyone(ctx, func(card contact.Card) error { return vcard.Write(w, "4.0", card.VCard("4.0", true)) })
	return errors.Join(err, w.Close())
}

// meet notes someone who is in a copy of less than the firm.
func (c *copier) meet(id contact.ID) {
	if c.e.Scope != WholeFirm && id != "" {
		c.seen[id] = true
	}
}

// everyone goes through all contacts, or through those who are in the matters
// and the line of time of a smaller copy.
func (c *copier) everyone(ctx context.Context, each func(contact.Card) error) error {
	if c.e.Scope == WholeFirm {
		f := contact.Filter{Archived: true}
		return pages(func(p db.Page) ([]contact.Card, string, error) { return c.s.contacts.List(ctx, c.who, f, p) }, each)
	}
	c.meet(c.e.ContactID)
	for _, id := range sortedIDs(c.seen) {
		var card contact.Card
		err := c.s.db.Read(ctx, c.who, func(ctx context.Context, q db.Q) (err error) {
			card, err = contact.GetTx(ctx, q, id)
			return err
		})
		if ignore(err) != nil {
			return err
		}
		if err == nil {
			if err := each(card); err != nil {
				return err
			}
		}
	}
	return nil
}
