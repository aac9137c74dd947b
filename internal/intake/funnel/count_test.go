package funnel

import (
	"testing"
	"time"

	"candor/internal/intake/inquiry"
	"candor/internal/kit/civil"
	"candor/internal/kit/money"
)

func TestTheFunnelGreysWhatIsTooYoung(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 9, 16, 17, 0, 0, 0, time.UTC)
	today := civil.On(2026, 9, 16)
	f := Funnel{Since: civil.On(2025, 10, 1)}
	var ls []inquiry.Lead
	add := func(n int, month time.Month, reached inquiry.State, state inquiry.State) {
		for range n {
			at := time.Date(2026, month, 5, 15, 0, 0, 0, time.UTC)
			ls = append(ls, inquiry.Lead{InquiredAt: at, AnswerBy: at.Add(time.Hour), State: state, Reached: int64(reached.Step()), Source: "phone", Value: money.Of(100_00, "USD")})
		}
	}
	add(9, time.March, inquiry.Signed, inquiry.Opened)
	add(1, time.March, inquiry.Screened, inquiry.Lost)
	add(3, time.March, inquiry.Inquiry, inquiry.Duplicate)
	add(5, time.September, inquiry.Sent, inquiry.Sent)
	if err := f.count(ls, time.UTC, today, inquiry.Suggested(), now); err != nil {
		t.Fatal(err)
	}
	march, september := f.Months[5], f.Months[11]
	if march.Key != "2026-03" || march.Inquiries != 10 || march.Qualified != 10 || march.Signed != 9 || !march.Ripe {
		t.Errorf("March = %+v, want ten inquiries without repetitions, nine signed, ripe", march)
	}
	if share, low, high, ok := march.Rate(); !ok || share != 90 || low != 60 || high != 98 {
		t.Errorf("March's rate = %d (%d–%d), %v; want 90 (60–98) by Wilson", share, low, high, ok)
	}
	if september.Ripe || september.Inquiries != 5 {
		t.Errorf("September = %+v, want five, not ripe", september)
	}
	if len(f.Sources) != 1 || f.Sources[0].Inquiries != 10 {
		t.Errorf("sources = %+v, want only what is ripe", f.Sources)
	}
	sent := f.Outlook[inquiry.Sent.Step()]
	if sent.Count != 5 || sent.Value != money.Of(500_00, "USD") || !sent.Known || sent.Expected != money.Of(500_00, "USD") {
		t.Errorf("sent = %+v, want five worth $500, all expected since all nine before signed", sent)
	}
	if _, _, _, ok := (Cohort{Qualified: 4, Signed: 4}).Rate(); ok {
		t.Error("four of four have a rate, want none of so few")
	}
}
