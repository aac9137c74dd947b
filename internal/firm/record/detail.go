package record

import (
	"context"
	"regexp"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// clientIDs finds the ids of contacts and matters in a detail.
var clientIDs = regexp.MustCompile(`\b(?:con|mat)_[0-9A-Za-z]{10,40}\b`)

// ofFile reports whether an entry is about a client's file.
func ofFile(e Entry) bool {
	return e.ContactID != "" || e.MatterID != "" || e.AboutKind == "access" || clientIDs.MatchString(e.Detail)
}

// bare reports whether who reads the trail only to run the program: what is
// about clients' files they see with bare ids.
func bare(who actor.Actor) bool {
	return !who.Trusted() && !who.May(Detailing) && !who.May(OfFile)
}

// withhold takes out the details that the reader may not see: those of clients'
// files where their duties don't reach, and those that tell of another contact
// or matter which they may not see.
func withhold(ctx context.Context, q db.Q, es []Entry) error {
	known := map[string]bool{}
	for i := range es {
		if es[i].Detail == "" {
			continue
		}
		ok, err := mayTell(ctx, q, es[i], known)
		if err != nil {
			return err
		}
		if !ok {
			es[i].Detail, es[i].Withheld = "", true
		}
	}
	return nil
}

// mayTell reports whether the reader may see all that an entry tells of. known
// remembers what was asked before.
func mayTell(ctx context.Context, q db.Q, e Entry, known map[string]bool) (bool, error) {
	if q.Actor().Trusted() {
		return true, nil
	}
	if bare(q.Actor()) && ofFile(e) {
		return false, nil
	}
	for _, id := range clientIDs.FindAllString(e.Detail, -1) {
		ok, asked := known[id]
		if !asked {
			err := access.Sees(ctx, q, id)
			if err != nil && !errs.Is(err, errs.NotFound) {
				return false, err
			}
			ok = err == nil
			known[id] = ok
		}
		if !ok {
			return false, nil
		}
	}
	return true, nil
}
