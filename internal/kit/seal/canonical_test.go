package seal

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestCanonicalFormFollowsRFC8785(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"spaces", " { \"a\" : [ 1 , true , null ] } ", `{"a":[1,true,null]}`},
		{"key order", `{"b":1,"a":2,"":3,"B":4,"aa":5}`, `{"":3,"B":4,"a":2,"aa":5,"b":1}`},
		{"nested key order", `{"x":{"d":1,"c":[{"b":1,"a":2}]}}`, `{"x":{"c":[{"a":2,"b":1}],"d":1}}`},
		{"keys by UTF-16, section 3.2.3", `{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`,
			"{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}"},
		{"strings, section 3.2.2.2", `"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"`, `"€$\u000f\nA'B\"\\\\\"/"`},
		{"all short escapes", `"\b\t\n\f\r\u0000\u001f\u007f"`, "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\""},
		{"html and line separators stay", "\"<&>\u2028\"", "\"<&>\u2028\""},
		{"numbers, section 3.2.2", `[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001]`, `[333333333.3333333,1e+30,4.5,0.002,1e-27]`},
		{"zeros", `[0,-0,0.0,-0e5]`, `[0,0,0,0]`},
		{"small", `[0.000001,1e-6,1e-7,-1e-7,5e-324]`, `[0.000001,0.000001,1e-7,-1e-7,5e-324]`},
		{"large", `[9007199254740991,1e21,-1.5e300,1.7976931348623157e308]`, `[9007199254740991,1e+21,-1.5e+300,1.7976931348623157e+308]`},
		{"a bare value", ` "x" `, `"x"`},
	}
	for _, tt := range tests {
		got, err := CanonicalJSON([]byte(tt.in))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: CanonicalJSON(%s) = %s, %v, want %s", tt.name, tt.in, got, err, tt.want)
		}
	}
}

func TestWhatHasNoCanonicalFormIsRefused(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"nothing":                 ``,
		"two values":              `1 2`,
		"a comma too many":        `[1,]`,
		"a key twice":             `{"a":1,"a":2}`,
		"a key twice, escaped":    `{"a":1,"\u0061":2}`,
		"an inexact integer":      `9007199254740993`,
		"an inexact exponent":     `1e17`,
		"a very long integer":     strings.Repeat("9", 40),
		"an infinite number":      `1e999`,
		"half a surrogate pair":   `"\ud800"`,
		"halves the wrong way":    `"\udc00\ud800"`,
		"a half in a key":         `{"\ud83d":1}`,
		"two first halves":        `"\ud83d\ud83d\ude00"`,
		"bytes that are no UTF-8": "\"\xff\"",
		"too deep":                strings.Repeat("[", 200) + strings.Repeat("]", 200),
	} {
		if got, err := CanonicalJSON([]byte(in)); !errors.Is(err, ErrJSON) {
			t.Errorf("%s: CanonicalJSON(%s) = %s, %v, want ErrJSON", name, in, got, err)
		}
	}
	if _, err := Canonical(make(chan int)); !errors.Is(err, ErrJSON) {
		t.Errorf("Canonical of a channel = %v, want ErrJSON", err)
	}
}

func TestStructsAndMapsAreTheSame(t *testing.T) {
	t.Parallel()
	type record struct {
		What string `json:"what"`
		At   string `json:"at"`
		N    int64  `json:"n"`
	}
	a, err := Canonical(record{"<read>", "2026", 7})
	if err != nil {
		t.Fatal(err)
	}
	b, err := Canonical(map[string]any{"n": 7, "at": "2026", "what": "<read>"})
	if err != nil {
		t.Fatal(err)
	}
	if string(a) != string(b) || string(a) != `{"at":"2026","n":7,"what":"<read>"}` {
		t.Errorf("Canonical = %s and %s, want the same", a, b)
	}
}

func TestEntriesWrittenByHandAreCanonicalJSON(t *testing.T) {
	t.Parallel()
	s := newSample(t, 2)
	for _, l := range []line{
		{Index: new(int64(12)), Leaf: &s.leaves[1], Entry: s.records[1], Salt: s.salts[1]},
		{Index: new(int64(0)), Leaf: &s.leaves[0]},
	} {
		got, err := l.canonical()
		if want := mustCanonical(t, l); err != nil || !bytes.Equal(got, want) {
			t.Errorf("canonical = %s, %v, want %s", got, err, want)
		}
	}
}

func FuzzCanonicalJSON(f *testing.F) {
	for _, seed := range []string{`{"b":[1,2.5e-7,{"a":"\u20ac\ud83d\ude00"}],"a":null}`, `-0`, `"\ud800"`, `[1e21,1e20,123456789012345678]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		once, err := CanonicalJSON(raw)
		if err != nil {
			return
		}
		twice, err := CanonicalJSON(once)
		if err != nil || string(twice) != string(once) {
			t.Errorf("%q becomes %q becomes %q, %v, want it to stay", raw, once, twice, err)
		}
		var before, after any
		if json.Unmarshal(raw, &before) != nil || json.Unmarshal(once, &after) != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("%q becomes %q, which says something else", raw, once)
		}
	})
}
