package area

import (
	"strings"
	"testing"
)

func TestFieldValues(t *testing.T) {
	t.Parallel()
	cases := []struct {
		f           Field
		typed, want string
		ok          bool
	}{
		{Field{Type: Text}, "  as typed ", "as typed", true},
		{Field{Type: Text, Required: true}, " ", "", false},
		{Field{Type: Choice, Choices: []string{"Will", "Trust"}}, "Trust", "Trust", true},
		{Field{Type: Choice, Choices: []string{"Will", "Trust"}}, "trust", "", false},
		{Field{Type: Date}, "2026-02-28", "2026-02-28", true},
		{Field{Type: Date}, "2026-02-30", "", false},
		{Field{Type: Date}, "02/28/2026", "", false},
		{Field{Type: Money}, "$1,250", "1250.00", true},
		{Field{Type: Money}, "12.345", "", false},
		{Field{Type: Number}, "1,200.5", "1200.5", true},
		{Field{Type: Number}, "1e9", "", false},
		{Field{Type: YesNo}, "yes", "yes", true},
		{Field{Type: YesNo}, "maybe", "", false},
	}
	for _, c := range cases {
		got, problem := c.f.Clean(c.typed, "USD")
		if c.ok != (problem == "") || c.ok && got != c.want {
			t.Errorf("%s %q = %q, %q; want %q, ok %v", c.f.Type, c.typed, got, problem, c.want, c.ok)
		}
	}
}

func TestReadyAreasAreSound(t *testing.T) {
	t.Parallel()
	for _, a := range Ready() {
		a.tidy()
		if err := a.check(); err != nil {
			t.Errorf("%s: %v, want nil", a.Name, err)
		}
		for _, s := range a.Stages {
			if s.Plain == "" || s.To == 0 || s.Key != strings.ToLower(s.Key) {
				t.Errorf("%s: stage %+v lacks plain words, a usual time or a key", a.Name, s)
			}
		}
		if len(a.Fields) == 0 || a.Code == "" || a.Notes == "" {
			t.Errorf("%s lacks fields, a code or plain words", a.Name)
		}
	}
}
