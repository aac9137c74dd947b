package leadweb

import (
	"candor/internal/intake/inquiry"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

func stateTone(l inquiry.Lead) ui.Tone {
	switch {
	case l.LetterOwed():
		return ui.Broken
	case l.State == inquiry.Opened:
		return ui.Good
	case l.Open():
		return ui.Info
	}
	return ui.Neutral
}

// partLabel names it in English, the key of its translation.
func partLabel(p matter.Part) string {
	switch p {
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

// options makes a choice of a list of names. An empty first asks for one.
func options[T ~string](r *web.Request, empty string, all []T, label func(T) string) []ui.Option {
	out := []ui.Option{{Value: "", Label: empty}}
	for _, x := range all {
		out = append(out, ui.Option{Value: string(x), Label: r.T(label(x))})
	}
	return out
}
