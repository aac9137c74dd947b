package exchange

import (
	"strings"
	"testing"

	"candor/internal/kit/civil"
)

func TestDatesAreReadAsFilesWriteThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in    string
		order Order
		want  string // "no" where it can't be read
	}{
		{"2026-09-14", MonthFirst, "2026-09-14"},
		{"2026-9-4", DayFirst, "2026-09-04"},
		{"20260914", MonthFirst, "2026-09-14"},
		{"09/14/2026", MonthFirst, "2026-09-14"},
		{"9/4/26", MonthFirst, "2026-09-04"},
		{"04/09/2026", DayFirst, "2026-09-04"},
		{"14.09.2026", MonthFirst, "2026-09-14"}, // no month has fourteen days
		{"09/14/2026", DayFirst, "2026-09-14"},   // likewise
		{"3/5/71", MonthFirst, "1971-03-05"},
		{"Sep 14, 2026", MonthFirst, "2026-09-14"},
		{"14 September 2026", MonthFirst, "2026-09-14"},
		{"14th Sept. 2026", MonthFirst, "2026-09-14"},
		{"Monday, September 14, 2026", MonthFirst, "2026-09-14"},
		{"2026-09-14T10:00:00Z", MonthFirst, "2026-09-14"},
		{"09/14/2026 10:30 AM", MonthFirst, "2026-09-14"},
		{"2026-09-14 10:30:00 -0500", MonthFirst, "2026-09-14"},
		{"", MonthFirst, ""},
		{"13/45/2026", MonthFirst, "no"},
		{"02/30/2026", MonthFirst, "no"},
		{"09/14", MonthFirst, "no"},
		{"soon", MonthFirst, "no"},
		{"46279", MonthFirst, "no"}, // a spreadsheet's number of days
	} {
		d, ok := readDate(c.in, c.order)
		got := d.String()
		if !ok {
			got = "no"
		}
		if got != c.want {
			t.Errorf("%q read %s = %s, want %s", c.in, c.order, got, c.want)
		}
	}
}

func TestAnOrderIsGuessedFromADateThatHasOnlyOne(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		samples []string
		want    Order
	}{
		"American":       {[]string{"01/02/2026", "09/14/2026"}, MonthFirst},
		"European":       {[]string{"01/02/2026", "14/09/2026"}, DayFirst},
		"one slip":       {[]string{"13/45/2026", "03/15/2026", "14/09/2026", "06/30/2026"}, MonthFirst},
		"in doubt":       {[]string{"01/02/2026"}, MonthFirst},
		"year first":     {[]string{"2026-09-14"}, MonthFirst},
		"none":           {nil, MonthFirst},
		"with the time":  {[]string{"31.01.2026 10:00"}, DayFirst},
		"something else": {[]string{"soon"}, MonthFirst},
	} {
		if got := guessOrder(c.samples); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func FuzzReadDate(f *testing.F) {
	f.Add("Monday, 14th Sept. 2026", "dmy")
	f.Add("2026-09-14T10:00:00Z", "")
	f.Add("t t t t", "mdy")
	f.Fuzz(func(t *testing.T, s, order string) {
		d, ok := readDate(s, Order(order))
		if !ok && !d.IsZero() {
			t.Errorf("%q can't be read and is %s", s, d)
		}
		if back, err := civil.Parse(d.String()); err != nil || back != d {
			t.Errorf("%q is %s, which is no date", s, d)
		}
	})
}

func TestCaptionsOfManyProgramsAreKnown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind   Kind
		header string
		want   string
	}{
		"Clio's contacts":   {Contacts, "title,job_title,first_name,last_name,company,business_street,business_city,business_state,business_postal_code,email_address,primary_phone", "prefix,job_title,given,family,company,street:work,city:work,region:work,postcode:work,email,phone"},
		"Clio's matters":    {Matters, "status,location,client_reference,description,open_date,close_date,pending_date,custom_number,note,client_first_name,client_last_name,client_company_name", "status,jurisdiction,reference,title,opened_on,closed_on,pending_on,number,about,client_given,client_family,client_company"},
		"Clio's list":       {Matters, "Display Number,Client,Description,Responsible Attorney,Practice Area,Open Date,Status", "number,client,title,responsible,area,opened_on,status"},
		"Clio's activities": {Activities, "matter,date,activity_description,note,price,quantity,type,activity_user,non_billable", "matter,on,subject,body,price,quantity,type,person,non_billable"},
		"Outlook":           {Contacts, "First Name,Middle Name,Last Name,Company,Job Title,Business Street,Home Street,Mobile Phone,Home Phone,E-mail Address,E-mail 2 Address,Birthday,Notes", "given,middle,family,company,job_title,street:work,street:home,phone:mobile,phone:home,email,email,born_on,about"},
		"Google":            {Contacts, "Name,Given Name,Family Name,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Organization 1 - Name", "name,given,family,email,email,phone,company"},
		"one field once":    {Contacts, "First Name,First,Given Name,Last Name", "given,,,family"},
		"nobody's":          {Contacts, "Foo,Bar", ","},
	} {
		got := strings.Join(c.kind.Guess(strings.Split(c.header, ","), nil), ",")
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	known := map[string]string{"foo": "given", "first name": ""}
	if got := strings.Join(Contacts.Guess([]string{"Foo", "First Name"}, known), ","); got != "given," {
		t.Errorf("what was said before gives %s, want it to go before any guess", got)
	}
}
