// Package ui draws everything a person sees, so that every page looks and
// behaves like one product.
//
// It promises that a page works without JavaScript, from the keyboard, on a
// phone, in light and dark, in print and for a screen reader, under a content
// security policy that allows no inline script and no inline style. It knows
// no law and no feature: what is shown is handed to it. Only this package
// writes class names; a feature composes these parts with plain semantic tags.
package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// Tone is what a mark means. Colour never speaks alone: a word or an icon goes with it.
type Tone string

// Green is kept for promises kept, amber for due within a business day, red for broken.
const (
	Neutral Tone = "neutral"
	Good    Tone = "good"
	Soon    Tone = "soon"
	Broken  Tone = "broken"
	Info    Tone = "info"
)

// icon is the sign that carries the tone's meaning without its colour.
func (t Tone) icon() string {
	switch t {
	case Good:
		return "circle-check"
	case Soon:
		return "clock-exclamation"
	case Broken:
		return "alert-triangle"
	case Info:
		return "info-circle"
	default:
		return "point"
	}
}

// Kind is how loud a button is. A page has one Primary at most.
type Kind string

// Danger is for what cannot be undone.
const (
	Primary Kind = "primary"
	Plain   Kind = "plain"
	Quiet   Kind = "quiet"
	Danger  Kind = "danger"
)

// Option is one choice of a list; options of the same Group stand together.
type Option struct {
	Value, Label string
	Group        string
}

// Frame is what every page of one person has in common.
type Frame struct {
	Firm      string
	Person    string
	RoleLabel string
	Lang      string // "en" or "es"
	Theme     string // "auto", "light" or "dark"
	Path      string // where the person is, to come back after a change of preference
	Nav       []NavItem
	Quick     []NavItem // what the Add menu offers; nil for the usual
	Flash     []Flash
	Live      string // address of the person's stream of pokes; empty for none
	Plain     bool   // no navigation: a page that stands alone, such as one printed or embedded
	Portal    bool   // the clients' side, with addresses of its own
	QuickExit bool   // the person may need to leave the page at once
}

// home is where the firm's name leads.
func (f Frame) home() string {
	if f.Portal {
		return "/portal"
	}
	return "/"
}

// prefer is where a change of preference is sent.
func (f Frame) prefer() string {
	if f.Portal {
		return "/portal/preferences"
	}
	return "/preferences"
}

// NavItem is one place in the navigation. Items of one Section stand under its name.
type NavItem struct {
	Key, Label, Href, Icon string
	Count                  int
	Broken                 bool // the count is of broken things
	Section                string
}

// Flash is what just happened, said once, with the way back when there is one.
type Flash struct {
	Tone       Tone
	Text       string
	UndoAction string // POST address; empty when it cannot be undone
	UndoLabel  string
}

// Page is what one page says about itself. When Lead is set the frame writes
// the page's heading from Title and Lead; otherwise the body starts with Head.
type Page struct {
	Title  string
	Nav    string // Key of the active NavItem
	Lead   string
	Crumbs []Crumb
	Wide   bool
}

// Crumb is one step on the way to the page.
type Crumb struct{ Label, Href string }

// Initials shortens a name to the two letters shown in a ring: first and last word.
func Initials(name string) string {
	words := strings.FieldsFunc(strings.NewReplacer("'", "", "’", "").Replace(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
	if len(words) == 0 {
		return "?"
	}
	short := first(words[0])
	if len(words) > 1 {
		short += first(words[len(words)-1])
	}
	return short
}

func first(word string) string {
	r, _ := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(r))
}

// href is a link target that templ may write: a path of our own, or a scheme that cannot run script.
func href(to string) templ.SafeURL { return templ.URL(to) }
