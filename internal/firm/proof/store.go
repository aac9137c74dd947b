package proof

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Step is one short-lived step on somebody's way in.
type Step struct {
	bun.BaseModel `bun:"table:signin_step,alias:st"`

	FirmID    string `bun:",pk"`
	TokenHash string `bun:",pk"`
	Kind      string
	OwnerID   string
	Data      string
	EndsAt    time.Time
	UsedAt    *time.Time
}

// attempt counts tries by name or by place.
type attempt struct {
	bun.BaseModel `bun:"table:signin_attempt,alias:sa"`

	FirmID  string `bun:",pk"`
	Subject string `bun:",pk"`
	Failed  int64
	LastAt  time.Time
	FreeAt  time.Time
}

// openStep gives a step that can still be taken.
func openStep(ctx context.Context, q db.Q, kind, hash string) (s Step, err error) {
	err = db.One(ctx, q.Select(&s).Where("st.token_hash = ? AND st.kind = ? AND st.used_at IS NULL AND st.ends_at > ?", hash, kind, q.Time()))
	return s, err
}

// newestStep gives an owner's step of a kind that ends last and can still be
// taken.
func newestStep(ctx context.Context, q db.Q, kind, owner string) (s Step, err error) {
	err = db.One(ctx, q.Select(&s).Where("st.owner_id = ? AND st.kind = ? AND st.used_at IS NULL AND st.ends_at > ?", owner, kind, q.Time()).
		OrderExpr("st.ends_at DESC, st.token_hash"))
	return s, err
}

// takeStep uses a step up. Of several who try at once, one succeeds.
func takeStep(ctx context.Context, tx *db.Tx, s Step) (bool, error) {
	res, err := tx.Change((*Step)(nil)).Set("used_at = ?", tx.Now).
		Where("token_hash = ? AND used_at IS NULL AND ends_at > ?", s.TokenHash, tx.Now).Exec(ctx)
	return changed(res, err)
}

func dropSteps(ctx context.Context, tx *db.Tx, kind, owner string) error {
	_, err := tx.Erase((*Step)(nil)).Where("kind = ? AND owner_id = ? AND used_at IS NULL", kind, owner).Exec(ctx)
	return err
}

func attemptOf(ctx context.Context, q db.Q, subject string) (a attempt, err error) {
	err = db.One(ctx, q.Select(&a).Where("sa.subject = ?", subject))
	if errs.Is(err, errs.NotFound) {
		return attempt{Subject: subject}, nil
	}
	return a, err
}

// keepAttempt saves a count unless another try was counted in between.
func keepAttempt(ctx context.Context, tx *db.Tx, a attempt, old int64) (bool, error) {
	if old == 0 {
		res, err := tx.Raw(`INSERT INTO signin_attempt (firm_id, subject, failed, last_at, free_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (firm_id, subject) DO UPDATE SET failed = EXCLUDED.failed, last_at = EXCLUDED.last_at, free_at = EXCLUDED.free_at
			WHERE signin_attempt.failed = 0`, tx.Firm(), a.Subject, a.Failed, a.LastAt, a.FreeAt).Exec(ctx)
		return changed(res, err)
	}
	res, err := tx.Change((*attempt)(nil)).Set("failed = ?", a.Failed).Set("last_at = ?", a.LastAt).Set("free_at = ?", a.FreeAt).
		Where("subject = ? AND failed = ?", a.Subject, old).Exec(ctx)
	return changed(res, err)
}

func changed(res interface{ RowsAffected() (int64, error) }, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

func forgetAttempts(ctx context.Context, tx *db.Tx, subjects ...string) error {
	_, err := tx.Erase((*attempt)(nil)).Where("subject IN (?)", bun.In(subjects)).Exec(ctx)
	return err
}

// refund takes one try back that turned out right.
func refund(ctx context.Context, tx *db.Tx, subject string) error {
	_, err := tx.Change((*attempt)(nil)).Set("failed = failed - 1").Set("free_at = ?", tx.Now).
		Where("subject = ? AND failed > 0", subject).Exec(ctx)
	return err
}

func sweep(ctx context.Context, tx *db.Tx, before time.Time) error {
	if _, err := tx.Erase((*Step)(nil)).Where("ends_at < ?", before).Exec(ctx); err != nil {
		return err
	}
	_, err := tx.Erase((*attempt)(nil)).Where("last_at < ?", before).Exec(ctx)
	return err
}
