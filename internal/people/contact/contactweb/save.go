package contactweb

import (
	"context"
	"strings"

	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
)

// save calls a verb with the form's card, unless a date in it can't be read.
func (h handlers) save(r *web.Request, f *form, verb func(context.Context, actor.Actor, contact.Card) (contact.Card, error)) (contact.Card, error) {
	if len(f.Problems) > 0 {
		return f.Card, errs.New(errs.Invalid, "Please look at the marked fields.")
	}
	return verb(r.Context(), r.Who, f.Card)
}

// turned marks a relation that is chosen from its other end: "Subsidiary"
// instead of "Parent company".
const turned = "~"

func cutTurned(s string) (contact.RelationKind, bool) {
	k, ok := strings.CutPrefix(s, turned)
	return contact.RelationKind(k), ok
}
