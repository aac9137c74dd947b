package timelineweb_test

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/talk/timeline"
)

func TestANoteIsWrittenOnTopOfALine(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		line := "/matters/" + string(h.matter.ID) + "/timeline"
		if a := h.get(t, "ruth", line); a.status != http.StatusOK || !strings.Contains(a.text(), "Nothing has happened yet") {
			t.Errorf("an empty line = %d %q, want the empty state", a.status, a.text())
		}
		a := h.post(t, "ruth", line, url.Values{"body": {"She prefers mornings."}})
		if a.status != http.StatusSeeOther {
			t.Fatalf("adding a note = %d, want to be sent on", a.status)
		}
		for _, at := range []string{line, "/contacts/" + string(h.client.ID) + "/timeline"} {
			a = h.get(t, "evan", at)
			want := at == line // a note about the matter is not in the client's own line
			if got := strings.Contains(a.text(), "She prefers mornings."); got != want {
				t.Errorf("%s shows the note: %v, want %v", at, got, want)
			}
		}
		a = h.post(t, "ruth", line, url.Values{"body": {" "}})
		if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.text(), "Write the note.") {
			t.Errorf("an empty note = %d, want 422 with what is wrong", a.status)
		}
	})
}

func TestALineIsAPartOfAPageToo(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		a := h.part(t, "ruth", "/contacts/"+string(h.client.ID)+"/timeline")
		if a.Find("h1").Length() != 0 || a.Find("#timeline-list").Length() != 1 {
			t.Errorf("the part has %d h1 and %d lists, want none and one", a.Find("h1").Length(), a.Find("#timeline-list").Length())
		}
		if trigger, _ := a.Find("#timeline-list").Attr("hx-trigger"); trigger != timeline.Topic(string(h.client.ID))+" from:body" {
			t.Errorf("it refreshes on %q, want the client's topic", trigger)
		}
		if a.Find("[class=''], [style]").Length() != 0 {
			t.Error("the part styles itself, want that left to ui")
		}
	})
}

func TestAMoveFromThePageCanBeUndone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		e := h.mail(t, "From: maya@client.example", "To: ruth@larkspur.example", date, "Message-ID: <1@x.example>", "Subject: The lease", "", "Could you call me?")
		tray := h.get(t, "ruth", "/unfiled")
		if n := tray.Find("form[action='/timeline/" + string(e.ID) + "/move']").Length(); n != 2 {
			t.Errorf("the tray proposes %d matters, want both", n)
		}
		a := h.post(t, "ruth", "/timeline/"+string(e.ID)+"/move", url.Values{"matter": {string(h.second.ID)}, "back": {"/unfiled"}})
		if a.status != http.StatusSeeOther || a.to != "/unfiled" {
			t.Fatalf("filing = %d to %q, want back to the tray", a.status, a.to)
		}
		flash := a.header.Get("Set-Cookie")
		page := h.do(t, "ruth", http.MethodGet, "/unfiled", "", "", "Cookie", strings.Split(flash, ";")[0])
		undo, ok := page.Find("form[action*='/undo']").Attr("action")
		if !ok || !strings.Contains(page.text(), "Everything is filed") {
			t.Fatalf("after filing: undo %v, %q; want a way back and an empty tray", ok, page.text())
		}
		if a = h.post(t, "ruth", undo, nil); a.status != http.StatusSeeOther {
			t.Errorf("undoing = %d, want to be sent on", a.status)
		}
		if a = h.get(t, "ruth", "/unfiled"); !strings.Contains(a.text(), "The lease") {
			t.Errorf("after undoing the tray says %q, want the message back", a.text())
		}
		if a = h.post(t, "ruth", "/timeline/"+string(e.ID)+"/move", url.Values{}); a.status != http.StatusUnprocessableEntity {
			t.Errorf("moving nowhere = %d, want 422", a.status)
		}
	})
}

func TestAMessageIsShownWhereItCanDoNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		e := h.mail(t, "From: maya@client.example", "To: ruth@larkspur.example", date, "Message-ID: <1@x.example>", "Subject: Scan", "MIME-Version: 1.0",
			"Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/html", "", `<p onclick="x()">Hello<script>alert(1)</script><img src="http://spy.example/i.png" width=50></p>`,
			"--b", "Content-Type: text/html; name=evil.html", "Content-Disposition: attachment; filename=evil.html", "", "<script>alert(2)</script>", "--b--", "")
		path := "/timeline/" + string(e.ID)
		page := h.get(t, "ruth", path)
		if f := page.Find("iframe[sandbox='']"); f.Length() != 1 || page.Find("script:contains(alert)").Length() != 0 {
			t.Errorf("the page has %d sandboxes, want one, and no script of the sender's", f.Length())
		}
		a := h.get(t, "ruth", path+"/html")
		csp := a.header.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'; style-src 'none'; img-src 'self'") || strings.Contains(a.body, "alert") || strings.Contains(a.body, "spy.example") {
			t.Errorf("shown under %q as %q, want nothing that acts", csp, a.body)
		}
		a = h.get(t, "ruth", path+"/files/0?inline=1")
		if a.header.Get("Content-Disposition") != "attachment; filename=evil.html" || a.header.Get("X-Content-Type-Options") != "nosniff" || a.header.Get("Content-Type") != "application/octet-stream" {
			t.Errorf("the file came as %q %q, want a download that no browser opens", a.header.Get("Content-Type"), a.header.Get("Content-Disposition"))
		}
		a = h.get(t, "ruth", path+"/original")
		if a.header.Get("Content-Disposition") != "attachment; filename=Scan.eml" || !strings.Contains(a.body, "Message-ID: <1@x.example>\r\n") {
			t.Errorf("the original came as %q, want the bytes as Scan.eml", a.header.Get("Content-Disposition"))
		}
		for _, bad := range []string{"/files/9", "/files/x", "/files/-1"} {
			if a := h.get(t, "ruth", path+bad); a.status != http.StatusNotFound {
				t.Errorf("%s = %d, want 404", bad, a.status)
			}
		}
	})
}

func TestFormsAboutAnEntryKeepWhatWasTyped(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		e, err := h.line.Log(t.Context(), h.people["ruth"], timeline.New{Entry: timeline.Entry{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Connected, MatterID: h.matter.ID, ContactID: h.client.ID}})
		if err != nil {
			t.Fatal(err)
		}
		path := "/timeline/" + string(e.ID)
		for _, form := range []string{"", "/edit", "/weigh", "/move", "/remove"} {
			if a := h.get(t, "ruth", path+form); a.status != http.StatusOK {
				t.Errorf("GET %s = %d, want 200", path+form, a.status)
			}
		}
		a := h.post(t, "ruth", path, url.Values{"version": {"1"}, "at": {"someday"}, "minutes": {"5"}, "body": {"Kept words"}, "direction": {"out"}, "outcome": {"connected"}})
		if a.status != http.StatusUnprocessableEntity || a.Find("textarea").Text() != "Kept words" || a.Find("[aria-invalid]").Length() != 1 {
			t.Errorf("a broken time = %d with %q, want 422 with the words kept", a.status, a.Find("textarea").Text())
		}
		a = h.post(t, "ruth", path, url.Values{"version": {"1"}, "at": {"2026-09-16T11:30"}, "minutes": {"5"}, "body": {"Talked"}, "direction": {"out"}, "outcome": {"connected"}})
		if a.status != http.StatusSeeOther {
			t.Errorf("a change = %d, want it saved", a.status)
		}
		a = h.post(t, "ruth", path, url.Values{"version": {"1"}, "at": {"2026-09-16T11:30"}, "body": {"Late"}, "direction": {"out"}, "outcome": {"connected"}})
		if a.status != http.StatusUnprocessableEntity || !strings.Contains(a.text(), "Someone else changed this") {
			t.Errorf("a change over an old version = %d, want it refused", a.status)
		}
		if a = h.post(t, "ruth", path+"/weigh", url.Values{"substantive": {"no"}, "why": {""}}); a.status != http.StatusUnprocessableEntity {
			t.Errorf("weighing without a reason = %d, want 422", a.status)
		}
		if a = h.post(t, "ruth", path+"/remove", url.Values{"why": {"Logged twice"}}); a.status != http.StatusSeeOther {
			t.Errorf("removing = %d, want to be sent on", a.status)
		}
		if a = h.get(t, "ruth", path); !strings.Contains(a.text(), "Logged twice") {
			t.Errorf("a removed entry's page says %q, want why", a.text())
		}
	})
}

func TestAWallStandsBeforeEveryRoute(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		e := h.mail(t, "From: maya@client.example", "To: ruth@larkspur.example", date, "Message-ID: <1@x.example>", "Subject: Secret", "Content-Type: text/html", "", "<p>Secret</p>")
		if _, err := h.access.Raise(t.Context(), h.people["maya"], access.New{Name: "Screen", Reason: "Other side", People: []string{h.people["evan"].ID}, Objects: []access.Object{{Kind: "contact", ID: string(h.client.ID)}}}); err != nil {
			t.Fatal(err)
		}
		id := string(e.ID)
		for _, path := range []string{
			"/timeline/" + id, "/timeline/" + id + "/html", "/timeline/" + id + "/original", "/timeline/" + id + "/files/0", "/timeline/" + id + "/edit",
			"/timeline/" + id + "/move", "/timeline/" + id + "/weigh", "/timeline/" + id + "/remove", "/matters/" + string(h.matter.ID) + "/timeline",
			"/contacts/" + string(h.client.ID) + "/timeline", "/api/v1/timeline/" + id, "/api/v1/timeline/" + id + "/thread", "/api/v1/timeline/" + id + "/suggestions",
			"/api/v1/matters/" + string(h.matter.ID) + "/timeline", "/api/v1/contacts/" + string(h.client.ID) + "/timeline",
		} {
			if a := h.get(t, "evan", path); a.status != http.StatusNotFound || strings.Contains(a.body, "Secret") {
				t.Errorf("GET %s = %d, want 404 and no word of it", path, a.status)
			}
		}
		for _, path := range []string{"/move", "/settle", "/hold", "/remove", "/restore", ""} {
			if a := h.post(t, "evan", "/timeline/"+id+path, url.Values{"matter": {string(h.matter.ID)}, "why": {"x"}}); a.status != http.StatusNotFound {
				t.Errorf("POST %s = %d, want 404", path, a.status)
			}
		}
		if a := h.get(t, "evan", "/unfiled"); a.status != http.StatusOK || strings.Contains(a.body, "Secret") {
			t.Errorf("the tray = %d, want it empty", a.status)
		}
		if a := h.get(t, "ben", "/unfiled"); a.status != http.StatusForbidden {
			t.Errorf("the tray for billing = %d, want 403", a.status)
		}
	})
}

func TestTheAPISaysAndDoesTheSame(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		a := h.call(t, "ruth", http.MethodPost, "/timeline", `{"kind":"call","direction":"in","outcome":"connected","matter_id":"`+string(h.matter.ID)+`","contact_id":"`+string(h.client.ID)+`","seconds":120,"body":"Talked"}`)
		var e struct {
			ID          string `json:"id"`
			Substantive bool   `json:"substantive"`
			Matter      string `json:"matter_id"`
		}
		read(t, a, &e)
		if a.status != http.StatusCreated || !e.Substantive {
			t.Fatalf("logging = %d %s, want 201 and a contact that counts", a.status, a.body)
		}
		if a := h.call(t, "ruth", http.MethodPost, "/timeline", `{"kind":"email","matter_id":"`+string(h.matter.ID)+`"}`); a.status != http.StatusUnprocessableEntity {
			t.Errorf("logging a message = %d, want 422: messages are received", a.status)
		}
		if a := h.call(t, "ruth", http.MethodPut, "/timeline/"+e.ID, `{"kind":"call","direction":"in","outcome":"voicemail","at":"2026-09-16T16:00:00Z"}`); a.status != http.StatusConflict {
			t.Errorf("changing without If-Match = %d, want 409", a.status)
		}
		a = h.call(t, "ruth", http.MethodPut, "/timeline/"+e.ID, `{"kind":"call","direction":"out","outcome":"voicemail","at":"2026-09-16T16:00:00Z"}`, "If-Match", `"1"`)
		if read(t, a, &e); a.status != http.StatusOK || a.header.Get("ETag") != `"2"` || e.Substantive {
			t.Errorf("changing = %d %s, want version 2, which counts no more", a.status, a.body)
		}
		var m struct {
			ID string `json:"id"`
			To string `json:"to_matter"`
		}
		read(t, h.call(t, "ruth", http.MethodPost, "/timeline/"+e.ID+"/move", `{"matter_id":"`+string(h.second.ID)+`"}`), &m)
		if m.To != string(h.second.ID) {
			t.Errorf("moved to %q, want the second matter", m.To)
		}
		if a := h.call(t, "ruth", http.MethodPost, "/timeline/moves/"+m.ID+"/undo", ""); a.status != http.StatusOK {
			t.Errorf("undoing = %d %s, want 200", a.status, a.body)
		}
		var l struct {
			Items []struct {
				ID string `json:"id"`
			} `json:"items"`
		}
		read(t, h.call(t, "evan", http.MethodGet, "/matters/"+string(h.matter.ID)+"/timeline?kind=call&limit=5", ""), &l)
		if len(l.Items) != 1 || l.Items[0].ID != e.ID {
			t.Errorf("the line = %+v, want the call", l)
		}
	})
}

func read(t *testing.T, a answer, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(a.body), v); err != nil {
		t.Fatalf("reading %q: %v", a.body, err)
	}
}

func TestAMessageIsAddedByHand(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		var b bytes.Buffer
		form := multipart.NewWriter(&b)
		f, err := form.CreateFormFile("message", "one.eml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err = f.Write([]byte("From: Samira Haddad <samira@elsewhere.example>\r\nTo: ruth@larkspur.example\r\n" + date + "\r\nMessage-ID: <u@x>\r\nSubject: By hand\r\n\r\nHello")); err != nil {
			t.Fatal(err)
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		if a := h.do(t, "ruth", http.MethodPost, "/unfiled", form.FormDataContentType(), b.String()); a.status != http.StatusSeeOther {
			t.Fatalf("adding = %d %q, want to be sent on", a.status, a.text())
		}
		if a := h.get(t, "ruth", "/unfiled"); !strings.Contains(a.text(), "By hand") || !strings.Contains(a.text(), "Samira Haddad → ruth") {
			t.Errorf("the tray says %q, want the message and who it is from, though nobody knows her", a.text())
		}
		if a := h.post(t, "ruth", "/unfiled", nil); a.status != http.StatusUnprocessableEntity {
			t.Errorf("adding nothing = %d, want 422", a.status)
		}
	})
}
