package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
)

// squeeze is the text as a reader sees it: hidden parts left out, every run of white space one space.
const squeeze = `function() { return (this.body ?? this).innerText.replace(/\s+/g, ' ').trim(); }`

// text reads the page, or the element it is narrowed to, as it is now.
func (p *Page) text(ctx context.Context, t *chromedp.Target) (string, error) {
	root, err := p.root(ctx, t)
	if err != nil {
		return "", err
	}
	return call[string](ctx, t, root, squeeze)
}

// Text returns what can be read now, white space squeezed to single spaces.
func (p *Page) Text() string {
	p.t.Helper()
	return until(p, "reading the page", p.text)
}

// WaitText waits until the text can be read.
func (p *Page) WaitText(want string) {
	p.t.Helper()
	p.waitText(fmt.Sprintf("waiting for %q", want), func(text string) bool { return strings.Contains(text, want) })
}

// WaitNoText waits until the text can no longer be read.
func (p *Page) WaitNoText(gone string) {
	p.t.Helper()
	p.waitText(fmt.Sprintf("waiting for %q to go", gone), func(text string) bool { return !strings.Contains(text, gone) })
}

func (p *Page) waitText(what string, ok func(string) bool) {
	p.t.Helper()
	until(p, what, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		text, err := p.text(ctx, t)
		if err == nil && !ok(text) {
			err = errors.New("not so by the deadline")
		}
		return chromedp.Void{}, err
	})
}

// WaitPath waits until the address is this path (with its query, if any); a path ending in "…" need only begin so.
func (p *Page) WaitPath(want string) {
	p.t.Helper()
	until(p, "waiting for the address "+want, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		path, err := chromedp.Evaluate[string](`location.pathname + location.search`)(ctx, t)
		if err == nil && !(target{name: want}).accepts(path) {
			err = fmt.Errorf("it is %s", path)
		}
		return chromedp.Void{}, err
	})
}

// Path returns the path and query of the address.
func (p *Page) Path() string {
	p.t.Helper()
	return Eval[string](p, `location.pathname + location.search`)
}

// Exists says whether such an element can be seen now. It does not wait: first wait for what comes with it.
func (p *Page) Exists(role, name string) bool {
	p.t.Helper()
	return until(p, "looking for "+target{role, name}.String(), func(ctx context.Context, t *chromedp.Target) (bool, error) {
		found, err := p.all(ctx, t, target{role, name}, "true")
		return len(found) > 0, err
	})
}

// Wait waits until such an element can be seen.
func (p *Page) Wait(role, name string) {
	p.t.Helper()
	until(p, "waiting for "+target{role, name}.String(), func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		found, err := p.all(ctx, t, target{role, name}, "true")
		if err == nil && len(found) == 0 {
			err = errNone
		}
		return chromedp.Void{}, err
	})
}

// Names returns the accessible names of all elements of a role, in the order of the page.
func (p *Page) Names(role string) []string {
	p.t.Helper()
	return until(p, "naming every "+role, func(ctx context.Context, t *chromedp.Target) ([]string, error) {
		found, err := p.all(ctx, t, target{role, "…"}, "true")
		var names []string
		for _, el := range found {
			names = append(names, el.name)
		}
		return names, err
	})
}

// Value returns what the field with this label holds; of a list, what its choice says.
func (p *Page) Value(label string) string {
	p.t.Helper()
	return until(p, fmt.Sprintf("reading the field %q", label), func(ctx context.Context, t *chromedp.Target) (string, error) {
		el, err := p.one(ctx, t, target{name: label}, writable+` || el.matches('select')`)
		if err != nil {
			return "", err
		}
		return call[string](ctx, t, el.object, `function() {
			return this.selectedOptions ? [...this.selectedOptions].map(o => o.label.trim()).join(', ') : this.value ?? this.innerText;
		}`)
	})
}

// Checked says whether the tick box, switch or round button with this label is on.
func (p *Page) Checked(label string) bool {
	p.t.Helper()
	return until(p, fmt.Sprintf("reading the box %q", label), func(ctx context.Context, t *chromedp.Target) (bool, error) {
		el, err := p.one(ctx, t, target{name: label}, choosing)
		if err != nil {
			return false, err
		}
		return call[bool](ctx, t, el.object, `function() { return this.checked ?? this.getAttribute('aria-checked') === 'true'; }`)
	})
}

// Focused returns the accessible role and name of what the next key goes to, such as `button "Save"`.
func (p *Page) Focused() string {
	p.t.Helper()
	return until(p, "finding the focus", focused)
}

// Eval runs JavaScript in the page and returns its value, waiting for it if it is a promise.
// It is for what a person cannot see, such as a service worker; anything else has a better verb.
func Eval[T any](p *Page, script string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, loading)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fail("running %q: %v", script, err)
	}
	return value
}

// Screenshot writes a picture of the whole page to the folder that SCREENSHOTS names, as name.png.
// Without SCREENSHOTS it does nothing.
func (p *Page) Screenshot(name string) {
	p.t.Helper()
	p.keep(name, chromedp.FullScreenshot(100))
}

// Glimpse keeps a picture of what the window shows of the page, as Screenshot does of all of it.
func (p *Page) Glimpse(name string) {
	p.t.Helper()
	p.keep(name, chromedp.CaptureScreenshot())
}

func (p *Page) keep(name string, shot chromedp.Action[[]byte]) {
	p.t.Helper()
	if err := p.picture(name, shot); err != nil {
		p.t.Errorf("taking the picture %s: %v", name, err)
	}
}

func (p *Page) picture(name string, shot chromedp.Action[[]byte]) error {
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(p.ctx, loading)
	defer cancel()
	png, err := chromedp.Run(ctx, shot)
	if err != nil {
		return fmt.Errorf("asking Chromium: %w", err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	file := filepath.Join(folder, strings.ReplaceAll(name, "/", "-")+".png")
	if err := os.WriteFile(file, png, 0o644); err != nil {
		return fmt.Errorf("writing it: %w", err)
	}
	return nil
}
