package client

import (
	"context"
	"slices"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
)

// SaidTx writes down what a client said in the portal of themselves: in which
// language and by which ways they like to be reached. The caller knows that
// they are this contact. What keeps them safe is for a talk and stays as it is.
//
// Returns Conflict where only ways agreed with the firm are safe: whoever
// holds their telephone may not be them.
func (s *Service) SaidTx(ctx context.Context, tx *db.Tx, c contact.ID, lang string, channels []Channel) error {
	if tx.Who.Kind != actor.Client {
		return errs.Missing()
	}
	cl, err := row(ctx, tx, c)
	if errs.Is(err, errs.NotFound) {
		cl, err = Client{ContactID: c}, nil
	}
	if err != nil {
		return err
	}
	was := cl
	if lang != "" {
		cl.Lang = lang
	}
	if channels != nil {
		cl.Channels = channels
	}
	cl.tidy()
	if err := cl.check(); err != nil {
		return err
	}
	if was.Safe.OnlyThese && !slices.Equal(was.Channels, cl.Channels) {
		return errs.New(errs.Conflict, "We agreed with you on safe ways to reach you. Please call us to change them.")
	}
	if err := s.keep(ctx, tx, &cl); err != nil {
		return err
	}
	if err := tx.Record("client.said", cl.About(), changed(was, cl)); err != nil {
		return err
	}
	return s.Changed.Announce(ctx, tx, cl)
}

// OwnTx gives what is known of somebody as a client, walls aside: the caller
// knows that they are this contact.
func OwnTx(ctx context.Context, q db.Q, c contact.ID) (Client, error) {
	cl, err := row(ctx, q, c)
	if errs.Is(err, errs.NotFound) {
		return Client{ContactID: c}, nil
	}
	return cl, err
}
