package proof

import (
	"context"
	"encoding/hex"
	"net/netip"
	"time"

	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// Pace is how tries are slowed: some are free, then each doubles the wait.
type Pace struct {
	free int64
	most time.Duration
	last int64 // if not nought, no more than these
}

const (
	quiet = 24 * time.Hour // after which earlier tries are forgotten
	over  = quiet          // the wait of whoever has no tries left
)

// ByName slows a name soon, ByPlace a place late, because a whole firm may sit
// behind one address.
func ByName() Pace { return Pace{free: 5, most: 15 * time.Minute} }

// ByPlace is the pace of a place.
func ByPlace() Pace { return Pace{free: 30, most: time.Minute} }

// ByLink is the pace of the codes of one link: after so many, no more.
func ByLink(most int64) Pace { return Pace{free: 5, most: 15 * time.Minute, last: most} }

// wait is how long the next try must wait after so many.
func (p Pace) wait(failed int64) time.Duration {
	if failed < p.free {
		return 0
	}
	return min(time.Second<<min(failed-p.free+1, 20), p.most)
}

// next counts one more try, or says how long it must wait.
func (p Pace) next(a attempt, now time.Time) (attempt, time.Duration) {
	if a.Failed > 0 && now.Sub(a.LastAt) >= quiet {
		a.Failed, a.FreeAt = 0, now
	}
	if now.Before(a.FreeAt) {
		return a, a.FreeAt.Sub(now)
	}
	if p.last > 0 && a.Failed >= p.last {
		return a, over
	}
	a.Failed++
	a.LastAt, a.FreeAt = now, now.Add(p.wait(a.Failed))
	return a, 0
}

// Count is what one try is counted against.
type Count struct {
	Subject string
	Pace    Pace
}

// Charge counts a try before it is made, so that a hundred at once are counted
// as a hundred. It returns TooMany with the seconds to wait.
func (p *Proofs) Charge(ctx context.Context, against ...Count) error {
	var wait time.Duration
	err := p.db.Touch(ctx, nobody(), func(ctx context.Context, tx *db.Tx) error {
		wait = 0
		for _, c := range against {
			w, err := charge(ctx, tx, c.Subject, c.Pace)
			if err != nil {
				return err
			}
			wait = max(wait, w)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if wait >= over {
		return Late()
	}
	if wait > 0 {
		return errs.New(errs.TooMany, "Too many tries. Please wait %d seconds and try again.", int64((wait+time.Second-1)/time.Second))
	}
	return nil
}

func charge(ctx context.Context, tx *db.Tx, subject string, p Pace) (time.Duration, error) {
	for range 100 {
		old, err := attemptOf(ctx, tx, subject)
		if err != nil {
			return 0, err
		}
		a, wait := p.next(old, tx.Now)
		if wait > 0 {
			return wait, nil
		}
		kept, err := keepAttempt(ctx, tx, a, old.Failed)
		if err != nil || kept {
			return 0, err
		}
	}
	return time.Second, nil // a crowd at the door: let them queue
}

// Succeed forgets the wrong tries of a name and takes back the one counted
// against the place.
func (p *Proofs) Succeed(ctx context.Context, name, place string) error {
	return p.db.Touch(ctx, nobody(), func(ctx context.Context, tx *db.Tx) error {
		if err := forgetAttempts(ctx, tx, name); err != nil {
			return err
		}
		return refund(ctx, tx, place)
	})
}

// Forget forgets the wrong tries of a name.
func (p *Proofs) Forget(ctx context.Context, name string) error {
	return p.db.Touch(ctx, nobody(), func(ctx context.Context, tx *db.Tx) error {
		return forgetAttempts(ctx, tx, name)
	})
}

// Pretend writes as much as a refusal does, for a name that nobody has.
func (p *Proofs) Pretend(ctx context.Context) error {
	return p.db.Touch(ctx, nobody(), func(ctx context.Context, tx *db.Tx) error {
		return tx.Put(ctx, &attempt{Subject: "unknown", Failed: 1, LastAt: tx.Now, FreeAt: tx.Now})
	})
}

// Subject is a name as it is counted: a keyed hash, so that the table is no
// list of addresses.
func (p *Proofs) Subject(kind, value string) string {
	return kind + ":" + hex.EncodeToString(p.names.Sum(kind, value))
}

// Place is the network an address belongs to, as it is counted.
func Place(ip string) string { return "place:" + placeOf(ip) }

func placeOf(ip string) string {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return "unknown"
	}
	bits := 24
	if a = a.Unmap(); a.Is6() {
		bits = 48
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return p.String()
}
