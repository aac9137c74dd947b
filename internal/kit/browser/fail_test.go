package browser_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"candor/internal/kit/browser"
)

// A recorder stands in for a test that is meant to fail, and keeps what it would have said.
type recorder struct {
	testing.TB
	ctx      context.Context
	mu       sync.Mutex
	said     []string
	cleanups []func()
}

func (r *recorder) Helper()                  {}
func (r *recorder) Name() string             { return "recorded" }
func (r *recorder) Context() context.Context { return r.ctx }
func (r *recorder) Cleanup(f func())         { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.said = append(r.said, fmt.Sprintf(format, args...))
}
func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

// complaints runs f as a test of its own and returns all that it failed for.
func complaints(t *testing.T, f func(t testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t, ctx: t.Context()}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			for i := len(r.cleanups) - 1; i >= 0; i-- {
				r.cleanups[i]()
			}
		}()
		f(r)
	}()
	<-done
	return strings.Join(r.said, "\n")
}

func TestWhatIsWrongFailsTheTest(t *testing.T) {
	t.Setenv("BROWSER_WAIT", "400ms")
	base := serve(t)
	b := browser.Open(t)
	cases := map[string]struct {
		do   func(p *browser.Page)
		want []string
	}{
		"an element that never comes": {func(p *browser.Page) { p.Goto("/"); p.Click("button", "Nowhere") }, []string{`clicking button "Nowhere": there is none`, "on the page " + base}},
		"a text that never comes":     {func(p *browser.Page) { p.Goto("/"); p.WaitText("Nowhere") }, []string{`waiting for "Nowhere": not so`}},
		"two elements of one name":    {func(p *browser.Page) { p.Goto("/"); p.Click("button", "Open") }, []string{"there are 2 of them"}},
		"a disabled button":           {func(p *browser.Page) { p.Goto("/"); p.Click("button", "Delete") }, []string{"it is disabled"}},
		"an option the list has not":  {func(p *browser.Page) { p.Goto("/"); p.Choose("Practice area", "Tax") }, []string{"0 options say so, of: None, Family"}},
		"an error on the console":     {func(p *browser.Page) { p.Goto("/"); browser.Eval[*int](p, `console.error('oh', 'no')`) }, []string{`console.error: "oh" "no"`}},
		"an exception": {func(p *browser.Page) {
			p.Goto("/")
			browser.Eval[int](p, `setTimeout(() => { throw new Error('bang') }), 1`)
		}, []string{"Error: bang"}},
		"an inline style":                  {func(p *browser.Page) { p.Goto("/inline") }, []string{"inline style", "inline script"}},
		"a page that is not there":         {func(p *browser.Page) { p.Goto("/nowhere") }, []string{"status of 404"}},
		"a picture and a field not named":  {func(p *browser.Page) { p.Goto("/bad"); p.Axe() }, []string{"breaks image-alt", "breaks label", "at   input"}},
		"a place that is not on the page":  {func(p *browser.Page) { p.Goto("/"); p.In("dialog", "Log a call").WaitText("x") }, []string{`looking in dialog "Log a call": there are 0 of them`}},
		"an address that never comes":      {func(p *browser.Page) { p.Goto("/"); p.WaitPath("/x") }, []string{"waiting for the address /x: it is /"}},
		"a key that is on no keyboard":     {func(p *browser.Page) { p.Press("Any") }, []string{`no key is called "Any"`}},
		"nothing wrong":                    {func(p *browser.Page) { p.Goto("/"); p.Axe() }, nil},
		"a console error that was allowed": {func(p *browser.Page) { p.Allow("status of 404"); p.Goto("/nowhere") }, nil},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			said := complaints(t, func(inner testing.TB) { c.do(b.Page(inner, browser.Options{Base: base})) })
			if len(c.want) == 0 && said != "" {
				t.Errorf("it failed for %q, want no failure", said)
			}
			for _, want := range c.want {
				if !strings.Contains(said, want) {
					t.Errorf("it failed for %q, want %q in it", said, want)
				}
			}
		})
	}
}
