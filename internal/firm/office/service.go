package office

import (
	"context"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
)

// Service keeps the firm and its offices.
type Service struct{ db *db.DB }

// NewService makes the service.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// New is what a firm is founded from.
type New struct {
	Name     string
	Zone     string
	Lang     string
	Currency string
	Phone    string
	Address  string
	Week     Week
	Holidays Days
}

// Found makes a firm with its main office. It runs once, at the first start;
// then lets others add the first people in the same transaction.
func (s *Service) Found(ctx context.Context, n New, then func(ctx context.Context, tx *db.Tx) error) (Firm, error) {
	f := Firm{ID: id.New("frm"), Name: strings.TrimSpace(n.Name), Zone: n.Zone, Lang: n.Lang, Currency: n.Currency}
	if f.Lang == "" {
		f.Lang = "en"
	}
	if f.Currency == "" {
		f.Currency = "USD"
	}
	o := Office{ID: ID(id.New("off")), Name: f.Name, Zone: n.Zone, Phone: n.Phone, Address: n.Address, Week: n.Week, Holidays: n.Holidays, Main: true}
	who := actor.ForSystem(f.ID, "founding")
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		var p errs.Problems
		p.Check(f.Name != "", "firm", "Write the firm's name.")
		if err := p.Err(); err != nil {
			return err
		}
		if err := o.check(tx.Now); err != nil {
			return err
		}
		f.CreatedAt = tx.Now
		if err := tx.Insert(ctx, &f); err != nil {
			return err
		}
		if err := tx.Insert(ctx, &o); err != nil {
			return err
		}
		if err := tx.Record("office.founded", o.About(), nil); err != nil {
			return err
		}
		return then(ctx, tx)
	})
	return f, err
}

// Firms lists every firm the program serves, for its own upkeep.
func (s *Service) Firms(ctx context.Context) (fs []Firm, err error) {
	err = s.db.Read(ctx, actor.ForSystem("", "upkeep"), func(ctx context.Context, q db.Q) error {
		fs, err = firms(ctx, q)
		return err
	})
	return fs, err
}

// Firm gives the firm of whoever asks.
func (s *Service) Firm(ctx context.Context, who actor.Actor) (f Firm, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		f, err = firm(ctx, q)
		return err
	})
	return f, err
}

// FirmTx is Firm inside another's transaction.
func FirmTx(ctx context.Context, q db.Q) (Firm, error) { return firm(ctx, q) }

// List gives the firm's offices, the main one first.
func (s *Service) List(ctx context.Context, who actor.Actor) (os []Office, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		os, err = list(ctx, q)
		return err
	})
	return os, err
}

// MainTx gives the main office, whose hours count where no other is named.
func MainTx(ctx context.Context, q db.Q) (Office, error) { return mainOffice(ctx, q) }

// HoursTx gives the business hours of the main office.
func HoursTx(ctx context.Context, q db.Q) (Hours, error) {
	o, err := mainOffice(ctx, q)
	if err != nil {
		return Hours{}, err
	}
	return o.Hours(q.Time())
}

// TodayTx is today's date at the main office.
func TodayTx(ctx context.Context, q db.Q) (civil.Date, error) {
	h, err := HoursTx(ctx, q)
	if err != nil {
		return civil.Date{}, err
	}
	return h.Today(q.Time()), nil
}

// Change saves what changed about an office, and the firm's name with its main
// office. A manager or an administrator may.
func (s *Service) Change(ctx context.Context, who actor.Actor, o Office) (Office, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Managing); err != nil {
			return err
		}
		old, err := get(ctx, tx, o.ID)
		if err != nil {
			return err
		}
		o.Main = old.Main
		if err := o.check(tx.Now); err != nil {
			return err
		}
		if err := tx.Update(ctx, &o); err != nil {
			return err
		}
		return tx.Record("office.changed", o.About(), map[string]any{"was": old, "is": o})
	})
	return o, err
}

// Get gives one office.
func (s *Service) Get(ctx context.Context, who actor.Actor, office ID) (o Office, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		o, err = get(ctx, q, office)
		return err
	})
	return o, err
}

// Rename gives the firm another name.
func (s *Service) Rename(ctx context.Context, who actor.Actor, name string) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Managing); err != nil {
			return err
		}
		f, err := firm(ctx, tx)
		if err != nil {
			return err
		}
		was := f.Name
		var p errs.Problems
		f.Name = strings.TrimSpace(name)
		p.Check(f.Name != "", "firm", "Write the firm's name.")
		if err := p.Err(); err != nil {
			return err
		}
		if err := tx.Update(ctx, &f); err != nil {
			return err
		}
		return tx.Record("office.renamed", db.About{Kind: "firm", ID: f.ID}, map[string]any{"was": was, "is": f.Name})
	})
}
