package search

import (
	"context"
	"strconv"
	"strings"
	"time"

	"candor/internal/kit/db"
)

// A document's number says, from the high bits down, its kind (5 bits), its
// second (34 bits) and a serial (24 bits).
const (
	kindShift   = 58
	secondShift = 24
	serials     = int64(1) << secondShift
)

// span is the range of the numbers of a kind.
func (k Kind) span() (low, high int64) {
	low = k.code() << kindShift
	return low, low + (1<<kindShift - 1)
}

// first is the lowest number of a kind in a second.
func first(k Kind, at time.Time) int64 {
	s := min(max(at.Unix(), 0), 1<<34-1)
	return k.code()<<kindShift | s<<secondShift
}

// mark puts the kind's letter before each word. So each kind has words of its
// own: what is common in mail and rare among people is known as such, and is
// looked up apart.
func (k Kind) mark(ws []string) []string {
	letter := string(rune('a' + k.code() - 1))
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = letter + w
	}
	return out
}

// keep writes the row and its words. What was indexed before goes by trigger.
func keep(ctx context.Context, tx *db.Tx, r *row, names string) error {
	var err error
	if r.Num, err = number(ctx, tx, first(r.Kind, r.At)); err != nil {
		return err
	}
	if err := tx.Put(ctx, r); err != nil {
		return err
	}
	title := r.Kind.mark(append(indexed(r.Title, mostWords), indexed(names, mostWords)...))
	body := r.Kind.mark(append(indexed(r.Sub, mostWords), indexed(r.Body, mostWords)...))
	if tx.Postgres() {
		_, err = tx.Raw("INSERT INTO search_index (owner, num, title, words) VALUES (?, ?, ?::tsvector, ?::tsvector)",
			owner(r.FirmID), r.Num, vector(title), vector(title, body)).Exec(ctx)
		return err
	}
	num := r.Num
	tx.Last(num, func(ctx context.Context) error {
		return keepWords(ctx, tx, num, strings.Join(title, " "), strings.Join(body, " "))
	})
	return nil
}

// keepWords puts a row's words into SQLite's indexes. Those write themselves out
// at every savepoint, and whenever rows come out of order; so it is done last,
// for all acts that share a commit, in the order of the numbers. A row that has
// been changed or removed since has no words to keep.
func keepWords(ctx context.Context, tx *db.Tx, num int64, title, body string) error {
	n := strconv.FormatInt(num, 10) // as a text, so that the statements are the same each time
	var there int
	if err := tx.Raw("SELECT count(*) FROM search_doc WHERE num = CAST(? AS INTEGER)", n).Scan(ctx, &there); err != nil || there == 0 {
		return err
	}
	if _, err := tx.Raw("INSERT INTO search_title (rowid, title) VALUES (CAST(? AS INTEGER), ?)", n, title).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.Raw("INSERT INTO search_index (rowid, title, body) VALUES (CAST(? AS INTEGER), ?, ?)", n, title, body).Exec(ctx)
	return err
}

// owner is how PostgreSQL's index names a firm; its migration says why.
func owner(firm string) string { return "of " + firm }

// number gives the next number at or after low. On SQLite there is one writer
// at a time; on PostgreSQL a sequence keeps writers apart.
func number(ctx context.Context, tx *db.Tx, low int64) (n int64, err error) {
	if tx.Postgres() {
		err = tx.Raw("SELECT ? + nextval('search_serial') % ?", low, serials).Scan(ctx, &n)
		return n, err
	}
	err = tx.Raw("SELECT coalesce(max(num) + 1, ?) FROM search_doc WHERE num >= ? AND num < ?", low, low, low+serials).Scan(ctx, &n)
	return n, err
}

// vector writes a tsvector of texts; no phrase runs from one into the next. The
// words are letters and digits only, so nothing needs quoting.
func vector(texts ...[]string) string {
	const most = 16_000 // PostgreSQL tells no more places apart
	var b strings.Builder
	at := 0
	for _, ws := range texts {
		at++
		for _, w := range ws {
			if at++; at > most {
				return b.String()
			}
			b.WriteString("'" + w + "':" + strconv.Itoa(at) + " ")
		}
	}
	return b.String()
}
