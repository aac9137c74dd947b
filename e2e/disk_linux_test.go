package e2e

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// smallDisk mounts a file system of some megabytes, which needs root.
func smallDisk(t *testing.T, megabytes int) string {
	t.Helper()
	folder := t.TempDir()
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%dm", megabytes)); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("mounting a small disk: %v; the gate must be allowed to", err)
		}
		t.Skipf("mounting a small disk: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmounting the small disk: %v", err)
		}
	})
	return folder
}

// stuff fills a disk to its last byte with a file, which it names.
func stuff(t *testing.T, folder string) string {
	t.Helper()
	name := filepath.Join(folder, "filler")
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for size := 1 << 20; size > 0; size /= 16 {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("filling the disk: %v", err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestAFullDiskStopsWritingAndNothingElse fills the disk under the running
// program. What can't be kept is refused in words, what was kept can be read,
// and when there is room again the work goes on: people's, and the import's
// that was under way.
func TestAFullDiskStopsWritingAndNothingElse(t *testing.T) {
	t.Parallel()
	disk := smallDisk(t, 32)
	bin, data := binary(t), filepath.Join(disk, "data")
	key, err := found(t.Context(), data, "")
	if err != nil {
		t.Fatal(err)
	}
	p := serve(t, bin, data, "")
	c := caller{p.url, key}
	acked := map[string]bool{}
	add := func(n int) reply {
		t.Helper()
		name := fmt.Sprintf("Disk Test %05d", n)
		a, err := c.call(t.Context(), http.MethodPost, "/contacts", "application/json",
			fmt.Sprintf(`{"kind":"organisation","name":%q,"about":%q}`, name, strings.Repeat("All we know. ", 500)), strings.ReplaceAll(name, " ", "-"))
		if err != nil {
			t.Fatal(err)
		}
		if a.status < 300 {
			acked[name] = true
		}
		return a
	}
	if a := add(0); a.status != http.StatusCreated {
		t.Fatalf("adding a contact while there is room = %d: %s", a.status, a.body)
	}
	var csv strings.Builder
	csv.WriteString("First Name,Last Name,About\n")
	for i := range 300 {
		fmt.Fprintf(&csv, "Ana,Import%04d,%s\n", i, strings.Repeat("x", 2000))
	}
	batch := c.upload(t, "contacts", "many.csv", csv.String())
	if batch.Planned["create"] != 300 {
		t.Fatalf("the trial planned %v, want 300 new", batch.Planned)
	}

	c.must(t, t.Context(), http.MethodPost, "/imports/"+batch.ID+"/run", "", nil) // and while that goes on
	filler := stuff(t, disk)
	refused := reply{}
	n := 1
	within(t, time.Minute, "a change is refused", func() bool {
		refused = add(n)
		n++
		return refused.status != http.StatusCreated
	})
	full(t, "a new contact", refused)
	for _, what := range []struct{ name, method, path, kind, body string }{
		{"a change", http.MethodPost, "/tasks", "application/json", `{"title":"Call the court"}`},
		{"a small file", http.MethodPost, "/imports?kind=contacts&name=a.csv", "application/octet-stream", "First Name,Last Name\nBo,Li\n"},
		{"a large file", http.MethodPost, "/imports?kind=mail&name=a.eml", "application/octet-stream", "Subject: x\n\n" + strings.Repeat("long ", 1<<20)},
	} {
		a, err := c.call(t.Context(), what.method, what.path, what.kind, what.body, "")
		if err != nil {
			t.Fatal(err)
		}
		full(t, what.name, a)
	}
	// What was kept can be read, and that it was read is still recorded.
	if got := c.contacts(t, "Disk Test"); len(got) != len(acked) {
		t.Errorf("%d contacts can be read on a full disk, want the %d that were kept", len(got), len(acked))
	}
	var some struct{ Items []struct{ ID string } }
	c.must(t, t.Context(), http.MethodGet, "/contacts?limit=100", "", &some)
	for _, x := range some.Items {
		c.must(t, t.Context(), http.MethodGet, "/contacts/"+x.ID, "", nil)
	}
	for _, path := range []string{"/search?q=disk", "/imports/" + batch.ID} {
		c.must(t, t.Context(), http.MethodGet, path, "", nil)
	}
	if got, err := ask(t.Context(), p.url+"/signin"); err != nil || got != http.StatusOK {
		t.Errorf("the page to sign in on a full disk = %d, %v; want 200", got, err)
	}
	stuff(t, disk)
	noBackup(t, bin, data, disk)

	// There is room again.
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	within(t, 30*time.Second, "changes are taken again, and the refused one under its own name", func() bool {
		return add(n-1).status == http.StatusCreated
	})
	if b := c.rest(t, batch.ID); b.State != "done" || b.Results["create"] != 300 {
		t.Errorf("the import that the disk stopped = %s %v %q, want it done with all 300", b.State, b.Results, b.Message)
	}
	for name, times := range c.contacts(t, "Disk Test") {
		if times != 1 || !acked[name] {
			t.Errorf("%s is there %d times, want what was acknowledged, once", name, times)
		}
	}
	if got := len(c.contacts(t, "Ana Import")); got != 300 {
		t.Errorf("%d contacts came from the import, want 300", got)
	}
	if err := p.end(syscall.SIGTERM); err != nil {
		t.Errorf("candor ended with %v, want a clean end", err)
	}
	sound(t, filepath.Join(data, "candor.db"))
}

// full fails unless an answer says that the disk is full, and that nothing was
// lost.
func full(t *testing.T, what string, a reply) {
	t.Helper()
	if a.status != http.StatusInsufficientStorage || !strings.Contains(a.body, "The disk is full. Nothing was lost") {
		t.Errorf("%s on a full disk = %d %s, want 507 and that nothing was lost", what, a.status, a.body)
	}
}

// noBackup has a backup fail for want of room, and leave no half of one.
func noBackup(t *testing.T, bin, data, disk string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), filepath.Join(bin, "candor"), "backup", "--data", data, filepath.Join(disk, "backup")).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "no space left") {
		t.Errorf("a backup onto a full disk = %v %s, want it to say that there is no space left", err, out)
	}
	if left, _ := filepath.Glob(filepath.Join(disk, "backup*")); len(left) > 0 { // the pattern is well formed
		t.Errorf("a backup that failed left %v, want nothing", left)
	}
}

// sound has SQLite look its whole file over, and the trail be proved.
func sound(t *testing.T, path string) {
	t.Helper()
	d, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var said string
	if err := d.QueryRowContext(context.WithoutCancel(t.Context()), "PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		t.Errorf("the database looked over = %q, %v; want ok", said, err)
	}
}
