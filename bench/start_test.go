package bench

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkStart starts the program as it is shipped, on a demo firm that is
// there already, until it says that it is ready; then it looks at the memory
// that it holds a while later.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	binary := filepath.Join(dir, "candor")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-o", binary, "candor/cmd/candor").CombinedOutput(); err != nil {
		b.Fatalf("building candor: %v\n%s", err, out)
	}
	start(b, binary, filepath.Join(dir, "data"), 0) // founds the firm
	var took []time.Duration
	var memory int
	for b.Loop() {
		d, kb := start(b, binary, filepath.Join(dir, "data"), 5*time.Second)
		took, memory = append(took, d), max(memory, kb)
	}
	slices.Sort(took)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(milliseconds(took[len(took)/2]), "ready-ms")
	b.ReportMetric(float64(memory)/1024, "idle-MB")
}

// start runs the program until it has been ready for as long as idle, and stops
// it.
func start(b *testing.B, binary, data string, idle time.Duration) (ready time.Duration, kb int) {
	b.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
	if err != nil {
		b.Fatal(err)
	}
	address := ln.Addr().String()
	if err := ln.Close(); err != nil {
		b.Fatal(err)
	}
	wall := time.Now()
	cmd := exec.CommandContext(context.WithoutCancel(b.Context()), binary, "demo", "--data", data, "--address", address)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			b.Fatal(err)
		}
		_ = cmd.Wait() // it was told to stop
	}()
	often := time.NewTicker(2 * time.Millisecond)
	defer often.Stop()
	for time.Since(wall) < 2*time.Minute {
		if res, err := http.Get("http://" + address + "/readyz"); err == nil { //nolint:noctx,gosec // our own
			_ = res.Body.Close()
			if res.StatusCode == http.StatusOK {
				ready = time.Since(wall)
				break
			}
		}
		<-often.C
	}
	if ready == 0 {
		b.Fatal("not ready after two minutes")
	}
	<-time.After(idle)
	return ready, resident(b, cmd.Process.Pid)
}

// resident is the memory that a process holds.
func resident(b *testing.B, pid int) (kb int) {
	b.Helper()
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0 // not on this system
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if rest, ok := strings.CutPrefix(s.Text(), "VmRSS:"); ok {
			_, err = fmt.Sscan(rest, &kb)
			break
		}
	}
	if err != nil {
		b.Fatal(err)
	}
	return kb
}
