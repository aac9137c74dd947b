package civil_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"candor/internal/kit/civil"
	"pgregory.net/rapid"
)

func TestAtFollowsRFC5545WhenClocksChange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, zone, date string
		hour, minute     int
		want             string
	}{
		{"an ordinary noon", "America/New_York", "2026-07-01", 12, 0, "2026-07-01T12:00:00-04:00"},
		{"a skipped time moves by the hour skipped", "America/New_York", "2026-03-08", 2, 30, "2026-03-08T03:30:00-04:00"},
		{"the first skipped minute", "America/New_York", "2026-03-08", 2, 0, "2026-03-08T03:00:00-04:00"},
		{"just before the jump", "America/New_York", "2026-03-08", 1, 59, "2026-03-08T01:59:00-05:00"},
		{"just after the jump", "America/New_York", "2026-03-08", 3, 0, "2026-03-08T03:00:00-04:00"},
		{"a repeated time is the first", "America/New_York", "2026-11-01", 1, 30, "2026-11-01T01:30:00-04:00"},
		{"the first repeated minute", "America/New_York", "2026-11-01", 1, 0, "2026-11-01T01:00:00-04:00"},
		{"after the repeated hour", "America/New_York", "2026-11-01", 2, 0, "2026-11-01T02:00:00-05:00"},
		{"London skips", "Europe/London", "2026-03-29", 1, 30, "2026-03-29T02:30:00+01:00"},
		{"London repeats", "Europe/London", "2026-10-25", 1, 30, "2026-10-25T01:30:00+01:00"},
		{"half an hour skipped on Lord Howe", "Australia/Lord_Howe", "2026-10-04", 2, 15, "2026-10-04T02:45:00+11:00"},
		{"half an hour repeated on Lord Howe", "Australia/Lord_Howe", "2026-04-05", 1, 45, "2026-04-05T01:45:00+11:00"},
		{"Phoenix never changes", "America/Phoenix", "2026-03-08", 2, 30, "2026-03-08T02:30:00-07:00"},
		{"midnight skipped", "America/Havana", "2026-03-08", 0, 0, "2026-03-08T01:00:00-04:00"},
		{"midnight repeated", "America/Havana", "2026-11-01", 0, 0, "2026-11-01T00:00:00-04:00"},
		{"the end of a day", "America/New_York", "2026-03-08", 24, 0, "2026-03-09T00:00:00-04:00"},
	} {
		got := date(t, c.date).At(c.hour, c.minute, zone(t, c.zone)).Format(time.RFC3339)
		if got != c.want {
			t.Errorf("%s: %s %02d:%02d in %s = %s, want %s", c.name, c.date, c.hour, c.minute, c.zone, got, c.want)
		}
	}
}

func TestAtShowsTheTimeAskedFor(t *testing.T) {
	t.Parallel()
	zones := []string{"America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Phoenix", "America/Havana", "Pacific/Apia"}
	rapid.Check(t, func(r *rapid.T) {
		loc := zone(t, rapid.SampledFrom(zones).Draw(r, "zone"))
		d := civil.On(2026, time.January, 1).AddDays(rapid.IntRange(0, 1500).Draw(r, "day"))
		c := civil.Clock(rapid.IntRange(0, 1439).Draw(r, "clock"))
		at := d.At(c.Hour(), c.Minute(), loc)
		if shown := civil.ClockOf(at, loc); shown == c {
			_, offset := at.Zone()
			_, earlier := at.Add(-2 * time.Hour).Zone()
			if first := at.Add(time.Duration(offset-earlier) * time.Second); first.Before(at) && civil.ClockOf(first, loc) == c {
				t.Fatalf("%s %s in %s = %s, want the first, %s", d, c, loc, at, first)
			}
			return
		}
		// Not shown: it must be a time that the place skipped.
		start, _ := at.ZoneBounds()
		if at.Sub(start) >= time.Hour {
			t.Fatalf("%s %s in %s = %s, which is not just after a change", d, c, loc, at)
		}
	})
}

func TestZoneDataReadsTheEditionBesideTheZones(t *testing.T) {
	for name, line := range map[string]string{"tzdata.zi": "# version 2026b\n# more\n", "+VERSION": "2026b\n"} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "America", "Vancouver"), "")
		write(t, filepath.Join(dir, name), line)
		t.Setenv("ZONEINFO", dir)
		if version, source := civil.ZoneData(); version != "2026b" || source != dir {
			t.Errorf("from %s: %q in %s, want 2026b in %s", name, version, source, dir)
		}
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestLoadZoneRefusesWhatDependsOnTheMachine(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "Local", "America/Atlantis", "../etc/passwd"} {
		if loc, err := civil.LoadZone(name); err == nil {
			t.Errorf("LoadZone(%q) = %s, want an error", name, loc)
		}
	}
}

func TestZoneDataSaysWhereItComesFrom(t *testing.T) {
	t.Parallel()
	version, source := civil.ZoneData()
	if source == "" {
		t.Error("the source of time zones is empty, want a place")
	}
	t.Logf("time zones: edition %q from %s; outdated: %v", version, source, civil.OutdatedZones())
}

func TestOutdatedZonesAgreesWithVancouver(t *testing.T) {
	t.Parallel()
	_, offset := civil.On(2026, time.December, 1).At(12, 0, zone(t, "America/Vancouver")).Zone()
	var named bool
	for _, z := range civil.OutdatedZones() {
		named = named || z == "America/Vancouver needs 2026b"
	}
	if want := offset != -7*3600; named != want {
		t.Errorf("Vancouver named as outdated = %v, want %v at offset %d", named, want, offset)
	}
}
