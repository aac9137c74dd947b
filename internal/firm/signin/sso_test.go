package signin_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"candor/internal/firm/signin"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

const origin = "https://candor.example"

// provider runs a real OpenID Connect provider, zitadel's example, and gives
// its address.
func provider(t *testing.T) string {
	t.Helper()
	var h http.Handler
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) }))
	t.Cleanup(srv.Close)
	clients := map[string]*storage.Client{"candor": storage.WebClient("candor", "hush", origin+"/signin/sso/back")}
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	h = exampleop.SetupServer(srv.URL, storage.NewStorageWithClients(storage.NewUserStore(srv.URL), clients), quiet, false)
	return srv.URL
}

// atProvider signs in at the provider as its own test user, as a browser
// would, and gives the state and code it sends back.
func atProvider(t *testing.T, to, user string) (state, code string) {
	t.Helper()
	stop := http.Client{CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), origin) {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	page := send(t, &stop, http.MethodGet, to, nil)
	id := page.Request.URL.Query().Get("authRequestID")
	if id == "" {
		t.Fatalf("the provider answered %s at %s, want its sign-in page", page.Status, page.Request.URL)
	}
	back := send(t, &stop, http.MethodPost, page.Request.URL.Scheme+"://"+page.Request.URL.Host+"/login/username",
		url.Values{"username": {user}, "password": {"verysecure"}, "id": {id}})
	where, err := back.Location()
	if err != nil {
		t.Fatalf("the provider answered %s at %s, want the way back", back.Status, back.Request.URL)
	}
	return where.Query().Get("state"), where.Query().Get("code")
}

func send(t *testing.T, c *http.Client, method, to string, form url.Values) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, to, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if err := res.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return res
}

func TestSingleSignOnLetsInWhoConnectedIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		issuer := provider(t)
		user := "test-user@127.0.0.1"
		r := newRig(t, d, c, signin.Config{Origin: origin, SSO: &signin.Provider{Name: "Entra", Issuer: issuer, ClientID: "candor", Secret: "hush"}})
		nobody := actor.Actor{Kind: actor.Anonymous}
		back := func(to, state string, who actor.Actor) (signin.Pass, string, error) {
			t.Helper()
			got, code := atProvider(t, to, user)
			if got != state {
				t.Fatalf("state came back as %q, want %q", got, state)
			}
			return r.Returned(t.Context(), here(), who, state, code)
		}

		to, state, err := r.AskSSO(t.Context(), "/matters")
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = back(to, state, nobody)
		wantKind(t, err, errs.Invalid, "someone who hasn't connected it")

		cookie, ruth := r.in(t, r.ruth.Email)
		to, state, err = r.AskToConnect(t.Context(), ruth)
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = back(to, state, nobody)
		wantKind(t, err, errs.Invalid, "connecting in another browser")
		if to, state, err = r.AskToConnect(t.Context(), ruth); err != nil {
			t.Fatal(err)
		}
		if _, _, err = back(to, state, ruth); err != nil {
			t.Fatalf("connecting = %v, want connected", err)
		}

		if to, state, err = r.AskSSO(t.Context(), "/matters"); err != nil {
			t.Fatal(err)
		}
		_, code := atProvider(t, to, user)
		pass, next, err := r.Returned(t.Context(), here(), nobody, state, code)
		if err != nil || next != "/matters" || r.who(t, pass.Cookie).ID != string(r.ruth.ID) {
			t.Fatalf("signing in = %q (%v), want Ruth at /matters", next, err)
		}
		_, _, err = r.Returned(t.Context(), here(), nobody, state, code)
		wantKind(t, err, errs.Invalid, "the same way back again")

		if to, state, err = r.AskSSO(t.Context(), "/"); err != nil {
			t.Fatal(err)
		}
		other, _, err := r.AskSSO(t.Context(), "/")
		if err != nil {
			t.Fatal(err)
		}
		_, code = atProvider(t, other, user)
		_, _, err = r.Returned(t.Context(), here(), nobody, state, code)
		wantKind(t, err, errs.Invalid, "a code that answers another question")

		after(r, 6*time.Minute)
		if to, state, err = r.AskToConfirm(t.Context(), r.who(t, cookie), "/me"); err != nil {
			t.Fatal(err)
		}
		if pass, _, err = back(to, state, r.who(t, cookie)); err != nil {
			t.Fatal(err)
		}
		if err := r.Disconnect(t.Context(), r.who(t, pass.Cookie)); err != nil {
			t.Errorf("disconnecting = %v, want gone", err)
		}
	})
}

func TestWithoutAProviderThereIsNoSingleSignOn(t *testing.T) {
	each(t, func(t *testing.T, r *rig) {
		_, _, err := r.AskSSO(t.Context(), "/")
		wantKind(t, err, errs.NotFound, "single sign-on without a provider")
	})
}

func TestAProviderThatCannotBeReachedIsSaidSo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		srv := httptest.NewServer(http.NotFoundHandler())
		srv.Close()
		r := newRig(t, d, c, signin.Config{Origin: origin, SSO: &signin.Provider{Issuer: srv.URL, ClientID: "candor"}})
		_, _, err := r.AskSSO(t.Context(), "/")
		wantKind(t, err, errs.Unavailable, "asking a provider that is away")
	})
}
