package civil

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // a program in an empty container still knows the zones
)

// Start is the first instant of the day in loc. That is midnight nearly always;
// where clocks jump forward at midnight, the day begins at 01:00.
func (d Date) Start(loc *time.Location) time.Time { return d.At(0, 0, loc) }

// At is the instant when a clock on the wall in loc shows hour:minute on this day.
//
// Twice a year that is not one instant in many places, and [time.Date] does not say
// which it gives. At does, as RFC 5545 section 3.3.5 has it, so that our hearings and
// the calendars people copy them to agree: a time that comes twice means the first
// time; a time that is skipped is read with the offset before the jump, so that 02:30
// becomes 03:30. 24:00 is the next day's midnight. No date has no instant.
func (d Date) At(hour, minute int, loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	year, month, day := d.Split()
	t := time.Date(year, month, day, hour, minute, 0, 0, loc)
	naive := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)

	start, end := t.ZoneBounds()
	_, offset := t.Zone()
	shown := t.Add(time.Duration(offset) * time.Second)
	if shown.Before(naive) && !end.IsZero() {
		// Skipped, and read with the offset after the jump: read it with the one before.
		return inZone(naive, offset, loc)
	}
	if start.IsZero() {
		return t
	}
	_, before := start.Add(-time.Second).In(loc).Zone()
	if first := inZone(naive, before, loc); first.Before(start) {
		return first
	}
	return t
}

// inZone is the instant at which a place with the given offset shows naive.
func inZone(naive time.Time, offset int, loc *time.Location) time.Time {
	return naive.Add(-time.Duration(offset) * time.Second).In(loc)
}

// LoadZone finds a time zone by its IANA name, such as "America/New_York". The
// machine's own data comes before the copy inside this program, because the machine
// is updated more often and governments give short notice.
//
// "Local" and the empty name are refused: what they mean depends on the machine.
func LoadZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, fmt.Errorf("%q names no time zone", name)
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, fmt.Errorf("loading time zone %q: %w", name, err)
	}
	return loc, nil
}

// ZoneData says which edition of the time zone database is in use, such as "2026b",
// and where it was found. The version is empty where the data does not tell, as the
// copy inside the program never does; judge such data by [OutdatedZones].
func ZoneData() (version, source string) {
	for _, dir := range zoneDirs() {
		if strings.HasSuffix(dir, ".zip") { // as the operator may set ZONEINFO
			return "", dir
		}
		if _, err := os.Stat(filepath.Join(dir, "America", "Vancouver")); err != nil {
			continue
		}
		return zoneVersion(dir), dir
	}
	return "", "built in"
}

// zoneDirs are the places where package time looks, in its order.
func zoneDirs() []string {
	dirs := []string{"/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"}
	if own := os.Getenv("ZONEINFO"); own != "" {
		dirs = append([]string{own}, dirs...)
	}
	return dirs
}

// zoneVersion reads the edition from the files that distributions leave beside the
// zones: tzdata.zi begins "# version 2025b", +VERSION holds the bare name.
func zoneVersion(dir string) string {
	for _, name := range []string{"tzdata.zi", "+VERSION"} {
		line := firstLine(filepath.Join(dir, name))
		if version := strings.TrimSpace(strings.TrimPrefix(line, "# version")); version != "" && len(version) < 16 {
			return version
		}
	}
	return ""
}

func firstLine(path string) string {
	f, err := os.Open(path) //nolint:gosec // one of the fixed places above, or the operator's own
	if err != nil {
		return ""
	}
	defer f.Close() //nolint:errcheck // only read from
	line, _, _ := bufio.NewReaderSize(f, 256).ReadLine()
	return string(line)
}

// change is a reform that data of the edition named, or newer, knows about.
type change struct {
	zone    string
	on      Date
	seconds int // east of UTC, at noon on that day
	edition string
}

// OutdatedZones names the zones, and the edition that would mend them, whose latest
// known reform is missing from the data in use. It is empty when all is well. The
// health page shows it: a hearing told an hour early is our fault, not the clock's.
func OutdatedZones() []string {
	var stale []string
	for _, c := range []change{
		// Paraguay stays on summer time from October 2024.
		{"America/Asuncion", On(2025, time.July, 1), -3 * 3600, "2025a"},
		// British Columbia stays on UTC-7 from 2026.
		{"America/Vancouver", On(2026, time.December, 1), -7 * 3600, "2026b"},
	} {
		loc, err := LoadZone(c.zone)
		if err != nil || !c.known(loc) {
			stale = append(stale, fmt.Sprintf("%s needs %s", c.zone, c.edition))
		}
	}
	return stale
}

// known tells whether loc, read from some edition, has the change.
func (c change) known(loc *time.Location) bool {
	_, offset := c.on.At(12, 0, loc).Zone()
	return offset == c.seconds
}
