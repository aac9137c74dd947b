package demo

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
)

// said is a turn of a talk at the time it happened.
type line struct {
	turn
	at      time.Time
	subject string
	thread  int // turns of one talk share it
}

// teller tells the story of one matter.
type teller struct {
	*world
	p      piece
	client *met
	area   area.Area
	terms  promise.Terms
	r      *rand.Rand
	own    script // of this matter, its area or its language
	any    script
	facts  facts
	told   map[string]bool
	lines  []line
	thread int
	stages []step
	asks   talk // what the client will ask in the end
}

// step is a stage of the matter and when it began.
type step struct {
	key string
	at  time.Time
}

// opened is when the matter began, or when the firm's year did.
func (t *teller) opened() time.Time {
	return t.daysAgo(t.p.opened, dice(t.p.key+" opened"))
}

// ended is the last moment of the story: when the matter was closed, or the
// client's last word from us.
func (t *teller) ended() time.Time {
	if t.p.closed > 0 {
		return t.daysAgo(t.p.closed, dice(t.p.key+" closed"))
	}
	return t.lastWord(t.p.ends, t.terms, t.rhythm(), t.p.opened, t.r)
}

// tell makes the lines of the matter, from its opening to its end.
func (t *teller) tell() {
	end := t.ended()
	opened := t.opened()
	t.stages = t.walk(opened, end)
	if t.p.ends.asked > 0 {
		t.reserve()
	}
	cursor := later(opened.Add(40*time.Minute), t.began.Add(26*time.Hour))
	for first := true; ; first = false {
		if !first {
			cursor = t.settle(cursor.Add(t.pause()), t.r)
		}
		limit := end.Add(-3 * time.Hour)
		if first && t.p.closed == 0 { // whoever comes to us meets us, however new they are
			limit = later(limit, t.ago(time.Duration((1+t.p.ends.asked)*float64(time.Hour))))
		} else if !cursor.Before(end.Add(-20 * time.Hour)) {
			break
		}
		told, ok := t.converse(cursor, limit)
		if !ok {
			break
		}
		cursor = told
	}
	t.finish(end)
}

// pause is how long it is quiet between two talks. Most promises are kept.
func (t *teller) pause() time.Duration {
	rhythm := t.rhythm()
	slip := map[string]float64{"ruth": 0.03, "lucia": 0.04, "evan": 0.1}[t.p.lead]
	share := 0.3 + 0.5*t.r.Float64()
	if t.r.Float64() < slip {
		share = 1.05 + 0.35*t.r.Float64()
	}
	return time.Duration(rhythm * share * 24 * float64(time.Hour))
}

// rhythm is the promised one, in days.
func (t *teller) rhythm() float64 {
	days := map[promise.Unit]float64{promise.Day: 1, promise.Week: 7, promise.Month: 30}
	return float64(t.terms.Every.N) * days[t.terms.Every.Unit]
}

// walk spreads the stages over the time there is.
func (t *teller) walk(from, to time.Time) []step {
	var keys []string
	for _, s := range t.area.Stages {
		if !strings.Contains(" "+t.p.skipped()+" ", " "+s.Key+" ") || s.Key == t.p.stage {
			keys = append(keys, s.Key)
		}
		if s.Key == t.p.stage {
			break
		}
	}
	if t.p.closed == 0 {
		to = t.now
	}
	weights := make([]float64, len(keys))
	sum := 0.0
	for i, k := range keys {
		s, _ := t.area.Stage(k)
		weights[i] = float64(s.From+s.To) * (0.7 + 0.6*t.r.Float64())
		sum += weights[i]
	}
	out := make([]step, 0, len(keys))
	at := from
	for i, k := range keys {
		out = append(out, step{k, t.settle(at, t.r)})
		at = at.Add(time.Duration(float64(to.Sub(from)) * weights[i] / sum))
	}
	return out
}

// stageAt is where the matter stood at a time.
func (t *teller) stageAt(at time.Time) string {
	key := ""
	for _, s := range t.stages {
		if !s.at.After(at) {
			key = s.key
		}
	}
	return key
}

// converse has the next talk, if it ends in time, and says when it ended.
func (t *teller) converse(from, before time.Time) (time.Time, bool) {
	stage := t.stageAt(from)
	fresh := func(ts []talk) (out []talk) {
		for _, x := range ts {
			if !t.told[x.subject] && x.fits(t.facts, t.speaks) {
				out = append(out, x)
			}
		}
		return out
	}
	choices := fresh(t.own[stage])
	small := fresh(t.any["any"])
	if len(choices)+len(small) == 0 { // in a long matter one says the same again
		for _, x := range t.any["any"] {
			if x.subject != t.asks.subject {
				delete(t.told, x.subject)
			}
		}
		small = fresh(t.any["any"])
	}
	if len(choices) == 0 || len(t.lines) > 0 && t.r.IntN(4) == 0 {
		t.r.Shuffle(len(small), func(i, j int) { small[i], small[j] = small[j], small[i] })
		choices = append(small, choices...)
	}
	for _, x := range choices {
		lines := t.schedule(x, from)
		if last := lines[len(lines)-1].at; last.Before(before) {
			t.told[x.subject] = true
			t.lines = append(t.lines, lines...)
			return last, true
		}
	}
	return from, false
}

// finish brings the story to its end: the last word, and a question that
// waits.
func (t *teller) finish(end time.Time) {
	if t.p.closed > 0 {
		for _, x := range t.any["closing"] {
			t.lines = append(t.lines, t.schedule(x, t.settle(later(end.Add(-3*time.Hour), t.heard().Add(20*time.Minute)), t.r))...)
		}
		return
	}
	if t.p.pending {
		return
	}
	if end.After(t.heard().Add(20 * time.Hour)) {
		t.lines = append(t.lines, t.last(end))
	}
	if t.p.ends.asked > 0 {
		t.ask()
	}
}

// heard is when something was last said.
func (t *teller) heard() time.Time {
	if len(t.lines) == 0 {
		return time.Time{}
	}
	return t.lines[len(t.lines)-1].at
}

// last is one word from us, and no more.
func (t *teller) last(at time.Time) line {
	var ends []talk
	for _, x := range slices.Concat(t.own[t.stageAt(at)], t.any["any"]) {
		if u := x.turns[0]; len(x.turns) <= 2 && u.word() && u.speaker == "lead" && u.way == timeline.Out && x.fits(t.facts, t.speaks) && !t.told[x.subject] {
			ends = append(ends, x)
		}
	}
	if len(ends) == 0 {
		ends = t.any["any"][:1]
	}
	x := ends[t.r.IntN(len(ends))]
	return t.schedule(talk{subject: x.subject, turns: x.turns[:1]}, at)[0]
}

// reserve chooses what the client will ask in the end, so that they don't ask
// it before.
func (t *teller) reserve() {
	var asks []talk
	for _, talks := range [][]talk{t.own[t.p.stage], t.any["any"]} {
		for _, x := range talks {
			if u := x.turns[0]; u.speaker == "client" && !u.settled && x.fits(t.facts, t.speaks) {
				asks = append(asks, x)
			}
		}
		if len(asks) > 0 {
			t.asks = asks[t.r.IntN(len(asks))]
			t.told[t.asks.subject] = true
			return
		}
	}
}

// ask has the client ask what nobody has answered yet.
func (t *teller) ask() {
	x := t.asks
	x.turns = x.turns[:1]
	at := later(t.ago(time.Duration(t.p.ends.asked*float64(time.Hour))), t.heard().Add(20*time.Minute))
	l := t.schedule(x, at)[0]
	l.at = at
	t.lines = append(t.lines, l)
	if !t.p.ends.held {
		return
	}
	hold := "I have your question and don't want to guess. I am checking with {thing} in front of me, and you will have a proper answer by the end of tomorrow."
	h := turn{saying: sayings()["hold"], text: speak(t.r, hold, t.facts)}
	t.lines = append(t.lines, line{h, t.hours.Add(at, 2*time.Hour), l.subject, l.thread})
}

// skipped are the stages that this matter didn't go through.
func (p piece) skipped() string {
	switch {
	case p.area == "estates" && p.court != "":
		return p.skip + " drafting signing"
	case p.area == "family" && p.fields["contested"] != "yes":
		return p.skip + " mediation trial"
	case p.area == "immigration":
		return p.skip + " questions"
	case p.area == "criminal" && p.fields["custody"] != "yes":
		return p.skip + " bail"
	}
	return p.skip
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
