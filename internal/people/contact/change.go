package contact

import (
	"slices"
	"strings"

	"candor/internal/kit/civil"
)

// Change is what became of one field.
type Change struct {
	Field string `json:"field"`
	Was   string `json:"was"`
	Is    string `json:"is"`
}

// Field is one field of a card as people compare it.
type Field struct {
	Key   string
	Label string // English, and the key of its translation
	get   func(*Contact) string
	set   func(*Contact, string)
}

// Value is the field's value in c.
func (f Field) Value(c Contact) string { return f.get(&c) }

// Fields lists what can be compared and chosen in a merge.
func Fields() []Field {
	text := func(key, label string, at func(*Contact) *string) Field {
		return Field{key, label, func(c *Contact) string { return *at(c) }, func(c *Contact, v string) { *at(c) = v }}
	}
	date := func(key, label string, at func(*Contact) *civil.Date) Field {
		return Field{key, label, func(c *Contact) string { return at(c).String() }, func(c *Contact, v string) {
			d, err := civil.Parse(v)
			if err != nil {
				d = civil.Date{}
			}
			*at(c) = d
		}}
	}
	return []Field{
		text("prefix", "Title", func(c *Contact) *string { return &c.Prefix }),
		text("given", "Given name", func(c *Contact) *string { return &c.Given }),
		text("middle", "Middle name", func(c *Contact) *string { return &c.Middle }),
		text("family", "Family name", func(c *Contact) *string { return &c.Family }),
		text("suffix", "Suffix", func(c *Contact) *string { return &c.Suffix }),
		text("name", "Name", func(c *Contact) *string { return &c.Name }),
		text("preferred", "Called", func(c *Contact) *string { return &c.Preferred }),
		text("phonetic", "Said as", func(c *Contact) *string { return &c.Phonetic }),
		text("pronouns", "Pronouns", func(c *Contact) *string { return &c.Pronouns }),
		text("job_title", "Job", func(c *Contact) *string { return &c.JobTitle }),
		text("employer", "Employer", func(c *Contact) *string { return &c.Employer }),
		text("tax_id", "Tax number", func(c *Contact) *string { return &c.TaxID }),
		date("born_on", "Born", func(c *Contact) *civil.Date { return &c.BornOn }),
		date("died_on", "Died", func(c *Contact) *civil.Date { return &c.DiedOn }),
		text("about", "About", func(c *Contact) *string { return &c.Notes }),
		text("photo", "Photo", func(c *Contact) *string { return &c.Photo }),
		text("source", "Source", func(c *Contact) *string { return &c.Source }),
		{"tags", "Tags", func(c *Contact) string { return strings.Join(c.Tags, ", ") }, func(c *Contact, v string) { c.Tags = strings.Split(v, ",") }},
	}
}

// take gives c the chosen fields of g, and whatever c lacks, and says what
// that changed.
func (c *Contact) take(g Contact, chosen []string) (out []Change) {
	for _, f := range Fields() {
		was, is := f.get(c), f.get(&g)
		if is == "" || is == was || was != "" && !slices.Contains(chosen, f.Key) {
			continue
		}
		if f.Key == "name" && c.Kind == Person {
			continue // made from its parts
		}
		f.set(c, is)
		out = append(out, Change{f.Key, was, is})
	}
	return out
}

// revert takes changes back where nobody changed the field since.
func (c *Contact) revert(changes []Change) {
	for _, ch := range changes {
		for _, f := range Fields() {
			if f.Key == ch.Field && f.get(c) == ch.Is {
				f.set(c, ch.Was)
			}
		}
	}
}

// changed says which fields differ between two cards, for the audit trail;
// values stay out of it but for short ones that identify.
func changed(a, b Card) []string {
	var out []string
	for _, f := range Fields() {
		if f.get(&a.Contact) != f.get(&b.Contact) {
			out = append(out, f.Key)
		}
	}
	if !slices.EqualFunc(a.Names, b.Names, func(x, y Name) bool { return x.Kind == y.Kind && x.Name == y.Name }) {
		out = append(out, "names")
	}
	if !slices.EqualFunc(a.Points, b.Points, func(x, y Point) bool { return x.Kind == y.Kind && x.Value == y.Value && x.Label == y.Label }) {
		out = append(out, "points")
	}
	return out
}
