package matterweb

import (
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/locale"
	"candor/internal/kit/money"
	"candor/internal/work/matter"
)

type matterVerb = actor.Verb

func staffID(s string) staff.ID { return staff.ID(s) }

// dayOf reads a date that was checked when it was kept.
func dayOf(s string) civil.Date {
	d, err := civil.Parse(s)
	if err != nil {
		return civil.Date{}
	}
	return d
}

func moveTitle(v showView, mv matter.Move) string {
	if mv.FromName == "" {
		return v.r.T("Moved to %s", v.r.T(mv.ToName))
	}
	return v.r.T("Moved from %[1]s to %[2]s", v.r.T(mv.FromName), v.r.T(mv.ToName))
}

// moveMeta says how long the matter was in the stage that it left.
func moveMeta(v showView, i int) []string {
	since := v.File.CreatedAt
	if i > 0 {
		since = v.File.Moves[i-1].MovedAt
	}
	return []string{v.r.T("after %s", took(v.r.Context(), v.days(since.Unix(), v.File.Moves[i].MovedAt.Unix())))}
}

// amount is a sum as people of the reader's language write it.
func amount(v showView, value string) string {
	a, err := money.Parse(value, v.File.Currency, "en")
	if err != nil {
		return value // it was kept in another currency
	}
	return a.Format(locale.Lang(v.r.Context()))
}
