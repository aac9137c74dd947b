package timeline

import (
	"context"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// HeardTx keeps what a client wrote in the portal. The caller knows that they
// are this contact.
//
// Returns Invalid for an empty or endless message, NotFound if they may not
// see the matter.
func (s *Service) HeardTx(ctx context.Context, tx *db.Tx, m matter.ID, c contact.ID, text string) (Entry, error) {
	if tx.Who.Kind != actor.Client {
		return Entry{}, errs.Missing()
	}
	if err := access.Sees(ctx, tx, string(m)); err != nil {
		return Entry{}, err
	}
	e := Entry{Kind: Portal, Direction: In, Channel: "portal", At: tx.Now, MatterID: m, ContactID: c, Body: text, FiledHow: ByHand, FiledSure: 100}
	e.tidy()
	var p errs.Problems
	p.Check(e.Body != "", "question", "Write what you would like to know.")
	p.Check(len(e.Body) <= longestMessage, "question", "This is very long. Please write the most important part, and we will talk about the rest.")
	if err := p.Err(); err != nil {
		return e, err
	}
	e.Substantive = e.talk()
	if err := e.check(tx.Now); err != nil {
		return e, err
	}
	return s.add(ctx, tx, New{Entry: e})
}

// longestMessage is how long a message in the portal may be.
const longestMessage = 20_000
