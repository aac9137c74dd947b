package demo

import (
	"strings"
	"testing"
	"time"

	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/talk/promise"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// planned is the firm's story as it would be told at now, without a database.
func planned(t *testing.T, now time.Time) *world {
	t.Helper()
	zone, err := civil.LoadZone("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	var holidays []office.Holiday
	for y := now.Year() - 2; y <= now.Year()+1; y++ {
		holidays = append(holidays, office.FederalHolidays(y)...)
	}
	hours, err := office.NewHours(zone, office.NineToFive(), holidays)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{now: now, began: Begins(now), hours: hours, staff: map[string]staff.Person{}, cast: cast(), areas: map[string]area.Area{}, files: map[string]matter.Matter{}}
	for _, p := range team() {
		w.staff[before(p.Email, "@")] = p
	}
	for _, a := range area.Ready() {
		w.areas[a.Kind] = a
	}
	return w
}

// told gives every matter's story as it would be told at now.
func told(t *testing.T, w *world) []*teller {
	t.Helper()
	words, err := scripts()
	if err != nil {
		t.Fatal(err)
	}
	var out []*teller
	for _, p := range pieces() {
		x := w.teller(p, words)
		x.tell()
		out = append(out, x)
	}
	return out
}

// moments are times at which somebody may start the demo: at night, at
// weekends, on holidays, on leap days and while clocks change.
func moments() []time.Time {
	var out []time.Time
	for n := range 24 {
		out = append(out, time.Date(2026, time.January, 1+n*15, []int{3, 14, 19, 23, 17}[n%5], 25, 0, 0, time.UTC))
	}
	return append(out, time.Date(2028, time.February, 29, 15, 0, 0, 0, time.UTC), time.Date(2026, time.November, 1, 6, 30, 0, 0, time.UTC), time.Date(2026, time.December, 25, 16, 0, 0, 0, time.UTC))
}

func TestTheStoryCanBeToldOnAnyDay(t *testing.T) {
	t.Parallel()
	for _, now := range moments() {
		w := planned(t, now)
		for _, x := range told(t, w) {
			where := x.p.key + " told at " + now.Format(time.RFC3339)
			var last time.Time
			for _, l := range x.lines {
				if strings.ContainsAny(l.text+l.subject, "{}") {
					t.Fatalf("%s: %q has a gap", where, l.text)
				}
				if l.at.Before(last) {
					t.Errorf("%s: %q comes at %s, before what it follows", where, l.subject, l.at)
				}
				if l.at.After(now) && x.p.closed == 0 {
					t.Errorf("%s: %q lies in the future, at %s", where, l.subject, l.at)
				}
				last = l.at
			}
			if len(x.lines) == 0 && !x.p.pending {
				t.Errorf("%s: nobody said anything", where)
			}
		}
		if err := w.story(); err != nil {
			t.Fatalf("planning at %s: %v", now, err)
		}
	}
}

func TestTheStoryEndsAsItSays(t *testing.T) {
	t.Parallel()
	for _, now := range moments() {
		w := planned(t, now)
		for _, x := range told(t, w) {
			if x.p.closed > 0 || x.p.pending {
				continue
			}
			word := x.start()
			for _, l := range x.lines {
				if !l.word() || l.holding {
					continue
				}
				if gap := l.at.Sub(word).Hours() / 24; gap > 2*x.rhythm()+8 {
					t.Errorf("%s told at %s: no word for %.0f days before %s", x.p.key, now.Format(time.RFC3339), gap, l.at)
				}
				word = l.at
			}
			owed := x.terms.Silence(w.hours, word)
			state := owed.State(now)
			where := x.p.key + " told at " + now.Format(time.RFC3339)
			if x.p.ends.word == late && state != promise.Broken {
				t.Errorf("%s is %s, want broken", where, state)
			}
			if x.p.ends.word != late && state == promise.Broken && owed.Late(now) > 80*time.Hour {
				t.Errorf("%s is broken since %s, want a promise still to be kept", where, owed.Due)
			}
			if x.p.ends.word == calm && state == promise.Broken {
				t.Errorf("%s is broken, last word %s, want calm", where, word)
			}
		}
	}
}

// TestNothingIsWrittenInVain finds talks that no matter can have, mostly
// because of a fact that is spelled otherwise.
func TestNothingIsWrittenInVain(t *testing.T) {
	t.Parallel()
	words, err := scripts()
	if err != nil {
		t.Fatal(err)
	}
	heard := map[string]bool{}
	w := planned(t, noon())
	for _, p := range pieces() {
		x := w.teller(p, words)
		for _, s := range []script{x.own, x.any} {
			for stage, talks := range s {
				for _, k := range talks {
					if k.fits(x.facts, x.speaks) {
						heard[stage+": "+k.subject] = true
					}
				}
			}
		}
	}
	every := []script{words.any, words.anySpanish}
	for _, set := range []map[string]script{words.english, words.spanish, words.own} {
		for _, s := range set {
			every = append(every, s)
		}
	}
	for _, s := range every {
		for stage, talks := range s {
			for _, k := range talks {
				if !heard[stage+": "+k.subject] {
					t.Errorf("nobody can have the talk %q in %q", k.subject, stage)
				}
				if len(k.turns) == 0 {
					t.Errorf("the talk %q has no turns", k.subject)
				}
			}
		}
	}
}

func TestEveryoneInTheStoryIsKnown(t *testing.T) {
	t.Parallel()
	people := cast()
	known := func(where string, keys ...string) {
		for _, k := range keys {
			if k != "" && people[k] == nil {
				t.Errorf("%s: nobody is called %q", where, k)
			}
		}
	}
	opened := map[string]int{}
	for _, p := range pieces() {
		known(p.key, p.client, p.court)
		for _, x := range p.parties {
			known(p.key, x.who, x.by)
		}
		if opened[p.key] > 0 {
			t.Errorf("two matters are called %q", p.key)
		}
		opened[p.key] = p.opened
		if before, ok := opened[p.related]; p.related != "" && (!ok || before < p.opened) {
			t.Errorf("%s is related to %q, which must come before it", p.key, p.related)
		}
	}
	for _, x := range ties() {
		known("tie", x.from, x.to)
	}
	for k := range wishes() {
		known("wish", k)
	}
	for _, d := range duties() {
		if d.piece != "" && opened[d.piece] == 0 {
			t.Errorf("task %q is about no matter", d.title)
		}
	}
	for k := range agreed() {
		if opened[k] == 0 {
			t.Errorf("terms were agreed for no matter: %q", k)
		}
	}
}
