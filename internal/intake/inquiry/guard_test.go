package inquiry

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestNoWayRoundTheGuards takes random steps, whatever they are answered, and
// holds what may never be against every state that is reached.
func TestNoWayRoundTheGuards(t *testing.T) {
	t.Parallel()
	all := slices.Concat(Pipeline(), Exits(), []State{"elsewhere"})
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 7)) //nolint:gosec // a test wants the same walk again
		now := time.Date(2026, 9, 16, 17, 0, 0, 0, time.UTC)
		l := Lead{ID: "led_1", State: Inquiry, InquiredAt: now, OwnerID: "stf_1", AreaID: "are_1"}
		var moves []Move
		keep := func(from State, err error, m Move) {
			if err == nil {
				m.ID, m.FromState, m.ToState = "lmv", from, l.State
				moves = append(moves, m)
			}
		}
		for range 60 {
			now = now.Add(time.Duration(r.IntN(60)) * time.Hour)
			from, saved := l.State, l
			var err error
			switch r.IntN(10) {
			case 0:
				to := all[r.IntN(len(all))]
				err = l.Leave(Exit{To: to, Reason: "other", Note: "so", Twin: "led_2"}, now)
				keep(from, err, Move{})
			case 1:
				err = l.Reopen(now)
				keep(from, err, Move{})
			case 2:
				if len(moves) > 0 {
					last := &moves[len(moves)-1]
					if err = l.Undo(*last, now); err == nil {
						last.Undone = true
						moves = append(moves, Move{ID: "lmv", FromState: from, ToState: l.State, Undo: true})
					}
				}
			case 3:
				l.ClearedAt = nil // somebody new is in it
			default:
				to := all[r.IntN(len(all))]
				if r.IntN(2) == 0 && l.State.Step() >= 0 && l.State.Step() < Signed.Step() {
					to = Pipeline()[l.State.Step()+1]
				}
				at := now.Add(time.Duration(r.IntN(100)-50) * time.Hour)
				st := Step{To: to, ConsultAt: &at}
				err = l.Go(st, r.IntN(2), Suggested(), now)
				keep(from, err, Move{})
				if err == nil && to == Signed && from != Signed && (l.ClearedAt == nil || now.Sub(*l.ClearedAt) > 72*time.Hour) {
					t.Fatalf("seed %d: signed on a conflict check of %v", seed, l.ClearedAt)
				}
				if err == nil && to == Sent && from.Step() < Sent.Step() && l.ClearedAt == nil {
					t.Fatalf("seed %d: sent without clearing", seed)
				}
			}
			if err != nil {
				l = saved // as the transaction would
			}
			switch {
			case l.State == Opened:
				t.Fatalf("seed %d: a matter was opened by a mere move", seed)
			case l.State.Step() > NamesRun.Step() && l.NamesAt == nil:
				t.Fatalf("seed %d: %s without the names", seed, l.State)
			case l.State == Held && l.ConsultAt == nil:
				t.Fatalf("seed %d: met at no time after %+v", seed, moves)
			case l.State.Step() < 0 && (l.Reason == "" || l.Before == ""):
				t.Fatalf("seed %d: %s without a reason", seed, l.State)
			case l.State.Step() >= 0 && l.Reason != "":
				t.Fatalf("seed %d: %s with the reason %s of an exit", seed, l.State, l.Reason)
			case !slices.Contains(slices.Concat(Pipeline(), Exits()), l.State):
				t.Fatalf("seed %d: stands in %s", seed, l.State)
			}
		}
	}
}
