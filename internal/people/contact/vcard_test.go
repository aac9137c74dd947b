package contact_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/vcard"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
)

func fromText(t *testing.T, text string) contact.Card {
	t.Helper()
	for v, err := range vcard.Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		return contact.FromVCard(v)
	}
	t.Fatal("no card in the text")
	return contact.Card{}
}

func TestCardsOfOtherProgramsAreUnderstood(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   string
		want contact.Card
	}{
		"2.1 of an old telephone": {
			"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Garc=C3=ADa;Mar=C3=ADa;;;\nTEL;CELL:512 555 0142\nTEL;WORK;FAX:512 555 0143\nEND:VCARD",
			contact.Card{Contact: contact.Contact{Kind: contact.Person, Family: "García", Given: "María"}, Points: []contact.Point{
				{Kind: contact.Phone, Label: "mobile", Value: "512 555 0142"}, {Kind: contact.Phone, Label: "fax", Value: "512 555 0143"},
			}},
		},
		"3.0 with an iPhone's label": {
			"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nN:Ruiz;Ana;;;\nitem1.EMAIL;type=INTERNET:ana@client.example\nitem1.X-ABLabel:_$!<School>!$_\nBDAY:1980-05-31\nORG:Acme\\, Inc.;Sales\nEND:VCARD",
			contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Ana Ruiz", Family: "Ruiz", Given: "Ana", Employer: "Acme, Inc.", BornOn: civil.On(1980, 5, 31)}, Points: []contact.Point{
				{Kind: contact.Email, Label: "school", Value: "ana@client.example"},
			}},
		},
		"4.0 with pronouns and an address": {
			"BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:Sukarno\nN:;Sukarno;;;\nPRONOUNS;LANGUAGE=en:they/them\nTEL;VALUE=uri;TYPE=\"home,voice\";PREF=1:tel:+1-512-555-0142;ext=12\nADR;TYPE=home:;;12 Elm St;Austin;TX;78701;US\nBDAY:--0531\nEND:VCARD",
			contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Sukarno", Given: "Sukarno", Pronouns: "they/them"}, Points: []contact.Point{
				{Kind: contact.Phone, Label: "home", Value: "+1-512-555-0142", Extension: "12", Preferred: true},
				{Kind: contact.Address, Label: "home", Street: "12 Elm St", City: "Austin", Region: "TX", Postcode: "78701", Country: "US"},
			}},
		},
		"a company without a person": {
			"BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Acme\nORG:Acme\nEND:VCARD",
			contact.Card{Contact: contact.Contact{Kind: contact.Organisation, Name: "Acme"}},
		},
	} {
		if diff := cmp.Diff(c.want, fromText(t, c.in), cmpopts.EquateComparable(civil.Date{})); diff != "" {
			t.Errorf("%s: want - got +\n%s", name, diff)
		}
	}
}

func TestACardComesBackAsItWentOut(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		c := named("María García López", email("maria@client.example"), phone("(512) 555-0142 ext 7"))
		c.Preferred, c.Pronouns, c.JobTitle, c.Employer, c.Notes, c.BornOn = "Mari", "she/her", "Baker", "Acme; Sons", "Confidential,\nvery", civil.On(1980, 5, 31)
		c.Tags, c.Names = []string{"a,b", "vip"}, []contact.Name{{Kind: contact.Maiden, Name: "Baker"}}
		c.Points = append(c.Points, contact.Point{Kind: contact.Address, Label: "home", Street: "12 Elm St, Apt 3", City: "Austin", Region: "TX", Postcode: "78701", Country: "US"})
		c = w.add(t, c)
		for _, version := range []string{"3.0", "4.0"} {
			var b bytes.Buffer
			if err := vcard.Write(&b, version, c.VCard(version, true)); err != nil {
				t.Fatal(err)
			}
			got := w.add(t, fromText(t, b.String()))
			for _, f := range contact.Fields() {
				if f.Value(got.Contact) != f.Value(c.Contact) {
					t.Errorf("%s: %s = %q, want %q", version, f.Key, f.Value(got.Contact), f.Value(c.Contact))
				}
			}
			if len(got.Names) != 1 || got.Names[0].Name != "Baker" || len(got.Points) != 3 {
				t.Fatalf("%s: names %+v and points %+v, want one and three", version, got.Names, got.Points)
			}
			for i, p := range got.Points {
				o := c.Points[i]
				if p.Value != o.Value || p.Folded != o.Folded || p.Extension != o.Extension || p.Label != o.Label {
					t.Errorf("%s: point %+v, want %+v", version, p, o)
				}
			}
		}
		var b bytes.Buffer
		n, err := w.WriteVCards(t.Context(), w.evan, contact.Filter{}, "3.0", &b)
		if err != nil || n != 3 {
			t.Fatalf("wrote %d cards (%v), want 3", n, err)
		}
		if strings.Contains(b.String(), "Confidential") {
			t.Error("what is written about a client went to a telephone")
		}
	})
}

func FuzzFromVCard(f *testing.F) {
	f.Add("BEGIN:VCARD\nN:;;;;\nNICKNAME:\nTEL:tel:\nADR:;\nBDAY:1\nORG:\nEND:VCARD")
	f.Fuzz(func(t *testing.T, text string) {
		for v := range vcard.Read(strings.NewReader(text)) {
			c := contact.FromVCard(v)
			_ = c.VCard("4.0", true)
		}
	})
}
