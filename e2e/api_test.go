package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// caller is a program that uses the REST API with a key.
type caller struct {
	url, key string
}

// reply is what a call was answered.
type reply struct {
	status int
	header http.Header
	body   string
}

// call makes one call. A name, where given, is its Idempotency-Key.
func (c caller) call(ctx context.Context, method, path, kind, body, name string) (reply, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.url+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	r.Header.Set("Authorization", "Bearer "+c.key)
	r.Header.Set("Content-Type", kind)
	if name != "" {
		r.Header.Set("Idempotency-Key", name)
	}
	if tag, ok := ctx.Value(ifMatch{}).(string); ok {
		r.Header.Set("If-Match", tag)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return reply{}, err
	}
	b, err := io.ReadAll(res.Body)
	return reply{res.StatusCode, res.Header, string(b)}, errors.Join(err, res.Body.Close())
}

type ifMatch struct{}

// must makes a call that has to succeed, and reads its answer into v.
func (c caller) must(t *testing.T, ctx context.Context, method, path, body string, v any) http.Header { //nolint:revive // the context carries what was seen
	t.Helper()
	a, err := c.call(ctx, method, path, "application/json", body, "")
	if err != nil || a.status >= 300 {
		t.Fatalf("%s %s = %d, %v: %s", method, path, a.status, err, a.body)
	}
	if v != nil {
		if err := json.Unmarshal([]byte(a.body), v); err != nil {
			t.Fatalf("%s %s answered %s: %v", method, path, a.body, err)
		}
	}
	return a.header
}

// brought is an import as the API shows it.
type brought struct {
	ID, State, Message string
	Header, Mapping    []string
	Planned, Results   map[string]int64
	Done               int64
}

// upload hands in a file and has it tried.
func (c caller) upload(t *testing.T, kind, name, content string) brought {
	t.Helper()
	a, err := c.call(t.Context(), http.MethodPost, "/imports?kind="+kind+"&name="+name, "application/octet-stream", content, "")
	if err != nil || a.status != http.StatusCreated {
		t.Fatalf("handing in %s = %d, %v: %s", name, a.status, err, a.body)
	}
	var b brought
	if err := json.Unmarshal([]byte(a.body), &b); err != nil {
		t.Fatal(err)
	}
	if b.State == "uploaded" {
		m, err := json.Marshal(map[string]any{"mapping": b.Mapping})
		if err != nil {
			t.Fatal(err)
		}
		c.must(t, context.WithValue(t.Context(), ifMatch{}, a.header.Get("ETag")), http.MethodPut, "/imports/"+b.ID+"/mapping", string(m), &b)
	}
	return c.rest(t, b.ID)
}

func (c caller) look(t *testing.T, id string) (b brought) {
	t.Helper()
	c.must(t, t.Context(), http.MethodGet, "/imports/"+id, "", &b)
	return b
}

// rest waits until the program has nothing more to do with an import.
func (c caller) rest(t *testing.T, id string) (b brought) {
	t.Helper()
	within(t, 2*time.Minute, "the import comes to rest", func() bool {
		b = c.look(t, id)
		return b.State != "checking" && b.State != "running" && b.State != "undoing"
	})
	return b
}

// within waits for something to become so.
func within(t *testing.T, d time.Duration, what string, so func() bool) {
	t.Helper()
	for deadline := time.After(d); !so(); {
		select {
		case <-deadline:
			t.Fatalf("%v went by, and still not: %s", d, what)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// contacts counts the contacts whose names begin with a word.
func (c caller) contacts(t *testing.T, word string) map[string]int {
	t.Helper()
	there, after := map[string]int{}, ""
	for {
		var page struct {
			Items []struct{ Name string }
			Next  string
		}
		c.must(t, t.Context(), http.MethodGet, "/contacts?limit=200&after="+after, "", &page)
		for _, x := range page.Items {
			if strings.HasPrefix(x.Name, word) {
				there[x.Name]++
			}
		}
		if page.Next == "" {
			return there
		}
		after = page.Next
	}
}
