package lead

import (
	"context"
	"time"

	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/intake/inquiry"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
)

// TermsPolicy is the policy that holds the firm's terms for leads.
const TermsPolicy = "lead.terms"

// TermsTx gives the terms of the day.
func TermsTx(ctx context.Context, q db.Q) (t inquiry.Terms, err error) {
	today, err := office.TodayTx(ctx, q)
	if err != nil {
		return t, err
	}
	_, err = policy.InForceTx(ctx, q, TermsPolicy, "", today, &t)
	return t.Over(inquiry.Suggested()), err
}

// answerBy is when someone who asks at a time is to be answered: whoever asks
// after hours is counted from the next opening.
func answerBy(h office.Hours, asked time.Time, t inquiry.Terms) time.Time {
	return h.Add(asked, t.Answer)
}

// Terms gives the terms of the day.
func (s *Service) Terms(ctx context.Context, who actor.Actor) (t inquiry.Terms, err error) {
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		t, err = TermsTx(ctx, q)
		return err
	})
	return t, err
}
