package conflict

import (
	"candor/internal/kit/name"
	"candor/internal/work/matter"
)

// side is what a part is to us.
type side int

const (
	others side = iota
	ours
	against
)

func sideOf(p matter.Part) side {
	switch p {
	case matter.Client, matter.CoClient:
		return ours
	case matter.Adverse:
		return against
	}
	return others
}

// severe says how grave it is that someone new in one part is already something
// to us: acting against a current client, or for the opponent of one, is grave
// (Model Rule 1.7); against a former one deserves a look (1.9).
func severe(part matter.Part, s matter.Stake) Severity {
	mine, theirs, current := sideOf(part), sideOf(s.Part), s.Status != matter.Closed
	switch {
	case mine == others && theirs == others, mine == theirs && mine != others:
		return Harmless
	case mine == against && theirs == ours && current, mine == ours && theirs == against && current:
		return Grave
	}
	return Look
}

// grave weighs what a party would be against all they are already. A weak
// likeness weighs less; so does a family tie.
func grave(part matter.Part, stakes []matter.Stake, g name.Grade, skip matter.ID) Severity {
	worst := Harmless
	for _, s := range stakes {
		if s.MatterID != skip || skip == "" {
			worst = max(worst, severe(part, s))
		}
	}
	if worst == Grave && g <= name.Weak {
		return Look
	}
	return worst
}
