package db

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/errs"
)

// Page asks for one page of a list: the rows after a place, never a number of
// pages. Page one thousand costs what page one costs.
type Page struct {
	After string // from the page before; empty for the first
	Limit int
}

// Most is the longest page anyone may ask for.
const Most = 200

// Order is how a list is ordered; its last column must be unique.
type Order struct {
	Columns []string // SQL expressions
	Desc    bool
}

// List scans one page into rows and gives the place of the next, empty at the
// end. key gives a row's values of the order's columns.
func List[R any](ctx context.Context, s *bun.SelectQuery, rows *[]R, p Page, o Order, key func(R) []string) (next string, err error) {
	limit := min(max(p.Limit, 1), Most)
	if p.Limit == 0 {
		limit = 50
	}
	dir, cmp := " ASC", ">"
	if o.Desc {
		dir, cmp = " DESC", "<"
	}
	if p.After != "" {
		at, err := place(p.After, len(o.Columns))
		if err != nil {
			return "", err
		}
		s = s.Where("("+strings.Join(o.Columns, ", ")+") "+cmp+" (?)", bun.In(at))
	}
	for _, c := range o.Columns {
		s = s.OrderExpr(c + dir)
	}
	if err := All(ctx, s.Limit(int64(limit)+1)); err != nil {
		if p.After != "" && misread(err) {
			err = lost().Because(err)
		}
		return "", err
	}
	if len(*rows) > limit {
		*rows = (*rows)[:limit]
		return mark(key((*rows)[limit-1]))
	}
	return "", nil
}

// Stamp writes t as the databases keep it, for an order's key.
func Stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05.999999-07:00") }

func mark(values []string) (string, error) {
	b, err := json.Marshal(values)
	return base64.RawURLEncoding.EncodeToString(b), err
}

func place(s string, columns int) ([]string, error) {
	var values []string
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err == nil {
		err = json.Unmarshal(b, &values)
	}
	if err != nil || len(values) != columns || strings.Contains(strings.Join(values, ""), "\x00") {
		return nil, lost().Because(err)
	}
	return values, nil
}

func lost() *errs.Error {
	return errs.New(errs.Invalid, "This link to the next page is broken. Start again from the first page.")
}
