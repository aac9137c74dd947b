package mail

import (
	"slices"
	"testing"
)

func TestAddresses(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]Address{
		"kim@firm.test":                                 {{"", "kim@firm.test"}},
		"Kim Park <kim@FIRM.test>":                      {{"Kim Park", "kim@firm.test"}},
		`"Park, Kim" <kim@firm.test>, ana@x.test`:       {{"Park, Kim", "kim@firm.test"}, {"", "ana@x.test"}},
		"Park, Kim <kim@firm.test>":                     {{"Park", ""}, {"Kim", "kim@firm.test"}},
		"a@x.test; b@x.test;":                           {{"", "a@x.test"}, {"", "b@x.test"}},
		"undisclosed-recipients:;":                      nil,
		"Team: a@x.test, B <b@x.test>; c@x.test":        {{"", "a@x.test"}, {"B", "b@x.test"}, {"", "c@x.test"}},
		"kim@firm.test (Kim Park)":                      {{"Kim Park", "kim@firm.test"}},
		"=?utf-8?Q?Jos=C3=A9?= <jose@x.test>":           {{"José", "jose@x.test"}},
		`"=?utf-8?Q?N=C3=BA=C3=B1ez,_J?=" <j@x.test>`:   {{"Núñez, J", "j@x.test"}},
		"<mailto:kim@firm.test>":                        {{"", "kim@firm.test"}},
		"<@relay.test:kim@firm.test>":                   {{"", "kim@firm.test"}},
		"Kim kim@firm.test":                             {{"Kim", "kim@firm.test"}},
		"<kim@firm.test":                                {{"", "kim@firm.test"}},
		`"unclosed <kim@firm.test>, ana@x.test`:         {{"unclosed", "kim@firm.test"}, {"", "ana@x.test"}},
		`'kim@firm.test' <kim@firm.test>`:               {{"kim@firm.test", "kim@firm.test"}},
		"jdöe@mächine.example":                          {{"", "jdöe@mächine.example"}},
		"kim+court@firm.test, , ,":                      {{"", "kim+court@firm.test"}},
		`"O\"Neill \\ Co" <o@x.test>`:                   {{`O"Neill \ Co`, "o@x.test"}},
		"x@[192.0.2.1]":                                 {{"", "x@[192.0.2.1]"}},
		"":                                              nil,
		"Kim <ana@x.test> <kim@firm.test>":              {{"Kim <ana@x.test>", "kim@firm.test"}},
		"support@x.test <thief@evil.test>":              {{"support@x.test", "thief@evil.test"}},
		"a@x.test\r\nBcc: b@x.test":                     {{"a@x.test Bcc:", "b@x.test"}},
		"\"a@x.test, b@x.test\" <c@x.test>":             {{"a@x.test, b@x.test", "c@x.test"}},
		"Who? <one@y.test>, Giant; \"Big\" <g@x.test>;": {{"Who?", "one@y.test"}, {"Giant", ""}, {"Big", "g@x.test"}},
	} {
		if got := ParseAddressList(in); !slices.Equal(got, want) {
			t.Errorf("ParseAddressList(%q)\n got  %q\n want %q", in, got, want)
		}
	}
}

func TestTheSameMailbox(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b           string
		same, untagged bool
	}{
		{"Kim@Firm.test", "kim@firm.TEST", true, true},
		{"kim.park@firm.test", "kimpark@firm.test", false, false},
		{"kim+court@firm.test", "kim@firm.test", false, true},
		{"ana@bäckerei.example", "ana@xn--bckerei-5wa.example", true, true},
		{"kim@firm.test.", "kim@firm.test", true, true},
		{"+kim@firm.test", "@firm.test", false, false},
		{"", "", false, false},
	} {
		if got := Same(c.a, c.b); got != c.same {
			t.Errorf("Same(%q, %q) = %v, want %v", c.a, c.b, got, c.same)
		}
		if got := SameUntagged(c.a, c.b); got != c.untagged {
			t.Errorf("SameUntagged(%q, %q) = %v, want %v", c.a, c.b, got, c.untagged)
		}
	}
}
