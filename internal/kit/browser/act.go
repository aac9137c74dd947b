package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// point is where to press, or why not yet.
type point struct {
	X, Y float64
	Why  string
}

// reach scrolls to the element and finds a spot of it that a finger would hit: not disabled, not covered.
// A hidden box whose label is what people press (a switch, say) is pressed by its label.
const reach = `function() {
	let el = this;
	if (el.disabled || el.closest('[aria-disabled="true"], fieldset:disabled, [inert]')) return {Why: 'it is disabled'};
	const spot = el => [...el.getClientRects()].find(r => r.width > 1 && r.height > 1);
	el.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
	let rect = spot(el);
	if (!rect && el.labels?.length) { el = el.labels[0]; rect = spot(el); }
	if (!rect) return {Why: 'it has no size'};
	const X = rect.left + rect.width / 2, Y = rect.top + rect.height / 2;
	const hit = this.getRootNode().elementFromPoint(X, Y);
	if (!hit) return {Why: 'it is outside the window'};
	const mine = el.contains(hit) || hit.contains(el) && hit.shadowRoot || hit.closest('label')?.control === this;
	if (!mine) return {Why: 'it is covered by ' + hit.cloneNode(false).outerHTML};
	return {X, Y, Why: ''};
}`

// Click presses the one element with this role and accessible name, such as Click("button", "Save").
// A name ending in "…" means any that begins so.
func (p *Page) Click(role, name string) {
	p.t.Helper()
	p.press("clicking", target{role, name}, "true")
}

func (p *Page) press(doing string, a target, filter string) {
	p.t.Helper()
	what := fmt.Sprintf("%s %v", doing, a)
	at := until(p, what, func(ctx context.Context, t *chromedp.Target) (point, error) {
		el, err := p.one(ctx, t, a, filter)
		if err != nil {
			return point{}, err
		}
		at, err := call[point](ctx, t, el.object, reach)
		if err == nil && at.Why != "" {
			err = errors.New(at.Why)
		}
		return at, err
	})
	// Pressed once and never again: a second press might do the deed twice.
	p.do(what, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X, at.Y), chromedp.MouseClickXY(at.X, at.Y))
}

func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, loading)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.fail("%s: %v", what, err)
	}
}

const (
	writable = `el.matches('textarea, [contenteditable=""], [contenteditable=true], input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=submit], [type=button], [type=image], [type=reset])')`
	choosing = `el.matches('select, input[type=radio], input[type=checkbox], [role=radio], [role=option], [role=switch]')`
	filing   = `el.matches('input[type=file]')`
)

// ready empties a field for typing. Fields whose value has a form of its own, such as dates,
// are set at once, as their pickers do; it returns false for those.
const ready = `function(value) {
	if (this.disabled || this.readOnly) throw new Error('it cannot be written to');
	this.scrollIntoView({block: 'center', behavior: 'instant'});
	this.focus();
	if (this.matches('input:is([type=date], [type=time], [type=datetime-local], [type=month], [type=week], [type=color], [type=range])')) {
		Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(this, value);
		this.dispatchEvent(new Event('input', {bubbles: true}));
		this.dispatchEvent(new Event('change', {bubbles: true}));
		if (this.value !== value) throw new Error('it does not take ' + value);
		return false;
	}
	if (this.select) this.select(); else getSelection().selectAllChildren(this);
	return true;
}`

// Fill writes a value into the field with this label, in place of what it held.
// Dates are written as 2006-01-02, times as 15:04.
func (p *Page) Fill(label, value string) {
	p.t.Helper()
	what := fmt.Sprintf("filling %q", label)
	typed := until(p, what, func(ctx context.Context, t *chromedp.Target) (bool, error) {
		el, err := p.one(ctx, t, target{name: label}, writable)
		if err != nil {
			return false, err
		}
		return call[bool](ctx, t, el.object, ready, value)
	})
	switch {
	case !typed:
	case value == "":
		p.do(what, chromedp.KeyEvent(kb.Delete))
	default:
		p.do(what, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, input.InsertText, input.InsertTextParams{Text: value})
			return err
		}))
	}
}

// choose takes an option of a list by what it says.
const choose = `function(option) {
	if (this.disabled) throw new Error('it is disabled');
	const wanted = [...this.options].filter(o => o.label.trim() === option);
	if (wanted.length !== 1) throw new Error(wanted.length + ' options say so, of: ' + [...this.options].map(o => o.label.trim()).join(', '));
	this.focus();
	if (this.multiple) wanted[0].selected = true; else this.selectedIndex = wanted[0].index;
	this.dispatchEvent(new Event('input', {bubbles: true}));
	this.dispatchEvent(new Event('change', {bubbles: true}));
}`

// Choose takes an option of the list with this label, such as Choose("Practice area", "Family").
func (p *Page) Choose(label, option string) {
	p.t.Helper()
	until(p, fmt.Sprintf("choosing %q of %q", option, label), func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		el, err := p.one(ctx, t, target{name: label}, `el.matches('select')`)
		if err != nil {
			return chromedp.Void{}, err
		}
		return call[chromedp.Void](ctx, t, el.object, choose, option)
	})
}

// Check presses the tick box, switch or round button with this label.
func (p *Page) Check(label string) {
	p.t.Helper()
	p.press("checking", target{name: label}, choosing)
}

// Upload puts files, named by their absolute paths, into the file field with this label.
func (p *Page) Upload(label string, paths ...string) {
	p.t.Helper()
	until(p, fmt.Sprintf("uploading to %q", label), func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		el, err := p.one(ctx, t, target{"button", label}, filing) // a button is what a file field shows of itself
		if err != nil {
			return chromedp.Void{}, err
		}
		_, err = cdp.Call(ctx, t, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, ObjectID: el.object})
		return chromedp.Void{}, err
	})
}

// Press types a key where the focus is: a character, or a key by its name, such as "Enter", "Escape",
// "Tab", "ArrowDown", with modifiers before it: "Control+k", "Shift+Tab".
func (p *Page) Press(key string) {
	p.t.Helper()
	var modifiers []chromedp.Modifier
	name := key
	for {
		before, after, found := strings.Cut(name, "+")
		if !found || after == "" { // "+" is a key too
			break
		}
		switch before {
		case "Control":
			modifiers = append(modifiers, kb.ModifierCtrl)
		case "Shift":
			modifiers = append(modifiers, kb.ModifierShift)
		case "Alt":
			modifiers = append(modifiers, kb.ModifierAlt)
		case "Meta":
			modifiers = append(modifiers, kb.ModifierMeta)
		default:
			p.t.Fatalf("pressing %q: no modifier is called %q", key, before)
		}
		name = after
	}
	code, err := keyCode(name)
	if err != nil {
		p.t.Fatalf("pressing %q: %v", key, err)
	}
	p.do("pressing "+key, chromedp.KeyEvent(code, chromedp.KeyModifiers(modifiers...)))
}

func keyCode(name string) (string, error) {
	if len([]rune(name)) == 1 {
		return name, nil
	}
	if name == "Space" {
		return " ", nil
	}
	for r, k := range kb.Keys {
		if k.Key == name {
			return string(r), nil
		}
	}
	return "", fmt.Errorf("no key is called %q", name)
}
