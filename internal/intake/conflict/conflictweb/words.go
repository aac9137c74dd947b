package conflictweb

import (
	"strings"

	"candor/internal/intake/conflict"
	"candor/internal/kit/name"
	"candor/internal/kit/web"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// sentence says one reason in plain words.
func sentence(r *web.Request, x name.Reason) string {
	switch x.What {
	case name.SameName:
		return r.T("The same name.")
	case name.OrderOnly:
		return r.T("The same words in another order.")
	case name.SameWord:
		return r.T("“%s” stands in both.", x.A)
	case name.Shortened:
		return r.T("“%s” and “%s” are forms of one name.", x.A, x.B)
	case name.SoundsAlike:
		return r.T("“%s” and “%s” sound alike.", x.A, x.B)
	case name.Slip:
		return r.T("“%s” and “%s” differ by a slip of the pen.", x.A, x.B)
	case name.Initially:
		return r.T("“%s” may stand for “%s”.", x.A, x.B)
	case name.Particled:
		return r.T("“%s” and “%s” differ in a small word such as “van” or “al”.", x.A, x.B)
	case name.Joined:
		return r.T("“%s” and “%s” differ in what is written together.", x.A, x.B)
	case name.Lettered:
		return r.T("“%s” is the first letters of “%s”.", x.A, x.B)
	case name.More:
		return r.T("Only “%s” has the word “%s”.", x.A, x.B)
	case name.OtherNumber:
		if x.A == "" || x.B == "" {
			return r.T("Only one of them has the number “%s”.", x.A+x.B)
		}
		return r.T("The same but for a number: “%s” and “%s”.", x.A, x.B)
	case name.OtherForm:
		return r.T("The same but for the legal form.")
	case name.OtherKind:
		return r.T("One is a person, the other an organisation.")
	case name.OtherSuffix:
		return r.T("The same but for what stands after the name, as Jr. and Sr.")
	}
	return fact(r, x)
}

// fact says a reason that is more than a name.
func fact(r *web.Request, x name.Reason) string {
	switch x.What {
	case name.ViaBirth:
		return r.T("By the name at birth: %s.", x.A)
	case name.ViaAlias:
		return r.T("By another name they go by: %s.", x.A)
	case name.ViaFamily:
		return r.T("Named as part of its group: %s.", x.A)
	case name.SharedEmail:
		return r.T("The same e-mail address.")
	case name.SharedPhone:
		return r.T("The same phone number.")
	case name.SharedTaxID:
		return r.T("The same tax number.")
	case name.SameBirth:
		return r.T("Born on the same day.")
	case name.OtherBirth:
		return r.T("Born on other days: %s and %s. Perhaps a namesake.", x.A, x.B)
	case conflict.Related:
		return r.T("Related to “%s”: %s.", x.B, r.T(x.A))
	}
	return ""
}

// why says all reasons, what is the same last and in one sentence.
func why(r *web.Request, h conflict.Hit) (out []string) {
	var same []string
	for _, x := range h.Reasons {
		if x.What == name.SameWord {
			same = append(same, x.A)
			continue
		}
		out = append(out, sentence(r, x))
	}
	if len(same) > 0 {
		out = append(out, r.T("In both: %s.", strings.Join(same, ", ")))
	}
	return out
}

func gradeLabel(g name.Grade) string {
	switch g {
	case name.Exact:
		return "The same name"
	case name.Strong:
		return "Very likely the same"
	case name.Possible:
		return "Possibly the same"
	case name.Weak, name.None:
	}
	return "Hardly the same"
}

func severityLabel(s conflict.Severity) string {
	switch s {
	case conflict.Grave:
		return "Grave"
	case conflict.Look:
		return "Look closely"
	case conflict.Harmless:
	}
	return "Harmless"
}

func severityTone(s conflict.Severity) ui.Tone {
	switch s {
	case conflict.Grave:
		return ui.Broken
	case conflict.Look:
		return ui.Soon
	case conflict.Harmless:
	}
	return ui.Neutral
}

func dispositionLabel(d conflict.Disposition) string {
	switch d {
	case conflict.NoConflict:
		return "No conflict"
	case conflict.Waivable:
		return "A conflict that can be waived"
	case conflict.Screen:
		return "Act, behind an ethical wall"
	case conflict.Decline:
		return "Decline"
	case conflict.Undecided:
	}
	return "Not decided"
}

func stateLabel(s conflict.State) string {
	switch s {
	case conflict.Cleared:
		return "Cleared"
	case conflict.Declined:
		return "Declined"
	case conflict.Open:
	}
	return "Open"
}

func stateTone(s conflict.State) ui.Tone {
	switch s {
	case conflict.Cleared:
		return ui.Good
	case conflict.Declined:
		return ui.Broken
	case conflict.Open:
	}
	return ui.Info
}

func foundLabel(why string) string {
	switch why {
	case "party":
		return "Someone was added to the matter"
	case "merged":
		return "Two contacts were merged"
	case "renamed":
		return "A name was added or changed"
	}
	return "The nightly look found it"
}

// roleLabel names a part in the words of the matter's page.
func roleLabel(p matter.Part) string {
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
	return "Someone else"
}
