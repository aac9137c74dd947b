package access

import (
	"github.com/uptrace/bun"

	"candor/internal/kit/db"
)

// Visible keeps a query to what whoever asks may see. column is the SQL
// expression that holds a contact's or matter's id.
func Visible(q db.Q, column string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(s *bun.SelectQuery) *bun.SelectQuery {
		if q.Actor().Trusted() {
			return s
		}
		text, args := visible(q, column)
		return s.Where(text, args...)
	}
}

// VisibleOrNone is Visible for a column that may be empty, such as the matter
// of a note that belongs to none.
func VisibleOrNone(q db.Q, column string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(s *bun.SelectQuery) *bun.SelectQuery {
		if q.Actor().Trusted() {
			return s
		}
		text, args := visible(q, column)
		return s.Where("(? = '' OR ("+text+"))", append([]any{bun.Safe(column)}, args...)...)
	}
}

// Within keeps a query to what happened in matters and with contacts that
// whoever asks may see; either may be empty. People of the firm must see both.
// Whoever was let in to a matter from outside sees what is in it, whoever it
// was with, and nothing that belongs to no matter; a wall before the contact
// hides it all the same.
func Within(q db.Q, matter, contact string) func(*bun.SelectQuery) *bun.SelectQuery {
	return func(s *bun.SelectQuery) *bun.SelectQuery {
		who := q.Actor()
		if who.Open || who.Trusted() {
			return s.Apply(VisibleOrNone(q, matter)).Apply(VisibleOrNone(q, contact))
		}
		text, args := visible(q, matter)
		return s.Where(text, args...).Where(`NOT EXISTS (SELECT 1 FROM access_deny AS ad
			WHERE ad.firm_id = ? AND ad.staff_id = ? AND ad.object_id = ?)`, who.Firm, who.ID, bun.Safe(contact))
	}
}

// visible is the one rule. Seen = no wall against me, and let in: by name, for
// a time, or with the whole firm.
func visible(q db.Q, column string) (string, []any) {
	who, c := q.Actor(), bun.Safe(column)
	names := append([]string{who.ID}, who.Covers...)
	if who.Open {
		names = append(names, Everyone)
	}
	return `NOT EXISTS (SELECT 1 FROM access_deny AS ad
			WHERE ad.firm_id = ? AND ad.staff_id = ? AND ad.object_id = ?)
		AND EXISTS (SELECT 1 FROM access_member AS am
			WHERE am.firm_id = ? AND am.object_id = ? AND am.staff_id IN (?) AND (am.until IS NULL OR am.until > ?))`,
		[]any{who.Firm, who.ID, c, who.Firm, c, bun.In(names), q.Time()}
}
