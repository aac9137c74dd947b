package matterweb_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/browser"
	"candor/internal/kit/civil"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
	"candor/internal/work/matter/matterweb"
)

// furnish gives the firm enough to look at.
func (s *site) furnish() matter.Matter {
	s.t.Helper()
	ctx := s.t.Context()
	maya, dan, lena := s.Person("Maya Rivera"), s.Person("Daniel Rivera"), s.Person("Lena Brandt")
	m, err := s.Matters.Open(ctx, s.Ruth, matter.New{
		Matter: matter.Matter{
			Title: "Rivera v. Cascade Freight", ClientID: maya.ID, AreaID: s.Area("injury").ID, ResponsibleID: staff.ID(s.Ruth.ID), OpenedOn: civil.On(2026, 3, 2),
			Court: "Travis County District Court", CourtNumber: "D-1-GN-26-001234", Jurisdiction: "US-TX", Tags: []string{"road"},
			Refs: []matter.Ref{{Label: "Claim", Number: "44-1207"}}, Fields: map[string]string{"accident_on": "2026-01-14", "kind_of_accident": "Road", "policy_limit": "100,000"},
			Notes: "Rear-ended at a red light; soft-tissue injuries, six weeks off work.",
		},
		Team: []matter.Member{{StaffID: staff.ID(s.Pia.ID), Role: matter.Paralegal}},
		Parties: []matter.Party{
			{ContactID: dan.ID, Part: matter.Adverse, RepresentedBy: lena.ID}, {ContactID: lena.ID, Part: "opposing_counsel"},
		},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, to := range []string{"investigation", "records", "demand"} {
		s.clock.Advance(40 * 24 * time.Hour)
		if _, err := s.Matters.MoveStage(ctx, s.Ruth, m.ID, 0, to, ""); err != nil {
			s.t.Fatal(err)
		}
	}
	for _, x := range []struct {
		c     contact.ID
		title string
	}{{dan.ID, "Purchase of 88 Alder Street"}, {maya.ID, "Guardianship of Leo Rivera-Castellanos de la Torre"}, {lena.ID, "Partnership agreement"}} {
		s.Open(x.c, x.title)
	}
	return m
}

func TestMattersAreLookedAt(t *testing.T) {
	looks := map[string]browser.Options{
		"desk":       {Width: 1440, Height: 1000},
		"desk-dark":  {Width: 1440, Height: 1000, Dark: true},
		"phone":      {Width: 390, Height: 844},
		"phone-dark": {Width: 390, Height: 844, Dark: true},
	}
	s := one(t)
	m := s.furnish()
	s.visitor = s.Ruth
	server := httptest.NewServer(http.HandlerFunc(s.handler.ServeHTTP))
	t.Cleanup(server.Close)
	b := browser.Open(t)
	for name, o := range looks {
		t.Run(name, func(t *testing.T) {
			o.Base = server.URL
			p := b.Page(t, o)
			p.Allow("status of 404") // the parts of a matter's page that other features answer
			for shot, path := range map[string]string{
				"list": "/matters", "board": "/matters/board?area=" + string(s.Area("family").ID), "matter": matterweb.Path(m.ID), "edit": matterweb.Path(m.ID) + "/edit",
				"new": "/matters/new", "history": matterweb.Path(m.ID) + "/history", "close": matterweb.Path(m.ID) + "/close", "areas": "/settings/areas",
				"area": "/settings/areas/" + string(s.Area("injury").ID), "bulk": "/matters/bulk?act=stage&id=" + string(m.ID),
			} {
				if status := p.Goto(path); status != http.StatusOK {
					t.Errorf("%s = %d, want 200", path, status)
				}
				p.Axe()
				p.Screenshot("matter-" + name + "-" + shot)
			}
		})
	}
}

func TestAMatterIsOpenedFromTheKeyboardUp(t *testing.T) {
	s := one(t)
	s.Person("Maya Rivera")
	s.visitor = s.Ruth
	server := httptest.NewServer(http.HandlerFunc(s.handler.ServeHTTP))
	t.Cleanup(server.Close)
	p := browser.Open(t).Page(t, browser.Options{Base: server.URL})
	p.Allow("status of 404")
	p.Goto("/matters/new")
	p.Fill("Client…", "river")
	p.Wait("option", "Maya Rivera")
	p.Press("Enter")
	p.Fill("Title of the matter…", "Rivera custody")
	p.Choose("Practice area", "Family")
	p.Click("button", "Open matter")
	p.WaitText("2026-00001 is open.")
	p.Click("button", "Move on to “Petition filed”")
	p.WaitText("Moved to its new stage.")
	p.Click("button", "Undo")
	p.WaitText("Moved back.")
}
