package exchange

import (
	"context"
	"io"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// ExportID names an export.
type ExportID string

// Scope is how much an export takes out.
type Scope string

// The scopes.
const (
	WholeFirm Scope = "firm"
	OneClient Scope = "client"
	OneMatter Scope = "matter"
)

// Export is a copy taken out, to be fetched for a few days.
type Export struct {
	bun.BaseModel `bun:"table:export_file,alias:ef"`

	FirmID      string   `bun:",pk"`
	ID          ExportID `bun:",pk"`
	Version     int64
	Scope       Scope
	ContactID   contact.ID
	MatterID    matter.ID
	Label       string // what it is a copy of
	State       State  // running, done or failed
	Sum         string
	Size        int64
	Counts      map[string]int64 `bun:"type:text"`
	Tries       int64
	CreatedBy   string
	CreatedName string
	Roles       []string `bun:"type:text"`
	CreatedAt   time.Time
	EndedAt     *time.Time
	ExpiresAt   time.Time
}

// About is what the audit trail calls an export.
func (e Export) About() db.About {
	return db.About{Kind: "export", ID: string(e.ID), Contact: string(e.ContactID), Matter: string(e.MatterID)}
}

// Fetchable reports whether the copy is still there.
func (e Export) Fetchable(now time.Time) bool { return e.State == Done && now.Before(e.ExpiresAt) }

// lasts is how long a copy can be fetched.
const lasts = 3 * 24 * time.Hour

// gather asks for an export to be put together.
type gather struct {
	Export ExportID `json:"export"`
}

// Kind implements job.Args.
func (gather) Kind() string { return "export.gather" }

// ExportTopic is poked when an export has moved on.
func ExportTopic(e ExportID) string { return "export:" + string(e) }

// Export has a copy put together: of the whole firm, of one client or of one
// matter. It holds what whoever asks may see.
//
// The whole firm is for a manager who has just proven who they are; a client or
// a matter is for its team and for managers.
func (s *Service) Export(ctx context.Context, who actor.Actor, scope Scope, c contact.ID, m matter.ID) (e Export, err error) {
	verb := Exporting
	if scope == WholeFirm {
		verb = ExportingFirm
	}
	if err := access.Allow(who, verb); err != nil {
		return e, err
	}
	if scope == WholeFirm {
		if err := signin.Fresh(who, s.db.Clock().Now()); err != nil {
			return e, err
		}
	}
	e = Export{
		FirmID: who.Firm, ID: ExportID(id.New("exp")), Scope: scope, ContactID: c, MatterID: m, State: Running,
		CreatedBy: who.ID, CreatedName: who.Name, Roles: who.Roles,
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := e.name(ctx, tx); err != nil {
			return err
		}
		e.CreatedAt, e.ExpiresAt = tx.Now, tx.Now.Add(lasts)
		if err := tx.Insert(ctx, &e); err != nil {
			return err
		}
		if err := s.jobs.Add(ctx, tx, gather{e.ID}); err != nil {
			return err
		}
		return tx.Record("export.asked", e.About(), map[string]any{"scope": scope})
	})
	return e, err
}

// name finds what the export is of, and whether whoever asks is of its team.
func (e *Export) name(ctx context.Context, tx *db.Tx) error {
	switch e.Scope {
	case WholeFirm:
		e.ContactID, e.MatterID = "", ""
		return nil
	case OneClient:
		c, err := contact.GetTx(ctx, tx, e.ContactID)
		if err != nil {
			return err
		}
		ms, err := matter.ConcerningTx(ctx, tx, []contact.ID{e.ContactID})
		if err != nil {
			return err
		}
		e.MatterID, e.Label = "", c.Name
		return onTeam(ctx, tx, ms)
	case OneMatter:
		m, err := matter.GetTx(ctx, tx, e.MatterID)
		if err != nil {
			return err
		}
		e.ContactID, e.Label = m.ClientID, contact.Neat(m.Number+" "+m.Title)
		return onTeam(ctx, tx, []matter.Matter{m})
	}
	return errs.New(errs.Invalid, "Choose what to export.")
}

// onTeam answers Forbidden unless whoever asks works on one of the matters, or
// manages the firm. A client without matters is anyone's who sees them.
func onTeam(ctx context.Context, tx *db.Tx, ms []matter.Matter) error {
	if tx.Who.May(ExportingFirm) || len(ms) == 0 {
		return nil
	}
	for _, m := range ms {
		team, err := matter.TeamTx(ctx, tx, m.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(team, func(t matter.Member) bool { return t.StaffID == staff.ID(tx.Who.ID) }) {
			return nil
		}
	}
	return errs.New(errs.Forbidden, "A copy of this file is for those who work on it. Ask its responsible lawyer or a manager.")
}

// taker is whoever asked, at work in the background: behind the same walls.
func (e Export) taker() actor.Actor {
	return actor.Actor{
		Kind: actor.Staff, Firm: e.FirmID, ID: e.CreatedBy, Name: e.CreatedName, Roles: e.Roles, Session: string(e.ID),
		Grants: actor.Grant(contact.Reading, matter.Reading, timeline.Reading, task.Reading, Exporting), Via: "job", Open: access.SeesOpen(e.Roles),
	}
}

// gather puts an export together and keeps it among the firm's files. It may
// be run again at any time.
func (s *Service) gather(ctx context.Context, job actor.Actor, export ExportID) error {
	var e Export
	err := s.db.Touch(ctx, job, func(ctx context.Context, tx *db.Tx) (err error) {
		if e, err = getExport(ctx, tx, export); err != nil || e.State != Running {
			return err
		}
		if e.Tries++; e.Tries > maxTries {
			e.State, e.EndedAt = Failed, &tx.Now
			s.live.Poke(tx, ExportTopic(e.ID))
		}
		return tx.Update(ctx, &e)
	})
	if err != nil || e.State != Running {
		return ignore(err)
	}
	who := e.taker()
	shelf, err := s.files.Firm(e.FirmID)
	if err != nil {
		return err
	}
	out := asReader(func(w io.Writer) error { return s.writeExport(ctx, who, &e, w) })
	defer out.Close()
	ref, err := shelf.Put(ctx, out)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		e.State, e.EndedAt, e.Sum, e.Size = Done, &tx.Now, ref.Sum.String(), ref.Size
		if err := tx.Update(ctx, &e); err != nil {
			return err
		}
		s.live.Poke(tx, ExportTopic(e.ID))
		return tx.Record("export.made", e.About(), map[string]any{"scope": e.Scope, "counts": e.Counts, "sha256": e.Sum})
	})
}

// Exports lists one's own exports, newest first.
func (s *Service) Exports(ctx context.Context, who actor.Actor, p db.Page) (es []Export, next string, err error) {
	if err := access.Allow(who, Exporting); err != nil {
		return nil, "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		es, next, err = listExports(ctx, q, p)
		return err
	})
	return es, next, err
}

// Fetch opens a finished export. Only whoever asked for it may, and the
// fetching is recorded.
//
// Returns NotFound once it has expired, or for anyone else.
func (s *Service) Fetch(ctx context.Context, who actor.Actor, export ExportID) (e Export, f io.ReadSeekCloser, err error) {
	if err := access.Allow(who, Exporting); err != nil {
		return e, nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if e, err = getExport(ctx, q, export); err != nil {
			return err
		}
		if !e.Fetchable(q.Time()) {
			return errs.New(errs.NotFound, "This copy has expired. Ask for a new one.")
		}
		q.Saw(e.About())
		return nil
	})
	if err != nil {
		return e, nil, err
	}
	shelf, err := s.files.Firm(who.Firm)
	if err != nil {
		return e, nil, err
	}
	sum, err := blob.ParseSum(e.Sum)
	if err != nil {
		return e, nil, err
	}
	f, err = shelf.Open(ctx, sum)
	return e, f, err
}
