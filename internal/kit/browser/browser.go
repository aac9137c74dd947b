// Package browser lets a test use Candor as a person does: in a real Chromium, by the names a person reads.
//
// A test opens pages, clicks and fills by accessible role and name, and reads text. What a screen reader
// cannot name, a test cannot click; so every journey is an accessibility test too. Each page has its own
// cookies. A page that writes an error to the console, or breaks the content security policy, fails its test.
//
// Nothing here sleeps: every act waits for its element, up to a deadline, and says what was on the page
// when the deadline passed.
//
// The package serves tests only; no program of ours imports it.
package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// A Browser is the one Chromium that the tests of a package share while they run.
type Browser struct {
	ctx context.Context
}

// chromium is shared by the tests that run side by side, since starting it costs up to a second. The last
// one to finish stops it, so that neither a process nor a profile folder outlives the tests.
var chromium struct {
	sync.Mutex
	users int
	ctx   context.Context
	stop  func()
}

// Open gives the test a Chromium, starting it if no other test has.
//
// Without Chromium on the machine the test is skipped, or fails if REQUIRE_BROWSER is set.
func Open(t testing.TB) *Browser {
	t.Helper()
	path := installed()
	if path == "" {
		if os.Getenv("REQUIRE_BROWSER") != "" {
			t.Fatal("Chromium is not installed and REQUIRE_BROWSER is set; run scripts/need.sh chromium")
		}
		t.Skip("Chromium is not installed; run scripts/need.sh chromium")
	}

	chromium.Lock()
	defer chromium.Unlock()
	if chromium.users == 0 {
		ctx, stop, err := start(context.WithoutCancel(t.Context()), path)
		if err != nil {
			t.Fatalf("starting %s: %v", path, err)
		}
		chromium.ctx, chromium.stop = ctx, stop
	}
	chromium.users++
	t.Cleanup(func() {
		chromium.Lock()
		defer chromium.Unlock()
		if chromium.users--; chromium.users == 0 {
			chromium.stop()
		}
	})
	return &Browser{ctx: chromium.ctx}
}

// installed returns the path of a Chromium, or "" where there is none.
func installed() string {
	for _, name := range []string{
		"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless_shell",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func start(ctx context.Context, path string) (context.Context, func(), error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		// A page kept for going back would come back without loading, and nothing would tell when it is there.
		chromedp.Flag("disable-features", "Translate,BackForwardCache"),
		// Pictures must not depend on the machine's taste in fonts.
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("hide-scrollbars", true),
		// A call or a camera in a test is a made-up one, and nobody is there to allow it.
		chromedp.Flag("use-fake-device-for-media-stream", true),
		chromedp.Flag("use-fake-ui-for-media-stream", true),
	)
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses root otherwise; containers are often root
	}
	allocator, free := chromedp.NewExecAllocator(ctx, options...)
	root, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(root); err != nil {
		cancel()
		free()
		return nil, nil, fmt.Errorf("first command: %w", err)
	}
	return root, func() { cancel(); free() }, nil
}
