package office_test

import (
	"strings"
	"testing"
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/civil"
	"candor/internal/kit/locale"
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"
)

func TestFederalHolidaysOf2027(t *testing.T) {
	t.Parallel()
	want := []string{
		"2027-01-01 New Year's Day",
		"2027-01-18 Martin Luther King Jr. Day",
		"2027-02-15 Washington's Birthday",
		"2027-05-31 Memorial Day",
		"2027-06-18 Juneteenth (observed)",
		"2027-06-19 Juneteenth",
		"2027-07-04 Independence Day",
		"2027-07-05 Independence Day (observed)",
		"2027-09-06 Labor Day",
		"2027-10-11 Columbus Day",
		"2027-11-11 Veterans Day",
		"2027-11-25 Thanksgiving Day",
		"2027-12-24 Christmas Day (observed)",
		"2027-12-25 Christmas Day",
		"2027-12-31 New Year's Day (observed)", // of 2028, a Saturday
	}
	var got []string
	for _, h := range office.FederalHolidays(2027) {
		got = append(got, h.Date.String()+" "+h.Name)
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("holidays of 2027 =\n%s\nwant\n%s", g, w)
	}
}

// TestFederalHolidaysAgreeWithAnotherCalendar compares every day of a century with an
// independent implementation.
func TestFederalHolidaysAgreeWithAnotherCalendar(t *testing.T) {
	t.Parallel()
	theirs := &cal.Calendar{Name: "United States"}
	theirs.AddHoliday(us.Holidays...)
	for year := 1986; year < 2086; year++ {
		ours := map[civil.Date]bool{}
		for _, h := range office.FederalHolidays(year) {
			ours[h.Date] = true
		}
		for d := civil.On(year, time.January, 1); d.Year() == year; d = d.AddDays(1) {
			actual, observed, _ := theirs.IsHoliday(d.At(12, 0, time.UTC))
			if want := actual || observed; ours[d] != want {
				t.Errorf("%s is a holiday: %v, want %v", d, ours[d], want)
			}
		}
	}
}

func TestHolidaysBecomeLawInTheirYear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		year, want int
	}{{1977, 0}, {1985, 9}, {1986, 10}, {2025, 11}} {
		var actual int
		for _, h := range office.FederalHolidays(c.year) {
			if !strings.HasSuffix(h.Name, "(observed)") {
				actual++
			}
		}
		if actual != c.want {
			t.Errorf("%d has %d holidays, want %d", c.year, actual, c.want)
		}
	}
}

func TestEveryFederalHolidayHasItsSpanish(t *testing.T) {
	t.Parallel()
	for year := 2021; year < 2049; year++ { // the weekdays come round in 28 years
		for _, h := range office.FederalHolidays(year) {
			if !locale.Has(locale.Spanish, h.Name) {
				t.Errorf("no Spanish for %q, want it", h.Name)
			}
		}
	}
}
