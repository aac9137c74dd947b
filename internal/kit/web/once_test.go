package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/schema/dbtest"
)

// desk is what the calls of these tests make.
type desk struct {
	bun.BaseModel `bun:"table:office,alias:o"`

	FirmID   string `bun:",pk"`
	ID       string `bun:",pk"`
	Version  int64
	Name     string
	Zone     string
	Phone    string
	Address  string
	Hours    string
	Holidays string
	Main     bool
}

type newDesk struct {
	Body struct {
		Name string `json:"name"`
	}
}

// shop is a program with one call that makes a desk.
type shop struct {
	http.Handler
	db      *db.DB
	once    *web.Once
	entered chan struct{} // told when a call begins
	goOn    chan struct{} // a call waits for it
}

func open(t *testing.T, d *db.DB) *shop {
	t.Helper()
	_, err := d.SQL().ExecContext(t.Context(), `INSERT INTO firm (id, version, name, zone, lang, currency, created_at)
		VALUES ('f1', 1, 'A firm', 'UTC', 'en', 'USD', '2026-01-01 00:00:00+00:00')`)
	if err != nil {
		t.Fatal(err)
	}
	b := build(t)
	b.Once = web.NewOnce(d)
	s := &shop{db: d, once: b.Once}
	web.Op(b.Mux, "POST /desks", "desk.do", "desk", "Add a desk.", func(ctx context.Context, who actor.Actor, in *newDesk) (*deskOut, error) {
		if s.entered != nil {
			s.entered <- struct{}{}
			<-s.goOn
		}
		out := &deskOut{ETag: web.ETag(1)}
		out.Body.Name = in.Body.Name
		return out, d.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
			if in.Body.Name == "" {
				return errs.New(errs.Invalid, "A desk has a name.")
			}
			if in.Body.Name == "broken" {
				return fmt.Errorf("adding: %w", context.DeadlineExceeded)
			}
			if err := tx.Record("desk.added", db.About{Kind: "desk"}, nil); err != nil {
				return err
			}
			return tx.Insert(ctx, &desk{ID: fmt.Sprintf("d%d", s.count(ctx, tx)), Name: in.Body.Name})
		})
	})
	s.Handler = b.Handler()
	return s
}

func (s *shop) count(ctx context.Context, q db.Q) int {
	n, err := q.Select((*desk)(nil)).Count(ctx)
	if err != nil {
		return -1
	}
	return int(n)
}

// desks is how many were made.
func (s *shop) desks(t *testing.T) (n int) {
	t.Helper()
	err := s.db.Read(t.Context(), actor.ForSystem("f1", "test"), func(ctx context.Context, q db.Q) error {
		n = s.count(ctx, q)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (s *shop) call(ctx context.Context, who, key, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "http://firm.example/api/v1/desks", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Test-Who", who)
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestACallUnderOneNameTakesEffectOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		s := open(t, d)
		for _, step := range []struct {
			name, who, key, body string
			wait                 time.Duration
			status, desks        int
			replayed             bool
		}{
			{"the first call", "ruth", `"k1"`, `{"name":"North"}`, 0, 201, 1, false},
			{"the same again", "ruth", `"k1"`, `{"name":"North"}`, 0, 201, 1, true},
			{"the name without quotes", "ruth", `k1`, `{"name":"North"}`, 23 * time.Hour, 201, 1, true},
			{"another call under the name", "ruth", `"k1"`, `{"name":"South"}`, 0, 422, 1, false},
			{"someone else's name", "evan", `"k1"`, `{"name":"South"}`, 0, 201, 2, false},
			{"another name", "ruth", `"k2"`, `{"name":"North"}`, 0, 201, 3, false},
			{"no name", "ruth", "", `{"name":"North"}`, 0, 201, 4, false},
			{"a call that is refused", "ruth", `"k3"`, `{"name":""}`, 0, 422, 4, false},
			{"put right", "ruth", `"k3"`, `{"name":"West"}`, 0, 201, 5, false},
			{"a call that breaks", "ruth", `"k4"`, `{"name":"broken"}`, 0, 500, 5, false},
			{"is not made again", "ruth", `"k4"`, `{"name":"broken"}`, 0, 500, 5, true},
			{"a day later the name is free", "ruth", `"k1"`, `{"name":"North"}`, time.Hour, 201, 6, false},
			{"a broken name", "ruth", `"k5`, `{"name":"North"}`, 0, 422, 6, false},
			{"a name too long", "ruth", strings.Repeat("k", 201), `{"name":"North"}`, 0, 422, 6, false},
			{"no call at all", "", `"k6"`, `{"name":"North"}`, 0, 401, 6, false},
		} {
			c.Advance(step.wait)
			w := s.call(t.Context(), step.who, step.key, step.body)
			if w.Code != step.status || s.desks(t) != step.desks || (w.Header().Get("Idempotent-Replayed") == "true") != step.replayed {
				t.Errorf("%s = %d, %d desks, replayed %q; want %d, %d, %t\n%s", step.name, w.Code, s.desks(t),
					w.Header().Get("Idempotent-Replayed"), step.status, step.desks, step.replayed, w.Body)
			}
			if w.Code == 201 && (w.Header().Get("ETag") != `"1"` || w.Header().Get("Content-Type") != "application/json" || !strings.Contains(w.Body.String(), `"name":`)) {
				t.Errorf("%s answers %q with %v, want the whole answer", step.name, w.Body, w.Header())
			}
		}
	})
}

func TestOfCallsAtTheSameMomentOneTakesEffect(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s := open(t, d)
		var all sync.WaitGroup
		codes := make([]int, 8)
		for i := range codes {
			all.Go(func() { codes[i] = s.call(t.Context(), "ruth", "k1", `{"name":"North"}`).Code })
		}
		all.Wait()
		for _, code := range codes {
			if code != http.StatusCreated && code != http.StatusConflict {
				t.Errorf("one of eight = %d, want the answer or 409", code)
			}
		}
		if n := s.desks(t); n != 1 {
			t.Errorf("eight calls made %d desks, want one", n)
		}
	})
}

func TestACallGoesOnWhenTheCallerHangsUp(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		s := open(t, d)
		s.entered, s.goOn = make(chan struct{}), make(chan struct{})
		ctx, hangUp := context.WithCancel(t.Context())
		done := make(chan int)
		go func() { done <- s.call(ctx, "ruth", "k1", `{"name":"North"}`).Code }()
		<-s.entered
		if w := s.call(t.Context(), "ruth", "k1", `{"name":"North"}`); w.Code != http.StatusConflict {
			t.Errorf("asked meanwhile = %d, want 409", w.Code)
		}
		hangUp()
		close(s.goOn)
		<-done
		w := s.call(t.Context(), "ruth", "k1", `{"name":"North"}`)
		if n := s.desks(t); w.Code != http.StatusCreated || n != 1 {
			t.Errorf("asked again = %d with %d desks, want the answer and one desk", w.Code, n)
		}
	})
}

func TestOldAnswersAreSweptAway(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, c *clock.Fixed) {
		s := open(t, d)
		s.call(t.Context(), "ruth", "old", `{"name":"North"}`)
		c.Advance(24*time.Hour + time.Second)
		s.call(t.Context(), "ruth", "new", `{"name":"North"}`)
		system := actor.ForSystem("f1", "test")
		if err := s.once.Sweep(t.Context(), system); err != nil {
			t.Fatal(err)
		}
		var keys []string
		err := d.Read(t.Context(), system, func(ctx context.Context, q db.Q) error {
			return q.Raw("SELECT key FROM web_idempotency WHERE firm_id = ?", "f1").Scan(ctx, &keys)
		})
		if err != nil || len(keys) != 1 || keys[0] != "new" {
			t.Errorf("kept %v (%v), want the new one alone", keys, err)
		}
	})
}
