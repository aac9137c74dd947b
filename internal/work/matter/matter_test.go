package matter

import (
	"slices"
	"testing"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

func TestClosing(t *testing.T) {
	t.Parallel()
	today := civil.On(2026, 9, 16)
	cases := []struct {
		name string
		was  Status
		e    Ending
		want errs.Kind
		ok   bool
	}{
		{"today, with a reason", Open, Ending{Reason: "settled"}, 0, true},
		{"work that was agreed and never begun", Pending, Ending{Reason: "not_pursued"}, 0, true},
		{"without a reason", Open, Ending{}, errs.Invalid, false},
		{"in the future", Open, Ending{Reason: "settled", On: today.AddDays(1)}, errs.Invalid, false},
		{"before it was opened", Open, Ending{Reason: "settled", On: civil.On(2026, 1, 1)}, errs.Invalid, false},
		{"twice", Closed, Ending{Reason: "settled"}, errs.Conflict, false},
	}
	for _, c := range cases {
		m := Matter{Status: c.was, OpenedOn: civil.On(2026, 2, 1)}
		err := m.close(c.e, today)
		if c.ok && (err != nil || m.Status != Closed || m.ClosedOn != today) {
			t.Errorf("%s: %v, closed on %s; want closed today", c.name, err, m.ClosedOn)
		}
		if !c.ok && !errs.Is(err, c.want) {
			t.Errorf("%s: %v, want kind %d", c.name, err, c.want)
		}
	}
}

func TestMoving(t *testing.T) {
	t.Parallel()
	a := area.Ready()[0]
	now := time.Date(2026, 9, 16, 12, 0, 0, 0, time.UTC)
	cases := []struct {
		name string
		m    Matter
		to   string
		want errs.Kind
	}{
		{"back as well as forward", Matter{Stage: "trial", Status: Open}, "filing", 0},
		{"from a stage the area no longer has", Matter{Stage: "gone", Status: Open}, "filing", 0},
		{"to where it is", Matter{Stage: "trial", Status: Open}, "trial", errs.Conflict},
		{"a closed matter", Matter{Stage: "trial", Status: Closed}, "decree", errs.Conflict},
		{"to no stage of the area", Matter{Stage: "trial", Status: Open}, "bail", errs.Invalid},
	}
	for _, c := range cases {
		mv, err := c.m.move(a, c.to, now)
		if c.want == 0 && (err != nil || c.m.Stage != c.to || mv.ToStage != c.to) {
			t.Errorf("%s: %v at %s, want %s", c.name, err, c.m.Stage, c.to)
		}
		if c.want != 0 && !errs.Is(err, c.want) {
			t.Errorf("%s: %v, want kind %d", c.name, err, c.want)
		}
	}
}

func TestPatterns(t *testing.T) {
	t.Parallel()
	n := numbering{year: 2026, area: "FAM", client: 12}
	cases := []struct{ pattern, number, counter string }{
		{"{year}-{seq:5}", "2026-00007", "2026-#"},
		{"{client:4}-{seq:3}", "0012-007", "0012-#"},
		{"{area}{yy}/{seq}", "FAM26/7", "FAM26/#"},
		{"{seq:2}", "07", "#"},
	}
	for _, c := range cases {
		p := Pattern(c.pattern)
		if err := p.Check(); err != nil {
			t.Errorf("%s: %v, want nil", p, err)
		}
		if got := p.write(n, 7); got != c.number {
			t.Errorf("%s = %s, want %s", p, got, c.number)
		}
		if got := p.write(n, 0); got != c.counter {
			t.Errorf("counter of %s = %s, want %s", p, got, c.counter)
		}
	}
	for _, bad := range []Pattern{"", "{year}", "{seq}{seq}", "{seq:0}", "{seq:99}", "{year:4}-{seq}", "{what}-{seq}", "{seq", "{}{seq}"} {
		if err := bad.Check(); !errs.Is(err, errs.Invalid) {
			t.Errorf("%q: %v, want Invalid", bad, err)
		}
	}
}

func FuzzPattern(f *testing.F) {
	f.Add("{year}-{seq:5}", int64(3))
	f.Add("{client:4}-{seq:3}", int64(0))
	f.Fuzz(func(t *testing.T, text string, seq int64) {
		p := Pattern(text)
		number := p.write(numbering{year: 2026, area: "X", client: 1}, seq)
		if p.Check() == nil && seq > 0 && number == p.write(numbering{year: 2026, area: "X", client: 1}, seq+1) && seq < 1<<62 {
			t.Errorf("%q gives %q twice, want numbers that differ", text, number)
		}
	})
}

func TestPartiesAreShownOnce(t *testing.T) {
	t.Parallel()
	ps := collapse([]Party{
		{ContactID: "con_2", Part: "witness"}, {ContactID: "con_2", Part: Adverse}, {ContactID: "con_2", Part: Adverse}, {ContactID: "con_1", Part: CoClient},
	}, "con_1")
	var got []string
	for _, p := range ps {
		got = append(got, string(p.ContactID)+" "+string(p.Part))
	}
	if want := []string{"con_2 adverse", "con_2 witness"}; !slices.Equal(got, want) {
		t.Errorf("parties = %v, want %v", got, want)
	}
}

func TestKeysFindByAnyWord(t *testing.T) {
	t.Parallel()
	m := Matter{Number: "2026-00042", Title: "Rivera v. Cascade Freight, Inc.", Refs: []Ref{{"Claim", "AB 12/9"}}}
	ks := keys(m, []contact.Contact{{Name: "Maya Ríos", Preferred: "May"}})
	for _, want := range []string{"2026", "00042", "2026-00042", "cascade", "rios", "may", "ab12/9"} {
		if !slices.Contains(ks, want) {
			t.Errorf("keys %v lack %q", ks, want)
		}
	}
}
