package proof

import (
	"strings"
	"testing"
	"time"
)

func TestEachWrongTryDoublesTheWait(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		pace   Pace
		failed int64
		want   time.Duration
	}{
		{"the first for a name", ByName(), 1, 0},
		{"the fourth for a name", ByName(), 4, 0},
		{"the fifth for a name", ByName(), 5, 2 * time.Second},
		{"the sixth for a name", ByName(), 6, 4 * time.Second},
		{"the fourteenth for a name", ByName(), 14, 15 * time.Minute},
		{"the millionth for a name", ByName(), 1_000_000, 15 * time.Minute},
		{"the twentieth from a place", ByPlace(), 20, 0},
		{"the thirty-first from a place", ByPlace(), 31, 4 * time.Second},
		{"the thousandth from a place", ByPlace(), 1000, time.Minute},
	} {
		if got := tt.pace.wait(tt.failed); got != tt.want {
			t.Errorf("%s waits %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestTriesAreForgottenAfterADay(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 9, 16, 17, 0, 0, 0, time.UTC)
	old := attempt{Failed: 50, LastAt: now.Add(-quiet), FreeAt: now.Add(-time.Hour)}
	if got, wait := ByName().next(old, now); wait != 0 || got.Failed != 1 {
		t.Errorf("after a quiet day: %d tries and %v to wait, want 1 and none", got.Failed, wait)
	}
	recent := attempt{Failed: 50, LastAt: now.Add(-time.Minute), FreeAt: now.Add(14 * time.Minute)}
	if got, wait := ByName().next(recent, now); wait != 14*time.Minute || got.Failed != 50 {
		t.Errorf("while waiting: %d tries and %v to wait, want the 50 as they were and 14m", got.Failed, wait)
	}
}

func TestAPlaceIsANetwork(t *testing.T) {
	t.Parallel()
	for ip, want := range map[string]string{
		"192.0.2.7": "192.0.2.0/24", "::ffff:192.0.2.7": "192.0.2.0/24", "2001:db8:1:2::3": "2001:db8:1::/48", "": "unknown", "office": "unknown",
	} {
		if got := placeOf(ip); got != want {
			t.Errorf("placeOf(%q) = %q, want %q", ip, got, want)
		}
	}
}

func TestDevicesAreNamedAsPeopleNameThem(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0":                                                        "Firefox on Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1": "Safari on iPhone",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0":     "Edge on Mac",
		"Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36":                            "Chrome on Android",
		"curl/8.5.0": "curl", "": "Unknown device",
	} {
		if got := Device(agent); got != want {
			t.Errorf("Device(%q) = %q, want %q", agent, got, want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("frm_01J.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
	f.Add(".")
	f.Fuzz(func(t *testing.T, text string) {
		firm, hash, ok := Split(text)
		if ok && (len(hash) != 64 || !strings.HasPrefix(text, firm+".")) {
			t.Errorf("Split(%q) = %q, %q, want the firm before the dot and a hash", text, firm, hash)
		}
	})
}
