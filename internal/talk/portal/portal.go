// Package portal is what a client sees of their own case, and how they ask us.
//
// A client sees where the case is, what was promised and whether it was kept,
// who looks after them, and what passed between them and the firm. They see
// nothing else of the file, and only of matters that their seat is let in to.
// Every look is in the audit trail.
//
// A question asked here is an inbound message like any other: it opens a wait
// that the firm answers for (Model Rule 1.4(a)(4)). An answer is kept beside
// it, where staff read the rest.
package portal

import (
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/people/seat"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// Case is one matter as its client may see it.
type Case struct {
	Matter  matter.Matter
	Area    area.Area
	Promise promise.Standing
	Team    []Face
}

// Face is someone of the firm who looks after the client.
type Face struct {
	ID    string
	Name  string
	Title string
	Role  matter.Role
}

// Home is all that a client's seat is let in to.
type Home struct {
	Seat   seat.Seat
	Cases  []Case
	Office office.Office
}

// Line is one thing that passed between the client and the firm.
type Line struct {
	Kind timeline.Kind
	Ours bool // from us
	At   time.Time
	Who  string // of us, where known
	Text string
	Took int64 // seconds of a call or meeting
}

// Talk is what passed in one matter, newest first.
type Talk struct {
	Matter matter.Matter
	Lines  []Line
	Next   string
}

// Sitter is a client who can be written to in the portal.
type Sitter struct {
	Seat      seat.ID
	ContactID contact.ID
	Name      string
	Own       bool
}

// About is what the audit trail calls a client's look at a matter.
func about(m matter.ID, c contact.ID) db.About {
	return db.About{Kind: "portal", ID: string(m), Contact: string(c), Matter: string(m)}
}

// Live is what a client's open pages listen for.
const Live = "portal"

// known gives each of a team once; who only brought the work in is left out.
func known(team []matter.Member) (out []matter.Member) {
	seen := map[string]bool{}
	for _, t := range team {
		if t.Role == matter.Originating || seen[string(t.StaffID)] {
			continue
		}
		seen[string(t.StaffID)] = true
		out = append(out, t)
	}
	return out
}
