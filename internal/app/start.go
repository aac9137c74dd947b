package app

import (
	"context"
	"crypto/subtle"
	"net/http"
	"strings"

	"candor/internal/firm/office"
	"candor/internal/firm/staff"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

// startOf is the first-run form as it was filled in.
type startOf struct {
	Firm, Zone, Lang, Opens, Shuts string
	Name, Email                    string
	Problem                        string
	Problems                       map[string]string
}

// startForm shows the first-run page to whoever has the code that was printed
// where Candor was started.
func (a *App) startForm(w http.ResponseWriter, r *web.Request) error {
	if err := a.mayStart(r); err != nil {
		return err
	}
	return r.Show(w, ui.Page{Title: r.T("Welcome to Candor")}, startPage(r, startOf{Zone: "America/New_York", Lang: r.Lang, Opens: "09:00", Shuts: "17:00"}))
}

func (a *App) mayStart(r *web.Request) error {
	founded, err := a.Founded(r.Context())
	if err != nil {
		return err
	}
	if founded || subtle.ConstantTimeCompare([]byte(r.ID("code")), []byte(a.code)) != 1 {
		return errs.Missing()
	}
	return nil
}

// start founds the firm with its first administrator.
func (a *App) start(w http.ResponseWriter, r *web.Request) error {
	if err := a.mayStart(r); err != nil {
		return err
	}
	if err := r.Read(w); err != nil {
		return err
	}
	get := func(n string) string { return strings.TrimSpace(r.FormValue(n)) }
	s := startOf{Firm: get("firm"), Zone: get("zone"), Lang: get("lang"), Opens: get("opens"), Shuts: get("shuts"), Name: get("person"), Email: get("email")}
	err := a.Found(r.Context(), s, r.FormValue("password"))
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		s.Problem, s.Problems = web.Said(r.Context(), err)
		return r.Refill(w, ui.Page{Title: r.T("Welcome to Candor")}, startPage(r, s))
	}
	if err != nil {
		return err
	}
	return r.Done(w, "/signin", "Your firm is ready. Sign in with the password you just chose.")
}

// Found makes the firm, its hours and its first administrator, together or not
// at all.
func (a *App) Found(ctx context.Context, s startOf, password string) error {
	week, err := weekOf(s.Opens, s.Shuts)
	if err != nil {
		return err
	}
	first := staff.Person{Name: s.Name, Email: s.Email, Roles: []string{"lawyer", "manager", "administrator"}, Lang: s.Lang}
	_, err = a.Office.Found(ctx, office.New{Name: s.Firm, Zone: s.Zone, Lang: s.Lang, Week: week, Holidays: office.Days{Federal: true}},
		func(ctx context.Context, tx *db.Tx) error {
			if err := a.Staff.AddTx(ctx, tx, &first); err != nil {
				return err
			}
			if err := a.SignIn.SetFirst(ctx, tx, first, password); err != nil {
				return err
			}
			return a.Begin(ctx, tx)
		})
	return err
}

func weekOf(opens, shuts string) (w office.Week, err error) {
	from, errA := civil.ParseClock(opens)
	to, errB := civil.ParseClock(shuts)
	if errA != nil || errB != nil {
		return w, web.BadField("opens", "Write the hours as 09:00 and 17:00.")
	}
	for d := 1; d <= 5; d++ {
		w[d] = []office.Span{{From: from, To: to}}
	}
	return w, nil
}
