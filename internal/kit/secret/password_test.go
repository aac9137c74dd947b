package secret

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
)

// quick is a cost for tests only.
func quick() *Passwords {
	return NewPasswords(PasswordRules{Cost: Cost{Memory: 64, Passes: 1, Threads: 1}})
}

func TestAPasswordIsVerifiedAgainstItsHash(t *testing.T) {
	t.Parallel()
	p := quick()
	hash, err := p.Hash(t.Context(), "un café à Paris")
	if err != nil {
		t.Fatalf("Hash: %v", err)
	}
	tests := []struct {
		name, password, hash string
		want                 bool
	}{
		{"right", "un café à Paris", hash, true},
		{"right, typed with combining accents", "un cafe\u0301 a\u0300 Paris", hash, true},
		{"wrong", "un cafe a Paris", hash, false},
		{"empty", "", hash, false},
		{"nobody by that name", "un café à Paris", "", false},
		{"absurdly long", strings.Repeat("x", 1<<20), hash, false},
	}
	for _, tt := range tests {
		got, err := p.Verify(t.Context(), tt.password, tt.hash)
		if err != nil || got != tt.want {
			t.Errorf("%s: Verify = %v, %v, want %v", tt.name, got, err, tt.want)
		}
	}
	if _, err := p.Hash(t.Context(), strings.Repeat("x", 1<<20)); !errors.Is(err, ErrLong) {
		t.Errorf("Hash of a megabyte = %v, want ErrLong", err)
	}
}

func TestTheStandardCostIsWrittenInTheHash(t *testing.T) {
	t.Parallel()
	p := NewPasswords(PasswordRules{})
	hash, err := p.Hash(t.Context(), "correct horse battery staple")
	if err != nil {
		t.Fatalf("Hash: %v", err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash = %s, want 19 MiB, two passes, one thread", hash)
	}
	if p.NeedsRehash(hash) {
		t.Error("NeedsRehash of today's cost = true, want false")
	}
	if !quick().NeedsRehash(hash) {
		t.Error("NeedsRehash of another cost = false, want true")
	}
}

func TestAForeignArgon2idHashIsUnderstood(t *testing.T) {
	t.Parallel()
	// Made by the reference command-line tool: two passes, 64 KiB, one thread.
	const hash = "$argon2id$v=19$m=64,t=2,p=1$c29tZXNhbHQ$Bo1ismRVk2qm6+YAYLCmWHDb+j3fjUH3"
	if ok, err := quick().Verify(t.Context(), "password", hash); !ok || err != nil {
		t.Errorf("Verify = %v, %v, want true", ok, err)
	}
}

func TestADamagedOrRuinousHashIsAnError(t *testing.T) {
	t.Parallel()
	for _, hash := range []string{
		"plain",
		"$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b3dWRWJTmaaW7wQ",
		"$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b3dWRWJTmaaW7wQ",
		"$argon2id$v=19$m=4294967295,t=1,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b3dWRWJTmaaW7wQ",
		"$argon2id$v=19$m=64,t=4000000000,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b3dWRWJTmaaW7wQ",
		"$argon2id$v=19$m=64,t=0,p=0$c29tZXNhbHQ$RdescudvJCsgt3ub+b3dWRWJTmaaW7wQ",
		"$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$",
		"$argon2id$v=19$m=64,t=1,p=1,x=2$c29tZXNhbHQ$RdescudvJCsgt3ub+b3dWRWJTmaaW7wQ",
	} {
		if ok, err := quick().Verify(t.Context(), "password", hash); ok || !errors.Is(err, ErrHash) {
			t.Errorf("Verify against %q = %v, %v, want ErrHash", hash, ok, err)
		}
	}
}

func TestAFloodOfSignInsWaitsItsTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := NewPasswords(PasswordRules{Cost: Cost{Memory: 64, Passes: 1, Threads: 1}, AtOnce: 1})
		p.slots <- struct{}{} // somebody else is being checked
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			_, err := p.Verify(ctx, "password", "")
			done <- err
		}()
		synctest.Wait()
		select {
		case err := <-done:
			t.Fatalf("Verify returned %v with no slot free, want it waiting", err)
		default:
		}
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("Verify = %v after giving up, want context.Canceled", err)
		}
		<-p.slots
		if _, err := p.Verify(t.Context(), "password", ""); err != nil {
			t.Errorf("Verify = %v with a slot free, want nil", err)
		}
	})
}

func TestWhichPasswordsMayBeChosen(t *testing.T) {
	t.Parallel()
	about := []string{"Margarita Okonkwo", "m.okonkwo@harborlight.example", "Harborlight Law Group"}
	tests := []struct {
		password string
		want     error
	}{
		{"correct horse battery staple", nil},
		{"tractor umbrella violin", nil},
		{"el gato duerme en la silla", nil},
		{"xK4#pQ9!vT2m", nil},
		{"8492047155882043", nil},
		{"日本語の長いパスワードです", nil},
		{"Okonkwo likes purple tractors", nil},
		{"short", ErrShort},
		{"ñññ", ErrShort},
		{strings.Repeat("a1b2c3d4", 100), ErrLong},
		{"password1234", ErrCommon},
		{"P@ssw0rd2026!", ErrCommon},
		{"Welcome2026!!", ErrCommon},
		{"SummerSummer2026", ErrCommon},
		{"iloveyou12345", ErrCommon},
		{"Contrasena2026", ErrCommon},
		{"aaaaaaaaaaaa", ErrCommon},
		{"lawlawlawlaw", ErrCommon},
		{"abababababab", ErrCommon},
		{"123456789012", ErrCommon},
		{"qwertyuiop12", ErrCommon},
		{"asdfghjklasdf", ErrCommon},
		{"zyxwvutsrqpo", ErrCommon},
		{"1q2w3e4r5t6y", ErrCommon},
		{"qwerty123456", ErrCommon},
		{"212-555-0142-0", ErrCommon},
		{"555201420199", ErrCommon},
		{"Margarita2026", ErrNamed},
		{"margaritaokonkwo", ErrNamed},
		{"H4rborlight!2026", ErrNamed},
		{"OkonkwoLaw2026!", ErrNamed},
	}
	for _, tt := range tests {
		if err := quick().Check(tt.password, about...); !errors.Is(err, tt.want) {
			t.Errorf("Check(%q) = %v, want %v", tt.password, err, tt.want)
		}
	}
}

func TestTheMinimumLengthNeverGoesBelowEight(t *testing.T) {
	t.Parallel()
	if got := NewPasswords(PasswordRules{MinLength: 3}).MinLength(); got != 8 {
		t.Errorf("MinLength = %d, want 8", got)
	}
	if got := NewPasswords(PasswordRules{}).MinLength(); got != 12 {
		t.Errorf("MinLength = %d, want 12", got)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("password", "Margarita")
	f.Add("qwertyuiop12", "")
	f.Fuzz(func(t *testing.T, password, about string) {
		quick().Check(password, about) // only that it returns
	})
}

func FuzzParseStored(f *testing.F) {
	f.Add("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub+b3dWRWJTmaaW7wQ")
	f.Fuzz(func(t *testing.T, phc string) {
		s, err := parseStored(phc)
		if err == nil && s.String() != phc {
			t.Errorf("parseStored(%q) writes %q, want the same", phc, s)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	p := NewPasswords(PasswordRules{})
	for b.Loop() {
		if _, err := p.Verify(b.Context(), "correct horse battery staple", ""); err != nil {
			b.Fatal(err)
		}
	}
}
