package id_test

import (
	"bytes"
	"crypto/rand"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"candor/internal/kit/clock"
	"candor/internal/kit/id"
)

func TestIDsSortInTheOrderTheyWereMade(t *testing.T) {
	t.Parallel()
	now := clock.At(time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC))
	source := id.NewSource(now, rand.Reader)
	var made []string
	for i := range 10_000 {
		switch {
		case i%1000 == 500:
			now.Advance(time.Millisecond)
		case i%1000 == 900:
			now.Advance(-time.Hour) // somebody corrected the clock
		}
		made = append(made, source.New("mat"))
	}
	if !slices.IsSorted(made) {
		t.Error("ids are out of order, want each after the one before")
	}
	if unique := slices.Compact(slices.Clone(made)); len(unique) != len(made) {
		t.Errorf("%d of %d ids are unique, want all", len(unique), len(made))
	}
}

func TestOrderHoldsWhenTheRandomBitsRunOut(t *testing.T) {
	t.Parallel()
	now := clock.At(time.Date(2026, time.December, 1, 12, 0, 0, 0, time.UTC))
	source := id.NewSource(now, full{})
	last := ""
	for range 5 {
		next := source.New("mat")
		if next <= last {
			t.Fatalf("%s comes after %s, want it greater", next, last)
		}
		last = next
	}
}

func TestAnIDIsAVersion7UUID(t *testing.T) {
	t.Parallel()
	now := clock.At(time.UnixMilli(0x017F22E279B0)) // the example of RFC 9562, appendix A.6
	random := []byte{0, 0, 0, 0, 0, 0, 0x04, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F}
	got := id.NewSource(now, bytes.NewReader(random)).New("mat")
	// 017F22E2-79B0-74C3-98C4-DC0C0C07398F in base 32.
	if want := "mat_01FWHE4YDGEK1SHH6W1G60EECF"; got != want {
		t.Errorf("id = %s, want %s", got, want)
	}
}

func TestValid(t *testing.T) {
	t.Parallel()
	good := id.New("mat")
	for _, c := range []struct {
		name, in string
		want     bool
	}{
		{"one just made", good, true},
		{"another kind of thing", strings.Replace(good, "mat", "con", 1), false},
		{"no prefix", strings.TrimPrefix(good, "mat_"), false},
		{"too short", good[:len(good)-1], false},
		{"too long", good + "0", false},
		{"small letters", strings.ToLower(good), false},
		{"a letter that is misread", good[:len(good)-1] + "O", false},
		{"more than 128 bits", "mat_8" + good[5:], false},
		{"nothing", "", false},
		{"only a prefix", "mat_", false},
		{"a path", "mat_../../../../../../etc/pass", false},
	} {
		if got := id.Valid("mat", c.in); got != c.want {
			t.Errorf("%s: Valid(%q) = %v, want %v", c.name, c.in, got, c.want)
		}
	}
}

func TestManyMayMakeIDsAtOnce(t *testing.T) {
	t.Parallel()
	var all sync.Map
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 1000 {
				made := id.New("mat")
				if _, twice := all.LoadOrStore(made, true); twice {
					t.Errorf("%s was made twice", made)
				}
			}
		})
	}
	group.Wait()
}

func FuzzValid(f *testing.F) {
	f.Add("mat", id.New("mat"))
	f.Add("", "_")
	f.Fuzz(func(t *testing.T, prefix, s string) {
		if id.Valid(prefix, s) && len(s) != len(prefix)+27 {
			t.Errorf("Valid(%q, %q), want only prefix, underscore and 26 digits", prefix, s)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		id.New("mat")
	}
}

// full is randomness with every bit set.
type full struct{}

func (full) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 0xff
	}
	return len(p), nil
}
