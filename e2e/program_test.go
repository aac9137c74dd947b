package e2e

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
	"time"

	"candor/internal/app"
	"candor/internal/app/apptest"
	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/secret"
)

// folder is what the tests of one run share.
func folder() string { return filepath.Join(os.TempDir(), fmt.Sprintf("candor-e2e-%d", os.Getpid())) }

// built is the program as it is shipped, built once for all tests.
var built = sync.OnceValues(func() (string, error) { //nolint:gochecknoglobals // made once per process, and removed at its end
	dir := folder()
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	out, err := exec.Command("go", "build", "-o", filepath.Join(dir, "candor"), "candor/cmd/candor").CombinedOutput()
	if err != nil {
		return dir, fmt.Errorf("building candor: %w\n%s", err, out)
	}
	return dir, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	_ = os.RemoveAll(folder()) // the tests are over
	os.Exit(code)
}

// binary gives the folder that the program is in.
func binary(t *testing.T) string {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// freeAddress is an address at which nobody listens.
func freeAddress() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return ln.Addr().String(), ln.Close()
}

// found founds a firm in a data folder, with one person who may do everything,
// and gives an API key of theirs.
func found(ctx context.Context, data, database string) (key string, err error) {
	a, err := app.New(ctx, app.Config{Data: data, Database: database, Origin: "http://localhost", Cost: secret.Cost{Memory: 64, Passes: 1, Threads: 1}})
	if err != nil {
		return "", err
	}
	first := staff.Person{Name: "Ruth Okafor", Email: "ruth@larkspur.example", Roles: []string{"lawyer", "manager"}}
	f, err := a.Office.Found(ctx, office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()}, func(ctx context.Context, tx *db.Tx) error {
		if err := a.Staff.AddTx(ctx, tx, &first); err != nil {
			return err
		}
		if err := a.SignIn.SetFirst(ctx, tx, first, apptest.Password); err != nil {
			return err
		}
		return a.Begin(ctx, tx)
	})
	if err != nil {
		return "", err
	}
	who := actor.Actor{
		Kind: actor.Staff, Firm: f.ID, ID: string(first.ID), Name: first.Name, Roles: first.Roles, Grants: a.Table.For(first.Roles, nil),
		Via: "test", Strong: true, ProvenAt: a.DB().Clock().Now(), Open: access.SeesOpen(first.Roles),
	}
	var scopes []string
	for _, v := range signin.Scopes(who) {
		scopes = append(scopes, string(v))
	}
	_, key, err = a.SignIn.MakeKey(ctx, who, signin.NewKey{Name: "test", Scopes: scopes})
	if err != nil {
		return "", err
	}
	return key, a.Close(ctx)
}

// said gathers what a program prints, while it prints.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer // not embedded: its other ways in know of no lock
}

func (s *said) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(b)
}

func (s *said) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// program is a running candor serve.
type program struct {
	t    *testing.T
	cmd  *exec.Cmd
	out  said
	url  string
	done chan error
}

// serve runs the program and waits until it is ready.
func serve(t *testing.T, bin, data, database string) *program {
	t.Helper()
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"serve", "--data", data, "--address", address}
	if database != "" {
		args = append(args, "--database", database)
	}
	p := &program{t: t, url: "http://" + address, done: make(chan error, 1)}
	p.cmd = exec.Command(filepath.Join(bin, "candor"), args...)
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.out
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- p.cmd.Wait() }()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // it may be gone already
		if t.Failed() {
			t.Logf("candor said\n%s", p.out.text())
		}
	})
	if err := answers(t.Context(), p.url+"/readyz", http.StatusOK); err != nil {
		t.Fatalf("candor serve: %v; it said\n%s", err, p.out.text())
	}
	return p
}

// end sends a signal and waits until the program is gone.
func (p *program) end(s syscall.Signal) error {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
	select {
	case err := <-p.done:
		return err
	case <-time.After(30 * time.Second):
		p.t.Fatalf("candor did not end within 30 s of %v; it said\n%s", s, p.out.text())
		return nil
	}
}

// answers waits until an address answers with a status.
func answers(ctx context.Context, address string, status int) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	every := time.NewTicker(10 * time.Millisecond)
	defer every.Stop()
	last := "nothing"
	for {
		got, err := ask(ctx, address)
		if err == nil && got == status {
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("%s answered %s, want %d", address, last, status)
		}
		last = fmt.Sprint(got, err)
		select {
		case <-ctx.Done():
		case <-every.C:
		}
	}
}

func ask(ctx context.Context, address string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	return res.StatusCode, res.Body.Close()
}

// TestTheFirstDayOfAServer starts on an empty folder, founds a firm by the
// printed link, and stops as a service manager stops it.
func TestTheFirstDayOfAServer(t *testing.T) {
	t.Parallel()
	bin, data := binary(t), filepath.Join(t.TempDir(), "data")
	p := serve(t, bin, data, "")
	if err := answers(t.Context(), p.url+"/healthz", http.StatusOK); err != nil {
		t.Error(err)
	}
	link := regexp.MustCompile(`http://\S+/start/\S+`).FindString(p.out.text())
	if link == "" {
		t.Fatalf("candor printed no link to found a firm at; it said\n%s", p.out.text())
	}
	form := url.Values{
		"firm": {"Larkspur Law"}, "zone": {"America/Chicago"}, "opens": {"09:00"}, "shuts": {"17:00"},
		"person": {"Ruth Okafor"}, "email": {"ruth@larkspur.example"}, "password": {apptest.Password}, "lang": {"en"},
	}
	res, err := http.PostForm(link, form)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close() // only where it led matters
	if res.Request.URL.Path != "/signin" {
		t.Errorf("founding a firm led to %s with status %d, want /signin", res.Request.URL.Path, res.StatusCode)
	}
	if got, err := ask(t.Context(), link); err != nil || got != http.StatusNotFound {
		t.Errorf("the start page of a founded firm = %d, %v; want it gone", got, err)
	}
	if err := p.end(syscall.SIGTERM); err != nil {
		t.Errorf("candor ended with %v, want a clean end; it said\n%s", err, p.out.text())
	}
	if left, err := os.ReadDir(data); err != nil || len(left) == 0 {
		t.Errorf("the data folder holds %d things, %v; want the firm kept", len(left), err)
	}
}
