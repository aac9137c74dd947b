package signin

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/id"
	"candor/internal/kit/secret"
)

// grants remembers what roles together may do; the table never changes while
// the program runs.
type grants struct{ byRoles sync.Map }

func (g *grants) of(t access.Table, roles []string) *actor.Grants {
	key := strings.Join(roles, " ")
	if v, ok := g.byRoles.Load(key); ok {
		if known, ok := v.(*actor.Grants); ok {
			return known
		}
	}
	made := t.For(roles, nil)
	g.byRoles.Store(key, made)
	return made
}

// enterTx opens a session for a person whose proof was accepted.
func (s *Service) enterTx(ctx context.Context, tx *db.Tx, from From, p staff.Person, how string, proven time.Time) (Pass, error) {
	rules, err := rulesTx(ctx, tx)
	if err != nil {
		return Pass{}, err
	}
	before, err := sessionsOf(ctx, tx, p.ID, tx.Now.AddDate(0, 0, -90))
	if err != nil {
		return Pass{}, err
	}
	seen := slices.ContainsFunc(before, func(b Session) bool { return b.Device == from.Device })
	t := secret.NewToken()
	n := Session{StaffID: p.ID, Session: proof.Session{
		TokenHash: t.Hash(), ID: id.New("ses"), How: how, Strong: strong(how),
		ProvenAt: proven, CreatedAt: tx.Now, SeenAt: tx.Now, Idle: int64(rules.idle / time.Second), EndsAt: tx.Now.Add(proof.Longest),
		Device: from.Device, IP: from.IP,
	}}
	// The firm's own provider answers for the factors it asks for.
	n.Limited = rules.required && !n.Strong && how != bySSO
	if err := tx.Insert(ctx, &n); err != nil {
		return Pass{}, err
	}
	if err := tx.Record("signin.in", n.About(), map[string]any{"how": how, "device": from.Device, "new_device": !seen}); err != nil {
		return Pass{}, err
	}
	return Pass{Cookie: proof.Join(tx.Firm(), t), Until: n.EndsAt, Limited: n.Limited}, s.Entered.Announce(ctx, tx, Entered{p, n, !seen})
}

func strong(how string) bool {
	return how == byCode || how == byRecovery || how == byPasskey || how == bySSOStrong
}

// rules are the firm's policies on signing in.
type rules struct {
	required bool
	idle     time.Duration
}

func rulesTx(ctx context.Context, q db.Q) (rules, error) {
	r := rules{idle: idle}
	today, err := office.TodayTx(ctx, q)
	if err != nil {
		return r, err
	}
	var factor string
	if _, err := policy.InForceTx(ctx, q, SecondFactor, "", today, &factor); err != nil {
		return r, err
	}
	r.required = factor == "required"
	var minutes int
	if _, err := policy.InForceTx(ctx, q, IdleMinutes, "", today, &minutes); err != nil {
		return r, err
	}
	if minutes > 0 {
		r.idle = time.Duration(minutes) * time.Minute
	}
	return r, nil
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
	err := s.db.Read(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, q db.Q) (err error) {
		now = q.Time()
		if ses, err = sessionByToken(ctx, q, hash); err != nil {
			return err
		}
		p, err := staff.GetTx(ctx, q, ses.StaffID)
		if err != nil {
			return err
		}
		if !ses.Live(now) || !p.Works(now) {
			return errs.Missing()
		}
		o, err := office.MainTx(ctx, q)
		c = Caller{Who: s.person(p, ses, ip, now), Lang: p.Lang, Theme: p.Theme, Zone: o.Zone, Limited: ses.Limited}
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return nobody, nil
	}
	if err == nil && now.Sub(ses.SeenAt) >= proof.Touch {
		err = later(s.seen(ctx, firm, hash))
	}
	return c, err
}

// later lets a session or a key that could not be marked as used be marked
// another time: on a full disk people can still look things up.
func later(err error) error {
	if errs.Is(err, errs.Unavailable) || errs.Is(err, errs.NoRoom) || errs.Is(err, errs.Unsure) {
		return nil
	}
	return err
}

func (s *Service) person(p staff.Person, ses Session, ip string, now time.Time) actor.Actor {
	who := asThemselves(p, From{IP: ip})
	who.Session, who.Strong, who.ProvenAt = ses.ID, ses.Strong, ses.ProvenAt
	who.Open, who.Covers = access.SeesOpen(p.Roles), p.Covering(now)
	who.Grants = s.grants.of(s.table, p.Roles)
	if ses.Limited {
		who.Grants, who.Open = actor.Grant(), false
	}
	return who
}

// seen keeps the session's last use. Nobody would ask about it in a year.
func (s *Service) seen(ctx context.Context, firm, hash string) error {
	return s.db.Touch(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, tx *db.Tx) error {
		return sessionSeen(ctx, tx, hash)
	})
}

// SignOut ends the session who came with.
func (s *Service) SignOut(ctx context.Context, who actor.Actor) error {
	return s.End(ctx, who, who.Session)
}

// Sessions lists where the person is signed in, newest first.
func (s *Service) Sessions(ctx context.Context, who actor.Actor) (ss []Session, err error) {
	if err := self(who); err != nil {
		return nil, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		all, err := sessionsOf(ctx, q, staff.ID(who.ID), q.Time().Add(-proof.Longest))
		for _, one := range all {
			if one.Live(q.Time()) {
				ss = append(ss, one)
			}
		}
		return err
	})
	return ss, err
}

// End ends one of the person's own sessions. Returns NotFound for another's.
func (s *Service) End(ctx context.Context, who actor.Actor, session string) error {
	if err := self(who); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		n, err := sessionByID(ctx, tx, staff.ID(who.ID), session)
		if err != nil {
			return err
		}
		n.EndedAt = &tx.Now
		if err := tx.Update(ctx, &n); err != nil {
			return err
		}
		return tx.Record("signin.out", n.About(), map[string]any{"device": n.Device})
	})
}

// EndOthers signs the person out everywhere but here.
func (s *Service) EndOthers(ctx context.Context, who actor.Actor) error {
	if err := self(who); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		n, err := endSessions(ctx, tx, staff.ID(who.ID), who.Session)
		if err != nil {
			return err
		}
		return tx.Record("signin.out_elsewhere", db.About{Kind: "staff", ID: who.ID}, map[string]any{"sessions": n})
	})
}
