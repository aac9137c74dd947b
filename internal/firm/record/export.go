package record

import (
	"context"
	"io"
	"strconv"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/sheet"
)

// WriteLog writes the whole sealed log for others to verify: every entry, and
// every checkpoint after the last entry it covers. Of what whoever asks may not
// see only the hash is written, so that the rest can still be verified. That it
// was taken is recorded before the first byte is written.
//
// A manager may. Returns Conflict if nothing is sealed yet.
func (s *Service) WriteLog(ctx context.Context, who actor.Actor, w io.Writer) error {
	if err := access.Allow(who, Exporting); err != nil {
		return err
	}
	k := &walk{service: s}
	if err := k.begin(ctx, who); err != nil {
		return err
	}
	if k.origin == "" {
		return noLog()
	}
	if err := s.db.Note(ctx, who, "record.exported", db.About{Kind: "record"}, map[string]any{"as": "log", "entries": k.size}); err != nil {
		return err
	}
	for {
		if _, err := k.out.WriteTo(w); err != nil {
			return err
		}
		if more, err := k.some(ctx, who); err != nil || !more {
			return err
		}
	}
}

// sheetHead are the columns of the trail as a table.
func sheetHead() []string {
	return []string{"at", "actor_kind", "actor_id", "actor_name", "via", "ip", "session", "action", "about_kind", "about_id",
		"contact_id", "matter_id", "detail", "sealed_place", "id"}
}

// WriteSheet writes the trail, narrowed by f and newest first, as a table that
// any spreadsheet opens and none runs. That it was taken is recorded before the
// first byte is written.
//
// A manager may.
func (s *Service) WriteSheet(ctx context.Context, who actor.Actor, f Filter, w io.Writer) error {
	if err := access.Allow(who, Exporting); err != nil {
		return err
	}
	about := db.About{Kind: "record", Contact: f.Contact, Matter: f.Matter}
	if err := s.db.Note(ctx, who, "record.exported", about, map[string]any{"as": "table", "only": f}); err != nil {
		return err
	}
	if f.To.IsZero() {
		f.To = s.db.Clock().Now().Add(time.Millisecond) // or a busy firm's file would never end
	}
	out := sheet.NewWriter(w)
	if err := out.Write(sheetHead()...); err != nil {
		return err
	}
	page := db.Page{Limit: db.Most}
	for {
		es, next, err := s.part(ctx, who, f, page)
		if err != nil {
			return err
		}
		for _, e := range es {
			if err := out.Write(e.cells()...); err != nil {
				return err
			}
		}
		if page.After = next; next == "" {
			return out.Flush()
		}
	}
}

// part is a page of the trail whose reading was recorded already.
func (s *Service) part(ctx context.Context, who actor.Actor, f Filter, p db.Page) (es []Entry, next string, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		if es, next, err = list(ctx, q, f, p); err != nil {
			return err
		}
		return withhold(ctx, q, es)
	})
	return es, next, err
}

func (e Entry) cells() []string {
	sealed := ""
	if e.Sealed() {
		sealed = strconv.FormatInt(*e.Place, 10)
	}
	return []string{e.At.UTC().Format(instant), string(e.ActorKind), e.ActorID, e.ActorName, e.Via, e.IP, e.Session, e.Action,
		e.AboutKind, e.AboutID, e.ContactID, e.MatterID, e.Detail, sealed, e.ID}
}
