package bench

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"candor/internal/app"
	"candor/internal/firm/office"
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

const (
	password = "correct horse battery staple"
	address  = "ruth@larkspur.example"
)

// example names what the services made once, and who asks.
type example struct {
	Key                    string // an API key of the reader's, with all of their verbs
	Reader, Other          staff.ID
	Contact, Matter, Entry string
}

// firm is a large firm, being served.
type firm struct {
	*app.App
	of     example
	server *httptest.Server
	client *http.Client // a program's, with the key
	person *http.Client // a person's, signed in
	run    string       // marks what this run made
	serial atomic.Int64 // numbers its requests
}

// onEach runs f on SQLite and, where BENCH_POSTGRES names a server, on
// PostgreSQL.
func onEach(b *testing.B, f func(b *testing.B, w *firm)) {
	b.Helper()
	b.Run("sqlite", func(b *testing.B) { f(b, serve(b, false)) })
	b.Run("postgres", func(b *testing.B) { f(b, serve(b, true)) })
}

// serve opens the large firm. It is made once for each size and kept in the
// folder for temporary files; like any firm, it takes part in later changes of
// the schema when the program starts.
func serve(b *testing.B, postgres bool) *firm {
	b.Helper()
	name := fmt.Sprintf("candor_bench_%d", *size)
	dir := filepath.Join(os.TempDir(), name, "sqlite")
	where := "sqlite:" + filepath.Join(dir, "candor.db")
	if postgres {
		dir = filepath.Join(os.TempDir(), name, "postgres")
		where = database(b, name)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		b.Fatal(err)
	}
	w := &firm{server: httptest.NewUnstartedServer(nil), run: strings.ToLower(rand.Text()[:10])}
	// A name, as browsers want it for a cookie that is kept for this host only.
	w.server.URL = "http://localhost:" + strings.Split(w.server.Listener.Addr().String(), ":")[1]
	w.known(b, dir, where)
	w.open(b, dir, where)
	b.Cleanup(func() {
		w.server.Close()
		w.shut(b)
	})
	origin := w.server.URL
	w.server.Config.Handler = w.Handler()
	w.server.URL = ""
	w.server.Start()
	w.server.URL = origin
	w.enter(b)
	return w
}

func (w *firm) open(b *testing.B, dir, where string) {
	b.Helper()
	var err error
	w.App, err = app.New(b.Context(), app.Config{
		Data: dir, Database: where, Origin: w.server.URL, Clock: clock.At(dbtest.Noon()), Cost: secret.Cost{Memory: 64, Passes: 1, Threads: 1},
	})
	if err != nil {
		b.Fatal(err)
	}
}

func (w *firm) shut(b *testing.B) {
	b.Helper()
	if err := w.Close(context.WithoutCancel(b.Context())); err != nil {
		b.Errorf("closing the program: %v", err)
	}
}

// database gives the address of a PostgreSQL database by that name, made if it
// isn't there.
func database(b *testing.B, name string) string {
	b.Helper()
	base := os.Getenv("BENCH_POSTGRES")
	if base == "" {
		b.Skip("BENCH_POSTGRES is not set")
	}
	conn, err := pgx.Connect(b.Context(), base)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(b.Context())) //nolint:errcheck // nothing is lost with it
	var there bool
	if err := conn.QueryRow(b.Context(), "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil {
		b.Fatal(err)
	}
	if !there {
		if _, err := conn.Exec(b.Context(), "CREATE DATABASE "+name); err != nil {
			b.Fatal(err)
		}
	}
	u, err := url.Parse(base)
	if err != nil {
		b.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// known reads who was made before, or makes them and the firm around them.
func (w *firm) known(b *testing.B, dir, where string) {
	b.Helper()
	path := filepath.Join(dir, "example.json")
	raw, err := os.ReadFile(path)
	if err == nil {
		if err := json.Unmarshal(raw, &w.of); err != nil {
			b.Fatal(err)
		}
		return
	}
	w.open(b, dir, where)
	who := w.found(b)
	w.of = w.examples(b, who)
	w.shut(b)
	if !strings.HasPrefix(where, "postgres") {
		where = dir
	}
	fill(b, where, who.Firm, w.of)
	if raw, err = json.Marshal(w.of); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		b.Fatal(err)
	}
}

// found founds the firm with two lawyers and gives the first.
func (w *firm) found(b *testing.B) actor.Actor {
	b.Helper()
	ruth := staff.Person{Name: "Ruth Okafor", Email: address, Roles: []string{"lawyer", "manager"}}
	evan := staff.Person{Name: "Evan Cole", Email: "evan@larkspur.example", Roles: []string{"lawyer"}}
	f, err := w.Office.Found(b.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive(), Holidays: office.Days{Federal: true}},
		func(ctx context.Context, tx *db.Tx) error {
			for _, p := range []*staff.Person{&ruth, &evan} {
				if err := w.Staff.AddTx(ctx, tx, p); err != nil {
					return err
				}
			}
			if err := w.SignIn.SetFirst(ctx, tx, ruth, password); err != nil {
				return err
			}
			return w.Begin(ctx, tx)
		})
	if err != nil {
		b.Fatalf("founding the firm (if a run was cut short, remove what it left): %v", err)
	}
	w.of.Reader, w.of.Other = ruth.ID, evan.ID
	return w.lawyer(f.ID)
}

// examples makes one of each through the services.
func (w *firm) examples(b *testing.B, who actor.Actor) example {
	b.Helper()
	var verbs []string
	for _, v := range signin.Scopes(who) {
		verbs = append(verbs, string(v))
	}
	_, key, err := w.SignIn.MakeKey(b.Context(), who, signin.NewKey{Name: "bench", Scopes: verbs})
	if err != nil {
		b.Fatal(err)
	}
	e := example{Key: key, Reader: w.of.Reader, Other: w.of.Other}
	err = w.DB().Write(b.Context(), who, func(ctx context.Context, tx *db.Tx) error {
		c := contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: "Zoe Example"}, Points: []contact.Point{
			{Kind: contact.Email, Value: "zoe@mail.example"}, {Kind: contact.Phone, Value: "+13125550100"},
		}}
		if err := w.Contact.AddTx(ctx, tx, &c); err != nil {
			return err
		}
		m, err := w.Matter.OpenTx(ctx, tx, matter.New{Matter: matter.Matter{Title: "Example v. Acme", ClientID: c.ID, ResponsibleID: w.of.Other}})
		if err != nil {
			return err
		}
		t, err := w.Timeline.LogTx(ctx, tx, timeline.New{Entry: timeline.Entry{Kind: timeline.Note, ContactID: c.ID, MatterID: m.ID, At: tx.Now,
			Subject: "After the hearing", Body: "The hearing went as expected; opposing counsel asked for time."}})
		e.Contact, e.Matter, e.Entry = string(c.ID), string(m.ID), string(t.ID)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return e
}

// enter signs a person in.
func (w *firm) enter(b *testing.B) {
	b.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	w.client = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: crowd}}
	w.person = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: crowd}, Jar: jar}
	res, err := w.person.PostForm(w.server.URL+"/signin", url.Values{"email": {address}, "password": {password}})
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK || strings.HasPrefix(res.Request.URL.Path, "/signin") {
		b.Fatalf("signing in leads to %s with %d", res.Request.URL.Path, res.StatusCode)
	}
}
