package seat

import (
	"context"
	"encoding/hex"
	"errors"
	"strings"
	"time"
	"unicode"

	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/proof"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/kit/secret"
	"candor/internal/people/client"
	"candor/internal/people/contact"
)

// stepLink is the kind of step that a private link is.
const stepLink = "seat"

// codeHash is what is kept of a code.
func (s *Service) codeHash(firm string, seat ID, code string) string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, code)
	return hex.EncodeToString(s.proofs.Sum("seat code", firm, string(seat), digits))
}

// wrong is the one answer to a code that doesn't fit.
func wrong() error {
	var p errs.Problems
	p.Add("code", "That is not the code that belongs to this link. Please look again.")
	return p.Err()
}

// Invited tells whether a link can still be used, and the firm it leads to.
// It uses nothing up: programs that look into mail follow links too.
func (s *Service) Invited(ctx context.Context, token string) (firm office.Firm, err error) {
	row, err := s.proofs.StepOf(ctx, stepLink, token)
	if err != nil {
		return firm, err
	}
	err = s.db.Read(ctx, actor.ForSystem(row.FirmID, "seat"), func(ctx context.Context, q db.Q) error {
		firm, err = office.FirmTx(ctx, q)
		return err
	})
	return firm, err
}

// Enter lets somebody in by their link and its code, and uses both up.
//
// Returns Invalid for a wrong code or a link that is too late, TooMany with
// the seconds to wait. After ten wrong codes the link opens nothing any more.
func (s *Service) Enter(ctx context.Context, from proof.From, token, code string) (pass Pass, err error) {
	row, err := s.proofs.StepOf(ctx, stepLink, token)
	if err != nil {
		return pass, err
	}
	name, place := s.proofs.Subject("seat", row.TokenHash), proof.Place(from.IP)
	if err := s.proofs.Charge(ctx, proof.Count{Subject: name, Pace: proof.ByLink(mostCodes)}, proof.Count{Subject: place, Pace: proof.ByPlace()}); err != nil {
		return pass, err
	}
	var t ticket
	if err := row.Read(&t); err != nil {
		return pass, err
	}
	seat := ID(row.OwnerID)
	one, who, err := s.sitter(ctx, row.FirmID, seat, from)
	if errs.Is(err, errs.NotFound) {
		return pass, proof.Late()
	}
	if err != nil {
		return pass, err
	}
	if !secret.Same(t.Code, s.codeHash(row.FirmID, seat, code)) {
		return pass, errors.Join(wrong(), s.refused(ctx, from, one, byLink))
	}
	err = s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		if err := proof.UseTx(ctx, tx, row); err != nil {
			return err
		}
		pass, err = s.enterTx(ctx, tx, from, one, byLink)
		return err
	})
	if err != nil {
		return pass, err
	}
	return pass, s.proofs.Succeed(ctx, name, place)
}

// refused writes a try down that failed at somebody's door.
func (s *Service) refused(ctx context.Context, from proof.From, one Seat, how string) error {
	who := actor.Actor{Kind: actor.Anonymous, Firm: one.FirmID, IP: from.IP, Via: "web"}
	return s.db.Note(ctx, who, "seat.refused", one.About(), map[string]any{"how": how, "device": from.Device})
}

// sitter gives an open seat and who sits in it, as they act.
func (s *Service) sitter(ctx context.Context, firm string, seat ID, from proof.From) (one Seat, who actor.Actor, err error) {
	err = s.db.Read(ctx, actor.ForSystem(firm, "seat"), func(ctx context.Context, q db.Q) error {
		one, who, err = s.sitterTx(ctx, q, seat, from)
		return err
	})
	return one, who, err
}

func (s *Service) sitterTx(ctx context.Context, q db.Q, seat ID, from proof.From) (one Seat, who actor.Actor, err error) {
	if one, err = own(ctx, q, seat); err != nil {
		return one, who, err
	}
	names, err := contact.NamedTx(ctx, q, []contact.ID{one.ContactID})
	who = actor.Actor{
		Kind: actor.Client, Firm: q.Firm(), ID: string(one.ID), Name: names[one.ContactID].Called(), Roles: []string{"client"}, Grants: s.grants,
		IP: from.IP, Via: "web",
	}
	return one, who, err
}

// enterTx opens a session for somebody whose proof was accepted.
func (s *Service) enterTx(ctx context.Context, tx *db.Tx, from proof.From, one Seat, how string) (Pass, error) {
	idle, err := idleTx(ctx, tx, how)
	if err != nil {
		return Pass{}, err
	}
	t := secret.NewToken()
	n := Session{SeatID: one.ID, Session: proof.Session{
		TokenHash: t.Hash(), ID: id.New("ses"), How: how, Strong: how == byPasskey, ProvenAt: tx.Now, CreatedAt: tx.Now, SeenAt: tx.Now,
		Idle: int64(idle / time.Second), EndsAt: tx.Now.Add(proof.Longest), Device: from.Device, IP: from.IP,
	}}
	if err := tx.Insert(ctx, &n); err != nil {
		return Pass{}, err
	}
	if err := came(ctx, tx, one.ID); err != nil {
		return Pass{}, err
	}
	s.live.Poke(tx, "seat:changed")
	return Pass{Cookie: proof.Join(tx.Firm(), t), Until: n.EndsAt}, tx.Record("seat.in", one.About(), map[string]any{"how": how, "device": from.Device})
}

// idleTx is how long a session may lie unused.
func idleTx(ctx context.Context, q db.Q, how string) (time.Duration, error) {
	if how == byPasskey {
		return idleByPasskey, nil
	}
	today, err := office.TodayTx(ctx, q)
	if err != nil {
		return 0, err
	}
	minutes := 0
	if _, err := policy.InForceTx(ctx, q, IdleMinutes, "", today, &minutes); err != nil {
		return 0, err
	}
	if minutes > 0 {
		return time.Duration(minutes) * time.Minute, nil
	}
	return idleByLink, nil
}

// Caller says whom a session's cookie stands for. A cookie that lets nobody in
// gives an anonymous caller and no error.
func (s *Service) Caller(ctx context.Context, cookie, ip string) (Caller, error) {
	nobody := Caller{Who: actor.Actor{Kind: actor.Anonymous, IP: ip, Via: "web"}}
	firm, hash, ok := proof.Split(cookie)
	if !ok {
		return nobody, nil
	}
	var c Caller
	var ses Session
	var now time.Time
	err := s.db.Read(ctx, actor.ForSystem(firm, "seat"), func(ctx context.Context, q db.Q) (err error) {
		now = q.Time()
		if ses, err = sessionByToken(ctx, q, hash); err != nil {
			return err
		}
		if !ses.Live(now) {
			return errs.Missing()
		}
		one, who, err := s.sitterTx(ctx, q, ses.SeatID, proof.From{IP: ip})
		if err != nil {
			return err
		}
		who.Session, who.Strong, who.ProvenAt = ses.ID, ses.Strong, ses.ProvenAt
		c = Caller{Who: who, Lang: one.Lang, Theme: one.Theme}
		if c.Lang == "" {
			care, err := client.OwnTx(ctx, q, one.ContactID)
			if err != nil {
				return err
			}
			c.Lang = care.Lang
		}
		o, err := office.MainTx(ctx, q)
		c.Zone = o.Zone
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return nobody, nil
	}
	if err == nil && now.Sub(ses.SeenAt) >= proof.Touch {
		err = s.db.Touch(ctx, actor.ForSystem(firm, "seat"), func(ctx context.Context, tx *db.Tx) error {
			return sessionSeen(ctx, tx, hash)
		})
	}
	return c, err
}

// Sweep throws away sessions 90 days after their end. It is run every night.
func (s *Service) Sweep(ctx context.Context, firm string) error {
	return s.db.Touch(ctx, actor.ForSystem(firm, "seat"), func(ctx context.Context, tx *db.Tx) error {
		return sweepSessions(ctx, tx, tx.Now.AddDate(0, 0, -90))
	})
}
