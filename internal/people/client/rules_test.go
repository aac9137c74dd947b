package client

import (
	"slices"
	"testing"
	"time"

	"candor/internal/kit/civil"
)

func at(zone string, hour int) time.Time {
	z, err := civil.LoadZone(zone)
	if err != nil {
		panic(err)
	}
	return civil.On(2026, time.September, 16).At(hour, 0, z) // a Wednesday
}

func TestSafeTo(t *testing.T) {
	t.Parallel()
	chicago, err := civil.LoadZone("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	evenings := []Hours{{Days: []time.Weekday{time.Wednesday}, From: civil.ClockAt(17, 0), To: civil.ClockAt(20, 0)}}
	for _, c := range []struct {
		name string
		care Care
		ch   Channel
		now  time.Time
		want []string
		stop bool
	}{
		{"nothing to mind", Care{}, Phone, at("America/Chicago", 9), nil, false},
		{"no voicemail", Care{Client: Client{Safe: Safe{NoVoicemail: true}}}, Phone, at("America/Chicago", 9), []string{"Leave no voicemail."}, false},
		{"no voicemail, by letter", Care{Client: Client{Safe: Safe{NoVoicemail: true}}}, Post, at("America/Chicago", 9), nil, false},
		{"not the safe way", Care{Client: Client{Channels: []Channel{Portal}, Safe: Safe{OnlyThese: true}}}, Phone, at("America/Chicago", 9), []string{"Not this way: it is not safe for them."}, true},
		{"the safe way", Care{Client: Client{Channels: []Channel{Portal}, Safe: Safe{OnlyThese: true}}}, Portal, at("America/Chicago", 9), nil, false},
		{"a neutral envelope", Care{Client: Client{Safe: Safe{Neutral: true}}}, Post, at("America/Chicago", 9), []string{"Nothing on envelope, sender or subject may tell who we are."}, false},
		{"a shared device", Care{Client: Client{Safe: Safe{Shared: true}}}, Email, at("America/Chicago", 9), []string{"Somebody else may read this."}, false},
		{"too early", Care{Client: Client{Hours: evenings}}, Phone, at("America/Chicago", 9), []string{"It is %s where they are, outside the hours they gave."}, false},
		{"in their hours", Care{Client: Client{Hours: evenings}}, Phone, at("America/Chicago", 18), nil, false},
		{"in their hours, in their zone", Care{Client: Client{Hours: evenings, Zone: "Europe/Madrid"}}, Phone, at("America/Chicago", 11), nil, false},
		{"a letter at any hour", Care{Client: Client{Hours: evenings}}, Post, at("America/Chicago", 9), nil, false},
		{"an interpreter", Care{Client: Client{Interpreter: "Vietnamese"}}, Person, at("America/Chicago", 9), []string{"Book a qualified interpreter: %s."}, false},
		{"a hard day", Care{Dates: []Date{{On: civil.On(2020, time.September, 16), Yearly: true, Hard: true, Name: "Her brother's death"}}}, Email, at("America/Chicago", 9), []string{"Today is a hard day for them: %s."}, false},
		{"a subject to leave alone", Care{Client: Client{Avoid: "the adoption"}}, Email, at("America/Chicago", 9), []string{"Do not mention: %s"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			stop := false
			for _, w := range c.care.SafeTo(c.ch, c.now, chicago) {
				got, stop = append(got, w.Text), stop || w.Stop
			}
			if !slices.Equal(got, c.want) || stop != c.stop {
				t.Errorf("to mind = %q, stop %v; want %q, stop %v", got, stop, c.want, c.stop)
			}
		})
	}
}

func TestADayComesRound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, on, today, want string
		yearly                bool
	}{
		{"later this year", "1980-10-01", "2026-09-16", "2026-10-01", true},
		{"today", "1980-09-16", "2026-09-16", "2026-09-16", true},
		{"next year", "1980-09-15", "2026-09-16", "2027-09-15", true},
		{"a leap day in another year", "2000-02-29", "2026-02-01", "2026-02-28", true},
		{"a leap day in its own", "2000-02-29", "2028-02-01", "2028-02-29", true},
		{"before its first time", "2030-01-01", "2026-09-16", "2030-01-01", true},
		{"once, to come", "2026-10-01", "2026-09-16", "2026-10-01", false},
		{"once, past", "2026-09-15", "2026-09-16", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			on, err := civil.Parse(c.on)
			if err != nil {
				t.Fatal(err)
			}
			today, err := civil.Parse(c.today)
			if err != nil {
				t.Fatal(err)
			}
			if got := (Date{On: on, Yearly: c.yearly}).Next(today).String(); got != c.want {
				t.Errorf("next = %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheStricterRuleHolds(t *testing.T) {
	t.Parallel()
	got := Safe{NoVoicemail: true, Note: "Call her sister"}.tighten(Safe{Shared: true, Note: "Never write at weekends"})
	want := Safe{NoVoicemail: true, Shared: true, Note: "Call her sister\nNever write at weekends"}
	if got != want {
		t.Errorf("together = %+v, want %+v", got, want)
	}
}
