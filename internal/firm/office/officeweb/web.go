// Package officeweb shows the firm's name, offices, hours and holidays, and
// lets managers change them.
package officeweb

import (
	"context"
	"net/http"
	"strings"

	"candor/internal/firm/office"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
	"candor/internal/ui"
)

type handlers struct{ offices *office.Service }

// Mount puts all routes of office on the mux.
func Mount(m *web.Mux, s *office.Service) {
	h := handlers{s}
	m.Staff("GET /settings/office", office.Managing, h.show)
	m.Staff("POST /settings/office/firm", office.Managing, h.rename)
	m.Staff("POST /settings/office/{id}", office.Managing, h.change)

	const tag = "office"
	web.Op(m, "GET /offices", office.Reading, tag, "List the firm's offices, hours and holidays.", h.apiList)
	web.Op(m, "PUT /offices/{id}", office.Managing, tag, "Change an office.", h.apiChange)
}

// view is the settings page, with an office as it was filled in.
type view struct {
	Firm     office.Firm
	Offices  []office.Office
	Typed    map[string]string
	Problem  string
	Problems map[string]string
}

func (h handlers) load(r *web.Request) (v view, err error) {
	if v.Firm, err = h.offices.Firm(r.Context(), r.Who); err != nil {
		return v, err
	}
	v.Offices, err = h.offices.List(r.Context(), r.Who)
	return v, err
}

func page(r *web.Request) ui.Page { return ui.Page{Title: r.T("Office and hours"), Nav: "office"} }

func (h handlers) show(w http.ResponseWriter, r *web.Request) error {
	v, err := h.load(r)
	if err != nil {
		return err
	}
	return r.Show(w, page(r), settingsPage(r, v))
}

func (h handlers) rename(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	if err := h.offices.Rename(r.Context(), r.Who, r.FormValue("firm")); err != nil {
		return err
	}
	return r.Done(w, "/settings/office", "Saved.")
}

// days are the fields of a week, Monday first.
func days() []string {
	return []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
}

func (h handlers) change(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	v, err := h.load(r)
	if err != nil {
		return err
	}
	v.Typed = map[string]string{}
	for k := range r.Form {
		v.Typed[k] = r.FormValue(k)
	}
	o, problems := typed(r, v.Typed)
	if len(problems) == 0 {
		_, err = h.offices.Change(r.Context(), r.Who, o)
	}
	if err != nil && !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.Conflict) {
		return err
	}
	if err == nil && len(problems) == 0 {
		return r.Done(w, "/settings/office", "Saved. Promises are counted in the new hours from now on.")
	}
	if v.Problem, v.Problems = web.Said(r.Context(), err); err == nil {
		v.Problems = problems
	}
	return r.Refill(w, page(r), settingsPage(r, v))
}

// typed reads an office from its form: each day as "09:00-12:00, 13:00-17:00",
// each holiday as "2026-12-24 Christmas Eve" on a line.
func typed(r *web.Request, t map[string]string) (office.Office, map[string]string) {
	o := office.Office{ID: office.ID(r.ID("id")), Version: r.Version(), Name: t["name"], Zone: t["zone"], Phone: t["phone"], Address: t["address"]}
	problems := map[string]string{}
	for i, d := range days() {
		spans, ok := office.ParseSpans(t[d])
		if !ok {
			problems[d] = r.T("Write hours as 09:00-17:00; several are separated by commas.")
		}
		o.Week[i] = spans
	}
	o.Holidays.Federal = t["federal"] != ""
	for line := range strings.Lines(t["holidays"]) {
		day, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		if day == "" {
			continue
		}
		on, err := civil.Parse(day)
		if err != nil {
			problems["holidays"] = r.T("Begin each line with a date, such as 2026-12-24.")
			continue
		}
		o.Holidays.Own = append(o.Holidays.Own, office.OwnDay{On: on, Name: strings.TrimSpace(name)})
	}
	return o, problems
}

type apiOffice struct {
	ID       string            `json:"id" readOnly:"true"`
	Version  int64             `json:"version" readOnly:"true"`
	Name     string            `json:"name"`
	Zone     string            `json:"zone" doc:"IANA time zone, such as America/Chicago."`
	Phone    string            `json:"phone,omitempty"`
	Address  string            `json:"address,omitempty"`
	Hours    map[string]string `json:"hours" doc:"By day in English, such as monday: 09:00-12:00, 13:00-17:00."`
	Federal  bool              `json:"federal_holidays" doc:"Shut on the federal legal holidays (5 U.S.C. 6103)."`
	Holidays map[string]string `json:"holidays,omitempty" doc:"Days of the firm's own, by ISO 8601 date."`
	Main     bool              `json:"main" readOnly:"true"`
}

func shown(o office.Office) apiOffice {
	a := apiOffice{ID: string(o.ID), Version: o.Version, Name: o.Name, Zone: o.Zone, Phone: o.Phone, Address: o.Address, Federal: o.Holidays.Federal, Main: o.Main, Hours: map[string]string{}, Holidays: map[string]string{}}
	for i, d := range days() {
		if len(o.Week[i]) > 0 {
			a.Hours[d] = office.FormatSpans(o.Week[i])
		}
	}
	for _, d := range o.Holidays.Own {
		a.Holidays[d.On.String()] = d.Name
	}
	return a
}

type listOut struct{ Body web.PageOut[apiOffice] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, _ *struct{}) (*listOut, error) {
	os, err := h.offices.List(ctx, who)
	return &listOut{web.Items(os, "", shown)}, err
}

type changeIn struct {
	ID      string `path:"id"`
	IfMatch string `header:"If-Match"`
	Body    apiOffice
}

type officeOut struct {
	ETag string `header:"ETag"`
	Body apiOffice
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *changeIn) (*officeOut, error) {
	b := in.Body
	o := office.Office{ID: office.ID(in.ID), Name: b.Name, Zone: b.Zone, Phone: b.Phone, Address: b.Address, Holidays: office.Days{Federal: b.Federal}}
	var err error
	if o.Version, err = web.IfMatch(in.IfMatch); err != nil {
		return nil, err
	}
	for i, d := range days() {
		spans, ok := office.ParseSpans(b.Hours[d])
		if !ok {
			return nil, web.BadField("hours."+d, "Write hours as 09:00-17:00; several are separated by commas.")
		}
		o.Week[i] = spans
	}
	for day, name := range b.Holidays {
		on, err := civil.Parse(day)
		if err != nil {
			return nil, web.BadField("holidays", "Begin each line with a date, such as 2026-12-24.")
		}
		o.Holidays.Own = append(o.Holidays.Own, office.OwnDay{On: on, Name: name})
	}
	o, err = h.offices.Change(ctx, who, o)
	return &officeOut{web.ETag(o.Version), shown(o)}, err
}
