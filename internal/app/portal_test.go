package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"candor/internal/app/apptest"
	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/mail"
	"candor/internal/kit/web"
	"candor/internal/people/seat"
	"candor/internal/talk/timeline"
)

// secrets are what must never reach a client; each says where it came from.
var secrets = []string{
	"NOTE-WORDS", "OTHERS-MAIL", "CALL-SUBJECT", "CALL-WORDS", "LETTER-WORDS", "SPOUSE-WORDS", "BLIND-COPY", "REMOVED-WORDS", "TASK-WORDS", "SECOND-MATTER", "OTHER-CLIENT",
}

// filed files a message in a matter.
func filed(t *testing.T, w *apptest.World, m timeline.Entry, d mail.Draft) {
	t.Helper()
	d.Date = w.Clock.Now().Add(-time.Hour)
	d.MessageID = d.Subject + "@mail.example"
	raw, err := mail.Compose(d)
	if err != nil {
		t.Fatal(err)
	}
	f, err := w.Timeline.FileMail(t.Context(), w.Actor("ruth"), raw, "test")
	if err == nil && f.Entry.MatterID != m.MatterID {
		_, err = w.Timeline.Move(t.Context(), w.Actor("ruth"), f.Entry.ID, m.MatterID)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAClientSeesWhatPassedWithThemAndNothingElse(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		maya, spouse, other := w.Someone("Maya Rivera", "maya@client.example"), w.Someone("Leo Rivera", "leo@client.example"), w.Someone("Sam Greene", "sam@client.example")
		m, second := w.Case(maya.ID, "Rivera custody"), w.Case(maya.ID, "Rivera will")
		theirs := w.Case(other.ID, "Greene defence")
		one := w.Seat(maya.ID, maya.ID, m.ID)
		near := w.Seat(spouse.ID, maya.ID, m.ID)
		ruth := mail.Address{Name: "Ruth Okafor", Addr: w.Person("ruth").Email}
		to := func(addr string) mail.Address { return mail.Address{Addr: addr} }
		here := timeline.Entry{MatterID: m.ID}
		filed(t, w, here, mail.Draft{Subject: "a", Text: "MAYA-WROTE", From: []mail.Address{to("maya@client.example")}, To: []mail.Address{ruth}})
		filed(t, w, here, mail.Draft{Subject: "b", Text: "TO-MAYA", From: []mail.Address{ruth}, To: []mail.Address{to("maya@client.example")}})
		filed(t, w, here, mail.Draft{Subject: "c", Text: "OTHERS-MAIL", From: []mail.Address{to("counsel@other.example")}, To: []mail.Address{ruth}, Cc: []mail.Address{to("maya@client.example")}})
		filed(t, w, here, mail.Draft{Subject: "d", Text: "SPOUSE-WORDS", From: []mail.Address{to("leo@client.example")}, To: []mail.Address{ruth}})
		filed(t, w, timeline.Entry{MatterID: second.ID}, mail.Draft{Subject: "f", Text: "SECOND-MATTER", From: []mail.Address{to("maya@client.example")}, To: []mail.Address{ruth}})
		filed(t, w, timeline.Entry{MatterID: theirs.ID}, mail.Draft{Subject: "g", Text: "OTHER-CLIENT", From: []mail.Address{to("sam@client.example")}, To: []mail.Address{ruth}})
		log := func(e timeline.Entry) timeline.ID {
			e.MatterID, e.At = m.ID, w.Clock.Now().Add(-time.Minute)
			made, err := w.Timeline.Log(t.Context(), w.Actor("ruth"), timeline.New{Entry: e})
			if err != nil {
				t.Fatal(err)
			}
			return made.ID
		}
		log(timeline.Entry{Kind: timeline.Note, ContactID: maya.ID, Body: "NOTE-WORDS"})
		log(timeline.Entry{Kind: timeline.Call, Direction: timeline.Out, Outcome: timeline.Connected, ContactID: maya.ID, Subject: "CALL-SUBJECT", Body: "CALL-WORDS", Seconds: 720})
		log(timeline.Entry{Kind: timeline.Letter, Direction: timeline.Out, Channel: "post", ContactID: maya.ID, Subject: "LETTER-WORDS", Body: "LETTER-WORDS"})
		gone := log(timeline.Entry{Kind: timeline.Portal, Direction: timeline.Out, ContactID: maya.ID, Body: "REMOVED-WORDS"})
		if _, err := w.Timeline.Remove(t.Context(), w.Actor("ruth"), gone, "wrong person"); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Portal.Write(t.Context(), w.Actor("ruth"), m.ID, spouse.ID, "SPOUSE-WORDS", false); err != nil {
			t.Fatal(err)
		}

		b := w.Sit(one.ID)
		pages := []string{"/portal", "/portal/matters/" + string(m.ID), "/portal/matters/" + string(m.ID) + "/talk", "/portal/settings"}
		all := ""
		for _, path := range pages {
			all += b.Get(path).Text() + b.Part(path).Text()
		}
		for _, want := range []string{"MAYA-WROTE", "TO-MAYA", "A phone call with Ruth Okafor", "12 minutes", "A letter from Ruth Okafor"} {
			if !strings.Contains(all, want) {
				t.Errorf("the client doesn't see %q\n%s", want, all)
			}
		}
		for _, s := range secrets {
			if strings.Contains(all, s) {
				t.Errorf("the client sees %s", s)
			}
		}
		if p := w.Sit(near.ID).Get("/portal/matters/" + string(m.ID) + "/talk"); strings.Contains(p.Text(), "MAYA-WROTE") || !strings.Contains(p.Text(), "SPOUSE-WORDS") {
			t.Errorf("the spouse sees\n%s\nwant their own words and not the client's", p.Text())
		}
	})
}

// TestAClientReachesNothingOfAnother tries every route of the portal with the
// ids of another client's things, and of one's own that one wasn't let in to.
func TestAClientReachesNothingOfAnother(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		maya, sam := w.Someone("Maya Rivera", "maya@client.example"), w.Someone("Sam Greene", "sam@client.example")
		w.Case(maya.ID, "Rivera custody")
		mine, hidden, theirs := w.Case(maya.ID, "Rivera deed"), w.Case(maya.ID, "SECOND-MATTER"), w.Case(sam.ID, "OTHER-CLIENT")
		a, other := w.Sit(w.Seat(maya.ID, maya.ID, mine.ID).ID), w.Seat(sam.ID, sam.ID)
		b := w.Sit(other.ID)
		doors, err := w.App.Seat.Doors(t.Context(), client(w, other))
		if err != nil || len(doors.Sessions) != 1 {
			t.Fatalf("%d sessions, %v, want the one", len(doors.Sessions), err)
		}
		if err := w.Portal.Ask(t.Context(), client(w, other), theirs.ID, "OTHER-CLIENT"); err != nil {
			t.Fatal(err)
		}
		ids := []string{string(hidden.ID), string(theirs.ID), doors.Sessions[0].ID, string(other.ID), string(sam.ID)}
		tried := 0
		for _, r := range w.Mux.Routes() {
			if r.Audience != web.ForPortal || r.Pattern == "GET /portal/live" {
				continue
			}
			method, pattern, _ := strings.Cut(r.Pattern, " ")
			for _, id := range ids {
				path := wildcard.ReplaceAllString(pattern, id)
				p := a.Do(method, path, "application/x-www-form-urlencoded", strings.NewReader(url.Values{"question": {"May I?"}}.Encode()))
				tried++
				if path != pattern && p.Status != http.StatusNotFound {
					t.Errorf("%s %s = %d, want it not to be found", method, path, p.Status)
				}
				if text := p.Text(); strings.Contains(text, "OTHER-CLIENT") || strings.Contains(text, "SECOND-MATTER") || strings.Contains(text, "Greene") {
					t.Errorf("%s %s shows what is another's:\n%s", method, path, text)
				}
			}
		}
		if tried < 30 {
			t.Errorf("%d tries, want the whole portal", tried)
		}
		if p := b.Get("/portal"); !strings.Contains(p.Text(), "OTHER-CLIENT") {
			t.Errorf("the other client is disturbed: %d at %s", p.Status, p.Path)
		}
	})
}

func TestAQuestionIsOwedAnAnswerAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		maya := w.Someone("Maya Rivera", "maya@client.example")
		m := w.Case(maya.ID, "Rivera custody")
		one := w.Seat(maya.ID, maya.ID)
		b, ruth := w.Sit(one.ID), w.Enter("ruth")
		p := b.Post("/portal/matters/"+string(m.ID)+"/questions", url.Values{"question": {"Must I be at the hearing?"}, "back": {"/portal"}})
		if p.Path != "/portal" || !strings.Contains(p.Text(), "You will hear from us by") {
			t.Errorf("asking leads to %s with\n%s\nwant by when they hear from us", p.Path, p.Text())
		}
		if p := ruth.Get("/today"); !strings.Contains(p.Text(), "Maya Rivera") || !strings.Contains(p.Text(), "Question waiting") {
			t.Errorf("Today doesn't show the question:\n%s", p.Text())
		}
		w.Clock.Advance(time.Minute)
		p = ruth.Post("/matters/"+string(m.ID)+"/portal", url.Values{"to": {string(maya.ID)}, "message": {"Yes, and I will be beside you."}})
		if p.Status != http.StatusOK {
			t.Fatalf("writing = %d\n%s", p.Status, p.Text())
		}
		p = b.Get("/portal")
		if !strings.Contains(p.Text(), "I will be beside you") || strings.Contains(p.Text(), "We have your question") {
			t.Errorf("after the answer the client reads\n%s", p.Text())
		}
		if p := b.Post("/portal/matters/"+string(m.ID)+"/questions", url.Values{"question": {" "}}); p.Status != http.StatusUnprocessableEntity {
			t.Errorf("asking nothing = %d, want the form again", p.Status)
		}
		if got := w.Enter("maya").Get("/audit").Text(); !strings.Contains(got, "Their case in the portal") {
			t.Errorf("the audit trail doesn't name the client's looks:\n%s", got)
		}
	})
}

func TestALinkOpensOnceAndOnlyWithItsCode(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		maya := w.Someone("Maya Rivera", "maya@client.example")
		w.Case(maya.ID, "Rivera custody")
		one := w.Seat(maya.ID, maya.ID)
		path, code := w.Link(one.ID)
		b := w.Stranger()
		for range 2 { // a scanner follows the link and uses nothing up
			if p := b.Get(path); p.Status != http.StatusOK || !strings.Contains(p.Text(), "Larkspur Law") {
				t.Fatalf("the link = %d\n%s\nwant the firm's name", p.Status, p.Text())
			}
		}
		if p := b.Post(path, url.Values{"code": {"wrong"}}); p.Status != http.StatusUnprocessableEntity || p.Path != path {
			t.Errorf("a wrong code = %d at %s, want the form again", p.Status, p.Path)
		}
		var in atomic.Int32
		var crowd sync.WaitGroup
		for range 3 {
			crowd.Go(func() {
				if p := w.Stranger().Post(path, url.Values{"code": {code[:3] + " " + code[3:]}}); p.Path == "/portal/welcome" {
					in.Add(1)
				}
			})
		}
		crowd.Wait()
		if in.Load() != 1 {
			t.Errorf("%d of three at once came in, want one", in.Load())
		}
		if p := b.Post(path, url.Values{"code": {code}}); p.Status != http.StatusUnprocessableEntity || !strings.Contains(p.Text(), "call us") {
			t.Errorf("the link again = %d\n%s", p.Status, p.Text())
		}
		path, code = w.Link(one.ID)
		for range 12 {
			b.Post(path, url.Values{"code": {"000 000"}})
			w.Clock.Advance(16 * time.Minute)
		}
		if p := b.Post(path, url.Values{"code": {code}}); p.Path == "/portal/welcome" {
			t.Error("a link still opens after twelve wrong codes")
		}
		path, code = w.Link(one.ID)
		w.Clock.Advance(73 * time.Hour)
		if p := b.Post(path, url.Values{"code": {code}}); p.Path == "/portal/welcome" {
			t.Error("a link opens after three days")
		}
	})
}

func TestASeatEndsAtOnceAndByItself(t *testing.T) {
	apptest.Each(t, func(t *testing.T, w *apptest.World) {
		maya := w.Someone("Maya Rivera", "maya@client.example")
		m := w.Case(maya.ID, "Rivera custody")
		asked, err := w.App.Seat.Ask(t.Context(), w.Actor("priya"), seat.New{ContactID: maya.ID, ClientID: maya.ID, Whole: true})
		if err != nil || asked.Status != seat.Asked {
			t.Fatalf("asked by a paralegal: %s, %v, want it to wait for a lawyer", asked.Status, err)
		}
		if _, _, err := w.App.Seat.Link(t.Context(), w.Actor("priya"), asked.ID); err == nil {
			t.Error("a seat without a lawyer's word has a link")
		}
		if _, err := w.App.Seat.Approve(t.Context(), w.Actor("priya"), asked.ID); err == nil {
			t.Error("a paralegal approves a seat")
		}
		if _, err := w.App.Seat.Approve(t.Context(), w.Actor("evan"), asked.ID); err != nil {
			t.Fatal(err)
		}
		b := w.Sit(asked.ID)
		w.Clock.Advance(14 * time.Minute)
		if p := b.Get("/portal"); p.Path != "/portal" {
			t.Errorf("after 14 minutes: %s, want the portal", p.Path)
		}
		w.Clock.Advance(16 * time.Minute)
		if p := b.Get("/portal"); p.Path != "/portal/signin" {
			t.Errorf("left alone for 16 minutes: %s, want to sign in again", p.Path)
		}
		b = w.Sit(asked.ID)
		if later := w.Case(maya.ID, "Rivera appeal"); b.Get("/portal/matters/"+string(later.ID)).Status != http.StatusOK {
			t.Error("a client who sees all of their matters doesn't see a new one")
		}
		if p := w.Enter("ruth").Post("/seats/"+string(asked.ID)+"/end", nil); p.Status != http.StatusOK {
			t.Fatalf("ending = %d", p.Status)
		}
		if p := b.Get("/portal/matters/" + string(m.ID)); p.Path != "/portal/signin" {
			t.Errorf("after the end: %s, want to be signed out", p.Path)
		}
	})
}

// client is a client as the rules see them once signed in.
func client(w *apptest.World, s seat.Seat) actor.Actor {
	return actor.Actor{Kind: actor.Client, Firm: w.Firm.ID, ID: string(s.ID), Name: "a client", Grants: w.Table.For([]string{string(access.Client)}, nil), Via: "test"}
}
