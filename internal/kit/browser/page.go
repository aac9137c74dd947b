package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// phone is the width under which a page is shown as on a telephone: touch, and the viewport the page asks for.
const phone = 600

// Options say how a page is looked at. The zero value is a desk: 1280 by 800, light, English, UTC.
type Options struct {
	Base          string // what Goto puts before a path, such as a test server's URL
	Width, Height int
	Dark          bool
	Lang          string // as in Accept-Language, such as "es"
	Zone          string // such as "America/New_York"
	NoJS          bool   // as a reader without JavaScript
}

// A Page is one person's window: its own cookies, its own storage.
type Page struct {
	t       testing.TB
	ctx     context.Context
	base    string
	wait    time.Duration
	scope   scope
	console *console
}

// Page opens an empty window and closes it at the end of the test.
//
// The test fails if by then the page has written an error to its console that Allow does not allow.
func (b *Browser) Page(t testing.TB, o Options) *Page {
	t.Helper()
	problems := &console{}
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(problems.listen))
	p := &Page{t: t, ctx: ctx, base: strings.TrimSuffix(o.Base, "/"), wait: patience(), console: problems}
	t.Cleanup(func() {
		problems.report(t, ctx)
		cancel()
	})
	if err := chromedp.Do(ctx, o.apply()); err != nil {
		t.Fatalf("opening a page: %v", err)
	}
	return p
}

// loading is how long a page, a picture or a check of the whole page may take. It is long, since a slow
// machine is no fault of the page.
const loading = 30 * time.Second

// patience is how long an act may wait for its element: as long, or what BROWSER_WAIT says, such as "5s".
func patience() time.Duration {
	if d, err := time.ParseDuration(os.Getenv("BROWSER_WAIT")); err == nil && d > 0 {
		return d
	}
	return loading
}

// apply turns the options into Chromium's.
func (o Options) apply() chromedp.Action[chromedp.Void] {
	if o.Width == 0 {
		o.Width = 1280
	}
	if o.Height == 0 {
		o.Height = 800
	}
	if o.Lang == "" {
		o.Lang = "en-US"
	}
	if o.Zone == "" {
		o.Zone = "UTC"
	}
	scheme := "light"
	if o.Dark {
		scheme = "dark"
	}
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		agent, err := chromedp.Evaluate[string](`navigator.userAgent`)(ctx, t)
		if err != nil {
			return fmt.Errorf("reading the user agent: %w", err)
		}
		return errors.Join(
			set(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
				Width: int64(o.Width), Height: int64(o.Height), DeviceScaleFactor: 1, Mobile: o.Width < phone,
			}),
			set(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: o.Width < phone}),
			set(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme},
				{Name: "prefers-reduced-motion", Value: "reduce"}, // so that nothing moves away from under a click
			}}),
			set(ctx, t, emulation.SetLocaleOverride, emulation.SetLocaleOverrideParams{Locale: o.Lang}),
			set(ctx, t, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: agent, AcceptLanguage: o.Lang}),
			set(ctx, t, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: o.Zone}),
			set(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}),
			set(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: o.NoJS}),
		)
	})
}

func set[P any](ctx context.Context, t *chromedp.Target, cmd cdp.Command[P, cdp.Empty], params P) error {
	if _, err := cdp.Call(ctx, t, cmd, params); err != nil {
		return fmt.Errorf("%s: %w", cmd.Method, err)
	}
	return nil
}

// Goto opens a URL, or a path under Options.Base, waits until it has loaded and returns its HTTP status.
func (p *Page) Goto(url string) int {
	p.t.Helper()
	if strings.HasPrefix(url, "/") {
		url = p.base + url
	}
	ctx, cancel := context.WithTimeout(p.ctx, loading)
	defer cancel()
	response, err := chromedp.Run(ctx, chromedp.NavigateResponse(url))
	if err != nil {
		p.fail("opening %s: %v", url, err)
	}
	if response == nil { // about:blank and data: URLs have none
		return 0
	}
	return int(response.Status)
}

// Reload asks for the page again.
func (p *Page) Reload() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, loading)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		p.fail("reloading: %v", err)
	}
}

// Back goes back one page.
func (p *Page) Back() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, loading)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.NavigateBack()); err != nil {
		p.fail("going back: %v", err)
	}
}

// Allow says that console errors containing text are meant to happen, such as "status of 403".
func (p *Page) Allow(text string) {
	p.console.Lock()
	defer p.console.Unlock()
	p.console.allowed = append(p.console.allowed, text)
}

// console gathers what the page complained about.
type console struct {
	sync.Mutex
	errors  []string
	allowed []string
}

// listen runs on the goroutine that reads the page's messages, so it only takes note.
func (c *console) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			c.add("console." + string(e.Type) + ": " + describe(e.Args))
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		c.add(fmt.Sprintf("%s (%s:%d)", text, e.ExceptionDetails.URL, e.ExceptionDetails.LineNumber+1))
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError { // failed requests, and breaches of the content security policy
			c.add(strings.TrimSpace(fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)))
		}
	}
}

func describe(args []*runtime.RemoteObject) string {
	var parts []string
	for _, a := range args {
		if a.Description != "" {
			parts = append(parts, a.Description)
		} else {
			parts = append(parts, string(a.Value))
		}
	}
	return strings.Join(parts, " ")
}

func (c *console) add(text string) {
	c.Lock()
	defer c.Unlock()
	c.errors = append(c.errors, text)
}

// report fails the test for every complaint not allowed.
func (c *console) report(t testing.TB, ctx context.Context) {
	t.Helper()
	// One round trip, so that complaints already under way arrive first. What it returns does not matter.
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_, _ = chromedp.Run(ctx, chromedp.Evaluate[int]("1"))

	c.Lock()
	defer c.Unlock()
next:
	for _, text := range c.errors {
		for _, allowed := range c.allowed {
			if strings.Contains(text, allowed) {
				continue next
			}
		}
		t.Errorf("the page complained: %s", text)
	}
}
