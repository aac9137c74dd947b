package contact

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"candor/internal/kit/db"
)

// key is one way of finding a contact when the name is spelt otherwise, or by
// a word of it.
type key struct {
	bun.BaseModel `bun:"table:contact_key,alias:ck"`

	FirmID    string `bun:",pk"`
	Key       string `bun:",pk"`
	ContactID ID     `bun:",pk"`
}

func saveKeys(ctx context.Context, tx *db.Tx, c Card) error {
	rows := make([]key, 0, 8)
	for _, k := range append(keys(c), words(c)...) {
		rows = append(rows, key{Key: k, ContactID: c.ID})
	}
	return tx.Insert(ctx, &rows)
}

func eraseKeys(ctx context.Context, tx *db.Tx, id ID) error {
	_, err := tx.Erase((*key)(nil)).Where("contact_id = ?", id).Exec(ctx)
	return err
}

// keyed keeps contacts with a key as given. As in matching, few are taken by
// index, and of many each is asked in the list's own order.
func keyed(ctx context.Context, q db.Q, s *bun.SelectQuery, is string, args ...any) (*bun.SelectQuery, error) {
	args = append([]any{q.Firm()}, args...)
	var ids []ID
	err := q.Raw("SELECT ck.contact_id FROM contact_key AS ck WHERE ck.firm_id = ? AND "+is+" LIMIT ?", append(slices.Clone(args), few+1)...).Scan(ctx, &ids)
	if err != nil {
		return nil, err
	}
	if len(ids) <= few {
		return s.Where("c.id IN (?)", bun.In(append(ids, ""))), nil // no list is empty
	}
	return s.Where("EXISTS (SELECT 1 FROM contact_key AS ck WHERE ck.firm_id = ? AND "+is+" AND ck.contact_id = c.id)", args...), nil
}

// WordsTx keeps contacts, in a query that calls them c, who have a name with a
// word that begins with each of these, as typed.
func WordsTx(ctx context.Context, q db.Q, s *bun.SelectQuery, text string) (_ *bun.SelectQuery, err error) {
	for _, w := range strings.Fields(nameKey(text)) {
		if s, err = keyed(ctx, q, s, "ck.key >= ? AND ck.key < ?", "w:"+w, after("w:"+w)); err != nil {
			return nil, err
		}
	}
	return s, nil
}
