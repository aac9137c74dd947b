package exchange

import (
	"strings"

	"candor/internal/people/contact"
)

// points gathers the ways to reach them, in the order of the columns' fields.
func (v values) points() (out []contact.Point) {
	for _, kind := range []contact.PointKind{contact.Email, contact.Phone, contact.Website} {
		for _, label := range []string{"", "mobile", "home", "work", "fax"} {
			key := string(kind)
			if label != "" {
				key += ":" + label
			}
			for _, cell := range v[key] {
				for _, one := range several(kind, cell) {
					out = append(out, contact.Point{Kind: kind, Label: label, Value: one})
				}
			}
		}
	}
	for _, label := range []string{"", "home", "work"} {
		at := func(part string) string {
			if label != "" {
				part += ":" + label
			}
			return v.one(part)
		}
		p := contact.Point{Kind: contact.Address, Label: label, Street: at("street"), City: at("city"), Region: at("region"), Postcode: at("postcode"), Country: country(at("country"))}
		if p.Street+p.City+p.Postcode != "" {
			out = append(out, p)
		}
	}
	return out
}

// several parts a cell that holds more than one address or number.
func several(k contact.PointKind, cell string) []string {
	parts := strings.FieldsFunc(cell, func(r rune) bool {
		return r == ';' || r == '\n' || r == '|' || k == contact.Email && r == ','
	})
	out := parts[:0]
	for _, p := range parts {
		if p = strings.Trim(contact.Neat(p), ":"); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// country gives the two letters of ISO 3166-1 for the names that American
// files write; a name that we don't know is left as it is.
func country(s string) string {
	switch strings.ToLower(strings.ReplaceAll(s, ".", "")) {
	case "usa", "united states", "united states of america", "us":
		return "US"
	case "canada":
		return "CA"
	case "mexico", "méxico":
		return "MX"
	case "united kingdom", "great britain", "england":
		return "GB"
	}
	return s
}
