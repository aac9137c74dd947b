package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// crowd is how many ask at once where a rate is measured.
const crowd = 10

// BenchmarkFirm asks for what a firm asks for all day: alone, for how long one
// waits, and ten at once, for how many are answered.
func BenchmarkFirm(b *testing.B) {
	onEach(b, func(b *testing.B, w *firm) {
		for _, c := range w.cases(b) {
			b.Run(c.name+"/alone", func(b *testing.B) { w.alone(b, c) })
			b.Run(c.name+"/ten", func(b *testing.B) { w.together(b, c) })
		}
		b.Run("mail/import", w.mail)
	})
}

// measured is one thing that is asked for; do asks for the n-th of its kind.
type measured struct {
	name string
	do   func(n int64) error
}

// alone reports the median and the slowest of a hundred, in milliseconds.
func (w *firm) alone(b *testing.B, c measured) {
	var took []time.Duration
	for b.Loop() {
		before := b.Elapsed()
		if err := c.do(w.serial.Add(1)); err != nil {
			b.Fatal(err)
		}
		took = append(took, b.Elapsed()-before)
	}
	slices.Sort(took)
	b.ReportMetric(0, "ns/op") // says less than the median
	b.ReportMetric(milliseconds(took[len(took)/2]), "p50-ms")
	b.ReportMetric(milliseconds(took[len(took)*99/100]), "p99-ms")
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// together reports how many are answered in a second.
func (w *firm) together(b *testing.B, c measured) {
	before := spent()
	var left atomic.Int64
	left.Store(int64(b.N))
	var all sync.WaitGroup
	for range crowd {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				if err := c.do(w.serial.Add(1)); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "per-s")
	b.ReportMetric(milliseconds(spent()-before)/float64(b.N), "cpu-ms")
}

// spent is the time that this process has used of its cores, asking and
// answering; PostgreSQL's own isn't in it.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func answer(c *http.Client, r *http.Request) (body []byte, err error) {
	res, err := c.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	if err == nil && res.StatusCode >= 300 {
		err = fmt.Errorf("%s %s = %d\n%.300s", r.Method, r.URL, res.StatusCode, body)
	}
	return body, err
}

func (w *firm) cases(b *testing.B) []measured {
	b.Helper()
	deep := w.deep(b)
	// Every one is looked at once: a second look within the minute need not be recorded again.
	one := func(n int64) string {
		n = n * 7919 % int64(*size)
		if n%100 == 50 { // behind the wall
			n++
		}
		return fmt.Sprintf("con_%08d", n)
	}
	api := func(name string, path func(n int64) string) measured {
		return measured{name, func(n int64) error { return w.send(http.MethodGet, path(n), "", nil) }}
	}
	page := func(name string, path func(n int64) string) measured {
		return measured{name, func(n int64) error {
			r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, w.server.URL+path(n), nil)
			if err != nil {
				return err
			}
			_, err = answer(w.person, r)
			return err
		}}
	}
	always := func(path string) func(int64) string { return func(int64) string { return path } }
	return []measured{
		api("contact/read", func(n int64) string { return "/contacts/" + one(n) }),
		api("contact/list", always("/contacts?limit=50")),
		api("contact/list_page_100", always("/contacts?limit=50&after="+deep)),
		api("contact/list_prefix", func(n int64) string { return "/contacts?limit=50&q=" + letters(n) }),
		api("contact/list_wide_prefix", always("/contacts?limit=50&q=b")),
		api("contact/list_tag", always("/contacts?limit=50&tag=newsletter")),
		api("contact/list_no_such_tag", always("/contacts?limit=50&tag=nobody")),
		api("search/name", func(n int64) string { return "/search?q=" + letters(n) }),
		api("search/common_word", always("/search?q=hearing")),
		{"contact/create", func(n int64) error { return w.send(http.MethodPost, "/contacts", "", w.card(n)) }},
		{"contact/update", w.updating(b)},
		api("client/list", always("/clients?limit=50")),
		api("client/list_name", func(n int64) string { return "/clients?limit=50&q=" + letters(n) }),
		api("matter/read", func(n int64) string { return fmt.Sprintf("/matters/mat_%08d", n*7919%int64(*size)) }),
		api("matter/list", always("/matters?limit=50")),
		api("matter/list_own", always("/matters?limit=50&responsible_id="+string(w.of.Reader))),
		api("matter/timeline", always("/matters/mat_00000000/timeline?limit=50")),
		api("contact/timeline", always("/contacts/con_00000000/timeline?limit=50")),
		api("today/lawyer", always("/today")),
		api("today/firm", always("/today?all=true")),
		page("page/today", always("/today")),
		page("page/today_firm", always("/today?team=all")),
		page("page/clients", always("/clients")),
		page("page/contacts", always("/contacts")),
		page("page/matters", always("/matters")),
		page("page/contact", func(n int64) string { return "/contacts/" + one(n) }),
		page("page/matter", always("/matters/mat_00000000")),
	}
}

// letters begins a name: one of 4,096.
func letters(n int64) string {
	const all = "bacodufegihojukalemonupirosatevi"
	at := func(i int64) string { return all[i%16*2 : i%16*2+2] }
	return at(n) + at(n/16) + at(n*7)
}

// send calls the API, with the version that a change is made over.
func (w *firm) send(method, path, over string, body any) error {
	_, err := w.call(method, path, over, body)
	return err
}

func (w *firm) call(method, path, over string, body any) ([]byte, error) {
	var raw bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&raw).Encode(body); err != nil {
			return nil, err
		}
	}
	r, err := http.NewRequest(method, w.server.URL+"/api/v1"+path, &raw) //nolint:noctx // ends with the run
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+w.of.Key)
	r.Header.Set("Content-Type", "application/json")
	if over != "" {
		r.Header.Set("If-Match", over)
	}
	return answer(w.client, r)
}

// deep is the place of the hundredth page of contacts.
func (w *firm) deep(b *testing.B) (after string) {
	b.Helper()
	for range 99 {
		body, err := w.call(http.MethodGet, "/contacts?limit=50&after="+url.QueryEscape(after), "", nil)
		if err != nil {
			b.Fatal(err)
		}
		var p struct{ Next string }
		if err := json.Unmarshal(body, &p); err != nil || p.Next == "" {
			b.Fatalf("the list ends early (%v): %.200s", err, body)
		}
		after = p.Next
	}
	return after
}

// card is someone new.
func (w *firm) card(n int64) map[string]any {
	return map[string]any{"kind": "person", "given_name": letters(n/3) + "n", "family_name": letters(n*31 + 5), "points": []map[string]any{
		{"kind": "email", "value": fmt.Sprintf("%s.%d@mail.example", w.run, n)},
		{"kind": "phone", "value": fmt.Sprintf("+1773%07d", 2_000_000+n)},
	}}
}

// updating changes contacts of this run's own, no two at once the same.
func (w *firm) updating(b *testing.B) func(n int64) error {
	b.Helper()
	type saved struct {
		ID      string
		Version int64
	}
	free := make(chan saved, 2*crowd)
	for range cap(free) {
		body, err := w.call(http.MethodPost, "/contacts", "", w.card(w.serial.Add(1)))
		if err != nil {
			b.Fatal(err)
		}
		var c saved
		if err := json.Unmarshal(body, &c); err != nil {
			b.Fatal(err)
		}
		free <- c
	}
	return func(n int64) error {
		c := <-free
		err := w.send(http.MethodPut, "/contacts/"+c.ID, fmt.Sprintf("%q", fmt.Sprint(c.Version)), w.card(n))
		c.Version++
		free <- c
		return err
	}
}
