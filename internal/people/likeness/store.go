package likeness

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"candor/internal/kit/db"
	"candor/internal/kit/name"
	"candor/internal/people/contact"
)

type keyRow struct {
	bun.BaseModel `bun:"table:likeness_key,alias:lk"`

	FirmID    string     `bun:",pk"`
	Key       name.Key   `bun:",pk"`
	ContactID contact.ID `bun:",pk"`
}

// file puts a contact under these keys and says whether that changed anything.
func file(ctx context.Context, tx *db.Tx, id contact.ID, ks []name.Key) (bool, error) {
	var had []name.Key
	err := tx.Raw("SELECT key FROM likeness_key WHERE firm_id = ? AND contact_id = ? ORDER BY key", tx.Firm(), id).Scan(ctx, &had)
	if err != nil || slices.Equal(had, ks) {
		return false, err
	}
	if err := eraseKeys(ctx, tx, id); err != nil {
		return false, err
	}
	rows := make([]keyRow, len(ks))
	for i, k := range ks {
		rows[i] = keyRow{Key: k, ContactID: id}
	}
	return true, tx.Insert(ctx, &rows)
}

func eraseKeys(ctx context.Context, tx *db.Tx, id contact.ID) error {
	_, err := tx.Erase((*keyRow)(nil)).Where("contact_id = ?", id).Exec(ctx)
	return err
}

func filedAmong(ctx context.Context, q db.Q, ids []contact.ID) (map[contact.ID]bool, error) {
	var filed []contact.ID
	err := q.Raw("SELECT DISTINCT contact_id FROM likeness_key WHERE firm_id = ? AND contact_id IN (?) LIMIT 1000", q.Firm(), bun.In(ids)).Scan(ctx, &filed)
	out := map[contact.ID]bool{}
	for _, id := range filed {
		out[id] = true
	}
	return out, err
}

// under lists who is filed under any of the keys, those under most of them
// first. A key that very many share is read only in part, so that the cost of a
// check does not grow with the firm.
func under(ctx context.Context, q db.Q, ks []name.Key, most int) (ids []contact.ID, err error) {
	if len(ks) == 0 {
		return nil, nil
	}
	err = q.Raw(`SELECT contact_id FROM (SELECT contact_id FROM likeness_key WHERE firm_id = ? AND key IN (?) LIMIT ?) AS found
		GROUP BY contact_id ORDER BY count(*) DESC, contact_id LIMIT ?`, q.Firm(), bun.In(ks), 8*most, most+1).Scan(ctx, &ids)
	return ids, err
}

// bearers counts who is filed under one key, up to a number.
func bearers(ctx context.Context, q db.Q, k name.Key, most int) (n int, err error) {
	err = q.Raw("SELECT count(*) FROM (SELECT 1 FROM likeness_key WHERE firm_id = ? AND key = ? LIMIT ?) AS bearer", q.Firm(), k, most).Scan(ctx, &n)
	return n, err
}

// idsAfter lists contacts in order, walls aside: upkeep looks at each.
func idsAfter(ctx context.Context, q db.Q, after contact.ID, most int) (ids []contact.ID, err error) {
	err = q.Raw("SELECT c.id FROM contact AS c WHERE c.firm_id = ? AND c.id > ? AND c.merged_into = '' ORDER BY c.id LIMIT ?", q.Firm(), after, most).Scan(ctx, &ids)
	return ids, err
}
