package secret

import (
	"encoding/xml"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// rfcSeed is "12345678901234567890", the SHA-1 seed of RFC 6238 appendix B.
const rfcSeed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

func rfcTOTP(t *testing.T) TOTP {
	t.Helper()
	seed, err := ParseTOTP(rfcSeed)
	if err != nil {
		t.Fatalf("ParseTOTP: %v", err)
	}
	return seed
}

func TestCodesAgreeWithRFC6238(t *testing.T) {
	t.Parallel()
	for at, want := range map[int64]string{ // the last six of the RFC's eight digits
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		step, ok := rfcTOTP(t).Verify(want, time.Unix(at, 0), 0)
		if !ok || step != at/30 {
			t.Errorf("Verify(%s) at %d = %d, %v, want step %d", want, at, step, ok, at/30)
		}
		if got, err := rfcTOTP(t).Code(time.Unix(at, 0)); err != nil || got != want {
			t.Errorf("Code at %d = %s, %v, want %s", at, got, err, want)
		}
	}
}

func TestACodeWorksOnceAndNearItsTime(t *testing.T) {
	t.Parallel()
	at := time.Unix(1234567890, 0)
	const step = 1234567890 / 30
	tests := []struct {
		name string
		code string
		at   time.Time
		last int64
		want bool
	}{
		{"now", "005924", at, 0, true},
		{"typed with a space", "005 924", at, 0, true},
		{"phone 30 seconds behind", "005924", at.Add(30 * time.Second), 0, true},
		{"phone 30 seconds ahead", "005924", at.Add(-30 * time.Second), 0, true},
		{"a minute late", "005924", at.Add(60 * time.Second), 0, false},
		{"a minute early", "005924", at.Add(-60 * time.Second), 0, false},
		{"used already", "005924", at, step, false},
		{"older than the last used", "005924", at.Add(30 * time.Second), step + 1, false},
		{"after an earlier one", "005924", at, step - 1, true},
		{"wrong", "005925", at, 0, false},
		{"empty", "", at, 0, false},
		{"first step of time", "000000", time.Unix(0, 0), 0, false},
	}
	for _, tt := range tests {
		got, ok := rfcTOTP(t).Verify(tt.code, tt.at, tt.last)
		if ok != tt.want || ok && got != step {
			t.Errorf("%s: Verify = %d, %v, want %v", tt.name, got, ok, tt.want)
		}
	}
}

func TestTheAddressNamesFirmAndPerson(t *testing.T) {
	t.Parallel()
	got := rfcTOTP(t).URL("Ríos & Stone", "ana@rios.example")
	u, err := url.Parse(got)
	if err != nil {
		t.Fatalf("url.Parse: %v", err)
	}
	if u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Ríos & Stone:ana@rios.example" {
		t.Errorf("URL = %s, want otpauth://totp/Ríos & Stone:ana@rios.example", got)
	}
	if q := u.Query(); q.Get("secret") != rfcSeed || q.Get("issuer") != "Ríos & Stone" {
		t.Errorf("query = %v, want the seed and the firm", q)
	}
}

func TestTheQRCodeIsPlainSVG(t *testing.T) {
	t.Parallel()
	svg, err := QR(rfcTOTP(t).URL("Ríos & Stone", "ana@rios.example"))
	if err != nil {
		t.Fatalf("QR: %v", err)
	}
	if err := xml.Unmarshal([]byte(svg), new(struct{ XMLName xml.Name })); err != nil {
		t.Errorf("the SVG is not XML: %v", err)
	}
	if strings.Contains(svg, "style") || strings.Contains(svg, "class") {
		t.Error("the SVG has style or class, want attributes only")
	}
	if !strings.Contains(svg, "M4 4h7v1h-7z") {
		t.Error("no finder pattern at the first dark row, want one after the quiet zone")
	}
	if _, err := QR(strings.Repeat("x", 5000)); err == nil {
		t.Error("QR of 5000 characters succeeded, want an error")
	}
}

func TestASeedIsReadBack(t *testing.T) {
	t.Parallel()
	made, err := NewTOTP(new(countingBytes))
	if err != nil {
		t.Fatal(err)
	}
	read, err := ParseTOTP(strings.ToLower(made.Reveal()[:8] + " " + made.Reveal()[8:]))
	if err != nil || read != made {
		t.Errorf("ParseTOTP = %v, want the same seed", err)
	}
	for _, bad := range []string{"", "ABC", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", rfcSeed[:8], rfcSeed + rfcSeed + rfcSeed + rfcSeed} {
		if _, err := ParseTOTP(bad); !errors.Is(err, ErrTOTP) {
			t.Errorf("ParseTOTP(%q) = %v, want ErrTOTP", bad, err)
		}
	}
}

func TestRecoveryCodesAreMatchedAsPeopleTypeThem(t *testing.T) {
	t.Parallel()
	codes := NewRecoveryCodes()
	if len(codes) != 10 {
		t.Fatalf("%d recovery codes, want 10", len(codes))
	}
	var hashes []string
	for _, c := range codes {
		if !regexp.MustCompile(`^([a-z2-7]{4}-){3}[a-z2-7]{4}$`).MatchString(c.Reveal()) {
			t.Errorf("code = %q, want four groups of four", c.Reveal())
		}
		hashes = append(hashes, c.Hash())
	}
	typed := strings.ToUpper(strings.ReplaceAll(codes[7].Reveal(), "-", " "))
	typed = strings.NewReplacer("O", "0", "L", "1").Replace(typed)
	if i, ok := MatchRecovery(typed, hashes); !ok || i != 7 {
		t.Errorf("MatchRecovery(%q) = %d, %v, want 7", typed, i, ok)
	}
	if _, ok := MatchRecovery("aaaa-bbbb-cccc-dddd", hashes); ok {
		t.Error("MatchRecovery of an invented code = true, want false")
	}
	if _, ok := MatchRecovery(codes[0].Reveal(), nil); ok {
		t.Error("MatchRecovery with no codes left = true, want false")
	}
}

func FuzzParseTOTP(f *testing.F) {
	f.Add(rfcSeed)
	f.Fuzz(func(t *testing.T, text string) {
		seed, err := ParseTOTP(text)
		if err != nil {
			return
		}
		if again, err := ParseTOTP(seed.Reveal()); err != nil || again != seed {
			t.Errorf("a seed read once is not read again: %v", err)
		}
	})
}
