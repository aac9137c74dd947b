package signin_test

import (
	"encoding/json"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"

	"candor/internal/firm/proof"
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/secret"
)

// app sets an authenticator app up and gives it with its recovery codes.
func app(t *testing.T, r *rig, who actor.Actor) (secret.TOTP, []string) {
	t.Helper()
	if err := r.OfferCode(t.Context(), who); err != nil {
		t.Fatal(err)
	}
	offer, err := r.Offered(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	seed, err := secret.ParseTOTP(offer.Seed)
	if err != nil {
		t.Fatal(err)
	}
	codes, err := r.TakeCode(t.Context(), who, code(t, r, seed))
	if err != nil {
		t.Fatal(err)
	}
	return seed, codes
}

func code(t *testing.T, r *rig, seed secret.TOTP) string {
	t.Helper()
	c, err := seed.Code(r.clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// halfway signs Ruth in as far as the step that asks for a code.
func halfway(t *testing.T, r *rig) string {
	t.Helper()
	pass, err := r.SignIn(t.Context(), here(), r.ruth.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	if pass.Cookie != "" || pass.Step == "" {
		t.Fatalf("pass = %+v, want a step that asks for the code and no session", pass)
	}
	return pass.Step
}

func TestACodeIsAskedForAndWorksOnce(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		cookie, who := r.in(t, r.ruth.Email)
		seed, _ := app(t, r, who)
		if !r.who(t, cookie).Strong {
			t.Error("the session that set the app up is weak, want two factors")
		}
		after(r, 30*time.Second)
		step := halfway(t, r)
		_, err := r.Second(t.Context(), here(), step, "000000")
		wantKind(t, err, errs.Invalid, "a wrong code")
		once := code(t, r, seed)
		pass, err := r.Second(t.Context(), here(), step, once)
		if err != nil || !r.who(t, pass.Cookie).Strong {
			t.Fatalf("the right code = %v, want a session of two factors", err)
		}
		_, err = r.Second(t.Context(), here(), step, once)
		wantKind(t, err, errs.Invalid, "the step a second time")
		_, err = r.Second(t.Context(), here(), halfway(t, r), once)
		wantKind(t, err, errs.Invalid, "the code a second time")
	})
}

func TestCodesAreSlowedToo(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, who := r.in(t, r.ruth.Email)
		app(t, r, who)
		step := halfway(t, r)
		for range 5 {
			_, err := r.Second(t.Context(), here(), step, "000000")
			wantKind(t, err, errs.Invalid, "a wrong code")
		}
		_, err := r.Second(t.Context(), here(), step, "000000")
		wantKind(t, err, errs.TooMany, "the sixth at once")
	})
}

func TestARecoveryCodeWorksOnce(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, who := r.in(t, r.ruth.Email)
		_, codes := app(t, r, who)
		if len(codes) != 10 {
			t.Fatalf("%d recovery codes, want 10", len(codes))
		}
		if _, err := r.Second(t.Context(), here(), halfway(t, r), codes[3]); err != nil {
			t.Fatalf("a recovery code = %v, want in", err)
		}
		_, err := r.Second(t.Context(), here(), halfway(t, r), codes[3])
		wantKind(t, err, errs.Invalid, "the same recovery code again")
		f, err := r.Factors(t.Context(), who)
		if err != nil || f.Recovery != 9 {
			t.Errorf("%d codes left (%v), want 9", f.Recovery, err)
		}
	})
}

func TestAFirmMayRequireASecondFactor(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		r.decide(t, signin.SecondFactor, "required")
		pass, err := r.SignIn(t.Context(), here(), r.ruth.Email, password)
		if err != nil || !pass.Limited {
			t.Fatalf("pass = %+v (%v), want one for setting up only", pass, err)
		}
		who := r.who(t, pass.Cookie)
		if who.May(staff.Reading) || who.Open {
			t.Error("a session without the second factor may read, want nothing but setting up")
		}
		app(t, r, who)
		if who = r.who(t, pass.Cookie); !who.May(staff.Reading) || !who.Open {
			t.Error("may not read after setting up, want everything of her roles")
		}
		wantKind(t, r.DropCode(t.Context(), who), errs.Conflict, "removing the only second factor")
	})
}

func TestAKeyActsForItsOwnerWithinItsScopes(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, who := r.in(t, r.ruth.Email)
		read := string(staff.Reading)
		for name, scopes := range map[string][]string{"none": nil, "not hers": {"trust.transfer"}, "letting others in": {string(signin.Inviting)}} {
			_, _, err := r.MakeKey(t.Context(), who, signin.NewKey{Name: "Sync", Scopes: scopes})
			wantKind(t, err, errs.Invalid, name)
		}
		soon := r.clock.Now().Add(time.Hour)
		k, text, err := r.MakeKey(t.Context(), who, signin.NewKey{Name: "Sync", Scopes: []string{read}, EndsAt: &soon})
		if err != nil {
			t.Fatal(err)
		}
		c, err := r.Bearer(t.Context(), text, "192.0.2.9")
		if err != nil {
			t.Fatal(err)
		}
		if c.Who.Kind != actor.Key || c.Who.ID != string(r.ruth.ID) || c.Who.Session != k.ID || c.Who.Via != "api" || !c.Who.Open {
			t.Errorf("actor = %+v, want a program that acts for Ruth, behind her walls", c.Who)
		}
		if got := c.Who.Grants.List(); !slices.Equal(got, []actor.Verb{staff.Reading}) {
			t.Errorf("grants = %v, want the key's scope only", got)
		}
		_, _, err = r.MakeKey(t.Context(), c.Who, signin.NewKey{Name: "Child", Scopes: []string{read}})
		wantKind(t, err, errs.Forbidden, "a key making a key")
		ks, err := r.Keys(t.Context(), who)
		if err != nil || len(ks) != 1 || ks[0].UsedAt == nil {
			t.Errorf("keys = %+v (%v), want one with its last use", ks, err)
		}
		after(r, time.Hour)
		_, err = r.Bearer(t.Context(), text, "192.0.2.9")
		wantKind(t, err, errs.Unauthenticated, "the key after its end")
	})
}

func TestAKeyLosesWhatItsOwnerLosesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		ada := r.hire(t, "Ada Lim", "ada@larkspur.example", "lawyer")
		_, who := r.in(t, ada.Email)
		_, text, err := r.MakeKey(t.Context(), who, signin.NewKey{Name: "Sync", Scopes: []string{"access.explain", "staff.read"}})
		wantKind(t, err, errs.Invalid, "a scope she doesn't have")
		if _, text, err = r.MakeKey(t.Context(), who, signin.NewKey{Name: "Sync", Scopes: []string{"policy.read", "staff.read"}}); err != nil {
			t.Fatal(err)
		}
		if c, err := r.Bearer(t.Context(), text, "192.0.2.9"); err != nil || !c.Who.Open || c.Who.IP != "192.0.2.9" {
			t.Fatalf("her key = %+v (%v), want it open to what she sees", c.Who, err)
		}
		ada.Roles = []string{"administrator"}
		if _, err := r.people.Change(t.Context(), r.system(), ada); err != nil {
			t.Fatal(err)
		}
		if c, err := r.Bearer(t.Context(), text, "192.0.2.9"); err != nil || c.Who.Open {
			t.Errorf("her key as an administrator = %+v (%v), want it to see no content", c.Who, err)
		}
	})
}

func TestAnEndedKeyOpensNothing(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, who := r.in(t, r.ruth.Email)
		k, text, err := r.MakeKey(t.Context(), who, signin.NewKey{Name: "Sync", Scopes: []string{string(staff.Reading)}})
		if err != nil {
			t.Fatal(err)
		}
		ada := r.hire(t, "Ada Lim", "ada@larkspur.example", "lawyer")
		_, other := r.in(t, ada.Email)
		wantKind(t, r.EndKey(t.Context(), other, k.ID), errs.NotFound, "ending a colleague's key")
		if err := r.EndKey(t.Context(), who, k.ID); err != nil {
			t.Fatal(err)
		}
		for name, key := range map[string]string{"ended": text, "never made": secret.NewAPIKey().Reveal(), "no key": "candor_x"} {
			_, err := r.Bearer(t.Context(), key, "192.0.2.9")
			wantKind(t, err, errs.Unauthenticated, name)
		}
	})
}

func TestAnInvitationWorksOnce(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, ruth := r.in(t, r.ruth.Email)
		ada, err := r.people.Add(t.Context(), r.system(), staff.Person{Name: "Ada Lim", Email: "ada@larkspur.example", Roles: []string{"lawyer"}})
		if err != nil {
			t.Fatal(err)
		}
		stale, err := r.Invite(t.Context(), ruth, ada.ID, false)
		if err != nil {
			t.Fatal(err)
		}
		link, err := r.Invite(t.Context(), ruth, ada.ID, false)
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.Invited(t.Context(), stale)
		wantKind(t, err, errs.Invalid, "an earlier link")
		if p, err := r.Invited(t.Context(), link); err != nil || p.ID != ada.ID {
			t.Fatalf("the link is for %v (%v), want Ada", p.Name, err)
		}
		_, err = r.Accept(t.Context(), here(), link, "short")
		wantKind(t, err, errs.Invalid, "a weak password")
		if n := atOnce(100, func() error { _, err := r.Accept(t.Context(), here(), link, password); return err }); n != 1 {
			t.Errorf("%d of 100 got in by the same link, want 1", n)
		}
		r.in(t, ada.Email)
		_, err = r.Invite(t.Context(), r.who(t, first(r.in(t, ada.Email))), r.ruth.ID, false)
		wantKind(t, err, errs.Forbidden, "a lawyer inviting")
	})
}

func first(cookie string, _ actor.Actor) string { return cookie }

// atOnce does something many times side by side and counts the successes.
func atOnce(n int, do func() error) (done int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			if do() == nil {
				mu.Lock()
				done++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return done
}

func TestAnInvitationIsTooLateAfterThreeDays(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, ruth := r.in(t, r.ruth.Email)
		link, err := r.Invite(t.Context(), ruth, r.ruth.ID, false)
		if err != nil {
			t.Fatal(err)
		}
		after(r, 72*time.Hour)
		_, err = r.Accept(t.Context(), here(), link, password)
		wantKind(t, err, errs.Invalid, "a link after 72 hours")
	})
}

func TestALinkForWhatWasLostTakesTheOldFactorsAway(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		cookie, ruth := r.in(t, r.ruth.Email)
		app(t, r, ruth)
		keep, err := r.Invite(t.Context(), ruth, r.ruth.ID, false)
		if err != nil {
			t.Fatal(err)
		}
		pass, err := r.Accept(t.Context(), here(), keep, password)
		if err != nil || pass.Cookie != "" || pass.Step == "" {
			t.Fatalf("a new password = %+v (%v), want the code asked for still", pass, err)
		}
		if r.isIn(t, cookie) {
			t.Error("still signed in elsewhere after a new password, want out")
		}
		lost, err := r.Invite(t.Context(), ruth, r.ruth.ID, true)
		if err != nil {
			t.Fatal(err)
		}
		pass, err = r.Accept(t.Context(), here(), lost, password)
		if err != nil || pass.Cookie == "" {
			t.Errorf("after losing the phone = %+v (%v), want in", pass, err)
		}
	})
}

// device is a security key or phone.
type device struct {
	rp   virtualwebauthn.RelyingParty
	auth virtualwebauthn.Authenticator
	cred virtualwebauthn.Credential
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// passkey makes a passkey on a new device.
func passkey(t *testing.T, r *rig, who actor.Actor) (device, signin.Passkey) {
	t.Helper()
	c, err := r.OfferPasskey(t.Context(), who)
	if err != nil {
		t.Fatal(err)
	}
	opts, err := virtualwebauthn.ParseAttestationOptions(text(t, c.Options))
	if err != nil {
		t.Fatal(err)
	}
	d := device{
		virtualwebauthn.RelyingParty{ID: "candor.example", Name: "Candor", Origin: "https://candor.example"},
		virtualwebauthn.NewAuthenticatorWithOptions(virtualwebauthn.AuthenticatorOptions{UserHandle: []byte(opts.UserID)}),
		keyPair(),
	}
	kept, err := r.KeepPasskey(t.Context(), who, c.Step, " Work  laptop ", []byte(virtualwebauthn.CreateAttestationResponse(d.rp, d.auth, d.cred, *opts)))
	if err != nil {
		t.Fatal(err)
	}
	return d, kept
}

// answer lets the device sign what it's asked.
func (d *device) answer(t *testing.T, c proof.Challenge) []byte {
	t.Helper()
	opts, err := virtualwebauthn.ParseAssertionOptions(text(t, c.Options))
	if err != nil {
		t.Fatal(err)
	}
	d.cred.Counter++
	return []byte(virtualwebauthn.CreateAssertionResponse(d.rp, d.auth, d.cred, *opts))
}

func (r *rig) challenge(t *testing.T) proof.Challenge {
	t.Helper()
	c, err := r.AskPasskey()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAPasskeyLetsInWithoutAName(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, ruth := r.in(t, r.ruth.Email)
		d, kept := passkey(t, r, ruth)
		if kept.Name != "Work laptop" {
			t.Errorf("name = %q, want it tidied", kept.Name)
		}
		c := r.challenge(t)
		signed := d.answer(t, c)
		pass, err := r.Unlock(t.Context(), here(), c.Step, signed)
		if err != nil {
			t.Fatal(err)
		}
		if who := r.who(t, pass.Cookie); who.ID != string(r.ruth.ID) || !who.Strong {
			t.Errorf("actor = %+v, want Ruth by two factors", who)
		}
		_, err = r.Unlock(t.Context(), here(), c.Step, signed)
		wantKind(t, err, errs.Invalid, "the same answer again")
		other := r.challenge(t)
		_, err = r.Unlock(t.Context(), here(), other.Step, signed)
		wantKind(t, err, errs.Invalid, "the answer to another question")
		if step := halfway(t, r); step == "" {
			t.Error("a password alone lets in whoever has a passkey, want the passkey asked for")
		}
	})
}

func TestAQuestionToAPasskeyIsTooOldAfterTenMinutes(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, ruth := r.in(t, r.ruth.Email)
		d, _ := passkey(t, r, ruth)
		c := r.challenge(t)
		signed := d.answer(t, c)
		after(r, 10*time.Minute)
		_, err := r.Unlock(t.Context(), here(), c.Step, signed)
		wantKind(t, err, errs.Invalid, "an answer after ten minutes")
		for _, forged := range []string{"", "x", c.Step[:len(c.Step)-2]} {
			_, err = r.Unlock(t.Context(), here(), forged, signed)
			wantKind(t, err, errs.Invalid, "an answer to a question we never asked")
		}
		c = r.challenge(t)
		signed = d.answer(t, c)
		if n := atOnce(20, func() error { _, err := r.Unlock(t.Context(), here(), c.Step, signed); return err }); n != 1 {
			t.Errorf("%d of 20 got in by the same answer, want 1", n)
		}
	})
}

func TestAPasskeyThatDidNotRecogniseItsOwnerIsRefused(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, ruth := r.in(t, r.ruth.Email)
		d, _ := passkey(t, r, ruth)
		d.auth.Options.UserNotVerified = true
		c := r.challenge(t)
		_, err := r.Unlock(t.Context(), here(), c.Step, d.answer(t, c))
		wantKind(t, err, errs.Invalid, "a passkey without finger or PIN")
		d.auth.Options.UserNotVerified = false
		d.rp.Origin = "https://candor.example.evil"
		c = r.challenge(t)
		_, err = r.Unlock(t.Context(), here(), c.Step, d.answer(t, c))
		wantKind(t, err, errs.Invalid, "a passkey used on another site")
	})
}

func TestAPasskeyConfirmsItsOwnerOnly(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		cookie, ruth := r.in(t, r.ruth.Email)
		d, kept := passkey(t, r, ruth)
		ada := r.hire(t, "Ada Lim", "ada@larkspur.example", "lawyer")
		_, adas := r.in(t, ada.Email)
		c := r.challenge(t)
		_, err := r.ConfirmByPasskey(t.Context(), adas, c.Step, d.answer(t, c))
		wantKind(t, err, errs.Invalid, "a colleague's passkey")
		after(r, 6*time.Minute)
		c = r.challenge(t)
		pass, err := r.ConfirmByPasskey(t.Context(), r.who(t, cookie), c.Step, d.answer(t, c))
		if err != nil {
			t.Fatal(err)
		}
		if err := r.RemovePasskey(t.Context(), r.who(t, pass.Cookie), kept.ID); err != nil {
			t.Errorf("removing her passkey = %v, want gone: she has a password", err)
		}
		c = r.challenge(t)
		_, err = r.Unlock(t.Context(), here(), c.Step, d.answer(t, c))
		wantKind(t, err, errs.Invalid, "a removed passkey")
	})
}

// keyPair is a new device's. The module leaves leading zeros of a coordinate
// away, which no authenticator may (RFC 9053, section 7.1.1), so that a pair
// in 128 must be thrown back.
func keyPair() virtualwebauthn.Credential {
	for {
		c := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
		if len(c.Key.AttestationData()) == 77 {
			return c
		}
	}
}
