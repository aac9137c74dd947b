package civil

import (
	"testing"
	"time"
)

func TestAReformIsKnownByItsOffset(t *testing.T) {
	t.Parallel()
	reform := change{"America/Vancouver", On(2026, time.December, 1), -7 * 3600, "2026b"}
	for offset, want := range map[int]bool{-7 * 3600: true, -8 * 3600: false} {
		if got := reform.known(time.FixedZone("Vancouver", offset)); got != want {
			t.Errorf("at offset %d the reform is known = %v, want %v", offset, got, want)
		}
	}
}
