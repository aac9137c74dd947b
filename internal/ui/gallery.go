package ui

import "github.com/a-h/templ"

// GalleryPage is one page of the gallery, whole: "" for every part in every
// state, or one of the sample pages composed of them. It is for people who
// work on the product, and for the tests that look at it.
func GalleryPage(name, theme, lang string) (templ.Component, bool) {
	f := galleryFrame(name, theme, lang)
	switch name {
	case "":
		f.Live = "/live"
		return Staff(f, Page{Title: "Gallery of parts", Lead: "Every part in every state. Sample pages: today, client, matter, matters, board, form, empty, portal, signin.", Crumbs: []Crumb{{"Gallery", ""}}}, Gallery()), true
	case "today":
		return Staff(f, Page{Title: "Today", Nav: "today", Crumbs: []Crumb{{"Today", ""}}}, sampleToday()), true
	case "client":
		return Staff(f, Page{Title: "Maya Rivera", Nav: "clients", Crumbs: []Crumb{{"Clients", "/client"}, {"Maya Rivera", ""}}}, sampleClient()), true
	case "matter":
		return Staff(f, Page{Title: "Rivera v. Cascade Freight", Nav: "matters", Crumbs: []Crumb{{"Matters", "/matters"}, {"2026-0142", ""}}}, sampleMatter()), true
	case "matters":
		return Staff(f, Page{Title: "Matters", Nav: "matters", Crumbs: []Crumb{{"Matters", ""}}}, sampleMatters()), true
	case "board":
		return Staff(f, Page{Title: "Leads", Nav: "leads", Wide: true, Crumbs: []Crumb{{"Leads", ""}}}, sampleBoard()), true
	case "form":
		return Staff(f, Page{Title: "New client", Nav: "clients", Crumbs: []Crumb{{"Clients", "/client"}, {"New client", ""}}}, sampleForm()), true
	case "empty":
		f.Nav = f.Nav[:5]
		return Staff(f, Page{Title: "Today", Nav: "today", Crumbs: []Crumb{{"Today", ""}}}, sampleEmpty()), true
	case "portal":
		f.Nav = portalNav()
		f.Person = "Maya Rivera"
		f.Portal, f.QuickExit = true, true
		return Portal(f, Page{Title: "Good evening, Maya", Nav: "case"}, samplePortal()), true
	case "signin":
		f.Flash = nil
		return Bare(f, Page{Title: "Sign in", Lead: "Use your passkey, or the address your firm knows you by."}, sampleSignIn()), true
	default:
		return nil, false
	}
}

// GalleryPages names the sample pages.
func GalleryPages() []string {
	return []string{"", "today", "client", "matter", "matters", "board", "form", "empty", "portal", "signin"}
}

func galleryFrame(path, theme, lang string) Frame {
	f := Frame{
		Firm: "Larkspur Law", Person: "Jordan Meyer", RoleLabel: "Partner", Lang: lang, Theme: theme, Path: "/" + path,
		Nav: []NavItem{
			{Key: "today", Label: "Today", Href: "/today", Icon: "sun", Count: 1, Broken: true},
			{Key: "inbox", Label: "Inbox", Href: "/", Icon: "inbox", Count: 7},
			{Key: "calendar", Label: "Calendar", Href: "/", Icon: "calendar"},
			{Key: "tasks", Label: "Tasks", Href: "/", Icon: "checkbox", Count: 12},
			{Key: "clients", Label: "Clients", Href: "/client", Icon: "users", Section: "Relationships"},
			{Key: "matters", Label: "Matters", Href: "/matters", Icon: "briefcase", Section: "Relationships"},
			{Key: "leads", Label: "Leads", Href: "/board", Icon: "layout-kanban", Count: 9, Section: "Relationships"},
			{Key: "updates", Label: "Updates to send", Href: "/", Icon: "send", Count: 3, Section: "Relationships"},
			{Key: "time", Label: "Time", Href: "/", Icon: "clock-play", Section: "Money"},
			{Key: "invoices", Label: "Invoices", Href: "/", Icon: "file-invoice", Section: "Money"},
			{Key: "trust", Label: "Trust", Href: "/", Icon: "building-bank", Section: "Money"},
			{Key: "promises", Label: "Promises", Href: "/", Icon: "heart-handshake", Section: "Firm"},
			{Key: "reports", Label: "Reports", Href: "/", Icon: "chart-bar", Section: "Firm"},
			{Key: "settings", Label: "Settings", Href: "/", Icon: "settings", Section: "Firm"},
		},
	}
	if path == "client" {
		f.Flash = []Flash{{Tone: Good, Text: "Update sent to Maya by e-mail", UndoAction: "/undo"}}
	}
	return f
}

func portalNav() []NavItem {
	return []NavItem{
		{Key: "case", Label: "Your case", Href: "/portal", Icon: "home"},
		{Key: "messages", Label: "Messages", Href: "/portal", Icon: "message-circle", Count: 1},
		{Key: "papers", Label: "Papers", Href: "/portal", Icon: "file-text"},
		{Key: "money", Label: "Money", Href: "/portal", Icon: "receipt"},
	}
}

var sampleOptions = []Option{{Value: "a", Label: "Family law"}, {Value: "b", Label: "Immigration"}, {Value: "c", Label: "Personal injury"}, {Value: "d", Label: "Wills and estates", Group: "Less common"}, {Value: "e", Label: "Landlord and tenant", Group: "Less common"}}

var samplePoints = []PromisePoint{
	{"2 Oct", true, ""}, {"9 Oct", true, ""}, {"16 Oct", true, ""}, {"23 Oct", false, "2 days"}, {"30 Oct", true, ""},
	{"6 Nov", true, ""}, {"13 Nov", true, ""}, {"20 Nov", true, ""},
}

type sampleRow struct {
	ring                                       Ring
	number, title, client, area, lawyer        string
	tone                                       Tone
	stage, next, nextTone, last, unbilled, due string
}

func sampleRows() []sampleRow {
	return []sampleRow{
		{Ring{Initials: "MR", State: RingBroken, Label: "Maya Rivera: promise broken on Monday"}, "2026-0142", "Rivera v. Cascade Freight", "Maya Rivera", "Personal injury", "J. Meyer", Info, "Discovery", "File complaint, 3 Dec", "soon", "12 days ago", "$1,845.00", "Broken Monday"},
		{Ring{Initials: "DO", State: RingSoon, Left: 12}, "2026-0151", "Okafor custody modification", "Daniel Okafor", "Family law", "L. Tran", Info, "Mediation", "Call back today", "soon", "6 days ago", "$420.00", "Today"},
		{Ring{Initials: "CF", State: RingRunning, Left: 64}, "2025-0977", "General counsel retainer", "Cascade Foods LLC", "Corporate", "A. Osei", Info, "Open", "Quarterly review, 12 Jan", "", "Yesterday", "$8,120.00", "4 Dec"},
		{Ring{Initials: "HL", State: RingRunning, Left: 35}, "2026-0098", "Estate of H. Lindqvist", "Britta Lindqvist", "Probate", "J. Meyer", Info, "Inventory", "Inventory due, 9 Dec", "", "4 days ago", "$2,310.50", "27 Nov"},
		{Ring{Initials: "NH", State: RingFull, Label: "Nguyễn Thị Hoa: promise kept today"}, "2026-0160", "Nguyễn adoption", "Nguyễn Thị Hoa", "Family law", "L. Tran", Info, "Home study", "Home study visit, 2 Dec", "", "20 min ago", "$0.00", "8 Dec"},
		{Ring{Initials: "TW", State: RingRunning, Left: 80}, "2026-0133", "Wójcik lease dispute", "Tomasz Wójcik", "Landlord and tenant", "L. Tran", Soon, "On hold", "Waiting on client", "", "2 days ago", "$95.00", "3 Dec"},
		{Ring{Initials: "WH", State: RingNone}, "2024-0311", "Featherstonehaugh-Cholmondeley-Wolfeschlegelsteinhausen trust", "Wilhelmina Featherstonehaugh", "Wills and estates", "A. Osei", Neutral, "Closed", "—", "", "30 Oct", "$0.00", ""},
	}
}
