package promiseweb

import (
	"testing"
	"time"

	"candor/internal/talk/promise"
)

func TestBusinessHoursAreReadAsWritten(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, typed string
		want        time.Duration
		ok          bool
	}{
		{"nothing said", "", 0, true},
		{"whole hours", "8", 8 * time.Hour, true},
		{"hours and minutes", "1:30", 90 * time.Minute, true},
		{"nothing promised", "0", promise.None, true},
		{"nothing promised, at length", "0:00", promise.None, true},
		{"a word", "soon", 0, false},
		{"less than nothing", "-1", 0, false},
		{"too many minutes", "1:75", 0, false},
		{"too many hours", "123456", 0, false},
	} {
		got, ok := readHours(c.typed)
		if got != c.want || ok != c.ok {
			t.Errorf("%s: %q = %s, %t; want %s, %t", c.name, c.typed, got, ok, c.want, c.ok)
		}
	}
}

func FuzzBusinessHoursComeBackAsTheyWere(f *testing.F) {
	for _, s := range []string{"", "8", "1:30", "0", "9999:59", "08", "1:5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := readHours(s)
		if !ok {
			return
		}
		if again, ok := readHours(hours(d)); !ok || again != d {
			t.Fatalf("%q = %s came back as %s, want the same", s, d, again)
		}
	})
}
