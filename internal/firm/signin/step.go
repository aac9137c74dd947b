package signin

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// The kinds of step.
const (
	stepCode     = "code"     // a second factor is asked for
	stepOffer    = "offer"    // a seed for an authenticator app is offered
	stepStart    = "start"    // an invitation or a way back in
	stepRegister = "register" // a passkey is being made
	stepPasskey  = "passkey"  // a passkey is being asked
	stepSSO      = "sso"      // someone is at the identity provider
)

// late is the answer to a step that was used, is too old, or never was.
func late() error {
	return errs.New(errs.Invalid, "This link or page has been used already or is too old. Please start again.")
}

// stepTx begins a step and gives its token, "<firm>.<token>".
func (s *Service) stepTx(ctx context.Context, tx *db.Tx, kind string, person staff.ID, data any, lasts time.Duration) (string, error) {
	t := secret.NewToken()
	row := stepRow{TokenHash: t.Hash(), Kind: kind, StaffID: person, EndsAt: tx.Now.Add(lasts)}
	if data != nil {
		b, err := json.Marshal(data)
		if err != nil {
			return "", fmt.Errorf("keeping a %s step: %w", kind, err)
		}
		row.Data = string(b)
	}
	return cookie(tx.Firm(), t), tx.Insert(ctx, &row)
}

// stepOf reads an open step without using it.
func (s *Service) stepOf(ctx context.Context, kind, token string) (row stepRow, err error) {
	firm, hash, ok := parseCookie(token)
	if !ok {
		return row, late()
	}
	err = s.db.Read(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, q db.Q) error {
		row, err = openStep(ctx, q, kind, hash)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return row, late()
	}
	return row, err
}

// useTx uses a step up, or answers that it is too late.
func useTx(ctx context.Context, tx *db.Tx, row stepRow) error {
	ok, err := takeStep(ctx, tx, row)
	if err == nil && !ok {
		return late()
	}
	return err
}

func (r stepRow) read(v any) error {
	if err := json.Unmarshal([]byte(r.Data), v); err != nil {
		return fmt.Errorf("reading a %s step: %w", r.Kind, err)
	}
	return nil
}

// Sweep throws away what nobody needs any more: steps a day after their end,
// tries a day after the last, sessions 90 days after their end. The firm's
// name may be empty, for what belongs to none. It is run every night.
func (s *Service) Sweep(ctx context.Context, firm string) error {
	return s.db.Touch(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, tx *db.Tx) error {
		return sweep(ctx, tx, tx.Now.Add(-quiet), tx.Now.AddDate(0, 0, -90))
	})
}
