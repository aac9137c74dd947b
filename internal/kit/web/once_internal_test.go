package web

import (
	"strings"
	"testing"
)

func FuzzIdempotencyKey(f *testing.F) {
	for _, seed := range []string{`"8e03978e-40d5-43dd-bc93-6894a57f9324"`, "k1", `"`, `""`, `"a"b"`, "a b", "\"\x00\"", strings.Repeat("k", 201)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		key, err := idempotencyKey(header)
		if err != nil {
			return
		}
		if key == "" || len(key) > 200 || strings.ContainsAny(key, "\x00\r\n\" \\") {
			t.Errorf("the header %q gives the key %q, want it refused", header, key)
		}
		if again, err := idempotencyKey(`"` + key + `"`); err != nil || again != key {
			t.Errorf("the key %q in quotes gives %q (%v), want the same", key, again, err)
		}
	})
}
