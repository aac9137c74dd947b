package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// A scope is the chain of elements a page is narrowed to, outermost first.
type scope []target

// A target is what a person would call an element: "the button Close matter".
type target struct{ role, name string }

func (a target) String() string {
	if a.role == "" {
		return fmt.Sprintf("%q", a.name)
	}
	return fmt.Sprintf("%s %q", a.role, a.name)
}

// accepts says whether an accessible name is the one meant. A name that ends in "…" means any that begins so.
func (a target) accepts(name string) bool {
	if prefix, ok := strings.CutSuffix(a.name, "…"); ok {
		return strings.HasPrefix(name, prefix)
	}
	return name == a.name
}

// In narrows the page to one element, such as In("row", "Rivera, Maya…") or In("dialog", "Log a call").
// The element is looked up anew by each act, so it may be redrawn in between.
func (p *Page) In(role, name string) *Page {
	inner := *p
	inner.scope = append(append(scope{}, p.scope...), target{role, name})
	return &inner
}

// element is a node of the page as it is at this moment.
type element struct {
	object runtime.RemoteObjectID
	name   string
}

// errNone is found by waiting: the element may still come.
var errNone = errors.New("there is none")

// one returns the only visible element that is meant.
func (p *Page) one(ctx context.Context, t *chromedp.Target, a target, filter string) (element, error) {
	found, err := p.all(ctx, t, a, filter)
	if err != nil {
		return element{}, err
	}
	switch len(found) {
	case 0:
		return element{}, errNone
	case 1:
		return found[0], nil
	default:
		return element{}, fmt.Errorf("there are %d of them; narrow the page with In", len(found))
	}
}

// all returns the visible elements that are meant and that the JavaScript filter (of el) lets pass.
func (p *Page) all(ctx context.Context, t *chromedp.Target, a target, filter string) ([]element, error) {
	root, err := p.root(ctx, t)
	if err != nil {
		return nil, err
	}
	return within(ctx, t, root, a, filter)
}

// root is the element the page is narrowed to, or the document.
func (p *Page) root(ctx context.Context, t *chromedp.Target) (runtime.RemoteObjectID, error) {
	document, err := chromedp.Evaluate[*runtime.RemoteObject]("document")(ctx, t)
	if err != nil {
		return "", fmt.Errorf("reading the document: %w", err)
	}
	root := document.ObjectID
	for _, step := range p.scope {
		found, err := within(ctx, t, root, step, "true")
		if err != nil {
			return "", err
		}
		if len(found) != 1 {
			return "", fmt.Errorf("looking in %v: there are %d of them, want 1", step, len(found))
		}
		root = found[0].object
	}
	return root, nil
}

func within(ctx context.Context, t *chromedp.Target, root runtime.RemoteObjectID, a target, filter string) ([]element, error) {
	// The tree is asked for the role alone where there is one: rows and list items go by what they say,
	// which the tree does not call their name.
	query := accessibility.QueryAXTreeParams{ObjectID: root, Role: roleOf(a.role)}
	if a.role == "" && !strings.HasSuffix(a.name, "…") {
		query.AccessibleName = a.name
	}
	answer, err := cdp.Call(ctx, t, accessibility.QueryAXTree, query)
	if err != nil {
		return nil, fmt.Errorf("asking the accessibility tree: %w", err)
	}
	var found []element
	for _, node := range answer.Nodes {
		name := nameOf(node)
		if node.Ignored || node.BackendDOMNodeID == 0 || (name != "" && !a.accepts(name)) {
			continue
		}
		el, err := visible(ctx, t, node.BackendDOMNodeID, filter)
		if errors.Is(err, errNone) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("looking at %v: %w", a, err)
		}
		if name == "" {
			if name, err = call[string](ctx, t, el, squeeze); err != nil {
				return nil, fmt.Errorf("reading %v: %w", a, err)
			}
		}
		if a.accepts(name) || a.name == "" {
			found = append(found, element{object: el, name: name})
		}
	}
	return found, nil
}

// visible returns the element behind a node of the accessibility tree, or errNone if it cannot be seen or
// the filter refuses it. The parts that Chromium builds into a field, such as a date picker's button, are
// not the page's.
func visible(ctx context.Context, t *chromedp.Target, id cdp.BackendNodeID, filter string) (runtime.RemoteObjectID, error) {
	resolved, err := cdp.Call(ctx, t, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: id})
	if err != nil {
		return "", err
	}
	kept, err := call[*runtime.RemoteObject](ctx, t, resolved.Object.ObjectID, `function() {
		const el = this;
		if (!(el instanceof Element)) return null; // a text, or a star that a style sheet adds
		if (el.getRootNode().host instanceof HTMLInputElement) return null;
		return el.checkVisibility({visibilityProperty: true}) && (`+filter+`) ? el : null;
	}`)
	if err != nil {
		return "", err
	}
	if kept.ObjectID == "" {
		return "", errNone
	}
	return kept.ObjectID, nil
}

// roleOf turns the role of the ARIA standard into Chromium's word where the two differ.
func roleOf(role string) string {
	switch role {
	case "summary":
		return "DisclosureTriangle"
	case "img":
		return "image"
	}
	return role
}

func nameOf(node *accessibility.Node) string {
	if node.Name == nil {
		return ""
	}
	var name string
	if json.Unmarshal(node.Name.Value, &name) != nil {
		return "" // a name that is no string names nothing
	}
	return name
}

// focused describes the element that has the focus.
func focused(ctx context.Context, t *chromedp.Target) (string, error) {
	active, err := chromedp.Evaluate[*runtime.RemoteObject]("document.activeElement ?? document.body")(ctx, t)
	if err != nil {
		return "", fmt.Errorf("reading the document: %w", err)
	}
	answer, err := cdp.Call(ctx, t, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
		ObjectID: active.ObjectID, FetchRelatives: new(false),
	})
	if err != nil {
		return "", fmt.Errorf("asking the accessibility tree: %w", err)
	}
	if len(answer.Nodes) == 0 || answer.Nodes[0].Role == nil {
		return "", errNone
	}
	var role string
	if err := json.Unmarshal(answer.Nodes[0].Role.Value, &role); err != nil {
		return "", fmt.Errorf("reading the role: %w", err)
	}
	return target{role, nameOf(answer.Nodes[0])}.String(), nil
}

// call runs a JavaScript function with the element as this.
func call[T any](ctx context.Context, t *chromedp.Target, on runtime.RemoteObjectID, function string, args ...any) (T, error) {
	return chromedp.CallFunctionOn[T](function, func(params *runtime.CallFunctionOnParams) { params.ObjectID = on }, args...)(ctx, t)
}

// until tries an act again and again until it succeeds, and fails the test once the page's patience is over.
// A page that is being replaced under the act is a reason to try again, like an element not yet there.
// However slow the machine, one try is always finished, so that the failure can say what was wrong.
func until[T any](p *Page, what string, try chromedp.Action[T]) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.wait+loading)
	defer cancel()
	over := time.NewTimer(p.wait)
	defer over.Stop()
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	for {
		value, err := chromedp.Run(ctx, try)
		if err == nil {
			return value
		}
		select {
		case <-over.C:
			p.fail("%s: %v", what, err)
		case <-ctx.Done():
			p.fail("%s: %v", what, err)
		case <-tick.C:
		}
	}
}

// fail ends the test with what was on the page, and with a picture where SCREENSHOTS asks for pictures.
func (p *Page) fail(format string, args ...any) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(p.ctx), 5*time.Second)
	defer cancel()
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + (document.body?.innerText ?? "").slice(0, 3000)`))
	if err != nil {
		seen = "(the page does not answer: " + err.Error() + ")"
	}
	p.picture("failed-"+p.t.Name(), chromedp.FullScreenshot(100))
	p.t.Fatalf("%s\non the page %s", fmt.Sprintf(format, args...), seen)
}
