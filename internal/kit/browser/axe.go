package browser

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// axe is axe-core 4.14.1, the accessibility rules; see axe/LICENSE (MPL-2.0).
//
//go:embed axe/axe.min.js
var axe string

// runAxe checks the page against WCAG 2.0, 2.1 and 2.2, levels A and AA.
// Frames are left out: what is in them (a client's e-mail) is not our writing.
const runAxe = `axe.run(document, {
	iframes: false,
	resultTypes: ['violations'],
	runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']},
}).then(found => found.violations.flatMap(rule => rule.nodes.map(node => ({
	Rule: rule.id, Help: rule.help, Selector: node.target.join(' '), HTML: node.html, Why: node.failureSummary,
}))))`

// A violation is one element that breaks one rule.
type violation struct{ Rule, Help, Selector, HTML, Why string }

// Axe fails the test for everything on the page, as it is now, that breaks WCAG 2.2 AA as far as a program
// can tell. A keyboard and a screen reader find the rest.
func (p *Page) Axe() {
	p.t.Helper()
	for _, v := range p.violations() {
		p.t.Errorf("%s breaks %s (%s)\n\tat   %s\n\tin   %s\n\t%s", p.Path(), v.Rule, v.Help, v.Selector, v.HTML,
			strings.ReplaceAll(v.Why, "\n", "\n\t"))
	}
}

func (p *Page) violations() []violation {
	p.t.Helper()
	patient := *p
	patient.wait = loading
	return until(&patient, "checking accessibility", func(ctx context.Context, t *chromedp.Target) ([]violation, error) {
		if _, err := chromedp.Evaluate[chromedp.Void](axe+";undefined")(ctx, t); err != nil {
			return nil, fmt.Errorf("bringing axe: %w", err)
		}
		return chromedp.Evaluate[[]violation](runAxe, chromedp.EvalAwaitPromise)(ctx, t)
	})
}
