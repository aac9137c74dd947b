package backup

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// intake takes a backup into a database, in one transaction.
type intake struct {
	snap
	files *blob.Disk
	shape map[string]tableOf
	firm  string
	n     int64 // rows so far, for numbers that are given anew
}

func restoring(ctx context.Context, d *db.DB, f func(in *intake) error) error {
	tx, err := d.SQL().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // committed by then, or of no use
	in := &intake{snap: snap{tx, d.Postgres()}, shape: map[string]tableOf{}}
	if err := f(in); err != nil {
		return err
	}
	return tx.Commit()
}

// begin answers Conflict unless the database is empty and of the backup's own
// version: a row is never bent to fit.
func (in *intake) begin(ctx context.Context, m Manifest) error {
	firms, err := in.firms(ctx)
	if err != nil {
		return err
	}
	if len(firms) > 0 {
		return errs.New(errs.Conflict, "This database holds a firm already. Restore into an empty one.")
	}
	at, err := in.schema(ctx)
	if err != nil {
		return err
	}
	if at != m.Schema {
		return errs.New(errs.Conflict, "The backup is of step %d of the schema and this Candor is at step %d. Restore it with the Candor that made it, then upgrade.", m.Schema, at)
	}
	ts, err := in.tables(ctx)
	for _, t := range ts {
		in.shape[t.Name] = t
	}
	return err
}

// rows adds lines of a table, some in a statement. PostgreSQL's fence lets in
// only rows of the firm that it was told.
func (in *intake) rows(ctx context.Context, table string, lines [][]byte) error {
	t, ok := in.shape[table]
	if !ok {
		return fmt.Errorf("%w: a table %q that no Candor has", ErrDamaged, table)
	}
	if table == "search_doc" {
		t.Columns = append(slices.Clone(t.Columns), column{"folded", "text"}, column{"kept_at", "time"}, column{"num", "int"})
	}
	firmAt := slices.Index(names(t.Columns), "firm_id")
	step := max(1, min(200, 30_000/len(t.Columns)))
	var args []any
	n := 0
	flush := func() error {
		if n == 0 {
			return nil
		}
		err := in.insert(ctx, t, n, args)
		args, n = args[:0], 0
		return err
	}
	for _, line := range lines {
		in.n++
		values, err := readLine(t, line, in.pg, in.n)
		if err != nil {
			return err
		}
		if firm, ok := at(values, firmAt); ok && firm != in.firm {
			if err := flush(); err != nil {
				return err
			}
			if err := in.enter(ctx, firm); err != nil {
				return err
			}
			in.firm = firm
		}
		args = append(args, values...)
		if n++; n == step {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

func at(values []any, i int) (string, bool) {
	if i < 0 {
		return "", false
	}
	s, ok := values[i].(string)
	return s, ok
}

func (in *intake) insert(ctx context.Context, t tableOf, n int, args []any) error {
	var b strings.Builder
	b.WriteString("INSERT INTO " + quoted([]string{t.Name}) + " (" + quoted(names(t.Columns)) + ") VALUES ")
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("(")
		for j := range t.Columns {
			if j > 0 {
				b.WriteString(", ")
			}
			b.WriteString(in.mark(i*len(t.Columns) + j + 1))
		}
		b.WriteString(")")
	}
	if _, err := in.tx.ExecContext(ctx, b.String(), args...); err != nil {
		return fmt.Errorf("table %s: %w", t.Name, err)
	}
	return nil
}

// file keeps a firm's file.
func (in *intake) file(ctx context.Context, firm string, r io.Reader) error {
	if in.files == nil {
		_, err := io.Copy(io.Discard, r)
		return err
	}
	shelf, err := in.files.Firm(firm)
	if err != nil {
		return err
	}
	_, err = shelf.Put(ctx, r)
	return err
}

// compare reads every table back and answers ErrDamaged unless it is what the
// backup says, row for row.
func (in *intake) compare(ctx context.Context, m Manifest) error {
	firms, err := in.firms(ctx)
	if err != nil {
		return err
	}
	for _, t := range m.Tables {
		got, err := in.walk(ctx, in.shape[t.Name], firms, func([]byte) error { return nil })
		if err != nil {
			return err
		}
		if got.Rows != t.Rows || got.SHA256 != t.SHA256 {
			return fmt.Errorf("%w: table %s did not come back as it was: %d rows of %d", ErrDamaged, t.Name, got.Rows, t.Rows)
		}
	}
	return nil
}

// findable makes the search index anew from what can be found.
func findable(ctx context.Context, d *db.DB) error {
	var firms []string
	if err := snapshot(ctx, d, func(s *snap) (err error) {
		firms, err = s.firms(ctx)
		return err
	}); err != nil {
		return err
	}
	for _, firm := range firms {
		who, after := actor.ForSystem(firm, "restore"), ""
		for done := false; !done; {
			err := d.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) (err error) {
				after, done, err = index(ctx, tx, after)
				return err
			})
			if err != nil {
				return fmt.Errorf("making the search index anew: %w", err)
			}
		}
		if err := d.Note(ctx, who, "backup.restored", db.About{Kind: "backup"}, nil); err != nil {
			return err
		}
	}
	return nil
}

// index lets the next documents be found, and says up to which it came.
func index(ctx context.Context, tx *db.Tx, after string) (string, bool, error) {
	var docs []struct {
		Kind      search.Kind
		ID        string
		ContactID string
		MatterID  string
		At        time.Time
		Lang      string
		Href      string
		Title     string
		Sub       string
		Body      string
	}
	err := tx.Raw(`SELECT kind, id, contact_id, matter_id, at, lang, href, title, sub, body FROM search_doc
		WHERE firm_id = ? AND id > ? ORDER BY id, kind LIMIT 500`, tx.Firm(), after).Scan(ctx, &docs)
	if err != nil {
		return "", false, err
	}
	for _, r := range docs {
		d := search.Doc{Kind: r.Kind, ID: r.ID, ContactID: r.ContactID, MatterID: r.MatterID, At: r.At, Lang: r.Lang, Href: r.Href, Title: r.Title, Sub: r.Sub, Body: r.Body}
		if d.Names, err = called(ctx, tx, d); err != nil {
			return "", false, err
		}
		if err := search.PutTx(ctx, tx, d); err != nil {
			return "", false, err
		}
		after = r.ID
	}
	return after, len(docs) < 500, nil
}

// called gives the names under which a thing is found beside its title.
func called(ctx context.Context, tx *db.Tx, d search.Doc) (out []string, err error) {
	switch d.Kind {
	case search.Contact:
		err = tx.Raw(`SELECT name FROM contact_name WHERE firm_id = ? AND contact_id = ?
			UNION SELECT preferred FROM contact WHERE firm_id = ? AND id = ? AND preferred <> ''
			UNION SELECT name FROM contact WHERE firm_id = ? AND id = ? ORDER BY 1`,
			tx.Firm(), d.ID, tx.Firm(), d.ID, tx.Firm(), d.ID).Scan(ctx, &out)
	case search.Matter:
		err = tx.Raw(`SELECT c.name FROM contact AS c JOIN matter AS m ON m.firm_id = c.firm_id AND m.client_id = c.id
			WHERE m.firm_id = ? AND m.id = ? ORDER BY 1`, tx.Firm(), d.ID).Scan(ctx, &out)
	default:
	}
	return out, err
}
