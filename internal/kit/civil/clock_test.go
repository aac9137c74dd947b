package civil_test

import (
	"encoding/json"
	"testing"

	"candor/internal/kit/civil"
)

func TestClock(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]civil.Clock{
		"00:00": 0, "09:30": civil.ClockAt(9, 30), "23:59": civil.ClockAt(23, 59), "24:00": civil.EndOfDay,
	} {
		got, err := civil.ParseClock(in)
		if err != nil || got != want || got.String() != in {
			t.Errorf("ParseClock(%q) = %s, %v, want it back", in, got, err)
		}
	}
	for _, in := range []string{"", "9:30", "24:01", "25:00", "12:60", "noon", "12:00:00"} {
		if got, err := civil.ParseClock(in); err == nil {
			t.Errorf("ParseClock(%q) = %s, want an error", in, got)
		}
	}
}

func TestAClockIsStoredAsText(t *testing.T) {
	t.Parallel()
	nine := civil.ClockAt(9, 5)
	stored, err := nine.Value()
	if stored != "09:05" || err != nil {
		t.Errorf("stored = %v, %v, want 09:05", stored, err)
	}
	text, err := json.Marshal(map[string]civil.Clock{"from": nine})
	if string(text) != `{"from":"09:05"}` || err != nil {
		t.Errorf("JSON = %s, %v, want 09:05", text, err)
	}
	for _, src := range []any{"09:05", []byte("09:05")} {
		var c civil.Clock
		if err := c.Scan(src); err != nil || c != nine {
			t.Errorf("scanning %v = %s, %v, want 09:05", src, c, err)
		}
	}
	for _, src := range []any{nil, 545, "9.05"} {
		var c civil.Clock
		if err := c.Scan(src); err == nil {
			t.Errorf("scanning %v succeeded, want an error", src)
		}
	}
	if got := civil.ClockAt(99, 99); got != civil.EndOfDay {
		t.Errorf("99:99 = %s, want the end of the day", got)
	}
}

func FuzzParseClock(f *testing.F) {
	for _, s := range []string{"", "00:00", "24:00", "9:5", "-1:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := civil.ParseClock(s)
		if err == nil && c.String() != s {
			t.Errorf("ParseClock(%q) = %q, want it back", s, c)
		}
	})
}
