package contact

import (
	"github.com/uptrace/bun"

	"candor/internal/kit/errs"
)

// RelationKind says what one contact is to another.
type RelationKind string

// Relation says that From is a Kind of To: "Acme is employer of Ana".
type Relation struct {
	bun.BaseModel `bun:"table:contact_relation,alias:cr"`

	FirmID string `bun:",pk"`
	ID     string `bun:",pk"`
	FromID ID
	ToID   ID
	Kind   RelationKind
	Note   string

	OtherName string `bun:"other_name,scanonly"`
	OtherKind Kind   `bun:"other_kind,scanonly"`
}

// Kinship is a kind of relation as seen from both ends.
type Kinship struct {
	Kind     RelationKind
	Label    string // what From is to To; English, and the key of its translation
	Opposite string // what To is to From
}

// Kinships lists the relations that matter to a conflict check (Model Rules
// 1.7 to 1.10), in the order people are shown them.
func Kinships() []Kinship {
	return []Kinship{
		{"spouse", "Spouse", "Spouse"},
		{"former_spouse", "Former spouse", "Former spouse"},
		{"partner", "Partner", "Partner"},
		{"parent", "Parent", "Child"},
		{"sibling", "Sibling", "Sibling"},
		{"relative", "Relative", "Relative"},
		{"guardian", "Guardian", "Ward"},
		{"attorney_in_fact", "Attorney-in-fact", "Principal"},
		{"emergency", "Emergency contact", "Emergency contact of"},
		{"employer", "Employer", "Employee"},
		{"parent_company", "Parent company", "Subsidiary"},
		{"affiliate", "Affiliate", "Affiliate"},
		{"owner", "Owner", "Owned company"},
		{"officer", "Officer or director", "Officer or director of"},
		{"insurer", "Insurer", "Insured"},
		{"guarantor", "Guarantor", "Guarantees for"},
		{"trustee", "Trustee", "Trust or beneficiary"},
		{"lawyer", "Lawyer", "Represented client"},
		{"referrer", "Referred by", "Referred"},
		{"interpreter", "Interpreter", "Interprets for"},
		{"other", "Related", "Related"},
	}
}

func kinship(k RelationKind) (Kinship, bool) {
	for _, r := range Kinships() {
		if r.Kind == k {
			return r, true
		}
	}
	return Kinship{}, false
}

// Other is the other end, as seen from one.
func (r Relation) Other(one ID) ID {
	if r.FromID == one {
		return r.ToID
	}
	return r.FromID
}

// Label says what the other end is to one: on Ana's page, Acme is "Employer".
func (r Relation) Label(one ID) string {
	k, ok := kinship(r.Kind)
	if !ok {
		return "Related"
	}
	if r.ToID == one {
		return k.Label
	}
	return k.Opposite
}

func (r Relation) check() error {
	var p errs.Problems
	_, ok := kinship(r.Kind)
	p.Check(ok, "kind", "Choose how they are related.")
	p.Check(r.FromID != "" && r.ToID != "", "other", "Choose whom they are related to.")
	p.Check(r.FromID != r.ToID, "other", "Nobody is related to themselves.")
	return p.Err()
}
