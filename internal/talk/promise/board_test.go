package promise_test

import (
	"testing"

	"candor/internal/talk/promise"
)

func TestFewPromisesProveLittle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                   string
		kept, ended, low, high int
	}{
		{"none", 0, 0, 0, 100},
		{"nine of ten", 9, 10, 60, 98},
		{"forty-five of fifty", 45, 50, 79, 96},
		{"all of one", 1, 1, 21, 100},
	} {
		low, high := promise.Tally{Kept: c.kept, Ended: c.ended}.Between()
		if low != c.low || high != c.high {
			t.Errorf("%s: %d–%d %%, want %d–%d %%", c.name, low, high, c.low, c.high)
		}
	}
	if _, ok := (promise.Tally{}).Share(); ok {
		t.Error("of no promise a share is given, want none")
	}
}
