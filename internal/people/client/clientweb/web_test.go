package clientweb_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/people/client"
	"candor/internal/talk/timeline"
)

func careForm(version string) url.Values {
	return url.Values{
		"version": {version}, "channel.0": {"phone"}, "channel.1": {"portal"}, "lang": {"es"}, "days.0": {"1", "5"}, "from.0": {"17:00"}, "to.0": {"20:00"},
		"no_voicemail": {"on"}, "avoid": {"her brother"},
	}
}

func TestPreferencesAreAskedAndShown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		care := "/clients/" + string(h.client.ID) + "/care"
		if a := h.part(t, "ruth", care); a.status != http.StatusOK || a.Find("h1").Length() != 0 || !strings.Contains(a.text(), "Nothing is written down yet") {
			t.Errorf("before = %d %q, want the part that says so", a.status, a.text())
		}
		if a := h.get(t, "ruth", care+"/edit"); a.status != http.StatusOK || a.Find("select[name='channel.0']").Length() != 1 {
			t.Errorf("the form = %d, want 200", a.status)
		}
		if a := h.post(t, "ruth", care, careForm("0")); a.status != http.StatusSeeOther {
			t.Fatalf("saving = %d %q, want to be sent on", a.status, a.text())
		}
		a := h.part(t, "evan", care)
		for _, want := range []string{"Leave no voicemail.", "Do not mention: her brother", "Phone", "Monday, Friday 17:00–20:00", "Spanish", "outside the hours they gave"} {
			if !strings.Contains(a.text(), want) {
				t.Errorf("the part says %q, want %q in it", a.text(), want)
			}
		}
	})
}

func TestABrokenFormComesBackFilled(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		care := "/clients/" + string(h.client.ID) + "/care"
		f := careForm("0")
		f.Set("to.0", "late")
		a := h.post(t, "ruth", care, f)
		avoid := a.Find("textarea[name=avoid]").Text()
		if to, _ := a.Find("input[name='to.0']").Attr("value"); a.status != http.StatusUnprocessableEntity || to != "late" || avoid != "her brother" || a.Find("input[name='days.0'][checked]").Length() != 2 {
			t.Errorf("broken hours = %d with %q, %q; want 422 with all that was typed", a.status, to, avoid)
		}
		f = careForm("7")
		if a = h.post(t, "ruth", care, f); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.text(), "Someone else changed this") {
			t.Errorf("an old version = %d, want it refused", a.status)
		}
	})
}

func TestDaysAndStanding(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		base := "/clients/" + string(h.client.ID)
		if a := h.get(t, "ruth", base+"/dates/new"); a.status != http.StatusOK {
			t.Errorf("the form of a day = %d, want 200", a.status)
		}
		if a := h.post(t, "ruth", base+"/dates", url.Values{"kind": {"loss"}, "on": {"soon"}, "name": {"The accident"}}); a.status != http.StatusUnprocessableEntity || !strings.Contains(a.body, "The accident") {
			t.Errorf("a broken day = %d, want 422 with what was typed", a.status)
		}
		if a := h.post(t, "ruth", base+"/dates", url.Values{"kind": {"loss"}, "on": {"2024-09-16"}, "name": {"The accident"}, "yearly": {"on"}}); a.status != http.StatusSeeOther {
			t.Fatalf("a day = %d, want it kept", a.status)
		}
		a := h.part(t, "ruth", base+"/care")
		if !strings.Contains(a.text(), "Today is a hard day for them: The accident.") {
			t.Errorf("the part says %q, want the warning of today", a.text())
		}
		remove, _ := a.Find("form[action*='/dates/']").Attr("action")
		if a = h.post(t, "ruth", remove, nil); a.status != http.StatusSeeOther {
			t.Errorf("removing the day = %d, want to be sent on", a.status)
		}
		if a = h.post(t, "ruth", base+"/status", url.Values{"status": {"active"}}); a.status != http.StatusSeeOther {
			t.Errorf("becoming a client = %d, want to be sent on", a.status)
		}
		if a = h.post(t, "ben", base+"/status", url.Values{"status": {"former"}}); a.status != http.StatusForbidden {
			t.Errorf("billing changing that = %d, want 403", a.status)
		}
	})
}

func TestTheListSaysWhoWasSpokenToAndWhen(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		if a := h.get(t, "ruth", "/clients"); a.status != http.StatusOK || !strings.Contains(a.text(), "No clients yet") {
			t.Errorf("an empty list = %d %q, want the empty state", a.status, a.text())
		}
		if _, err := h.clients.Become(t.Context(), h.people["ruth"], h.client.ID, client.Active); err != nil {
			t.Fatal(err)
		}
		if _, err := h.line.Log(t.Context(), h.people["ruth"], timeline.New{Entry: timeline.Entry{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Connected, ContactID: h.client.ID}}); err != nil {
			t.Fatal(err)
		}
		a := h.get(t, "evan", "/clients?status=active&q=rivera")
		row := strings.Join(strings.Fields(a.Find("#client-rows tr").Text()), " ")
		if !strings.Contains(row, "Maya Rivera Active client2just now") {
			t.Errorf("the row says %q, want Maya, active, two matters, just now", row)
		}
	})
}

func TestAWallStandsBeforeEveryRoute(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		if _, err := h.access.Raise(t.Context(), h.people["maya"], access.New{Name: "Screen", Reason: "Other side", People: []string{h.people["evan"].ID}, Objects: []access.Object{{Kind: "contact", ID: string(h.client.ID)}}}); err != nil {
			t.Fatal(err)
		}
		base := "/clients/" + string(h.client.ID)
		for _, path := range []string{base + "/care", base + "/care/edit", base + "/dates/new", "/api/v1" + base, "/api/v1" + base + "/safe?channel=phone"} {
			if a := h.get(t, "evan", path); a.status != http.StatusNotFound || strings.Contains(a.body, "Rivera") {
				t.Errorf("GET %s = %d, want 404", path, a.status)
			}
		}
		for path, form := range map[string]url.Values{"/care": careForm("0"), "/dates": {"kind": {"birthday"}, "on": {"1980-01-01"}}, "/status": {"status": {"active"}}} {
			if a := h.post(t, "evan", base+path, form); a.status != http.StatusNotFound {
				t.Errorf("POST %s = %d, want 404", path, a.status)
			}
		}
	})
}

func TestTheAPISaysAndDoesTheSame(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		base := "/clients/" + string(h.client.ID)
		a := h.call(t, "ruth", http.MethodPut, base, `{"channels":["portal"],"only_these_channels":true,"hours":[{"days":[1],"from":"09:00","to":"24:00"}]}`)
		if a.status != http.StatusOK || a.header.Get("ETag") != `"1"` {
			t.Fatalf("saving = %d %s, want 200 and version 1", a.status, a.body)
		}
		if a = h.call(t, "ruth", http.MethodPut, base, `{"channels":["phone"]}`); a.status != http.StatusConflict {
			t.Errorf("saving over it without If-Match = %d, want 409", a.status)
		}
		var safe struct {
			Items []struct {
				Text string `json:"text"`
				Stop bool   `json:"stop"`
			} `json:"items"`
		}
		a = h.call(t, "ruth", http.MethodGet, base+"/safe?channel=email", "")
		if err := json.Unmarshal([]byte(a.body), &safe); err != nil || len(safe.Items) != 1 || !safe.Items[0].Stop {
			t.Errorf("safe to e-mail = %s (%v), want a stop", a.body, err)
		}
		a = h.call(t, "ruth", http.MethodPost, base+"/dates", `{"kind":"birthday","on":"1980-05-31","yearly":true}`)
		var day struct{ ID string }
		if err := json.Unmarshal([]byte(a.body), &day); err != nil || a.status != http.StatusOK {
			t.Errorf("a day = %d %s (%v), want it kept", a.status, a.body, err)
		}
		if a = h.call(t, "ruth", http.MethodDelete, base+"/dates/"+day.ID, ""); a.status != http.StatusNoContent {
			t.Errorf("removing it = %d, want 204", a.status)
		}
		if a = h.call(t, "ruth", http.MethodPost, base+"/status", `{"status":"active"}`); a.status != http.StatusOK || !strings.Contains(a.body, `"active"`) {
			t.Errorf("becoming = %d %s, want active", a.status, a.body)
		}
		if a = h.call(t, "ruth", http.MethodGet, "/clients?status=active", ""); !strings.Contains(a.body, `"Maya Rivera"`) {
			t.Errorf("the list = %s, want Maya", a.body)
		}
	})
}
