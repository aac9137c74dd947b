package secret

import (
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"github.com/pquerna/otp/hotp"
)

const (
	totpSize   = 20 // bytes, the length of SHA-1's key that RFC 4226 recommends
	totpPeriod = 30 // seconds
	totpSkew   = 1  // steps accepted either side, for clocks that disagree (RFC 6238 section 5.2)
)

// ErrTOTP means a stored authenticator seed cannot be read.
var ErrTOTP = errors.New("not an authenticator seed")

// TOTP is the seed shared with a person's authenticator app (RFC 6238: six
// digits, 30 seconds, SHA-1, which is what every app understands). Store it in
// a Box.
type TOTP struct{ seed string }

// NewTOTP makes a seed from random. Everything but a test or the demo passes
// crypto/rand.Reader.
func NewTOTP(random io.Reader) (TOTP, error) {
	b := make([]byte, totpSize)
	if _, err := io.ReadFull(random, b); err != nil {
		return TOTP{}, fmt.Errorf("making an authenticator seed: %w", err)
	}
	return TOTP{seed: totpBase32().EncodeToString(b)}, nil
}

// ParseTOTP reads a seed that Reveal returned. It returns ErrTOTP.
func ParseTOTP(text string) (TOTP, error) {
	seed := strings.ToUpper(strings.ReplaceAll(text, " ", ""))
	b, err := totpBase32().DecodeString(seed)
	if err != nil || len(b) < 16 || len(b) > 64 || totpBase32().EncodeToString(b) != seed {
		return TOTP{}, ErrTOTP
	}
	return TOTP{seed: seed}, nil
}

func totpBase32() *base32.Encoding { return base32.StdEncoding.WithPadding(base32.NoPadding) }

// Reveal returns the seed for storage, and for people who type it by hand.
func (t TOTP) Reveal() string { return t.seed }

// String hides the seed from logs and error messages.
func (t TOTP) String() string { return hidden }

// GoString hides the seed from %#v.
func (t TOTP) GoString() string { return hidden }

// LogValue hides the seed from structured logs.
func (t TOTP) LogValue() slog.Value { return slog.StringValue(hidden) }

// URL is the otpauth address an authenticator app reads. Issuer is the firm,
// account the person's sign-in name. It is written here and not by the otp
// module, which leaves the "&" of "Stone & Partners" to end the issuer.
func (t TOTP) URL(issuer, account string) string {
	u := url.URL{
		Scheme:   "otpauth",
		Host:     "totp",
		Path:     "/" + strings.ReplaceAll(issuer, ":", " ") + ":" + account,
		RawQuery: "secret=" + t.seed + "&issuer=" + strings.ReplaceAll(url.QueryEscape(issuer), "+", "%20"),
	}
	return u.String()
}

// Verify reports whether the code is right at the given moment, and for which
// time step. Last is the step of the last code accepted: the caller stores the
// returned step in the same transaction, so a code seen over a shoulder is
// refused the second time (RFC 6238 section 5.2).
func (t TOTP) Verify(code string, at time.Time, last int64) (step int64, ok bool) {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	now := at.Unix() / totpPeriod
	for s := max(now-totpSkew, 0); s <= now+totpSkew; s++ {
		want, err := hotp.GenerateCode(t.seed, uint64(s))
		if err != nil {
			return 0, false
		}
		if Same(code, want) && s > last && !ok {
			step, ok = s, true // no early return: every try costs the same
		}
	}
	return step, ok
}

// Code returns the code an authenticator app shows at the given moment, for
// tests and the demo firm.
func (t TOTP) Code(at time.Time) (string, error) {
	code, err := hotp.GenerateCode(t.seed, uint64(at.Unix()/totpPeriod))
	if err != nil {
		return "", ErrTOTP
	}
	return code, nil
}

// QR draws text as a QR code: an SVG image, dark on light in any theme because
// scanners need it, with the quiet zone ISO/IEC 18004 asks for.
func QR(text string) (string, error) {
	const quiet = 4
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return "", fmt.Errorf("drawing a QR code: %w", err)
	}
	size := code.Bounds().Dx() + 2*quiet
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges" aria-hidden="true">`, size, size)
	fmt.Fprintf(&b, `<path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="`, size, size)
	for y := range code.Bounds().Dy() {
		drawRow(&b, code, y, quiet)
	}
	b.WriteString(`"/></svg>`)
	return b.String(), nil
}

// drawRow writes each run of dark squares as one rectangle.
func drawRow(b *strings.Builder, code barcode.Barcode, y, quiet int) {
	dark := func(x int) bool {
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	width := code.Bounds().Dx()
	for x := 0; x < width; x++ {
		start := x
		for x < width && dark(x) {
			x++
		}
		if x > start {
			fmt.Fprintf(b, "M%d %dh%dv1h-%dz", start+quiet, y+quiet, x-start, x-start)
		}
	}
}
