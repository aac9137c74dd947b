package secret

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// countingBytes is a reader of known bytes, so that keys in tests are the same every time.
type countingBytes byte

func (c *countingBytes) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(*c)
		*c++
	}
	return len(p), nil
}

func ring(t *testing.T) *Keys {
	t.Helper()
	k, err := NewKeys(new(countingBytes))
	if err != nil {
		t.Fatalf("NewKeys: %v", err)
	}
	return k
}

func rotated(t *testing.T, k *Keys, start byte) *Keys {
	t.Helper()
	random := countingBytes(start)
	next, err := k.Rotate(&random)
	if err != nil {
		t.Fatalf("Rotate: %v", err)
	}
	return next
}

func TestTheFirstRunMakesAKeyFileOnlyItsOwnerReads(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	first, err := OpenKeys(folder, new(countingBytes))
	if err != nil {
		t.Fatalf("OpenKeys on an empty folder: %v", err)
	}
	info, err := os.Stat(filepath.Join(folder, KeyFile))
	if err != nil {
		t.Fatalf("Stat: %v", err)
	}
	if info.Mode().Perm() != 0o400 {
		t.Errorf("key file mode = %04o, want 0400", info.Mode().Perm())
	}
	other := countingBytes(77)
	again, err := OpenKeys(folder, &other)
	if err != nil {
		t.Fatalf("OpenKeys again: %v", err)
	}
	if again.Reveal() != first.Reveal() {
		t.Error("the second run has other keys, want the first run's")
	}
	left, _ := filepath.Glob(filepath.Join(folder, ".keys-*"))
	if len(left) != 0 {
		t.Errorf("left behind %v, want only the key file", left)
	}
}

func TestProcessesStartingTogetherShareOneRing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	rings := make([]string, 8)
	var wg sync.WaitGroup
	for i := range rings {
		wg.Go(func() {
			random := countingBytes(i * 9)
			k, err := OpenKeys(folder, &random)
			if err != nil {
				t.Errorf("OpenKeys: %v", err)
				return
			}
			rings[i] = k.Reveal()
		})
	}
	wg.Wait()
	for i, r := range rings {
		if r != rings[0] {
			t.Errorf("process %d has its own ring, want the shared one", i)
		}
	}
}

func TestAKeyFileOthersCanReadIsRefused(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, KeyFile)
	if err := os.WriteFile(path, []byte(ring(t).Reveal()), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKeys(folder); !errors.Is(err, ErrKeys) {
		t.Errorf("LoadKeys of a 0644 file = %v, want ErrKeys", err)
	}
	if _, err := LoadKeys(t.TempDir()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("LoadKeys of an empty folder = %v, want fs.ErrNotExist", err)
	}
}

func TestADamagedRingIsRefused(t *testing.T) {
	t.Parallel()
	good := ring(t).Reveal()
	master := good[strings.Index(good, "master "):strings.Index(good, "audit ")]
	audit := good[strings.Index(good, "audit "):]
	tests := map[string]string{
		"empty":               "",
		"no master":           audit,
		"no audit":            master,
		"two audit keys":      good + audit,
		"the same key twice":  good + master,
		"unknown kind":        good + strings.Replace(master, "master", "mister", 1),
		"key too short":       good + "master " + base64.StdEncoding.EncodeToString([]byte("short")),
		"not base64":          good + "master !!!!",
		"more than 64 keys":   good + manyMasters(70),
		"a line without keys": good + "master",
	}
	for name, text := range tests {
		if _, err := ParseKeys(text); !errors.Is(err, ErrKeys) {
			t.Errorf("%s: ParseKeys = %v, want ErrKeys", name, err)
		}
	}
}

func manyMasters(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "master %s\n", base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{byte(i + 100)}, 32)))
	}
	return b.String()
}

func TestARingFitsInAnEnvironmentVariable(t *testing.T) {
	t.Parallel()
	k := ring(t)
	oneLine := strings.ReplaceAll(k.Reveal(), "\n", ";")
	got, err := ParseKeys(oneLine)
	if err != nil {
		t.Fatalf("ParseKeys of one line: %v", err)
	}
	if got.Reveal() != k.Reveal() {
		t.Error("the ring read from one line differs, want the same keys")
	}
}

func TestARotatedRingOpensOldSealsAndKeepsTheAuditKey(t *testing.T) {
	t.Parallel()
	old := ring(t)
	sealed := old.Box("totp", "usr_1").Seal([]byte("seed"))
	stamp := old.Stamp("cursor").Sum("page 2")

	now := rotated(t, old, 99)
	box := now.Box("totp", "usr_1")
	if got, err := box.Open(sealed); err != nil || string(got) != "seed" {
		t.Errorf("Open after rotation = %q, %v, want seed", got, err)
	}
	if !box.Stale(sealed) {
		t.Error("Stale of an old seal = false, want true")
	}
	fresh := box.Seal([]byte("seed"))
	if box.Stale(fresh) {
		t.Error("Stale of a new seal = true, want false")
	}
	if _, err := old.Box("totp", "usr_1").Open(fresh); !errors.Is(err, ErrSealed) {
		t.Errorf("the old ring opened a new seal: %v, want ErrSealed", err)
	}
	if err := now.Stamp("cursor").Check(stamp, "page 2"); err != nil {
		t.Errorf("Check of an old stamp: %v, want nil", err)
	}
	if !now.AuditKey().Equal(old.AuditKey()) {
		t.Error("rotation changed the audit key, want it kept")
	}
	if bytes.Equal(now.Derive("session"), old.Derive("session")) {
		t.Error("Derive gives the same key after rotation, want a new one")
	}
	folder := t.TempDir()
	if err := now.Save(folder); err != nil {
		t.Fatalf("Save: %v", err)
	}
	if loaded, err := LoadKeys(folder); err != nil || loaded.Reveal() != now.Reveal() {
		t.Errorf("LoadKeys after Save: %v, want the saved ring", err)
	}
}

func TestASealOpensOnlyForItsPurposeOwnerAndBytes(t *testing.T) {
	t.Parallel()
	k := ring(t)
	sealed := k.Box("totp", "ab", "c").Seal([]byte("seed"))
	boxes := map[string]Box{
		"another purpose":      k.Box("webhook", "ab", "c"),
		"another owner":        k.Box("totp", "ab", "d"),
		"owner split unlike":   k.Box("totp", "a", "bc"),
		"no owner":             k.Box("totp"),
		"another firm's ring":  rotatedOnly(t).Box("totp", "ab", "c"),
		"same text, one owner": k.Box("totp", "abc"),
	}
	for name, b := range boxes {
		if _, err := b.Open(sealed); !errors.Is(err, ErrSealed) {
			t.Errorf("%s: Open = %v, want ErrSealed", name, err)
		}
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if _, err := k.Box("totp", "ab", "c").Open(bad); !errors.Is(err, ErrSealed) {
			t.Errorf("byte %d altered: Open = %v, want ErrSealed", i, err)
		}
		if _, err := k.Box("totp", "ab", "c").Open(sealed[:i]); !errors.Is(err, ErrSealed) {
			t.Errorf("cut to %d bytes: Open = %v, want ErrSealed", i, err)
		}
	}
}

func rotatedOnly(t *testing.T) *Keys {
	t.Helper()
	random := countingBytes(200)
	k, err := NewKeys(&random)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestDerivedKeysAreForever(t *testing.T) {
	t.Parallel()
	// This value must never change: everything derived in the field depends on it.
	const want = "xkd+vXSKJ1/lU0Lxt9n5H6kkXx8FoQR1WR0dYoWyLX8="
	got := base64.StdEncoding.EncodeToString(ring(t).Derive("session"))
	if got != want {
		t.Errorf("Derive(session) = %s, want %s", got, want)
	}
}

func TestSecretsDoNotPrintThemselves(t *testing.T) {
	t.Parallel()
	seed, err := NewTOTP(new(countingBytes))
	if err != nil {
		t.Fatal(err)
	}
	token, key, code := NewToken(), NewAPIKey(), NewRecoveryCodes()[0]
	shown := fmt.Sprintf("%v %s %+v %#v", ring(t), token, key, seed) + fmt.Sprintf("%#v %#v %v %#v %v", ring(t), token, code, key, token.LogValue())
	for _, s := range []string{token.Reveal(), key.Reveal(), seed.Reveal(), code.Reveal()} {
		if strings.Contains(shown, s) {
			t.Errorf("printing shows %q, want it hidden", s)
		}
	}
}

func FuzzParseKeys(f *testing.F) {
	f.Add("master AAAA\naudit AAAA")
	f.Add("# only a remark")
	f.Fuzz(func(t *testing.T, text string) {
		k, err := ParseKeys(text)
		if err != nil {
			return
		}
		again, err := ParseKeys(k.Reveal())
		if err != nil || again.Reveal() != k.Reveal() {
			t.Errorf("a ring read once is not read again: %v", err)
		}
	})
}
