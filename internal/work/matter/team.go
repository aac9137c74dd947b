package matter

import (
	"slices"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/staff"
)

// Role says what someone of the firm does in a matter.
type Role string

// The roles of a team.
const (
	Responsible Role = "responsible" // one only: whom the client's lawyer is
	Originating Role = "originating" // who brought the work in
	Working     Role = "working"
	Paralegal   Role = "paralegal"
	Assistant   Role = "assistant"
	Supervisor  Role = "supervisor" // answers for the others (Model Rule 5.1)
)

// Roles lists them in the order people are shown them.
func Roles() []Role {
	return []Role{Responsible, Originating, Supervisor, Working, Paralegal, Assistant}
}

// Member is someone of the firm in one role in one matter.
type Member struct {
	bun.BaseModel `bun:"table:matter_team,alias:mt"`

	FirmID   string   `bun:",pk"`
	MatterID ID       `bun:",pk"`
	StaffID  staff.ID `bun:",pk"`
	Role     Role     `bun:",pk"`
	AddedAt  time.Time
}

// byRole puts a team in the order people are shown it.
func byRole(team []Member) {
	slices.SortStableFunc(team, func(a, b Member) int {
		return slices.Index(Roles(), a.Role) - slices.Index(Roles(), b.Role)
	})
}

// roles lists what one person does in the matter.
func roles(team []Member, who staff.ID) (rs []Role) {
	for _, t := range team {
		if t.StaffID == who {
			rs = append(rs, t.Role)
		}
	}
	return rs
}
