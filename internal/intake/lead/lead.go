// Package lead is people who ask for help, from their first word to a matter or a clear no.
//
// Whoever asks is owed an answer by a person, within business hours that the
// firm sets; a reply that a program sends stops no clock. Names come before the
// story: what happened is not written down until the names were checked, so
// that the firm hears no more than it needs to decide (Model Rule 1.18, ABA
// Formal Opinion 510). Nobody becomes a client without a cleared conflict check
// that is fresh (Model Rules 1.7 to 1.10), and whoever is declined is told so in
// writing. What a prospect told us binds us though we never act for them, so
// leads end and stay; they are never deleted. The program counts and warns; it
// decides no conflict and computes no limitation date.
package lead

import (
	"candor/internal/firm/access"
	"candor/internal/kit/actor"
)

// The verbs of lead.
const (
	Reading   actor.Verb = "lead.read"
	Editing   actor.Verb = "lead.edit"
	Clearing  actor.Verb = "lead.clear"  // say that no conflict stands in the way
	Verifying actor.Verb = "lead.verify" // say that a limitation date is right
	Excepting actor.Verb = "lead.except" // open a matter without a signed agreement
	Measuring actor.Verb = "lead.measure"
)

// Grants says which roles may do what with leads. Those who are not lawyers
// take in facts; they clear no conflict and verify no date (Model Rule 5.3, ABA
// Formal Opinion 506).
func Grants() []access.Grant {
	return []access.Grant{
		access.To(Reading, access.Lawyer, access.Paralegal, access.Intake, access.Manager),
		access.To(Editing, access.Lawyer, access.Paralegal, access.Intake, access.Manager),
		access.To(Clearing, access.Lawyer, access.Manager),
		access.To(Verifying, access.Lawyer),
		access.To(Excepting, access.Manager),
		access.To(Measuring, access.Lawyer, access.Intake, access.Manager),
	}
}
