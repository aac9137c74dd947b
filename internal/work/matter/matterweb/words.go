package matterweb

import (
	"context"
	"strconv"

	"candor/internal/firm/staff"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// The functions below name things in English, which is the key of the
// translation.

func statusLabel(s matter.Status) string {
	switch s {
	case matter.Pending:
		return "Pending"
	case matter.Open:
		return "Active"
	case matter.Closed:
	}
	return "Closed"
}

func statusTone(s matter.Status) ui.Tone {
	if s == matter.Open {
		return ui.Info
	}
	return ui.Neutral
}

func roleLabel(r matter.Role) string {
	switch r {
	case matter.Responsible:
		return "Responsible"
	case matter.Originating:
		return "Brought the work in"
	case matter.Supervisor:
		return "Supervisor"
	case matter.Paralegal:
		return "Paralegal"
	case matter.Assistant:
		return "Assistant"
	case matter.Working:
	}
	return "Works on it"
}

func partLabel(p matter.Part) string {
	switch p {
	case matter.Client:
		return "Client"
	case matter.CoClient:
		return "Further client"
	case matter.Adverse:
		return "Adverse party"
	case "opposing_counsel":
		return "Opposing counsel"
	case "co_counsel":
		return "Co-counsel"
	case "witness":
		return "Witness"
	case "expert":
		return "Expert"
	case "insurer":
		return "Insurer"
	case "judge":
		return "Judge"
	case "court":
		return "Court"
	case "mediator":
		return "Mediator"
	case "guardian":
		return "Guardian"
	case "beneficiary":
		return "Beneficiary"
	case "interpreter":
		return "Interpreter"
	case "referrer":
		return "Referred by"
	}
	return "Other party"
}

func reasonLabel(r matter.Reason) string {
	switch r {
	case "completed":
		return "Work completed"
	case "settled":
		return "Settled"
	case "judgment":
		return "Judgment or order"
	case "dismissed":
		return "Dismissed"
	case "withdrawn":
		return "We withdrew"
	case "discharged":
		return "The client ended it"
	case "transferred":
		return "Handed to another lawyer"
	case "not_pursued":
		return "Not pursued"
	}
	return "Another reason"
}

// anyOf puts "no matter which" before the choices of a filter.
func anyOf(label string, os []ui.Option) []ui.Option {
	return append([]ui.Option{{Value: "", Label: label}}, os...)
}

func areaOptions(r *web.Request, as []area.Area, keep area.ID) (out []ui.Option) {
	for _, a := range as {
		if !a.Retired || a.ID == keep {
			out = append(out, ui.Option{Value: string(a.ID), Label: r.T(a.Name)})
		}
	}
	return out
}

func stageOptions(r *web.Request, a area.Area, but string) (out []ui.Option) {
	for _, s := range a.Stages {
		if s.Key != but {
			out = append(out, ui.Option{Value: s.Key, Label: r.T(s.Name)})
		}
	}
	return out
}

func peopleOptions(ps []staff.Person) (out []ui.Option) {
	for _, p := range ps {
		out = append(out, ui.Option{Value: string(p.ID), Label: p.Name})
	}
	return out
}

// took says how long something took or has taken.
func took(ctx context.Context, days int) string {
	switch {
	case days < 1:
		return locale.T(ctx, "less than a day")
	case days == 1:
		return locale.T(ctx, "1 day")
	case days < 60:
		return locale.T(ctx, "%d days", days)
	}
	return locale.T(ctx, "%d months", days/30)
}

// many says a count that stops at matter.Many.
func many(n int) string {
	if n > matter.Many {
		return "1,000+"
	}
	return strconv.Itoa(n)
}
