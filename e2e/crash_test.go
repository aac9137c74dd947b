package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"candor/internal/schema/dbtest"
)

// kills is how often the program is killed.
const kills = 20

// TestNothingAcknowledgedIsLostInACrash kills the program at random moments
// while a client adds contacts and repeats each call until it is answered, as
// draft-ietf-httpapi-idempotency-key-header asks. In the end every contact
// that was acknowledged is there, and none is there twice.
func TestNothingAcknowledgedIsLostInACrash(t *testing.T) {
	t.Parallel()
	bin := binary(t)
	dbtest.EachAddress(t, func(t *testing.T, where string) {
		data := filepath.Join(t.TempDir(), "data")
		key, err := found(t.Context(), data, where)
		if err != nil {
			t.Fatal(err)
		}
		c := &client{key: key, word: "Crash"}
		moments := rand.New(rand.NewPCG(1, 4))
		for range kills {
			p := serve(t, bin, data, where)
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan struct{})
			go func() { defer close(done); c.add(ctx, p.url) }()
			<-time.After(time.Duration(moments.IntN(250)) * time.Millisecond) // the moment is the test
			if err := p.end(syscall.SIGKILL); err == nil {
				t.Error("a killed program ended cleanly, want it cut off")
			}
			cancel()
			<-done
		}
		p := serve(t, bin, data, where)
		c.check(t, p.url, kills)
		if err := p.end(syscall.SIGTERM); err != nil {
			t.Errorf("candor ended with %v after all those crashes, want a clean end; it said\n%s", err, p.out.text())
		}
	})
}

// client adds contacts, one after the other.
type client struct {
	key     string
	word    string // what its contacts' names begin with
	patient bool   // it waits when it is told that the database is away

	mu      sync.Mutex
	next    int      // the contact it is about to add
	acked   []string // the names of those it was told are added
	cut     []string // the names of those whose call the server says was cut off
	refused []string // what it was told that it should never be told
}

// add adds contacts until ctx ends. A call without an answer is repeated under
// the same name, in the program's next life if need be.
func (c *client) add(ctx context.Context, url string) {
	for ctx.Err() == nil {
		name := fmt.Sprintf("%s Test %05d", c.word, c.next)
		status, body, err := c.call(ctx, http.MethodPost, url+"/api/v1/contacts", fmt.Sprintf(`{"kind":"organisation","name":%q}`, name), name)
		switch {
		case err != nil:
			if !asleep(ctx) {
				return
			}
			continue
		case status == http.StatusCreated || status == http.StatusOK:
			c.mu.Lock()
			c.acked = append(c.acked, name)
			c.mu.Unlock()
		case c.patient && status == http.StatusServiceUnavailable:
			if !asleep(ctx) {
				return
			}
			continue
		case status == http.StatusConflict || status == http.StatusGatewayTimeout:
			c.cut = append(c.cut, name) // the first call may have taken effect, or not
		default:
			c.refused = append(c.refused, fmt.Sprintf("%s: %d %s", name, status, body))
		}
		c.next++
	}
}

// ackedNow is what was acknowledged so far.
func (c *client) ackedNow() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.acked)
}

// asleep waits a little, so that a dead server isn't called without pause.
func asleep(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(5 * time.Millisecond):
		return true
	}
}

func (c *client) call(ctx context.Context, method, url, body, name string) (int, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	r.Header.Set("Authorization", "Bearer "+c.key)
	if name != "" {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Idempotency-Key", strings.ReplaceAll(name, " ", "-"))
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, nil, err
	}
	answer, err := io.ReadAll(res.Body)
	return res.StatusCode, answer, errors.Join(err, res.Body.Close())
}

// check holds what is there against what was acknowledged.
func (c *client) check(t *testing.T, url string, least int) {
	t.Helper()
	for _, r := range c.refused {
		t.Errorf("the program refused %s, want each contact added", r)
	}
	if len(c.acked) < least {
		t.Errorf("only %d contacts were acknowledged, want %d or more for the test to prove anything", len(c.acked), least)
	}
	there := caller{url, c.key}.contacts(t, c.word+" ")
	for _, name := range c.acked {
		if there[name] != 1 {
			t.Errorf("%s was acknowledged and is there %d times, want once", name, there[name])
		}
	}
	for name, n := range there {
		if n > 1 {
			t.Errorf("%s is there %d times, want once", name, n)
		}
	}
	if len(there) > len(c.acked)+len(c.cut)+1 { // and the one under way at the last kill
		t.Errorf("%d contacts are there, %d acknowledged and %d cut off; want no others", len(there), len(c.acked), len(c.cut))
	}
	t.Logf("%d acknowledged, %d cut off, %d there", len(c.acked), len(c.cut), len(there))
}
