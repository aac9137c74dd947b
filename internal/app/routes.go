package app

import (
	"net/http"
	"strings"
	"time"

	"candor/internal/firm/access"
	"candor/internal/firm/access/accessweb"
	"candor/internal/firm/office"
	"candor/internal/firm/office/officeweb"
	"candor/internal/firm/policy"
	"candor/internal/firm/record"
	"candor/internal/firm/record/recordweb"
	"candor/internal/firm/search"
	"candor/internal/firm/search/searchweb"
	"candor/internal/firm/signin"
	"candor/internal/firm/signin/signinweb"
	"candor/internal/firm/staff"
	"candor/internal/firm/staff/staffweb"
	"candor/internal/insight/exchange"
	"candor/internal/insight/exchange/exchangeweb"
	"candor/internal/intake/conflict"
	"candor/internal/intake/conflict/conflictweb"
	"candor/internal/intake/funnel/funnelweb"
	"candor/internal/intake/lead"
	"candor/internal/intake/lead/leadweb"
	"candor/internal/kit/actor"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/people/client/clientweb"
	"candor/internal/people/contact"
	"candor/internal/people/contact/contactweb"
	"candor/internal/people/seat"
	"candor/internal/people/seat/seatweb"
	"candor/internal/talk/call/callweb"
	"candor/internal/talk/portal/portalweb"
	"candor/internal/talk/promise"
	"candor/internal/talk/promise/promiseweb"
	"candor/internal/talk/timeline"
	"candor/internal/talk/timeline/timelineweb"
	"candor/internal/ui"
	"candor/internal/work/area"
	"candor/internal/work/area/areaweb"
	"candor/internal/work/guest/guestweb"
	"candor/internal/work/matter"
	"candor/internal/work/matter/matterweb"
	"candor/internal/work/task"
	"candor/internal/work/task/taskweb"
)

// grants gathers who may do what from every feature.
func grants() [][]access.Grant {
	return [][]access.Grant{
		access.Grants(), office.Grants(), policy.Grants(), staff.Grants(), signin.Grants(), record.Grants(), search.Grants(),
		contact.Grants(), client.Grants(), area.Grants(), matter.Grants(), seat.Grants(), conflict.Grants(), task.Grants(), lead.Grants(),
		timeline.Grants(), promise.Grants(), exchange.Grants(),
	}
}

// sections are the kinds of things that search finds, in the order shown.
func sections() []search.Section {
	return []search.Section{
		{Kind: search.Contact, Label: "Contacts", Icon: "users", Verb: contact.Reading},
		{Kind: search.Matter, Label: "Matters", Icon: "briefcase", Verb: matter.Reading},
		{Kind: search.Task, Label: "Tasks", Icon: "checkbox", Verb: task.Reading},
		{Kind: search.Mail, Label: "Mail", Icon: "mail", Verb: timeline.Reading},
		{Kind: search.Call, Label: "Calls", Icon: "phone", Verb: timeline.Reading},
		{Kind: search.Meeting, Label: "Meetings", Icon: "users", Verb: timeline.Reading},
		{Kind: search.Letter, Label: "Letters", Icon: "file-text", Verb: timeline.Reading},
		{Kind: search.Message, Label: "Messages", Icon: "message", Verb: timeline.Reading},
		{Kind: search.Note, Label: "Notes", Icon: "note", Verb: timeline.Reading},
	}
}

// routes mounts every feature.
func (a *App) routes() {
	m := a.Mux
	m.Files("GET "+ui.AssetsPath, ui.Assets())
	m.Files("GET /healthz", http.HandlerFunc(a.healthy))
	m.Files("GET /readyz", http.HandlerFunc(a.ready))
	m.Public("GET /{$}", a.home)
	m.Public("GET /start/{code}", a.startForm)
	m.Public("POST /start/{code}", a.start)
	m.Staff("GET /live", web.Anyone, a.stream)
	if a.cfg.Gallery {
		m.Public("GET /_gallery", a.gallery)
	}

	a.door = signinweb.New(a.SignIn, a.cfg.Clock, m.Secure)
	signinweb.Mount(m, a.door, a.Staff)
	staffweb.Mount(m, a.Staff)
	officeweb.Mount(m, a.Office)
	accessweb.Mount(m, a.Access, a.Staff, a.names)
	recordweb.Mount(m, a.Record, a.Staff, a.names)
	searchweb.Mount(m, a.Search, actions())
	contactweb.Mount(m, a.Contact, a.clientRings)
	clientweb.Mount(m, a.Client, a.Contact, a.Matter, a.Timeline, a.clientRings)
	areaweb.Mount(m, a.Area, a.Policy)
	matterweb.Mount(m, a.Matter, a.Contact, a.Staff, a.Area, a.matterRings)
	a.clients = seatweb.New(a.Seat, a.cfg.Clock, m.Secure)
	seatweb.Mount(m, a.clients, a.Contact)
	guestweb.Mount(m, a.Guest, a.Matter, a.Staff, a.SignIn, signinweb.StartPath)
	conflictweb.Mount(m, a.Conflict, a.Staff)
	taskweb.Mount(m, a.Task, a.Matter, a.Contact, a.Staff)
	leadweb.Mount(m, a.Lead, a.Area, a.Contact, a.Staff, a.Policy)
	funnelweb.Mount(m, a.Funnel, a.Area)
	timelineweb.Mount(m, a.Timeline, a.Contact, a.Matter, a.Staff)
	callweb.Mount(m, a.Call, a.Client, a.Contact, a.Matter, a.Staff)
	promiseweb.Mount(m, promiseweb.Deps{Promises: a.Promise, Timeline: a.Timeline, Areas: a.Area, Tasks: a.Task, People: a.Staff, Policies: a.Policy})
	portalweb.Mount(m, a.Portal, a.Live)
	exchangeweb.Mount(m, a.Exchange)
	m.ServeDocs()
}

// place is one place in the navigation, for whoever may go there.
type place struct {
	ui.NavItem
	verb actor.Verb
}

func places() []place {
	return []place{
		{ui.NavItem{Key: "today", Label: "Today", Href: "/today", Icon: "sun"}, promise.Reading},
		{ui.NavItem{Key: "leads", Label: "Leads", Href: "/leads", Icon: "message-question"}, lead.Reading},
		{ui.NavItem{Key: "matters", Label: "Matters", Href: "/matters", Icon: "briefcase"}, matter.Reading},
		{ui.NavItem{Key: "clients", Label: "Clients", Href: "/clients", Icon: "heart"}, client.Reading},
		{ui.NavItem{Key: "conflicts", Label: "Conflicts", Href: "/conflicts", Icon: "shield-check"}, conflict.Reading},
		{ui.NavItem{Key: "contacts", Label: "Contacts", Href: "/contacts", Icon: "users"}, contact.Reading},
		{ui.NavItem{Key: "tasks", Label: "Tasks", Href: "/tasks", Icon: "checkbox"}, task.Reading},
		{ui.NavItem{Key: "unfiled", Label: "Unfiled", Href: "/unfiled", Icon: "inbox"}, timeline.Sorting},
		{ui.NavItem{Key: "promises", Label: "Promises", Href: "/promises", Icon: "heart-handshake", Section: "The firm"}, promise.Overseeing},
		{ui.NavItem{Key: "people", Label: "People", Href: "/people", Icon: "user", Section: "The firm"}, staff.Reading},
		{ui.NavItem{Key: "guests", Label: "Guests", Href: "/guests", Icon: "user-plus", Section: "The firm"}, access.LettingIn},
		{ui.NavItem{Key: "walls", Label: "Ethical walls", Href: "/walls", Icon: "shield", Section: "The firm"}, access.Walling},
		{ui.NavItem{Key: "audit", Label: "Audit trail", Href: "/audit", Icon: "history", Section: "The firm"}, record.Reading},
		{ui.NavItem{Key: "office", Label: "Office and hours", Href: "/settings/office", Icon: "clock", Section: "The firm"}, office.Managing},
		{ui.NavItem{Key: "import", Label: "Import", Href: "/import", Icon: "file-import", Section: "The firm"}, exchange.Importing},
		{ui.NavItem{Key: "export", Label: "Export", Href: "/export", Icon: "file-export", Section: "The firm"}, exchange.Exporting},
	}
}

// Caller implements web.Host.
func (a *App) Caller(r *http.Request, aud web.Audience) (web.Caller, error) {
	if seatweb.Here(r, aud) {
		return a.clients.Caller(r)
	}
	return a.door.Caller(r, aud)
}

// Frame implements web.Host: what surrounds every page of one person.
func (a *App) Frame(r *web.Request) ui.Frame {
	if strings.HasPrefix(r.URL.Path, "/portal") {
		return a.portalFrame(r)
	}
	f := ui.Frame{Firm: "Candor", Person: r.Who.Name, Lang: locale.Pick(r.Lang), Theme: r.Theme, Path: r.URL.RequestURI()}
	if r.Who.ID == "" || strings.HasPrefix(r.URL.Path, "/signin") {
		f.Plain = true
		return f
	}
	if firm, err := a.Office.Firm(r.Context(), r.Who); err == nil {
		f.Firm = firm.Name
	}
	if len(r.Who.Roles) > 0 {
		f.RoleLabel = r.T(staffweb.RoleLabel(access.Role(r.Who.Roles[0])))
	}
	for _, p := range places() {
		if r.Who.May(p.verb) {
			p.NavItem.Label, p.NavItem.Section = r.T(p.NavItem.Label), said(r, p.NavItem.Section)
			f.Nav = append(f.Nav, p.NavItem)
		}
	}
	f.Quick = []ui.NavItem{}
	for _, s := range starts() {
		if r.Who.May(s.Verb) {
			f.Quick = append(f.Quick, ui.NavItem{Label: r.T(s.Label), Href: s.Href, Icon: s.Icon})
		}
	}
	f.Live = "/live"
	return f
}

// portalFrame is what surrounds a client's pages.
func (a *App) portalFrame(r *web.Request) ui.Frame {
	f := ui.Frame{Firm: "Candor", Person: r.Who.Name, Lang: locale.Pick(r.Lang), Theme: r.Theme, Path: r.URL.RequestURI(), Portal: true}
	if r.Who.Kind != actor.Client {
		f.Plain = true
		return f
	}
	if firm, err := a.Office.Firm(r.Context(), r.Who); err == nil {
		f.Firm = firm.Name
	}
	if w, err := a.Seat.Wishes(r.Context(), r.Who); err == nil {
		f.QuickExit = w.QuickExit
	}
	f.Nav = []ui.NavItem{
		{Key: "case", Label: r.T("My case"), Href: "/portal", Icon: "home"},
		{Key: "settings", Label: r.T("My settings"), Href: "/portal/settings", Icon: "settings"},
	}
	f.Live = "/portal/live"
	return f
}

func said(r *web.Request, text string) string {
	if text == "" {
		return ""
	}
	return r.T(text)
}

// home leads to where one's day begins, or to where the firm does.
func (a *App) home(w http.ResponseWriter, r *web.Request) error {
	founded, err := a.Founded(r.Context())
	if err != nil {
		return err
	}
	if !founded {
		return r.Show(w, ui.Page{Title: r.T("Welcome to Candor")}, waitingPage())
	}
	if r.Who.ID == "" {
		return r.Go(w, "/signin")
	}
	for _, p := range places() {
		if r.Who.May(p.verb) {
			return r.Go(w, p.Href)
		}
	}
	return r.Go(w, "/me")
}

func (a *App) gallery(w http.ResponseWriter, r *web.Request) error {
	return r.Part(w, ui.Staff(a.Frame(r), ui.Page{Title: "Gallery", Wide: true}, ui.Gallery()))
}

// stream keeps an open page told of what changed.
func (a *App) stream(w http.ResponseWriter, r *web.Request) error {
	return web.Stream(w, r, a.Live.Watch(r.Context(), r.Who.Firm), 20*time.Second)
}
