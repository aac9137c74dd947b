package promise_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"candor/internal/talk/promise"
)

func TestHistoryKeepsEachPromiseApart(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	monthly := []promise.InForce{{Terms: every(30, promise.Day)}}
	for _, c := range []struct {
		name          string
		terms         []promise.InForce
		opened, until string
		words         []string
		want          string
	}{
		{
			"kept, broken, running", monthly, "2026-06-01 10:00", "2026-09-01 10:00",
			[]string{"2026-06-15 10:00", "2026-08-03 12:00"},
			"kept due 07-01; broken due 07-15 late 451h0m0s; running due 09-02",
		},
		{
			"several words on a day are one", monthly, "2026-06-01 10:00", "2026-06-20 10:00",
			[]string{"2026-06-01 11:00", "2026-06-15 10:00", "2026-06-15 11:00", "2026-06-15 12:00"},
			"kept due 07-01; running due 07-15",
		},
		{
			"a word at the last instant", monthly, "2026-06-01 10:00", "2026-07-01 17:00",
			[]string{"2026-07-01 17:00"},
			"kept due 07-01",
		},
		{
			"closed before it fell due", monthly, "2026-06-01 10:00", "2026-06-10 10:00", nil,
			"running due 07-01",
		},
		{
			"still silent", monthly, "2026-06-01 10:00", "2026-07-02 17:00", nil,
			"broken due 07-01 late 24h0m0s",
		},
		{
			"nothing promised", nil, "2026-06-01 10:00", "2026-07-02 17:00", []string{"2026-06-10 10:00"}, "",
		},
		{
			"a stricter promise counts from the last word", []promise.InForce{
				{Terms: every(30, promise.Day)}, {From: at(t, h, "2026-06-03 10:00"), Terms: every(1, promise.Week)},
			},
			"2026-06-01 10:00", "2026-06-05 10:00", nil,
			"running due 06-08",
		},
		{
			"a stricter promise is not broken before it is made", []promise.InForce{
				{Terms: every(30, promise.Day)}, {From: at(t, h, "2026-06-17 10:00"), Terms: every(1, promise.Week)},
			},
			"2026-06-01 10:00", "2026-06-20 10:00", nil,
			"running due 06-24",
		},
		{
			"nor does it come later than the old", []promise.InForce{
				{Terms: every(30, promise.Day)}, {From: at(t, h, "2026-06-30 10:00"), Terms: every(2, promise.Week)},
			},
			"2026-06-01 10:00", "2026-06-30 12:00", nil,
			"running due 07-01",
		},
		{
			"a laxer promise does not mend a broken one", []promise.InForce{
				{Terms: every(1, promise.Week)}, {From: at(t, h, "2026-06-09 10:00"), Terms: every(30, promise.Day)},
			},
			"2026-06-01 10:00", "2026-06-09 17:00", nil,
			"broken due 06-08 late 24h0m0s",
		},
		{
			"a promise first made while the matter runs", []promise.InForce{
				{From: at(t, h, "2026-06-09 10:00"), Terms: every(1, promise.Week)},
			},
			"2026-06-01 10:00", "2026-06-12 17:00", nil,
			"running due 06-16",
		},
	} {
		var contacts []promise.Contact
		for _, w := range c.words {
			contacts = append(contacts, promise.Contact{At: at(t, h, w), Kind: promise.Mail, Direction: promise.Out})
		}
		got := shown(promise.History(h, at(t, h, c.opened), at(t, h, c.until), c.terms, contacts))
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheRecordCountsPromisesAndTime(t *testing.T) {
	t.Parallel()
	h := newYork(t)
	until := at(t, h, "2026-07-03 17:00")
	periods := promise.History(h, at(t, h, "2026-06-01 17:00"), until,
		[]promise.InForce{{Terms: every(1, promise.Week)}},
		[]promise.Contact{
			{At: at(t, h, "2026-06-08 17:00"), Kind: promise.Call},
			{At: at(t, h, "2026-06-17 17:00"), Kind: promise.Call}, // due on the 15th
			{At: at(t, h, "2026-06-18 09:00"), Kind: promise.Bill, Direction: promise.Out},
			{At: at(t, h, "2026-07-01 17:00"), Kind: promise.Call}, // due on the 24th
		})
	got := promise.Sum(periods, until)
	want := promise.Record{Kept: 1, Broken: 2, Late: 9 * 24 * time.Hour, Total: 32 * 24 * time.Hour}
	if got != want {
		t.Errorf("record = %+v, want %+v", got, want)
	}
	if got := promise.Sum(nil, until); got != (promise.Record{}) {
		t.Errorf("the record of nothing = %+v, want nothing", got)
	}
}

func shown(periods []promise.Period) string {
	var all []string
	for _, p := range periods {
		s := fmt.Sprintf("%s due %s", p.State, p.Due.Format("01-02"))
		if p.LateBy > 0 {
			s += " late " + p.LateBy.String()
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}
