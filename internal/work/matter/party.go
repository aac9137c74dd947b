package matter

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// Part says what a contact is in a matter.
type Part string

// The parts that the rules look at. Client is whose matter it is and is kept
// with the matter itself.
const (
	Client   Part = "client"
	CoClient Part = "co_client"
	Adverse  Part = "adverse"

	OpposingCounsel Part = "opposing_counsel"
)

// Parts lists what contacts may be in a matter beside the client, in the order
// people are shown them. A conflict check searches them all.
func Parts() []Part {
	return []Part{
		CoClient, Adverse, OpposingCounsel, "co_counsel", "witness", "expert", "insurer", "judge", "court", "mediator",
		"guardian", "beneficiary", "interpreter", "referrer", "other",
	}
}

// Party is a contact in a matter.
type Party struct {
	bun.BaseModel `bun:"table:matter_party,alias:mp"`

	FirmID        string `bun:",pk"`
	ID            string `bun:",pk"`
	MatterID      ID
	ContactID     contact.ID
	Part          Part       `bun:"role"`
	RepresentedBy contact.ID // their lawyer: no contact with them about the matter without that lawyer's leave (Model Rule 4.2)
	Note          string
	AddedAt       time.Time

	Name            string `bun:"-"` // empty for whom a wall hides
	RepresenterName string `bun:"-"`
}

func (p *Party) check(client contact.ID) error {
	p.Note = contact.Neat(p.Note)
	var bad errs.Problems
	bad.Check(slices.Contains(Parts(), p.Part), "role", "Choose what they are in this matter.")
	bad.Check(p.ContactID != "", "contact", "Choose a person or an organisation.")
	bad.Check(p.ContactID != p.RepresentedBy || p.ContactID == "", "represented_by", "Nobody represents themselves here; leave it empty.")
	bad.Check(p.ContactID != client || p.Part != CoClient, "contact", "They are the client already.")
	bad.Check(len(p.Note) <= longest, "note", "This is longer than %d letters.", longest)
	return bad.Err()
}

// collapse leaves out rows that say the same thing twice, which a merge of
// two contacts leaves behind so that it can be taken back.
func collapse(ps []Party, client contact.ID) (out []Party) {
	type who struct {
		c contact.ID
		p Part
	}
	seen := map[who]bool{{client, CoClient}: true}
	for _, p := range ps {
		k := who{p.ContactID, p.Part}
		if !seen[k] {
			out = append(out, p)
		}
		seen[k] = true
	}
	slices.SortStableFunc(out, func(a, b Party) int { return slices.Index(Parts(), a.Part) - slices.Index(Parts(), b.Part) })
	return out
}

// RelationKind says what one matter is to another.
type RelationKind string

// Relation says that From is the Kind of To: an appeal of, a prior matter of.
type Relation struct {
	bun.BaseModel `bun:"table:matter_relation,alias:mr"`

	FirmID string `bun:",pk"`
	ID     string `bun:",pk"`
	FromID ID
	ToID   ID
	Kind   RelationKind

	OtherNumber string `bun:"other_number,scanonly"`
	OtherTitle  string `bun:"other_title,scanonly"`
	OtherStatus Status `bun:"other_status,scanonly"`
}

// Tie is a kind of relation as seen from both ends.
type Tie struct {
	Kind     RelationKind
	Label    string // what From is to To; English, and the key of its translation
	Opposite string // what To is to From
}

// Ties lists how matters are related.
func Ties() []Tie {
	return []Tie{
		{"related", "Related matter", "Related matter"},
		{"appeal", "Appeal of this", "Appealed from"},
		{"consolidated", "Consolidated with", "Consolidated with"},
		{"prior", "Earlier matter", "Later matter"},
	}
}

// Other is the other end, as seen from one.
func (r Relation) Other(one ID) ID {
	if r.FromID == one {
		return r.ToID
	}
	return r.FromID
}

// Label says what the other end is to one.
func (r Relation) Label(one ID) string {
	for _, t := range Ties() {
		if t.Kind == r.Kind && r.ToID == one {
			return t.Label
		}
		if t.Kind == r.Kind {
			return t.Opposite
		}
	}
	return "Related matter"
}

func (r Relation) check() error {
	var p errs.Problems
	p.Check(slices.ContainsFunc(Ties(), func(t Tie) bool { return t.Kind == r.Kind }), "kind", "Choose how they are related.")
	p.Check(r.FromID != "" && r.ToID != "", "other", "Choose the other matter.")
	p.Check(r.FromID != r.ToID, "other", "A matter is not related to itself.")
	return p.Err()
}
