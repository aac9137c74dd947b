// Package vcard reads and writes address cards: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350).
//
// It knows lines, folding, escapes, quoted-printable and old character sets,
// and nothing of what a property means. Read goes on after a card that is
// broken, and says which. A line or card that never ends is refused (CWE-400).
package vcard

import (
	"slices"
	"strings"
)

// Property is one line of a card.
type Property struct {
	Group  string // item1 of "item1.TEL", which ties properties together
	Name   string // in capitals
	Params []Param
	Value  string // as it stands, escapes and all; ask Text, Parts or List
}

// Param is what a property says about itself. A bare "HOME" of 2.1 has the
// name TYPE.
type Param struct{ Name, Value string }

// Card is the properties between BEGIN and END, in order.
type Card []Property

// Get gives the first property of a name.
func (c Card) Get(name string) (Property, bool) {
	i := slices.IndexFunc(c, func(p Property) bool { return p.Name == name })
	if i < 0 {
		return Property{}, false
	}
	return c[i], true
}

// All gives the properties of a name, in order.
func (c Card) All(name string) []Property {
	var out []Property
	for _, p := range c {
		if p.Name == name {
			out = append(out, p)
		}
	}
	return out
}

// Param gives the first value of a parameter, or nothing.
func (p Property) Param(name string) string {
	for _, q := range p.Params {
		if q.Name == name {
			return q.Value
		}
	}
	return ""
}

// Is reports whether the property is of a type, such as "home".
func (p Property) Is(kind string) bool {
	return slices.ContainsFunc(p.Types(), func(t string) bool { return strings.EqualFold(t, kind) })
}

// Types are the property's types as they are written. A list of them between
// quotation marks is one parameter by the letter, and several in practice.
func (p Property) Types() (out []string) {
	for _, q := range p.Params {
		if q.Name == "TYPE" {
			out = append(out, strings.Split(q.Value, ",")...)
		}
	}
	return out
}

// Text is the value as one text.
func (p Property) Text() string { return unescape(p.Value) }

// Parts are the parts of a value such as a name or an address.
func (p Property) Parts() []string { return split(p.Value, ';') }

// Part is one of the parts, or nothing if there are fewer.
func (p Property) Part(i int) string {
	if parts := p.Parts(); i < len(parts) {
		return parts[i]
	}
	return ""
}

// List are the texts of a value that holds several.
func (p Property) List() []string { return split(p.Value, ',') }

// split parts a value at each sep that isn't escaped.
func split(value string, sep byte) []string {
	var out []string
	start := 0
	for i := 0; i < len(value); i++ {
		switch value[i] {
		case '\\':
			i++
		case sep:
			out = append(out, unescape(value[start:i]))
			start = i + 1
		}
	}
	return append(out, unescape(value[start:]))
}

func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'N':
			b.WriteByte('\n')
		case '\\', ',', ';', ':':
			b.WriteByte(s[i])
		default: // a backslash that somebody forgot to escape
			b.WriteByte('\\')
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
