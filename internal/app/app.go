// Package app is the whole program, wired by hand: every feature is made here,
// once, and knows only those before it.
//
// It contains no rules. What follows from what is in reactions.go, what
// happens when is in schedule.go, and what can be reached is in routes.go.
package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/firm/record"
	"candor/internal/firm/search"
	"candor/internal/firm/signin"
	"candor/internal/firm/signin/signinweb"
	"candor/internal/firm/staff"
	"candor/internal/insight/exchange"
	"candor/internal/intake/conflict"
	"candor/internal/intake/funnel"
	"candor/internal/intake/lead"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/job"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/people/contact"
	"candor/internal/people/likeness"
	"candor/internal/people/seat"
	"candor/internal/people/seat/seatweb"
	"candor/internal/schema"
	"candor/internal/talk/call"
	"candor/internal/talk/portal"
	"candor/internal/talk/promise"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/guest"
	"candor/internal/work/matter"
	"candor/internal/work/task"
)

// Config is what the program's owner decides.
type Config struct {
	Data     string      // the folder of keys and files, and of the database on SQLite
	Database string      // sqlite:PATH or postgres://…; empty is a SQLite file in Data
	Origin   string      // the address people reach the program at
	Code     string      // opens the first-run page; empty makes one up
	Gallery  bool        // show every visual part at /_gallery
	Proxies  web.Proxies // the reverse proxies that are believed where a request comes from
	Rates    web.Rates   // how often callers may ask; zero is no limit
	SSO      *signin.Provider
	Cost     secret.Cost // of a password's hash; zero is the standard
	Clock    clock.Clock
	Log      *slog.Logger
}

// App is the running program.
type App struct {
	cfg     Config
	db      *db.DB
	Files   *blob.Disk
	Keys    *secret.Keys
	Jobs    *job.Queue
	Live    *live.Hub
	Mux     *web.Mux
	Table   access.Table
	door    *signinweb.Door
	clients *seatweb.Door
	founded atomic.Bool
	code    string

	Access   *access.Service
	Office   *office.Service
	Policy   *policy.Service
	Staff    *staff.Service
	SignIn   *signin.Service
	Record   *record.Service
	Search   *search.Service
	Contact  *contact.Service
	Client   *client.Service
	Area     *area.Service
	Matter   *matter.Service
	Seat     *seat.Service
	Guest    *guest.Service
	Likeness *likeness.Service
	Conflict *conflict.Service
	Task     *task.Service
	Lead     *lead.Service
	Funnel   *funnel.Service
	Timeline *timeline.Service
	Call     *call.Service
	Promise  *promise.Service
	Portal   *portal.Service
	Exchange *exchange.Service
}

// New opens the database, brings its schema up to date and wires the features.
func New(ctx context.Context, cfg Config) (*App, error) {
	if cfg.Clock == nil {
		cfg.Clock = clock.System()
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Cost == (secret.Cost{}) {
		cfg.Cost = secret.StandardCost()
	}
	for _, folder := range []string{"keys", "files"} {
		if err := os.MkdirAll(filepath.Join(cfg.Data, folder), 0o700); err != nil {
			return nil, fmt.Errorf("making the data folder: %w", err)
		}
	}
	if cfg.Database == "" {
		cfg.Database = "sqlite:" + filepath.Join(cfg.Data, "candor.db")
	}
	d, err := db.Open(ctx, cfg.Database, cfg.Clock)
	if err != nil {
		return nil, err
	}
	a := &App{cfg: cfg, db: d, Live: live.New(), code: cfg.Code}
	if a.code == "" {
		a.code = rand.Text()
	}
	if err := a.open(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return a, nil
}

func (a *App) open(ctx context.Context) (err error) {
	if err := schema.Up(ctx, a.db); err != nil {
		return err
	}
	if err := job.Migrate(ctx, a.db); err != nil {
		return err
	}
	if a.Keys, err = secret.OpenKeys(filepath.Join(a.cfg.Data, "keys"), rand.Reader); err != nil {
		return err
	}
	if a.Files, err = blob.OpenDisk(filepath.Join(a.cfg.Data, "files"), a.Keys); err != nil {
		return err
	}
	a.Files.Room = a.db.Room
	if a.Jobs, err = job.New(a.db); err != nil {
		return err
	}
	if a.Table, err = access.Collect(grants()...); err != nil {
		return err
	}
	if err := a.features(); err != nil {
		return err
	}
	a.react()
	a.schedule()
	a.Mux = web.NewMux(a, a.cfg.Log)
	a.Mux.Secure = strings.HasPrefix(a.cfg.Origin, "https://")
	a.Mux.Proxies, a.Mux.Once = a.cfg.Proxies, web.NewOnce(a.db)
	a.Mux.Missed = a.Access.Attempt
	a.Mux.Limit(a.cfg.Rates, a.cfg.Clock)
	a.routes()
	if _, err := a.Founded(ctx); err != nil {
		return err
	}
	return a.eachFirm(ctx, func(who actor.Actor) error { return a.SignIn.Reindex(ctx, who.Firm) })
}

// features makes each feature, in the order of internal/ORDER.
func (a *App) features() (err error) {
	passwords := secret.NewPasswords(secret.PasswordRules{Cost: a.cfg.Cost})
	a.Access = access.NewService(a.db)
	a.Office = office.NewService(a.db)
	a.Policy = policy.NewService(a.db)
	a.Staff = staff.NewService(a.db)
	a.SignIn, err = signin.NewService(a.db, a.Staff, a.Office, a.Table, a.Keys, passwords, rand.Reader, signin.Config{Origin: a.cfg.Origin, SSO: a.cfg.SSO})
	if err != nil {
		return err
	}
	a.Record = record.NewService(a.db, a.Keys, a.cfg.Origin)
	a.Search = search.NewService(a.db, sections()...)
	a.Contact = contact.NewService(a.db, a.Live, a.Files)
	a.Client = client.NewService(a.db, a.Live)
	a.Area = area.NewService(a.db)
	a.Matter = matter.NewService(a.db, a.Live)
	if a.Seat, err = seat.NewService(a.db, a.Live, a.Client, a.Table, a.Keys, a.cfg.Origin); err != nil {
		return err
	}
	a.Guest = guest.NewService(a.db, a.Staff)
	a.Likeness = likeness.NewService(a.db)
	a.Conflict = conflict.NewService(a.db, a.Live)
	a.Task = task.NewService(a.db, a.Live)
	a.Lead = lead.NewService(a.db, a.Live, a.Contact, a.Client, a.Matter, a.Task)
	a.Funnel = funnel.NewService(a.db)
	a.Timeline = timeline.NewService(a.db, a.Live, a.Files)
	a.Call = call.NewService(a.db, a.Timeline, a.Task)
	a.Promise = promise.NewService(a.db, a.Live, a.Timeline, a.Jobs)
	a.Portal = portal.NewService(a.db, a.Live, a.Timeline)
	a.Exchange = exchange.NewService(a.db, a.Jobs, a.Live, a.Files, a.Contact, a.Matter, a.Timeline)
	return nil
}

// DB is the program's database, for upkeep and for tests.
func (a *App) DB() *db.DB { return a.db }

// Handler answers every request.
func (a *App) Handler() http.Handler { return a.Mux.Handler() }

// Founded reports whether a firm has been founded.
func (a *App) Founded(ctx context.Context) (bool, error) {
	if a.founded.Load() {
		return true, nil
	}
	firms, err := a.Office.Firms(ctx)
	if len(firms) > 0 {
		a.founded.Store(true)
	}
	return len(firms) > 0, err
}

// StartPath is the first-run page, with the code that opens it.
func (a *App) StartPath() string { return "/start/" + a.code }

// Close stops the program; what was acknowledged is kept.
func (a *App) Close(ctx context.Context) error {
	return errors.Join(a.Jobs.Stop(ctx), a.db.Close(), a.Files.Close())
}

// Begin gives a new firm what it starts with, in the transaction that founds
// it.
func (a *App) Begin(ctx context.Context, tx *db.Tx) error {
	return a.Area.SeedTx(ctx, tx)
}
