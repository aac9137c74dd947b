package callweb_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"candor/internal/firm/access"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/people/client"
	"candor/internal/talk/timeline"
)

func callForm(h *house) url.Values {
	return url.Values{"kind": {"call"}, "contact": {string(h.client.ID)}, "matter": {string(h.matter.ID)}, "direction": {"out"}, "outcome": {"connected"}, "at": {"2026-09-16T11:30"}, "minutes": {"6"}, "answered": {"yes"}}
}

func (h *house) entries(t *testing.T) []timeline.Entry {
	t.Helper()
	es, _, err := h.line.OfContact(t.Context(), h.people["ruth"], h.client.ID, timeline.Filter{}, db.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return es
}

func TestACallIsLoggedInTwoClicks(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		a := h.get(t, "ruth", "/calls/new?contact="+string(h.client.ID)+"&matter="+string(h.matter.ID)+"&back=/today")
		form := url.Values{}
		a.Find("form#call input, form#call textarea, form#call select").Each(func(_ int, s *goquery.Selection) {
			name, _ := s.Attr("name")
			kind, _ := s.Attr("type")
			_, checked := s.Attr("checked")
			if kind == "radio" && !checked || name == "" {
				return
			}
			value := s.AttrOr("value", s.Find("option[selected]").AttrOr("value", ""))
			form.Set(name, value)
		})
		a = h.post(t, "ruth", "/calls/new", form) // as it stands: the second click
		if a.status != http.StatusSeeOther || a.to != "/today" {
			t.Fatalf("saving the form as it stands = %d to %q %q, want back to where one was", a.status, a.to, a.text())
		}
		if es := h.entries(t); len(es) != 1 || es[0].Kind != timeline.Call || es[0].MatterID != h.matter.ID || !es[0].Substantive {
			t.Errorf("entries = %+v, want one call that counts, in the matter", es)
		}
	})
}

func TestEveryKindHasItsForm(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		for kind, field := range map[string]string{"call": "outcome", "meeting": "channel", "letter": "subject"} {
			a := h.get(t, "ruth", "/calls/new?kind="+kind)
			if a.status != http.StatusOK || a.Find("[name="+field+"]").Length() == 0 {
				t.Errorf("the form of a %s = %d, want 200 with %s", kind, a.status, field)
			}
		}
		f := url.Values{"kind": {"letter"}, "contact": {string(h.client.ID)}, "direction": {"in"}, "channel": {"courier"}, "subject": {"The deed"}, "at": {"2026-09-15T09:00"}}
		if a := h.post(t, "ruth", "/calls/new", f); a.status != http.StatusSeeOther {
			t.Fatalf("logging a letter = %d %q, want it logged", a.status, a.text())
		}
		f = url.Values{"kind": {"meeting"}, "contact": {string(h.client.ID)}, "channel": {"video"}, "minutes": {"45"}}
		if a := h.post(t, "ruth", "/calls/new", f); a.status != http.StatusSeeOther {
			t.Fatalf("logging a meeting = %d %q, want it logged", a.status, a.text())
		}
		if es := h.entries(t); len(es) != 2 || es[0].Seconds != 2700 || es[1].Channel != "courier" {
			t.Errorf("entries = %+v, want the meeting of 45 minutes and the letter by courier", es)
		}
	})
}

func TestABrokenFormComesBackFilled(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		f := callForm(h)
		f.Set("body", "Kept words")
		f.Set("minutes", "many")
		f.Set("promised", "Write")
		a := h.post(t, "ruth", "/calls/new", f)
		if a.status != http.StatusUnprocessableEntity || a.Find("textarea[name=body]").Text() != "Kept words" || a.Find("[name=minutes]").AttrOr("value", "") != "many" {
			t.Errorf("broken minutes = %d, want 422 with all that was typed", a.status)
		}
		f.Set("minutes", "5")
		a = h.post(t, "ruth", "/calls/new", f)
		if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.text(), "Say by when.") || a.Find("details[open]").Length() != 1 {
			t.Errorf("a promise without a day = %d %q, want 422 at the open field", a.status, a.text())
		}
		if n := len(h.entries(t)); n != 0 {
			t.Errorf("entries = %d, want none", n)
		}
	})
}

func TestAPromiseBecomesATask(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		f := callForm(h)
		f.Set("promised", "Send the bills")
		f.Set("by", "2026-09-18")
		f.Set("owner", h.people["evan"].ID)
		if a := h.post(t, "ruth", "/calls/new", f); a.status != http.StatusSeeOther {
			t.Fatalf("logging = %d %q, want it logged", a.status, a.text())
		}
		ts, err := h.tasks.Mine(t.Context(), h.people["evan"], civil.On(2026, time.September, 30))
		if err != nil || len(ts) != 1 || ts[0].Title != "Send the bills" {
			t.Errorf("Evan's tasks = %+v (%v), want what Ruth promised", ts, err)
		}
	})
}

func TestATimerRunsUntilItIsLogged(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		if a := h.get(t, "ruth", "/calls/running"); a.status != http.StatusSeeOther || a.to != "/calls/new" {
			t.Errorf("no timer = %d to %q, want the empty form", a.status, a.to)
		}
		if a := h.post(t, "ruth", "/calls/start", callForm(h)); a.to != "/calls/running" {
			t.Fatalf("starting = %d to %q, want the running timer", a.status, a.to)
		}
		h.clock.Advance(9 * time.Minute)
		a := h.get(t, "ruth", "/calls/running")
		if a.Find("candor-timer").Text() != "0:09:00" || a.Find("[name=timed]").Length() != 1 {
			t.Errorf("the timer shows %q, want 0:09:00", a.Find("candor-timer").Text())
		}
		if a = h.get(t, "ruth", "/calls/timer"); a.Find("a[href='/calls/running']").Length() != 1 {
			t.Errorf("the part for every page = %q, want a link to the timer", a.text())
		}
		if a = h.post(t, "ruth", "/calls/start", callForm(h)); a.status != http.StatusUnprocessableEntity {
			t.Errorf("a second timer = %d, want it refused", a.status)
		}
		f := callForm(h)
		f.Set("timed", "yes")
		f.Del("minutes")
		f.Del("at")
		if a = h.post(t, "ruth", "/calls/new", f); a.status != http.StatusSeeOther {
			t.Fatalf("logging = %d %q, want it logged", a.status, a.text())
		}
		if es := h.entries(t); len(es) != 1 || es[0].Seconds != 540 {
			t.Errorf("entries = %+v, want one of nine minutes", es)
		}
		h.post(t, "ruth", "/calls/start", callForm(h))
		if a = h.post(t, "ruth", "/calls/discard", nil); a.status != http.StatusSeeOther {
			t.Errorf("discarding = %d, want to be sent on", a.status)
		}
		if n := len(h.entries(t)); n != 1 {
			t.Errorf("entries after discarding = %d, want still one", n)
		}
	})
}

func TestOneIsWarnedBeforeCalling(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		if _, err := h.clients.Save(t.Context(), h.people["ruth"], client.Client{ContactID: h.client.ID, Safe: client.Safe{NoVoicemail: true}}); err != nil {
			t.Fatal(err)
		}
		if a := h.get(t, "ruth", "/calls/new?matter="+string(h.matter.ID)); !strings.Contains(a.text(), "Leave no voicemail.") {
			t.Errorf("the form says %q, want the warning", a.text())
		}
	})
}

func TestANameAloneIsEnough(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		f := callForm(h)
		f.Del("contact")
		f.Del("matter")
		f.Set("contact_text", "rivera") // as a browser without scripts sends it
		if a := h.post(t, "ruth", "/calls/new", f); a.status != http.StatusSeeOther {
			t.Fatalf("logging = %d %q, want it logged with the only Rivera", a.status, a.text())
		}
		f.Set("contact_text", "nobody")
		if a := h.post(t, "ruth", "/calls/new", f); a.status != http.StatusUnprocessableEntity || a.Find("[name=contact_text]").AttrOr("value", "") != "nobody" {
			t.Errorf("an unknown name = %d, want 422 with what was typed", a.status)
		}
	})
}

func TestAWallStandsBeforeTheForm(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		if _, err := h.access.Raise(t.Context(), h.people["maya"], access.New{Name: "Screen", Reason: "Other side", People: []string{h.people["evan"].ID}, Objects: []access.Object{{Kind: "contact", ID: string(h.client.ID)}}}); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"/calls/new?contact=" + string(h.client.ID), "/calls/new?matter=" + string(h.matter.ID)} {
			if a := h.get(t, "evan", path); a.status != http.StatusNotFound || strings.Contains(a.body, "Rivera") {
				t.Errorf("GET %s = %d, want 404", path, a.status)
			}
		}
		for _, path := range []string{"/calls/new", "/calls/start"} {
			if a := h.post(t, "evan", path, callForm(h)); a.status != http.StatusNotFound {
				t.Errorf("POST %s = %d, want 404", path, a.status)
			}
		}
		if a := h.get(t, "evan", "/calls/matters?q=rivera"); strings.Contains(a.body, "Rivera") {
			t.Errorf("choosing a matter gives %q, want nothing", a.body)
		}
	})
}

func TestTheAPILogsToo(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		if a := h.call(t, "ruth", http.MethodPost, "/calls/timer", `{"kind":"call","contact_id":"`+string(h.client.ID)+`"}`); a.status != http.StatusOK {
			t.Errorf("starting = %d %s, want 200", a.status, a.body)
		}
		h.clock.Advance(time.Minute)
		a := h.call(t, "ruth", http.MethodPost, "/calls", `{"kind":"call","direction":"in","outcome":"connected","contact_id":"`+string(h.client.ID)+`","timed":true,"promised":"Write","by":"2026-09-18"}`)
		var o struct {
			Entry   string `json:"entry_id"`
			Task    string `json:"task_id"`
			Seconds int64  `json:"seconds"`
		}
		if err := json.Unmarshal([]byte(a.body), &o); err != nil || a.status != http.StatusCreated || o.Entry == "" || o.Task == "" || o.Seconds != 60 {
			t.Errorf("logging = %d %s (%v), want an entry of a minute and a task", a.status, a.body, err)
		}
		if a := h.call(t, "ruth", http.MethodGet, "/calls/timer", ""); a.status != http.StatusNotFound {
			t.Errorf("the timer after logging = %d, want 404", a.status)
		}
		if a := h.call(t, "ruth", http.MethodPost, "/calls", `{"kind":"call","contact_id":"`+string(h.client.ID)+`","by":"soon"}`); a.status != http.StatusUnprocessableEntity {
			t.Errorf("a broken day = %d, want 422", a.status)
		}
	})
}
