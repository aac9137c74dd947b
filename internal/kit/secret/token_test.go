package secret

import (
	"errors"
	"regexp"
	"strings"
	"testing"
)

func TestATokenIsFoundByItsHashOnly(t *testing.T) {
	t.Parallel()
	a, b := NewToken(), NewToken()
	if a.Reveal() == b.Reveal() {
		t.Fatal("two tokens are the same, want them random")
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`).MatchString(a.Reveal()) {
		t.Errorf("token = %q, want 43 url-safe characters", a.Reveal())
	}
	read, err := ParseToken(a.Reveal())
	if err != nil || read.Hash() != a.Hash() {
		t.Errorf("ParseToken = %v, want the same token", err)
	}
	if !read.Matches(a.Hash()) || read.Matches(b.Hash()) {
		t.Error("Matches is wrong, want only its own hash")
	}
}

func TestTextThatIsNoTokenIsRefused(t *testing.T) {
	t.Parallel()
	good := NewToken().Reveal()
	for _, text := range []string{"", "short", good + "A", good[:42], good[:42] + "*", good + "\n", good[:20] + "\n" + good[20:]} {
		if _, err := ParseToken(text); !errors.Is(err, ErrToken) {
			t.Errorf("ParseToken(%q) = %v, want ErrToken", text, err)
		}
	}
}

func TestShortCodesHaveAllTheirDigits(t *testing.T) {
	t.Parallel()
	six := regexp.MustCompile(`^[0-9]{6}$`)
	seen := map[byte]bool{}
	for range 500 {
		code := NewCode(6)
		if !six.MatchString(code) {
			t.Fatalf("NewCode(6) = %q, want six digits", code)
		}
		seen[code[0]] = true
	}
	if len(seen) != 10 {
		t.Errorf("500 codes start with %d different digits, want 10, zero among them", len(seen))
	}
}

func TestAnAPIKeyIsRecognisedAndATypingErrorSeen(t *testing.T) {
	t.Parallel()
	k := NewAPIKey()
	text := k.Reveal()
	if !regexp.MustCompile(`^candor_[a-z2-7]{16}_[a-z2-7]{59}$`).MatchString(text) {
		t.Errorf("key = %q, want candor_<id>_<secret>", text)
	}
	read, err := ParseAPIKey(text)
	if err != nil || read.ID != k.ID || !read.Matches(k.Hash()) {
		t.Fatalf("ParseAPIKey = %+v, %v, want the same key", read, err)
	}
	for i := range text {
		other := "a"
		if text[i] == 'a' {
			other = "b"
		}
		if _, err := ParseAPIKey(text[:i] + other + text[i+1:]); !errors.Is(err, ErrToken) {
			t.Errorf("character %d mistyped: %v, want ErrToken", i, err)
		}
	}
	if _, err := ParseAPIKey(strings.ToUpper(text)); !errors.Is(err, ErrToken) {
		t.Errorf("in capitals: %v, want ErrToken", err)
	}
}

func FuzzParseAPIKey(f *testing.F) {
	f.Add(NewAPIKey().Reveal())
	f.Add("candor__")
	f.Fuzz(func(t *testing.T, text string) {
		k, err := ParseAPIKey(text)
		if err == nil && k.Reveal() != text {
			t.Errorf("ParseAPIKey(%q) holds %q, want the text itself", text, k.Reveal())
		}
	})
}

func FuzzParseToken(f *testing.F) {
	f.Add(NewToken().Reveal())
	f.Fuzz(func(t *testing.T, text string) {
		k, err := ParseToken(text)
		if err == nil && k.Reveal() != text {
			t.Errorf("ParseToken(%q) holds %q, want the text itself", text, k.Reveal())
		}
	})
}
