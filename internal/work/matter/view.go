package matter

import (
	"context"
	"net/url"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
)

// View is a list as someone likes to see it, kept by a name and shared with
// the firm if they want. It holds the filter, never what the list shows: each
// who opens it sees what they may see.
type View struct {
	bun.BaseModel `bun:"table:matter_view,alias:mw"`

	FirmID  string `bun:",pk"`
	ID      string `bun:",pk"`
	Version int64
	StaffID string
	Name    string
	Query   string // as in the list's address
	Shared  bool
}

func (v *View) check() error {
	v.Name = contact.Neat(v.Name)
	var p errs.Problems
	p.Check(v.Name != "" && len(v.Name) <= 80, "name", "Give the list a name of up to 80 letters.")
	q, err := url.ParseQuery(v.Query)
	p.Check(err == nil && len(v.Query) <= 1000, "query", "This filter can't be kept.")
	q.Del("after")
	v.Query = q.Encode()
	return p.Err()
}

// Views lists someone's own views and those shared with them.
func (s *Service) Views(ctx context.Context, who actor.Actor) (vs []View, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		vs, err = viewsOf(ctx, q, who.ID)
		return err
	})
	return vs, err
}

// SaveView keeps a view.
func (s *Service) SaveView(ctx context.Context, who actor.Actor, v View) (View, error) {
	err := s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := access.Allow(who, Reading); err != nil {
			return err
		}
		if err := v.check(); err != nil {
			return err
		}
		v.ID, v.StaffID = id.New("viw"), who.ID
		if err := tx.Insert(ctx, &v); err != nil {
			return err
		}
		return tx.Record("matter.view_saved", db.About{Kind: "view", ID: v.ID}, map[string]any{"shared": v.Shared})
	})
	return v, err
}

// DropView forgets a view of one's own.
func (s *Service) DropView(ctx context.Context, who actor.Actor, view string) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		v, err := getView(ctx, tx, view, who.ID)
		if err != nil {
			return err
		}
		if err := tx.Delete(ctx, &v); err != nil {
			return err
		}
		return tx.Record("matter.view_dropped", db.About{Kind: "view", ID: v.ID}, nil)
	})
}
