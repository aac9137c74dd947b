package seal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// ErrJSON means a value has no canonical form.
var ErrJSON = errors.New("not canonical JSON")

const (
	maxDepth   = 100
	maxInteger = 1<<53 - 1 // beyond it a double skips integers (RFC 7493 section 2.2)
)

// Canonical writes v as JSON in the one form that hashes the same everywhere
// (RFC 8785): no spaces, keys sorted by UTF-16 code units, numbers as
// ECMAScript writes them.
//
// It is stricter than the RFC where precision would be lost in silence:
// numbers from 2^53 to 10^21, and longer integers, are refused with ErrJSON;
// write those as strings. So are keys that occur twice and text that is not
// Unicode.
func Canonical(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrJSON, err)
	}
	return CanonicalJSON(raw)
}

// CanonicalJSON rewrites JSON text in canonical form. It returns ErrJSON.
func CanonicalJSON(raw []byte) ([]byte, error) {
	if !utf8.Valid(raw) || !json.Valid(raw) || loneSurrogate(raw) {
		return nil, fmt.Errorf("%w: not Unicode JSON text", ErrJSON)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	out, err := appendValue(make([]byte, 0, len(raw)), d, 0)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrJSON, err)
	}
	return out, nil
}

// isCanonical reports whether raw is its own canonical form.
func isCanonical(raw []byte) bool {
	out, err := CanonicalJSON(raw)
	return err == nil && bytes.Equal(out, raw)
}

func appendValue(out []byte, d *json.Decoder, depth int) ([]byte, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("nested deeper than %d", maxDepth)
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case nil:
		return append(out, "null"...), nil
	case bool:
		return strconv.AppendBool(out, t), nil
	case string:
		return appendString(out, t), nil
	case json.Number:
		return appendNumber(out, t)
	case json.Delim:
		if t == '[' {
			return appendArray(out, d, depth)
		}
		return appendObject(out, d, depth)
	}
	return nil, io.ErrUnexpectedEOF
}

func appendArray(out []byte, d *json.Decoder, depth int) (_ []byte, err error) {
	out = append(out, '[')
	for first := true; d.More(); first = false {
		if !first {
			out = append(out, ',')
		}
		if out, err = appendValue(out, d, depth+1); err != nil {
			return nil, err
		}
	}
	_, err = d.Token() // the closing bracket
	return append(out, ']'), err
}

func appendObject(out []byte, d *json.Decoder, depth int) ([]byte, error) {
	type member struct {
		name  string
		order []uint16
		value []byte
	}
	var members []member
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		value, err := appendValue(nil, d, depth+1)
		if err != nil {
			return nil, err
		}
		text, _ := name.(string) // always: valid JSON has string keys only
		members = append(members, member{text, utf16.Encode([]rune(text)), value})
	}
	if _, err := d.Token(); err != nil { // the closing brace
		return nil, err
	}
	slices.SortFunc(members, func(a, b member) int { return slices.Compare(a.order, b.order) })
	out = append(out, '{')
	for i, m := range members {
		if i > 0 {
			if members[i-1].name == m.name {
				return nil, fmt.Errorf("key %q twice", m.name)
			}
			out = append(out, ',')
		}
		out = append(appendString(out, m.name), ':')
		out = append(out, m.value...)
	}
	return append(out, '}'), nil
}

// appendNumber follows ECMAScript's Number::toString, which RFC 8785 section
// 3.2.2.3 prescribes.
func appendNumber(out []byte, n json.Number) ([]byte, error) {
	f, err := n.Float64()
	if err != nil {
		return nil, fmt.Errorf("number %s is out of range", n)
	}
	size := math.Abs(f)
	integer := !strings.ContainsAny(n.String(), ".eE")
	if size > maxInteger && (integer || size < 1e21) {
		return nil, fmt.Errorf("number %s is not exact: write it as a string", n)
	}
	switch {
	case f == 0:
		return append(out, '0'), nil // also for -0
	case size >= 1e-6 && size < 1e21:
		return strconv.AppendFloat(out, f, 'f', -1, 64), nil
	}
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
	sign, exponent := exponent[:1], strings.TrimLeft(exponent[1:], "0")
	return append(out, digits+"e"+sign+exponent...), nil
}

func appendString(out []byte, s string) []byte {
	const hex = "0123456789abcdef"
	out = append(out, '"')
	for i := range len(s) {
		c := s[i]
		short := strings.IndexByte("\b\t\n\f\r\"\\", c)
		switch {
		case short >= 0:
			out = append(out, '\\', "btnfr\"\\"[short])
		case c < 0x20:
			out = append(out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			out = append(out, c)
		}
	}
	return append(out, '"')
}

// loneSurrogate finds \ud800 to \udfff standing alone, which encoding/json
// would silently replace. Raw is valid JSON.
func loneSurrogate(raw []byte) bool {
	high := false // the escape just before was the first half of a pair
	for i := 0; i < len(raw); i++ {
		unit, escaped := rune(0), raw[i] == '\\'
		if escaped && raw[i+1] == 'u' {
			n, _ := strconv.ParseUint(string(raw[i+2:i+6]), 16, 16) // always: raw is valid
			unit, i = rune(n), i+5
		} else if escaped {
			i++
		}
		low := unit >= 0xdc00 && unit <= 0xdfff
		if high != low {
			return true
		}
		high = unit >= 0xd800 && unit < 0xdc00
	}
	return high
}
