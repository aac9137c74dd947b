package signin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// claims are what the provider says beside who it is.
type claims struct {
	AuthTime int64    `json:"auth_time"`
	AMR      []string `json:"amr"`
}

// multiple reports whether the provider asked for more than one factor (RFC 8176).
func (c claims) multiple() bool {
	return slices.ContainsFunc(c.AMR, func(m string) bool { return slices.Contains([]string{"mfa", "hwk", "swk", "otp", "sc"}, m) })
}

// Returned finishes an errand: who came back from the provider is let in,
// connected or confirmed. Who is the signed-in person, if any; the pass is
// empty after connecting. Next is where they wanted to go.
//
// Returns Invalid for an answer that doesn't fit the question, and for someone
// who hasn't connected the provider.
func (s *Service) Returned(ctx context.Context, from From, who actor.Actor, state, code string) (pass Pass, next string, err error) {
	var e errand
	sent, err := s.proofs.Open(stepSSO, state, &e)
	if err != nil {
		return pass, "", err
	}
	i, c, err := s.exchange(ctx, e, code)
	if err != nil {
		return pass, "", err
	}
	if err := s.proofs.Punch(ctx, stepSSO, state, sent); err != nil {
		return pass, "", err
	}
	if e.For == "" {
		pass, err = s.enterBySSO(ctx, from, sent.Firm, i, c)
		return pass, e.Next, err
	}
	if who.Session != e.Session || who.ID != string(sent.Owner) || who.Firm != sent.Firm {
		return pass, "", proof.Late()
	}
	if e.For == forConnect {
		return pass, e.Next, s.connect(ctx, who, i)
	}
	pass, err = s.confirmBySSO(ctx, who, i, c)
	return pass, e.Next, err
}

// exchange redeems the code and checks every word of the answer: signature,
// issuer, audience, time and nonce.
func (s *Service) exchange(ctx context.Context, e errand, code string) (i Identity, c claims, err error) {
	refused := errs.New(errs.Invalid, "Single sign-on didn't work. Please try again, or come in another way.")
	p, err := s.sso.provider(ctx)
	if err != nil {
		return i, c, err
	}
	token, err := s.sso.client(p).Exchange(ctx, code, oauth2.VerifierOption(e.Verifier))
	if err != nil {
		return i, c, refused.Because(err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return i, c, refused.Because(errors.New("the provider sent no id token"))
	}
	id, err := p.Verifier(&oidc.Config{ClientID: s.sso.ClientID, Now: s.db.Clock().Now}).Verify(ctx, raw)
	if err != nil {
		return i, c, refused.Because(err)
	}
	if !secret.Same(id.Nonce, e.Nonce) {
		return i, c, refused.Because(errors.New("the nonce is another's"))
	}
	if err := id.Claims(&c); err != nil {
		return i, c, refused.Because(err)
	}
	return Identity{Issuer: strings.TrimSuffix(id.Issuer, "/"), Subject: id.Subject}, c, nil
}

// proven is when the provider last asked the person to prove themselves. One
// that doesn't say may have asked days ago.
func (c claims) proven(now time.Time) time.Time {
	if c.AuthTime == 0 {
		return now.Add(-proof.Longest)
	}
	if at := time.Unix(c.AuthTime, 0).UTC(); at.Before(now) {
		return at
	}
	return now
}

func (s *Service) enterBySSO(ctx context.Context, from From, firm string, i Identity, c claims) (pass Pass, err error) {
	var p staff.Person
	err = s.db.Read(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, q db.Q) error {
		known, err := identity(ctx, q, i.Issuer, i.Subject)
		if err != nil {
			return err
		}
		p, err = staff.GetTx(ctx, q, known.StaffID)
		return err
	})
	if errs.Is(err, errs.NotFound) || err == nil && !p.Works(s.db.Clock().Now()) {
		return pass, errs.New(errs.Invalid, "%s isn't connected to anyone here yet. Sign in your usual way, then connect it on your profile.", s.sso.Name)
	}
	if err != nil {
		return pass, err
	}
	err = s.db.Write(ctx, asThemselves(p, from), func(ctx context.Context, tx *db.Tx) error {
		how := bySSO
		if c.multiple() {
			how = bySSOStrong
		}
		pass, err = s.enterTx(ctx, tx, from, p, how, c.proven(tx.Now))
		return err
	})
	return pass, err
}

func (s *Service) connect(ctx context.Context, who actor.Actor, i Identity) error {
	if err := s.delicate(who); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		other, err := identity(ctx, tx, i.Issuer, i.Subject)
		if err == nil && string(other.StaffID) != who.ID {
			return errs.New(errs.Conflict, "That account belongs to a colleague here.")
		}
		if err != nil && !errs.Is(err, errs.NotFound) {
			return err
		}
		i.StaffID, i.CreatedAt = staff.ID(who.ID), tx.Now
		if err := tx.Put(ctx, &i); err != nil {
			return err
		}
		return tx.Record("signin.sso_added", aboutStaff(who), map[string]any{"issuer": i.Issuer})
	})
}

func (s *Service) confirmBySSO(ctx context.Context, who actor.Actor, i Identity, c claims) (pass Pass, err error) {
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		known, err := identity(ctx, tx, i.Issuer, i.Subject)
		if err != nil {
			return err
		}
		if string(known.StaffID) != who.ID || tx.Now.Sub(c.proven(tx.Now)) > fresh {
			return fmt.Errorf("confirming by single sign-on: %w", proof.Late())
		}
		pass, err = s.turnTx(ctx, tx, who, c.multiple())
		return err
	})
	return pass, err
}
