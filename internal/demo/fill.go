package demo

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
)

func before(s, mark string) string {
	head, _, _ := strings.Cut(s, mark)
	return head
}

// pieces are all matters.
func pieces() []piece {
	return slices.Concat(familyPieces(), defencePieces(), injuryPieces(), arrivalPieces(), estatePieces(), businessPieces())
}

// story plans the whole year.
func (w *world) story() error {
	words, err := scripts()
	if err != nil {
		return err
	}
	starts := map[string]time.Time{} // when each contact is first needed
	var tellers []*teller
	for _, p := range pieces() {
		t := w.teller(p, words)
		tellers = append(tellers, t)
		needed := []string{p.client, p.court}
		for _, x := range p.parties {
			needed = append(needed, x.who, x.by)
		}
		at := t.start().Add(-30 * time.Minute)
		for _, key := range needed {
			if known, ok := starts[key]; key != "" && (!ok || at.Before(known)) {
				starts[key] = at
			}
		}
	}
	w.introduce(starts)
	for _, t := range tellers {
		t.tell()
		w.at(t.start(), "opening "+t.p.key, t.open)
		t.move()
		t.perform()
	}
	w.wall(starts)
	w.care(starts)
	w.toil()
	w.promises(tellers)
	w.loose()
	w.seats()
	w.outsiders()
	return nil
}

// teller makes ready to tell one matter.
func (w *world) teller(p piece, words scriptSet) *teller {
	client := w.cast[p.client]
	t := &teller{world: w, p: p, client: client, area: w.areas[p.area], terms: w.terms(p), r: dice(p.key), told: map[string]bool{}, facts: facts{}}
	maps.Copy(t.facts, p.facts)
	t.facts["client"], t.facts["lawyer"] = client.spoken(), before(w.staff[p.lead].Name, " ")
	t.facts["topic"] = p.topic()
	t.own, t.any = words.english[p.area], words.any
	if client.lang == "es" {
		t.own, t.any = words.spanish[p.area], words.anySpanish
	}
	if own, ok := words.own[p.key]; ok {
		t.own = own
		if len(own["any"]) > 0 {
			t.any = script{"any": own["any"], "closing": t.any["closing"]}
		}
	}
	return t
}

// topic is what a matter is called in passing.
func (p piece) topic() string {
	switch p.area {
	case "injury":
		return "the claim"
	case "criminal", "family":
		return "the case"
	}
	return p.facts["thing"]
}

// scriptSet is everything anyone may say.
type scriptSet struct {
	english, spanish map[string]script // by area
	own              map[string]script // by matter
	any, anySpanish  script
}

func scripts() (set scriptSet, err error) {
	all := func(texts map[string]string) (map[string]script, error) {
		out := map[string]script{}
		for key, text := range texts {
			if out[key], err = read(text); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	if set.english, err = all(map[string]string{
		"family": familyWords(), "criminal": defenceWords(), "injury": injuryWords(), "immigration": arrivalWords(), "estates": estateWords(), "business": businessWords(),
	}); err != nil {
		return set, err
	}
	if set.spanish, err = all(spanishWords()); err != nil {
		return set, err
	}
	if set.own, err = all(ownWords()); err != nil {
		return set, err
	}
	if set.any, err = read(anyWords()); err != nil {
		return set, err
	}
	set.anySpanish, err = read(anySpanishWords())
	return set, err
}

// introduce plans when everyone becomes known to the firm: clients when they
// come, others when they are first needed or, failing that, at the beginning.
func (w *world) introduce(starts map[string]time.Time) {
	day := map[time.Time][]*met{}
	for _, key := range slices.Sorted(maps.Keys(w.cast)) {
		at, ok := starts[key]
		if !ok {
			at = w.began.Add(time.Hour)
			starts[key] = at
		}
		day[at] = append(day[at], w.cast[key])
	}
	for at, people := range day {
		w.at(at, "introducing", func(ctx context.Context) error {
			return w.write(ctx, "iris", func(ctx context.Context, tx *db.Tx) error {
				for _, m := range people {
					if err := w.meet(ctx, tx, m); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
	for _, x := range ties() {
		at := later(starts[x.from], starts[x.to]).Add(10 * time.Minute)
		w.at(at, "tie of "+x.from, func(ctx context.Context) error {
			_, err := w.Contact.Relate(ctx, w.as("iris"), contact.Relation{FromID: w.cast[x.from].id, ToID: w.cast[x.to].id, Kind: contact.RelationKind(x.kind), Note: x.note})
			return err
		})
	}
}

// wall keeps Evan from two clients: he worked on the investigation of one, and
// his sister works for the hospital that the other sues (Model Rules 1.11 and
// 1.10).
func (w *world) wall(starts map[string]time.Time) {
	for key, reason := range map[string]string{
		"volkov":  "Worked on the investigation while at the state's attorney's office.",
		"mokoena": "His sister is a senior nurse at St. Brigid Hospital.",
	} {
		w.at(starts[key].Add(5*time.Minute), "wall before "+key, func(ctx context.Context) error {
			_, err := w.Access.Raise(ctx, w.as("ruth"), access.New{
				Name: w.cast[key].family, Reason: reason, People: []string{string(w.staff["evan"].ID)},
				Objects: []access.Object{{Kind: "contact", ID: string(w.cast[key].id)}},
			})
			return err
		})
	}
}
