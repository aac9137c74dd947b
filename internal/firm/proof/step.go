package proof

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// StepTx begins a step and gives its token, "<firm>.<token>".
func (p *Proofs) StepTx(ctx context.Context, tx *db.Tx, kind, owner string, data any, lasts time.Duration) (string, error) {
	t := secret.NewToken()
	row := Step{TokenHash: t.Hash(), Kind: kind, OwnerID: owner, EndsAt: tx.Now.Add(lasts)}
	if data != nil {
		b, err := json.Marshal(data)
		if err != nil {
			return "", fmt.Errorf("keeping a %s step: %w", kind, err)
		}
		row.Data = string(b)
	}
	return Join(tx.Firm(), t), tx.Insert(ctx, &row)
}

// StepOf reads an open step without using it. Returns Invalid for one that was
// used, is too old, or never was.
func (p *Proofs) StepOf(ctx context.Context, kind, token string) (row Step, err error) {
	firm, hash, ok := Split(token)
	if !ok {
		return row, Late()
	}
	err = p.db.Read(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, q db.Q) error {
		row, err = openStep(ctx, q, kind, hash)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return row, Late()
	}
	return row, err
}

// NewestTx gives the step of a kind that somebody was given last and that can
// still be taken; NotFound if there is none.
func NewestTx(ctx context.Context, q db.Q, kind, owner string) (Step, error) {
	return newestStep(ctx, q, kind, owner)
}

// UseTx uses a step up, or answers that it is too late.
func UseTx(ctx context.Context, tx *db.Tx, row Step) error {
	ok, err := takeStep(ctx, tx, row)
	if err == nil && !ok {
		return Late()
	}
	return err
}

// DropTx makes somebody's open steps of a kind useless.
func DropTx(ctx context.Context, tx *db.Tx, kind, owner string) error {
	return dropSteps(ctx, tx, kind, owner)
}

// Read gives what was kept with a step.
func (s Step) Read(v any) error {
	if err := json.Unmarshal([]byte(s.Data), v); err != nil {
		return fmt.Errorf("reading a %s step: %w", s.Kind, err)
	}
	return nil
}

// SweepTx throws away what nobody needs any more: steps a day after their end,
// tries a day after the last.
func SweepTx(ctx context.Context, tx *db.Tx) error { return sweep(ctx, tx, tx.Now.Add(-quiet)) }
