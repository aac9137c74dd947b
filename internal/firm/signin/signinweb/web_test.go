package signinweb_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/descope/virtualwebauthn"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/signin"
	"candor/internal/firm/signin/signinweb"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/secret"
	"candor/internal/kit/web"
	"candor/internal/schema/dbtest"
	"candor/internal/ui"
)

const (
	password = "nine purple herons at dawn"
	email    = "ruth@larkspur.example"
)

// host is the least program around the door.
type host struct{ *signinweb.Door }

func (host) Frame(r *web.Request) ui.Frame {
	return ui.Frame{
		Firm: "Larkspur Law", Person: r.Who.Name, Lang: r.Lang, Theme: r.Theme, Path: r.URL.Path,
		Plain: r.Who.Kind == actor.Anonymous || strings.HasPrefix(r.URL.Path, "/signin"),
	}
}

// site is a running Candor with one manager, and one browser.
type site struct {
	t      *testing.T
	url    string
	origin string // the same under a name, as passkeys need
	client *http.Client
	signin *signin.Service
	people *staff.Service
	policy *policy.Service
	clock  *clock.Fixed
	firm   string
	ruth   staff.Person
}

func each(t *testing.T, f func(t *testing.T, s *site)) {
	t.Helper()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) { f(t, newSite(t, d, c)) })
}

func newSite(t *testing.T, d *db.DB, c *clock.Fixed) *site {
	t.Helper()
	keys, err := secret.NewKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	table, err := access.Collect(access.Grants(), office.Grants(), policy.Grants(), staff.Grants(), signin.Grants())
	if err != nil {
		t.Fatal(err)
	}
	var handler http.Handler
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(srv.Close)
	s := &site{t: t, url: srv.URL, origin: strings.Replace(srv.URL, "127.0.0.1", "localhost", 1), client: visitor(t), people: staff.NewService(d), policy: policy.NewService(d), clock: c}
	offices := office.NewService(d)
	cheap := secret.NewPasswords(secret.PasswordRules{Cost: secret.Cost{Memory: 64, Passes: 1, Threads: 1}})
	if s.signin, err = signin.NewService(d, s.people, offices, table, keys, cheap, rand.Reader, signin.Config{Origin: s.origin}); err != nil {
		t.Fatal(err)
	}
	s.people.Joined.On(s.signin.PersonJoined)
	s.people.Left.On(s.signin.PersonLeft)
	s.ruth = staff.Person{Name: "Ruth Okafor", Email: email, Roles: []string{"manager", "lawyer"}}
	firm, err := offices.Found(t.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()},
		func(ctx context.Context, tx *db.Tx) error {
			if err := s.people.AddTx(ctx, tx, &s.ruth); err != nil {
				return err
			}
			return s.signin.SetFirst(ctx, tx, s.ruth, password)
		})
	if err != nil {
		t.Fatal(err)
	}
	s.firm = firm.ID
	door := signinweb.New(s.signin, c, false)
	m := web.NewMux(host{door}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	signinweb.Mount(m, door, s.people)
	m.Staff("GET /{$}", web.Anyone, func(w http.ResponseWriter, r *web.Request) error {
		return r.Show(w, ui.Page{Title: "Today"}, ui.Head("Today", r.Who.Name))
	})
	m.Files("GET "+ui.AssetsPath, ui.Assets())
	handler = m.Handler()
	return s
}

func visitor(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

// page is an answer: where one arrived, and what is there.
type page struct {
	*goquery.Document
	status int
	path   string
	header http.Header
	body   string
}

func (s *site) do(req *http.Request) page {
	s.t.Helper()
	req.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/153.0")
	res, err := s.client.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(b))
	if err != nil {
		s.t.Fatal(err)
	}
	return page{doc, res.StatusCode, res.Request.URL.RequestURI(), res.Header, string(b)}
}

func (s *site) get(path string) page {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.do(req)
}

func (s *site) post(path string, pairs ...string) page {
	s.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(req)
}

// ask sends JSON as the passkey script does and reads the answer into v.
func (s *site) ask(path string, in, v any) {
	s.t.Helper()
	b, err := json.Marshal(in)
	if err != nil {
		s.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.url+path, bytes.NewReader(b))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	p := s.do(req)
	if err := json.Unmarshal([]byte(p.body), v); err != nil {
		s.t.Fatalf("%s answered %d %.200s, want JSON", path, p.status, p.body)
	}
}

func (s *site) enter() {
	s.t.Helper()
	if p := s.post("/signin", "email", email, "password", password); p.status != http.StatusOK || p.path != "/" {
		s.t.Fatalf("signing in led to %d %s, want Today", p.status, p.path)
	}
}

func (p page) want(t *testing.T, status int, path string) {
	t.Helper()
	if p.status != status || p.path != path {
		t.Fatalf("answer = %d at %s, want %d at %s; the page says %.300q", p.status, p.path, status, path, strings.Join(strings.Fields(p.Find("main").Text()), " "))
	}
}

func (p page) says(t *testing.T, text string) {
	t.Helper()
	if !strings.Contains(p.Text(), text) {
		t.Errorf("the page doesn't say %q; it says %.400q", text, strings.Join(strings.Fields(p.Find("main").Text()), " "))
	}
}

func TestAStrangerIsLedToTheDoorAndBack(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		p := s.get("/me")
		p.want(t, http.StatusOK, "/signin?next=%2Fme")
		next, _ := p.Find("input[name=next]").Attr("value")
		if next != "/me" {
			t.Errorf("next = %q, want /me", next)
		}
		p = s.post("/signin", "email", email, "password", "wrong", "next", "/me")
		p.want(t, http.StatusUnprocessableEntity, "/signin")
		p.says(t, "don't go together")
		if v, _ := p.Find("input[name=email]").Attr("value"); v != email {
			t.Errorf("the address came back as %q, want as typed", v)
		}
		p = s.post("/signin", "email", email, "password", password, "next", "/me")
		p.want(t, http.StatusOK, "/me")
		p.says(t, "This device")
		p.says(t, "Firefox on Linux")
		s.get("/signin").want(t, http.StatusOK, "/")
		s.post("/signout").want(t, http.StatusOK, "/signin")
		s.get("/me").want(t, http.StatusOK, "/signin?next=%2Fme")
	})
}

func TestTheDoorLeadsNowhereElse(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		for _, evil := range []string{"https://evil.example/", "//evil.example", "/\\evil.example"} {
			s.client = visitor(t)
			s.post("/signin", "email", email, "password", password, "next", evil).want(t, http.StatusOK, "/")
		}
	})
}

func TestTheCookieIsKeptFromScriptsAndOtherSites(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		p := s.post("/signin", "email", email, "password", password)
		c := p.header.Get("Set-Cookie")
		for _, want := range []string{"candor=" + s.firm + ".", "HttpOnly", "SameSite=Lax", "Path=/"} {
			if !strings.Contains(c, want) {
				t.Errorf("cookie = %q, want %s", c, want)
			}
		}
	})
}

func TestTheCodeIsAskedForOnItsOwnPage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.enter()
		p := s.post("/me/code/offer")
		p.want(t, http.StatusOK, "/me/code")
		seed, err := secret.ParseTOTP(p.Find("code").First().Text())
		if err != nil {
			t.Fatalf("the page shows no seed: %v", err)
		}
		now := func() string {
			c, err := seed.Code(s.clock.Now())
			if err != nil {
				t.Fatal(err)
			}
			return c
		}
		s.post("/me/code", "code", "000000").want(t, http.StatusUnprocessableEntity, "/me/code")
		p = s.post("/me/code", "code", now())
		p.want(t, http.StatusOK, "/me/code")
		if n := p.Find("li code").Length(); n != 10 {
			t.Fatalf("%d recovery codes shown, want 10", n)
		}
		s.client = visitor(t)
		s.get("/signin/code").want(t, http.StatusOK, "/signin")
		s.post("/signin", "email", email, "password", password, "next", "/me").want(t, http.StatusOK, "/signin/code?next=%2Fme")
		s.get("/me").want(t, http.StatusOK, "/signin?next=%2Fme")
		s.clock.Advance(30 * time.Second)
		s.post("/signin/code", "code", "1", "next", "/me").want(t, http.StatusUnprocessableEntity, "/signin/code")
		s.post("/signin/code", "code", now(), "next", "/me").want(t, http.StatusOK, "/me")
	})
}

func TestADelicatePageAsksAgainWhoOneIs(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.enter()
		s.get("/me/keys/new").want(t, http.StatusOK, "/me/keys/new")
		s.clock.Advance(6 * time.Minute)
		s.get("/me/keys/new").want(t, http.StatusOK, "/signin/confirm?next=%2Fme%2Fkeys%2Fnew")
		s.post("/signin/confirm", "password", "wrong", "next", "/me/keys/new").want(t, http.StatusUnprocessableEntity, "/signin/confirm")
		s.post("/signin/confirm", "password", password, "next", "/me/keys/new").want(t, http.StatusOK, "/me/keys/new")
	})
}

func TestAFirmThatRequiresASecondFactorAsksForItFirst(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		yesterday := s.clock.Now().AddDate(0, 0, -1)
		_, err := s.policy.Decide(t.Context(), actor.ForSystem(s.firm, "test"), signin.SecondFactor, "", dateOf(yesterday), "required", "For the test.")
		if err != nil {
			t.Fatal(err)
		}
		s.post("/signin", "email", email, "password", password).want(t, http.StatusOK, "/me/second")
		s.get("/").want(t, http.StatusOK, "/me/second?next=%2F")
		s.get("/me").want(t, http.StatusOK, "/me/second?next=%2Fme")
		s.post("/me/code/offer").want(t, http.StatusOK, "/me/code")
	})
}

func TestAnInvitationIsShownOnceAndOpensTheDoor(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.enter()
		ada, err := s.people.Add(t.Context(), actor.ForSystem(s.firm, "test"), staff.Person{Name: "Ada Lim", Email: "ada@larkspur.example", Roles: []string{"lawyer"}})
		if err != nil {
			t.Fatal(err)
		}
		p := s.post("/staff/" + string(ada.ID) + "/link")
		link := p.Find("code").Text()
		path, ok := strings.CutPrefix(link, s.origin)
		if !ok || !strings.HasPrefix(path, "/signin/start/") {
			t.Fatalf("link = %q, want one to start with", link)
		}
		s.client = visitor(t)
		s.get(path).says(t, "Welcome, Ada Lim")
		s.get(path).says(t, "Welcome, Ada Lim")
		s.post(path, "password", "short").want(t, http.StatusUnprocessableEntity, path)
		s.post(path, "password", password).want(t, http.StatusOK, "/me")
		s.get(path).says(t, "This link has ended")
		s.post("/staff/"+string(ada.ID)+"/link").want(t, http.StatusForbidden, "/staff/"+string(ada.ID)+"/link")
	})
}

func TestAPasskeyIsMadeAndUsedThroughThePage(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.enter()
		var c struct {
			Step    string          `json:"step"`
			Options json.RawMessage `json:"options"`
		}
		type answer struct{ To, Said string }
		s.ask("/me/passkeys/offer", nil, &c)
		opts, err := virtualwebauthn.ParseAttestationOptions(string(c.Options))
		if err != nil {
			t.Fatal(err)
		}
		rp := virtualwebauthn.RelyingParty{ID: "localhost", Name: "Candor", Origin: s.origin}
		auth := virtualwebauthn.NewAuthenticatorWithOptions(virtualwebauthn.AuthenticatorOptions{UserHandle: []byte(opts.UserID)})
		cred := keyPair()
		var a answer
		s.ask("/me/passkeys", map[string]any{"step": c.Step, "name": "Phone", "credential": json.RawMessage(virtualwebauthn.CreateAttestationResponse(rp, auth, cred, *opts))}, &a)
		if a.To != "/me" {
			t.Fatalf("making a passkey = %+v, want kept", a)
		}
		s.get("/me").says(t, "Phone")

		s.client = visitor(t)
		s.ask("/signin/passkey", nil, &c)
		asked, err := virtualwebauthn.ParseAssertionOptions(string(c.Options))
		if err != nil {
			t.Fatal(err)
		}
		signed := json.RawMessage(virtualwebauthn.CreateAssertionResponse(rp, auth, cred, *asked))
		s.ask("/signin/passkey/answer", map[string]any{"step": c.Step, "next": "/me", "credential": signed}, &a)
		if a.To != "/me" {
			t.Fatalf("using it = %+v, want in", a)
		}
		s.get("/me").want(t, http.StatusOK, "/me")
		a = answer{}
		s.ask("/signin/passkey/answer", map[string]any{"step": c.Step, "credential": signed}, &a)
		if a.Said == "" || a.To != "" {
			t.Errorf("using the answer again = %+v, want it refused in words", a)
		}
		s.clock.Advance(6 * time.Minute)
		a = answer{}
		s.ask("/me/passkeys/offer", nil, &a)
		if a.To != "/signin/confirm?next=/me" {
			t.Errorf("a stale session = %+v, want the way to confirm", a)
		}
	})
}

func TestPreferencesAreKeptWithPersonAndBrowser(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		s.post("/preferences", "lang", "es", "back", "/signin").want(t, http.StatusOK, "/signin")
		if lang, _ := s.get("/signin").Find("html").Attr("lang"); lang != "es" {
			t.Errorf("sign-in page in %q, want Spanish", lang)
		}
		s.post("/preferences", "theme", "puce", "lang", "xx", "back", "https://evil.example").want(t, http.StatusOK, "/signin")
		s.post("/signin", "email", email, "password", password)
		s.post("/preferences", "theme", "dark", "back", "/me").want(t, http.StatusOK, "/me")
		p, err := s.people.Get(t.Context(), actor.ForSystem(s.firm, "test"), s.ruth.ID)
		if err != nil || p.Theme != "dark" || p.Lang != "en" {
			t.Errorf("theme %q language %q (%v), want dark and English as she had", p.Theme, p.Lang, err)
		}
	})
}

// api sends a request with a key, or with the browser's session for none.
func (s *site) api(method, path, key, body string) (int, map[string]any) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.url+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	p := s.do(req)
	var v map[string]any
	if p.body != "" {
		if err := json.Unmarshal([]byte(p.body), &v); err != nil {
			s.t.Fatalf("%s %s answered %d %.200s, want JSON", method, path, p.status, p.body)
		}
	}
	return p.status, v
}

func TestAKeyIsMadeUsedAndEndedThroughTheAPI(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		if code, _ := s.api("GET", "/me", "", ""); code != http.StatusUnauthorized {
			t.Fatalf("nobody asking who they are = %d, want 401", code)
		}
		s.enter()
		code, made := s.api("POST", "/keys", "", `{"name":"Sync","scopes":["staff.read"]}`)
		key, _ := made["secret"].(string)
		if code != http.StatusCreated || key == "" {
			t.Fatalf("making a key = %d %v, want its text", code, made)
		}
		s.client = visitor(t)
		code, me := s.api("GET", "/me", key, "")
		if code != http.StatusOK || me["kind"] != "key" || me["id"] != string(s.ruth.ID) {
			t.Errorf("who the key is = %d %v, want a key of Ruth's", code, me)
		}
		if code, _ := s.api("POST", "/keys", key, `{"name":"Child","scopes":["staff.read"]}`); code != http.StatusForbidden {
			t.Errorf("a key making a key = %d, want 403", code)
		}
		if code, _ := s.api("GET", "/sessions", key, ""); code != http.StatusForbidden {
			t.Errorf("a key asking for sessions = %d, want 403", code)
		}
		if code, _ := s.api("DELETE", "/keys/"+made["id"].(string), key, ""); code != http.StatusNoContent {
			t.Errorf("ending the key = %d, want 204", code)
		}
		if code, _ := s.api("GET", "/me", key, ""); code != http.StatusUnauthorized {
			t.Errorf("an ended key = %d, want 401", code)
		}
	})
}

func dateOf(t time.Time) civil.Date { return civil.On(t.Year(), t.Month(), t.Day()) }

// keyPair is a new device's. The module leaves leading zeros of a coordinate
// away, which no authenticator may (RFC 9053, section 7.1.1), so that a pair
// in 128 must be thrown back.
func keyPair() virtualwebauthn.Credential {
	for {
		c := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
		if len(c.Key.AttestationData()) == 77 {
			return c
		}
	}
}
