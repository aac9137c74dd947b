// Package area is the kinds of work a firm does, the stages such work goes through, and what to ask of it.
//
// A firm begins with ready areas and shapes them as it likes. A stage has its
// name among colleagues and another in words that a client understands. What a
// stage usually takes is a planning figure, never a promise of an outcome. The
// keys of stages and questions stay for ever: matters are kept by them.
package area

import (
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// The verbs of area.
const (
	Reading actor.Verb = "area.read"
	Shaping actor.Verb = "area.shape"
)

// Grants says which roles may do what with practice areas.
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Reading, access.Lawyer, access.Paralegal, access.Intake, access.Billing, access.Manager, access.Guest),
		access.To(Shaping, access.Manager),
	}
}

// ID names a practice area.
type ID string

// Area is a kind of work the firm does, and the stages such work goes through.
type Area struct {
	bun.BaseModel `bun:"table:matter_area,alias:ma"`

	FirmID  string `bun:",pk"`
	ID      ID     `bun:",pk"`
	Version int64
	Kind    string // the ready template it was made from, such as family; empty for the firm's own
	Code    string // short, for numbers
	Name    string
	Notes   string  `bun:"about"` // in plain words, as a client may read it
	IRI     string  `bun:"iri"`   // its permanent address in a shared vocabulary, such as FOLIO's
	Stages  []Stage `bun:"type:text"`
	Fields  []Field `bun:"type:text"`
	Place   int64
	Retired bool // no new matters
}

// Stage is one step on the way of such work.
type Stage struct {
	Key    string `json:"key"`
	Name   string `json:"name"`             // as colleagues say it
	Plain  string `json:"plain,omitempty"`  // as a client understands it
	From   int    `json:"from,omitempty"`   // usual days, at least
	To     int    `json:"to,omitempty"`     // and at most
	Delays string `json:"delays,omitempty"` // what usually holds it up
}

// Said is the stage's name in plain words.
func (s Stage) Said() string {
	if s.Plain != "" {
		return s.Plain
	}
	return s.Name
}

// About is what the audit trail calls an area.
func (a Area) About() db.About { return db.About{Kind: "area", ID: string(a.ID)} }

// Stage finds a stage by its key.
func (a Area) Stage(key string) (Stage, bool) {
	i := slices.IndexFunc(a.Stages, func(s Stage) bool { return s.Key == key })
	if i < 0 {
		return Stage{}, false
	}
	return a.Stages[i], true
}

// First is the key of the stage that a matter begins in, empty without stages.
func (a Area) First() string {
	if len(a.Stages) == 0 {
		return ""
	}
	return a.Stages[0].Key
}

const (
	most    = 30  // stages or fields of an area
	longest = 300 // letters of its name
)

// tidy trims what was typed and gives a key to each stage and field that has
// none. Keys stay for ever: matters are kept by them.
func (a *Area) tidy() {
	a.Name, a.Notes, a.IRI = contact.Neat(a.Name), strings.TrimSpace(a.Notes), contact.Neat(a.IRI)
	a.Code = strings.ToUpper(contact.Neat(a.Code))
	taken := map[string]bool{}
	for _, s := range a.Stages {
		taken[s.Key] = true
	}
	var stages []Stage
	for _, s := range a.Stages {
		s.Name, s.Plain, s.Delays = contact.Neat(s.Name), contact.Neat(s.Plain), contact.Neat(s.Delays)
		if s.Name == "" {
			continue
		}
		if s.Key == "" {
			s.Key = freshKey(s.Name, taken)
		}
		stages = append(stages, s)
	}
	var fields []Field
	for _, f := range a.Fields {
		taken[f.Key] = true
	}
	for _, f := range a.Fields {
		if f.Label = contact.Neat(f.Label); f.Label == "" {
			continue
		}
		f.Choices = neatChoices(f.Choices)
		if f.Key == "" {
			f.Key = freshKey(f.Label, taken)
		}
		fields = append(fields, f)
	}
	a.Stages, a.Fields = stages, fields
}

// freshKey makes a key of a name: "Temporary orders" becomes temporary_orders.
func freshKey(name string, taken map[string]bool) string {
	stem := strings.ReplaceAll(contact.SortKey(name), " ", "_")
	key := stem
	for n := 2; key == "" || taken[key]; n++ {
		key = stem + "_" + strconv.Itoa(n)
	}
	taken[key] = true
	return key
}

func (a Area) check() error {
	var p errs.Problems
	p.Check(a.Name != "", "name", "Write the practice area's name.")
	p.Check(len(a.Name) <= longest, "name", "This is longer than %d letters.", longest)
	p.Check(len(a.Code) <= 6 && !strings.ContainsAny(a.Code, " {}"), "code", "A code is up to six letters or digits, such as FAM.")
	p.Check(len(a.Stages) <= most, "stages", "Keep it to %d stages.", most)
	p.Check(len(a.Fields) <= most, "fields", "Keep it to %d fields.", most)
	keys := map[string]bool{}
	for i, s := range a.Stages {
		at := "stages." + strconv.Itoa(i)
		p.Check(!keys["s:"+s.Key], at, "Two stages have the same key.")
		p.Check(s.From >= 0 && s.To >= 0 && s.From <= 10_000 && s.To <= 10_000, at, "Write the usual time in days.")
		p.Check(s.To == 0 || s.From <= s.To, at, "The shortest time is longer than the longest.")
		keys["s:"+s.Key] = true
	}
	for i, f := range a.Fields {
		at := "fields." + strconv.Itoa(i)
		p.Check(!keys["f:"+f.Key], at, "Two fields have the same key.")
		p.Check(slices.Contains(FieldTypes(), f.Type), at, "Choose what kind of answer the field takes.")
		p.Check(f.Type != Choice || len(f.Choices) > 0, at, "Write the choices.")
		keys["f:"+f.Key] = true
	}
	return p.Err()
}

// lost lists the stages that the change would take away.
func (a Area) lost(old Area) (stages []Stage) {
	for _, s := range old.Stages {
		if _, ok := a.Stage(s.Key); !ok {
			stages = append(stages, s)
		}
	}
	return stages
}
