package signin_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
)

func dateOf(t time.Time) civil.Date { return civil.On(t.Year(), t.Month(), t.Day()) }

func TestARightPasswordLetsThePersonIn(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, who := r.in(t, " Ruth@Larkspur.example")
		if who.Kind != actor.Staff || who.ID != string(r.ruth.ID) || who.Firm != r.firm.ID || !who.Open || who.Via != "web" {
			t.Errorf("actor = %+v, want Ruth at her firm", who)
		}
		if !who.May(staff.Managing) {
			t.Error("a manager may not manage people, want the grants of her roles")
		}
		if who.Strong {
			t.Error("a password alone counts as two factors, want one")
		}
		if n := r.records(t, "signin.in"); n != 1 {
			t.Errorf("%d records of the sign-in, want 1", n)
		}
	})
}

func TestWrongSignInsAreAnsweredAlike(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		gone := r.hire(t, "Gone Tomorrow", "gone@larkspur.example", "paralegal")
		if err := r.people.Leave(t.Context(), r.system(), gone.ID, civil.On(2026, 9, 1)); err != nil {
			t.Fatal(err)
		}
		_, first := r.SignIn(t.Context(), here(), "ruth@larkspur.example", "wrong")
		wantKind(t, first, errs.Invalid, "signing in with a wrong password")
		for name, email := range map[string]string{"unknown address": "nobody@larkspur.example", "someone who left": gone.Email} {
			_, err := r.SignIn(t.Context(), here(), email, password)
			if err == nil || err.Error() != first.Error() {
				t.Errorf("%s: %v, want %v", name, err, first)
			}
		}
		if n := r.records(t, "signin.refused"); n == 0 {
			t.Error("no record of the refused sign-in, want one")
		}
	})
}

func TestWrongTriesAreSlowedAndNeverLockedOut(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		try := func(pw string) error {
			_, err := r.SignIn(t.Context(), here(), r.ruth.Email, pw)
			return err
		}
		for range 5 {
			wantKind(t, try("wrong"), errs.Invalid, "one of the first tries")
		}
		wantKind(t, try(password), errs.TooMany, "the right password at once after five wrong ones")
		after(r, 2*time.Second)
		wantKind(t, try("wrong"), errs.Invalid, "a wrong try after the wait")
		wantKind(t, try("wrong"), errs.TooMany, "the next at once")
		after(r, 15*time.Minute)
		if err := try(password); err != nil {
			t.Fatalf("the right password after a quarter of an hour = %v, want in", err)
		}
		for range 5 {
			wantKind(t, try("wrong"), errs.Invalid, "a try after a right one, which forgets the wrong ones")
		}
		_, err := r.SignIn(t.Context(), here(), "someone.else@larkspur.example", password)
		wantKind(t, err, errs.Invalid, "another name from the same place")
	})
}

func TestASessionEndsWhenUnusedAndAfterItsLongestTime(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		cookie, _ := r.in(t, r.ruth.Email)
		after(r, 29*time.Minute)
		if !r.isIn(t, cookie) {
			t.Fatal("signed out after 29 minutes, want still in")
		}
		after(r, 29*time.Minute)
		if !r.isIn(t, cookie) {
			t.Fatal("signed out 29 minutes after the last use, want still in")
		}
		after(r, 30*time.Minute)
		if r.isIn(t, cookie) {
			t.Error("still in after 30 minutes unused, want out")
		}
		busy, _ := r.in(t, r.ruth.Email)
		for range 35 {
			after(r, 20*time.Minute)
			if !r.isIn(t, busy) {
				t.Fatal("signed out while busy, want in for twelve hours")
			}
		}
		after(r, 20*time.Minute)
		if r.isIn(t, busy) {
			t.Error("still in after twelve busy hours, want out")
		}
	})
}

func TestTheFirmChoosesHowLongASessionLiesUnused(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		r.decide(t, signin.IdleMinutes, 10)
		cookie, _ := r.in(t, r.ruth.Email)
		after(r, 10*time.Minute)
		if r.isIn(t, cookie) {
			t.Error("still in after ten minutes, want out as the firm decided")
		}
	})
}

func TestCookiesThatAreNoneLetNobodyIn(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		good, _ := r.in(t, r.ruth.Email)
		for name, bad := range map[string]string{
			"empty": "", "no dot": "abc", "another firm's": "frm_other" + good[len(r.firm.ID):], "cut": good[:len(good)-1], "only a firm": r.firm.ID + ".",
		} {
			if r.isIn(t, bad) {
				t.Errorf("%s: let in, want anonymous", name)
			}
		}
	})
}

func TestOneSignsOutHereThereAndEverywhere(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		var cookies []string
		for range 4 {
			c, _ := r.in(t, r.ruth.Email)
			cookies = append(cookies, c)
		}
		me := r.who(t, cookies[0])
		ada := r.hire(t, "Ada Lim", "ada@larkspur.example", "lawyer")
		adas, _ := r.in(t, ada.Email)
		ss, err := r.Sessions(t.Context(), me)
		if err != nil || len(ss) != 4 {
			t.Fatalf("%d sessions (%v), want 4", len(ss), err)
		}
		if err := r.End(t.Context(), me, r.who(t, cookies[1]).Session); err != nil {
			t.Fatal(err)
		}
		wantKind(t, r.End(t.Context(), me, r.who(t, adas).Session), errs.NotFound, "ending a colleague's session")
		if err := r.EndOthers(t.Context(), me); err != nil {
			t.Fatal(err)
		}
		in := []bool{}
		for _, c := range append(cookies, adas) {
			in = append(in, r.isIn(t, c))
		}
		if want := []bool{true, false, false, false, true}; !slices.Equal(in, want) {
			t.Errorf("still in = %v, want %v", in, want)
		}
		if err := r.SignOut(t.Context(), me); err != nil || r.isIn(t, cookies[0]) {
			t.Errorf("signing out = %v, want out", err)
		}
	})
}

func TestLeavingEndsEverythingAtOnce(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		ada := r.hire(t, "Ada Lim", "ada@larkspur.example", "lawyer")
		cookie, who := r.in(t, ada.Email)
		_, key, err := r.MakeKey(t.Context(), who, signin.NewKey{Name: "Sync", Scopes: []string{string(staff.Reading)}})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.people.Leave(t.Context(), r.system(), ada.ID, civil.On(2026, 9, 16)); err != nil {
			t.Fatal(err)
		}
		if r.isIn(t, cookie) {
			t.Error("still signed in after leaving, want out")
		}
		_, err = r.Bearer(t.Context(), key, "192.0.2.9")
		wantKind(t, err, errs.Unauthenticated, "the key of someone who left")
	})
}

func TestDelicateActsNeedAFreshProof(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		cookie, who := r.in(t, r.ruth.Email)
		if err := signin.Fresh(who, r.clock.Now()); err != nil {
			t.Fatalf("right after signing in = %v, want fresh", err)
		}
		after(r, 6*time.Minute)
		who = r.who(t, cookie)
		err := r.ChangePassword(t.Context(), who, "another long enough phrase")
		if _, ok := errors.AsType[*signin.Unproven](err); !ok || !errs.Is(err, errs.Forbidden) {
			t.Fatalf("six minutes later = %v, want a detour to prove again", err)
		}
		_, err = r.Confirm(t.Context(), who, "wrong", "")
		wantKind(t, err, errs.Invalid, "confirming with a wrong password")
		pass, err := r.Confirm(t.Context(), who, password, "")
		if err != nil {
			t.Fatal(err)
		}
		if r.isIn(t, cookie) {
			t.Error("the old cookie still lets in, want a new one only")
		}
		who = r.who(t, pass.Cookie)
		if err := r.ChangePassword(t.Context(), who, "another long enough phrase"); err != nil {
			t.Errorf("after confirming = %v, want allowed", err)
		}
		wantKind(t, signin.Fresh(actor.Actor{Kind: actor.Key, ProvenAt: r.clock.Now()}, r.clock.Now()), errs.Forbidden, "a program proving itself")
	})
}

func TestAWeakPasswordIsRefusedWithTheReason(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, who := r.in(t, r.ruth.Email)
		for name, pw := range map[string]string{"short": "tiny", "common": "passwordpassword", "her own name": "ruthokafor-ruthokafor"} {
			if err := r.ChangePassword(t.Context(), who, pw); !errs.Is(err, errs.Invalid) {
				t.Errorf("%s: %v, want Invalid", name, err)
			}
		}
	})
}

func TestWhatNobodyNeedsIsSweptAway(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		cookie, _ := r.in(t, r.ruth.Email)
		_, err := r.SignIn(t.Context(), here(), "nobody@larkspur.example", "wrong")
		wantKind(t, err, errs.Invalid, "a wrong try")
		for _, firm := range []string{"", r.firm.ID} {
			if err := r.Sweep(t.Context(), firm); err != nil {
				t.Fatal(err)
			}
		}
		if !r.isIn(t, cookie) {
			t.Error("the sweep signed Ruth out, want sessions kept")
		}
		after(r, 100*24*time.Hour)
		for _, firm := range []string{"", r.firm.ID} {
			if err := r.Sweep(t.Context(), firm); err != nil {
				t.Fatal(err)
			}
		}
		if n := r.rows(t, "signin_session") + r.rows(t, "signin_attempt"); n != 0 {
			t.Errorf("%d old rows left, want none", n)
		}
	})
}

func TestPeopleAreFoundAgainUnderANewMasterKey(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, who := r.in(t, r.ruth.Email)
		_, key, err := r.MakeKey(t.Context(), who, signin.NewKey{Name: "Sync", Scopes: []string{string(staff.Reading)}})
		if err != nil {
			t.Fatal(err)
		}
		turned := r.restarted(t)
		_, err = turned.SignIn(t.Context(), here(), r.ruth.Email, password)
		wantKind(t, err, errs.Invalid, "before the directory is made anew")
		if err := turned.Reindex(t.Context(), r.firm.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := turned.SignIn(t.Context(), here(), r.ruth.Email, password); err != nil {
			t.Errorf("signing in under the new key = %v, want in", err)
		}
		if _, err := turned.Bearer(t.Context(), key, "192.0.2.9"); err != nil {
			t.Errorf("an API key under the new key = %v, want in", err)
		}
	})
}

func TestWrongTriesAtOnceAreAllCounted(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		tried := 50 - atOnce(50, func() error {
			_, err := r.SignIn(t.Context(), here(), r.ruth.Email, "wrong")
			if errs.Is(err, errs.TooMany) {
				return nil
			}
			return err
		})
		if tried > 5 {
			t.Errorf("%d of 50 passwords at once were tried, want 5 at most", tried)
		}
	})
}
