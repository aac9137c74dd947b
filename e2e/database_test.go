package e2e

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// ownPostgres starts a PostgreSQL server for one test, so that others aren't
// disturbed when it stops. It waits for the disk, as a firm's does.
func ownPostgres(t *testing.T) (where string, script func(args ...string)) {
	t.Helper()
	if os.Getenv("TEST_POSTGRES") == "" {
		if os.Getenv("REQUIRE_POSTGRES") != "" {
			t.Fatal("TEST_POSTGRES is unset and REQUIRE_POSTGRES forbids leaving PostgreSQL out")
		}
		t.Skip("TEST_POSTGRES is unset")
	}
	dir, err := os.MkdirTemp("", "candor-pg-")
	if err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (string, error) {
		c := exec.Command("../scripts/postgres.sh", args...) //nolint:gosec // the words are ours
		c.Env = append(os.Environ(), "CANDOR_PG_DIR="+dir)
		out, err := c.Output()
		return string(out), err
	}
	script = func(args ...string) {
		t.Helper()
		if out, err := run(args...); err != nil {
			t.Fatalf("postgres.sh %v: %v %s", args, err, out)
		}
	}
	t.Cleanup(func() {
		if _, err := run("stop"); err != nil {
			t.Error(err)
		}
	})
	out, err := run("start")
	if err != nil {
		t.Fatal(err)
	}
	where = strings.TrimPrefix(strings.TrimSpace(out), "TEST_POSTGRES=")
	ctx := t.Context()
	c, err := pgx.Connect(ctx, where)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Exec(ctx, "CREATE DATABASE larkspur")
	if err := errors.Join(err, c.Close(ctx)); err != nil {
		t.Fatal(err)
	}
	return strings.Replace(where, "/postgres?", "/larkspur?synchronous_commit=on&", 1), script
}

// TestARestartOfPostgresLosesNothingAndIsOverByItself restarts the database
// under load, politely and not, and then leaves it away for a while.
func TestARestartOfPostgresLosesNothingAndIsOverByItself(t *testing.T) {
	t.Parallel()
	where, postgres := ownPostgres(t)
	bin, data := binary(t), filepath.Join(t.TempDir(), "data")
	key, err := found(t.Context(), data, where)
	if err != nil {
		t.Fatal(err)
	}
	p := serve(t, bin, data, where)
	c := caller{p.url, key}
	var csv strings.Builder
	csv.WriteString("First Name,Last Name\n")
	for i := range 300 {
		fmt.Fprintf(&csv, "Ana,Import%04d\n", i)
	}
	batch := c.upload(t, "contacts", "many.csv", csv.String())
	c.must(t, t.Context(), http.MethodPost, "/imports/"+batch.ID+"/run", "", nil)

	ctx, enough := context.WithCancel(t.Context())
	defer enough()
	var load sync.WaitGroup
	loads := make([]*client, 3)
	for i := range loads {
		loads[i] = &client{key: key, word: fmt.Sprintf("Load%d", i), patient: true}
		load.Go(func() { loads[i].add(ctx, p.url) })
	}
	for _, mode := range []string{"fast", "immediate"} {
		<-time.After(300 * time.Millisecond) // of load, before and between
		postgres("halt", mode)
		away(t, c, p.url)
		postgres("start")
		within(t, 30*time.Second, "the program is ready again", func() bool {
			got, err := ask(t.Context(), p.url+"/readyz")
			return err == nil && got == http.StatusOK
		})
	}
	before := len(loads[0].ackedNow())
	within(t, 30*time.Second, "the load goes on", func() bool { return len(loads[0].ackedNow()) > before })
	enough()
	load.Wait()
	for _, l := range loads {
		l.check(t, p.url, 2)
	}
	if b := c.rest(t, batch.ID); b.State != "done" || b.Results["create"] != 300 {
		t.Errorf("the import under way = %s %v %q, want it done with all 300", b.State, b.Results, b.Message)
	}
	if got := len(c.contacts(t, "Ana Import")); got != 300 {
		t.Errorf("%d contacts came from the import, want 300", got)
	}
	if err := p.end(syscall.SIGTERM); err != nil {
		t.Errorf("candor ended with %v, want a clean end", err)
	}
}

// away looks at what the program says while its database is away.
func away(t *testing.T, c caller, url string) {
	t.Helper()
	a, err := c.call(t.Context(), http.MethodPost, "/contacts", "application/json", `{"kind":"organisation","name":"Never"}`, "")
	if err != nil || a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") == "" || !strings.Contains(a.body, "Nothing is half done") {
		t.Errorf("a call without a database = %d %v, %v: %s; want 503, when to try again, and that nothing is half done", a.status, a.header, err, a.body)
	}
	if got, err := ask(t.Context(), url+"/readyz"); err != nil || got != http.StatusServiceUnavailable {
		t.Errorf("/readyz without a database = %d, %v; want 503", got, err)
	}
	if got, err := ask(t.Context(), url+"/healthz"); err != nil || got != http.StatusOK {
		t.Errorf("/healthz without a database = %d, %v; want 200", got, err)
	}
}
