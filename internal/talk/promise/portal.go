package promise

import (
	"context"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/work/matter"
)

// Standing is what a client may know of the promise to them: what is owed, by
// when, and how it was kept so far. Nothing of who was told or looked away.
type Standing struct {
	State State
	Left  int
	Word  time.Time // by when they hear from us in any case; zero is never
	Asked time.Time // since when a question of theirs waits; zero is none
	Reply time.Time // by when it is answered
	Kept  int
	Of    int // how many promises ended
}

// StandingTx gives what a matter's client may know of the promise; it is empty
// where none was made. Returns NotFound if whoever asks may not see the matter.
func StandingTx(ctx context.Context, q db.Q, m matter.ID) (st Standing, err error) {
	h, err := office.HoursTx(ctx, q)
	if err != nil {
		return st, err
	}
	k, err := get(ctx, q, m)
	if errs.Is(err, errs.NotFound) {
		return st, access.Sees(ctx, q, string(m))
	}
	if err != nil {
		return st, err
	}
	o, now := k.Owed(h), q.Time()
	st.State, st.Left, st.Word = o.State(now), o.Left(now), k.Silence(h).Due
	if question, waits := k.Question(); waits {
		ts, err := termsOf(ctx, q, m)
		if err != nil {
			return st, err
		}
		st.Asked = question.AskedAt
		if answer := inForce(held(ts), st.Asked).Answer; answer > 0 {
			st.Reply = h.Add(st.Asked, answer)
		}
	}
	es, err := endedOf(ctx, q, m, time.Time{}, shownPeriods)
	periods := make([]Period, len(es))
	for i, e := range es {
		periods[i] = e.period()
	}
	r := Sum(periods, now)
	st.Kept, st.Of = r.Kept, r.Kept+r.Broken
	return st, err
}
