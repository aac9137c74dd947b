package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

// onceHeader names a call, so that its repetition is known for one
// (draft-ietf-httpapi-idempotency-key-header).
const onceHeader = "Idempotency-Key"

// keptFor is how long an answer waits for the call to be repeated.
const keptFor = 24 * time.Hour

// underWay is the status of a call that has no answer yet.
const underWay = 0

// answer is what a named call was answered.
type answer struct {
	bun.BaseModel `bun:"table:web_idempotency,alias:wi"`

	FirmID  string `bun:",pk"`
	ActorID string `bun:",pk"`
	Key     string `bun:",pk"`
	Request string
	Status  int
	Header  map[string]string `bun:"type:text"`
	Body    []byte
	At      time.Time
}

// told are the headers that belong to an answer's content.
func told() []string { return []string{"Content-Type", "ETag", "Location"} }

// Once keeps the answers to named calls of the API, so that a call repeated
// after a lost answer takes effect once. A call is claimed before it is made:
// should the program die in between, the name stays taken and whoever repeats
// it is told to look whether the first took effect. Nothing is done twice.
type Once struct{ db *db.DB }

// NewOnce makes the keeper of answers.
func NewOnce(d *db.DB) *Once { return &Once{db: d} }

// claim takes the name for a call, or gives what the call was answered when it
// was made before.
func (o *Once) claim(ctx context.Context, who actor.Actor, key, request string) (before *answer, err error) {
	err = o.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		a := answer{FirmID: tx.Firm(), ActorID: who.ID, Key: key}
		err := db.One(ctx, tx.Select(&a).WherePK())
		switch {
		case errs.Is(err, errs.NotFound):
		case err != nil:
			return err
		case tx.Now.Sub(a.At) < keptFor:
			before = &a
			return nil
		default:
			if err := tx.Delete(ctx, &a); err != nil {
				return err
			}
		}
		return tx.Insert(ctx, &answer{ActorID: who.ID, Key: key, Request: request, Status: underWay, Header: map[string]string{}, Body: []byte{}, At: tx.Now})
	})
	if errs.Is(err, errs.Conflict) {
		return nil, stillUnderWay() // another claimed it at the same moment
	}
	if err != nil || before == nil {
		return nil, err
	}
	if before.Request != request {
		return nil, errs.New(errs.Invalid, "This Idempotency-Key was used for another call. Choose a new one for each call.")
	}
	if before.Status == underWay {
		return nil, stillUnderWay()
	}
	return before, nil
}

func stillUnderWay() error {
	return errs.New(errs.Conflict, "The call with this Idempotency-Key is still under way, or was cut off. Ask again in a moment; if this goes on, look whether it took effect.")
}

// keep stores the answer. A call that did nothing, being refused or at a bad
// time, leaves its name free for the same call put right; anything else may
// have taken effect and stays.
func (o *Once) keep(ctx context.Context, who actor.Actor, a answer) error {
	return o.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		a.At = tx.Now
		if undone(a.Status) {
			return tx.Delete(ctx, &a)
		}
		return tx.Put(ctx, &a)
	})
}

// Sweep forgets the answers that nobody will ask for again.
func (o *Once) Sweep(ctx context.Context, who actor.Actor) error {
	return o.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		return tx.Forget(ctx, (*answer)(nil), tx.Now.Add(-keptFor))
	})
}

// idempotencyKey reads the header: a string in quotes (RFC 9651, section
// 3.3.3) or, as many programs send it, without.
func idempotencyKey(header string) (string, error) {
	key := strings.TrimSpace(header)
	if quoted, ok := strings.CutPrefix(key, `"`); ok {
		if key, ok = strings.CutSuffix(quoted, `"`); !ok {
			return "", badKey()
		}
	}
	plain := func(r rune) bool { return r > ' ' && r < 0x7f && r != '"' && r != '\\' }
	if key == "" || len(key) > 200 || strings.ContainsFunc(key, func(r rune) bool { return !plain(r) }) {
		return "", badKey()
	}
	return key, nil
}

func badKey() error {
	return errs.New(errs.Invalid, "An Idempotency-Key is up to 200 letters, digits and signs, such as a UUID.")
}

// fingerprint tells two calls apart: where they went and what they said.
func fingerprint(r *http.Request, body []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %d:%s %d:", r.Method, len(r.URL.RequestURI()), r.URL.RequestURI(), len(body))
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// call answers a named call: from what is kept, or by making it. The call goes
// on when the caller hangs up, since they will ask again.
func (o *Once) call(w http.ResponseWriter, r *http.Request, who actor.Actor, handle func(w http.ResponseWriter, r *http.Request)) error {
	key, err := idempotencyKey(r.Header.Get(onceHeader))
	if err != nil {
		return err
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxCall))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return errs.New(errs.Invalid, "The call is too long.")
	}
	if err != nil {
		return fmt.Errorf("reading a call: %w", err)
	}
	request := fingerprint(r, body)
	before, err := o.claim(r.Context(), who, key, request)
	if err != nil {
		return err
	}
	if before != nil {
		w.Header().Set("Idempotent-Replayed", "true")
		before.write(w)
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), time.Minute)
	defer cancel()
	r = r.WithContext(ctx)
	r.Body = io.NopCloser(bytes.NewReader(body))
	c := &captured{header: w.Header().Clone()}
	handle(c, r)
	a := c.answer()
	a.ActorID, a.Key, a.Request = who.ID, key, request
	if err := o.keep(ctx, who, a); err != nil && !undone(a.Status) {
		return errs.New(errs.Unsure, "The line to the database broke just as this was saved. Look whether it is there before you save it again.").
			Because(fmt.Errorf("keeping the answer to a call: %w", err))
	}
	for name, values := range c.header {
		w.Header()[name] = values
	}
	a.write(w)
	return nil
}

func (a answer) write(w http.ResponseWriter) {
	for name, value := range a.Header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body) // the caller is gone if this fails, and will ask again
}

// captured holds an answer back until it is kept.
type captured struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (c *captured) Header() http.Header { return c.header }

func (c *captured) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
}

func (c *captured) Write(b []byte) (int, error) {
	c.WriteHeader(http.StatusOK)
	return c.body.Write(b)
}

func (c *captured) answer() answer {
	c.WriteHeader(http.StatusOK)
	a := answer{Status: c.status, Header: map[string]string{}, Body: append([]byte{}, c.body.Bytes()...)}
	for _, name := range told() {
		if v := c.header.Get(name); v != "" {
			a.Header[name] = v
		}
	}
	return a
}
