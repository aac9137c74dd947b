package promise

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/work/matter"
)

// tallied is one line of a sum by person.
type tallied struct {
	StaffID staff.ID
	State   State
	N       int
}

// tallyWords sums up the promises of a word that ended since, by person and
// outcome, of matters that whoever asks may see.
func tallyWords(ctx context.Context, q db.Q, since time.Time) (ts []tallied, err error) {
	err = q.Select((*ended)(nil)).ColumnExpr("pp.staff_id, pp.state, count(*) AS n").Where("pp.ended_at >= ?", since).
		Apply(access.Visible(q, "pp.matter_id")).GroupExpr("pp.staff_id, pp.state").OrderExpr("pp.staff_id, pp.state").Scan(ctx, &ts)
	return ts, err
}

// tallyQuestions sums up the questions replied to since, in the same way.
func tallyQuestions(ctx context.Context, q db.Q, since time.Time) (ts []tallied, err error) {
	err = q.Select((*Wait)(nil)).ColumnExpr("w.staff_id, w.state, count(*) AS n").Where("w.acknowledged_at >= ?", since).
		Where("w.answered_at IS NOT NULL").Apply(access.Visible(q, "w.matter_id")).GroupExpr("w.staff_id, w.state").OrderExpr("w.staff_id, w.state").Scan(ctx, &ts)
	return ts, err
}

// tallyNow counts by person what is owed and due within a time.
func tallyNow(ctx context.Context, q db.Q, f Filter) (ts []tallied, err error) {
	err = q.Select((*Clock)(nil)).ColumnExpr("k.owner_id AS staff_id, count(*) AS n").Where("k.due_at IS NOT NULL").
		Apply(f.narrow(q)).GroupExpr("k.owner_id").OrderExpr("k.owner_id").Scan(ctx, &ts)
	return ts, err
}

// mostWaits is how many replies a median is taken of.
const mostWaits = 5000

// replied is how long one client waited, in business seconds.
type replied struct {
	StaffID staff.ID
	Waited  int64
}

// replies gives how long clients waited for the latest replies since.
func replies(ctx context.Context, q db.Q, who []staff.ID, since time.Time) (rs []replied, err error) {
	s := q.Select((*Wait)(nil)).Column("w.staff_id", "w.waited").Where("w.acknowledged_at >= ?", since).
		Apply(access.Visible(q, "w.matter_id")).OrderExpr("w.acknowledged_at DESC, w.id DESC").Limit(mostWaits)
	if len(who) > 0 {
		s = s.Where("w.staff_id IN (?)", bun.In(who))
	}
	err = s.Scan(ctx, &rs)
	return rs, err
}

// unanswered gives the questions that nobody has replied to.
func unanswered(ctx context.Context, q db.Q, who []staff.ID) (ws []Wait, err error) {
	s := q.Select(&ws).Where("w.acknowledged_at IS NULL").Where("w.state = ?", Running).Apply(access.Visible(q, "w.matter_id")).
		Order("w.id").Limit(mostWaits)
	if len(who) > 0 {
		s = s.Where("w.staff_id IN (?)", bun.In(who))
	}
	return ws, db.All(ctx, s)
}

// mineToWatch lists the open matters that someone is to act in.
func mineToWatch(ctx context.Context, q db.Q, who staff.ID) (ids []matter.ID, err error) {
	err = q.Select((*Clock)(nil)).Column("k.id").Where("k.owner_id = ?", who).Where("k.closed_at IS NULL").
		Apply(access.Visible(q, "k.id")).Order("k.id").Limit(2000).Scan(ctx, &ids)
	return ids, err
}
