package portalweb

import (
	"net/http"
	"time"

	"candor/internal/kit/errs"
	"candor/internal/kit/live"
	"candor/internal/kit/web"
	"candor/internal/people/seat"
	"candor/internal/talk/portal"
	"candor/internal/ui"
	"candor/internal/work/matter"
)

// The types a client may see. What isn't copied here isn't shown.

type caseView struct {
	r        *web.Request
	Topic    string
	Home     string // this page's own address
	ID       matter.ID
	Title    string
	Number   string
	Closed   bool
	Steps    []ui.Step
	Now      string // where it is, in plain words
	Delays   string // what may hold it up
	Next     string // what usually follows
	Promises []ui.PledgeOf
	Faces    []ui.FaceOf
	Reach    string // when we are there
	Phone    string
	Latest   []talkLine
	Question string // as it was typed
	Problem  string
	Wrong    string // what is wrong with the question
}

type talkLine struct {
	Title, Text string
	Ours        bool
	At          time.Time
	Icon        string
}

// homeView is all of a client's cases.
type homeView struct {
	r     *web.Request
	Topic string
	Cases []caseView
}

func (h handlers) home(w http.ResponseWriter, r *web.Request) error {
	home, err := h.portal.Home(r.Context(), r.Who)
	if err != nil {
		return err
	}
	p := ui.Page{Title: greeting(r), Nav: "case"}
	if len(home.Cases) == 1 {
		v, err := h.view(r, home, home.Cases[0], "/portal")
		if err != nil {
			return err
		}
		return r.Show(w, p, casePage(v, greeting(r)))
	}
	v := homeView{r: r, Topic: seat.Topic(seat.ID(r.Who.ID))}
	for _, c := range home.Cases {
		v.Cases = append(v.Cases, shown(r, home, c))
	}
	return r.Show(w, p, homePage(v, greeting(r)))
}

func greeting(r *web.Request) string {
	switch hour := r.Now.In(r.Zone).Hour(); {
	case hour < 12:
		return r.T("Good morning, %s", r.Who.Name)
	case hour < 18:
		return r.T("Good afternoon, %s", r.Who.Name)
	}
	return r.T("Good evening, %s", r.Who.Name)
}

func (h handlers) one(w http.ResponseWriter, r *web.Request) error {
	v, err := h.case1(r)
	if err != nil {
		return err
	}
	return r.Show(w, v.page(), casePage(v, v.Title))
}

func (v caseView) page() ui.Page { return ui.Page{Title: v.Title, Nav: "case"} }

func (h handlers) case1(r *web.Request) (caseView, error) {
	home, err := h.portal.Case(r.Context(), r.Who, matter.ID(r.ID("id")))
	if err != nil {
		return caseView{}, err
	}
	return h.view(r, home, home.Cases[0], casePath(matter.ID(r.ID("id"))))
}

// latest is how much of what passed a case's page shows.
const latest = 3

func (h handlers) view(r *web.Request, home portal.Home, c portal.Case, at string) (caseView, error) {
	v := shown(r, home, c)
	v.Home = at
	t, err := h.portal.Talk(r.Context(), r.Who, c.Matter.ID, r.Page())
	for i, l := range t.Lines {
		if i < latest {
			v.Latest = append(v.Latest, said(r, l))
		}
	}
	return v, err
}

// shown copies what a client may see of a case.
func shown(r *web.Request, home portal.Home, c portal.Case) caseView {
	v := caseView{
		r: r, Topic: home.Seat.Topic(), ID: c.Matter.ID, Title: c.Matter.Title, Number: c.Matter.Number, Closed: c.Matter.Status == matter.Closed,
		Phone: home.Office.Phone, Reach: reach(r.Context(), home.Office.Week), Promises: pledges(r, c),
	}
	now := false
	for i, s := range c.Area.Stages {
		step := ui.Step{Label: r.T(s.Said()), State: ui.StepDone}
		switch {
		case s.Key == c.Matter.Stage:
			now, step.State, step.Note = true, ui.StepNow, usually(r.Context(), s)
			v.Now, v.Delays = step.Label, plain(r, s.Delays)
			if i+1 < len(c.Area.Stages) {
				v.Next = r.T(c.Area.Stages[i+1].Said())
			}
		case now:
			step.State = ui.StepNext
		}
		v.Steps = append(v.Steps, step)
	}
	if !now {
		v.Steps = nil // in no stage yet: nothing is known, so nothing is said
	}
	for _, f := range c.Team {
		v.Faces = append(v.Faces, ui.FaceOf{Name: f.Name, Role: faceRole(r, f)})
	}
	return v
}

// talkView is what passed in a case.
type talkView struct {
	r     *web.Request
	Topic string
	ID    matter.ID
	Title string
	Lines []talkLine
	More  string
}

func (h handlers) talk(w http.ResponseWriter, r *web.Request) error {
	t, err := h.portal.Talk(r.Context(), r.Who, matter.ID(r.ID("id")), r.Page())
	if err != nil {
		return err
	}
	v := talkView{r: r, Topic: seat.Topic(seat.ID(r.Who.ID)), ID: t.Matter.ID, Title: t.Matter.Title}
	for _, l := range t.Lines {
		v.Lines = append(v.Lines, said(r, l))
	}
	if t.Next != "" {
		v.More = casePath(v.ID) + "/talk?after=" + t.Next
	}
	p := ui.Page{Title: r.T("What we said to each other"), Nav: "case", Crumbs: []ui.Crumb{{Label: v.Title, Href: casePath(v.ID)}}}
	return r.Show(w, p, talkPage(v))
}

func (h handlers) ask(w http.ResponseWriter, r *web.Request) error {
	if err := r.Read(w); err != nil {
		return err
	}
	id, text := matter.ID(r.ID("id")), r.PostFormValue("question")
	err := h.portal.Ask(r.Context(), r.Who, id, text)
	if errs.Is(err, errs.Invalid) || errs.Is(err, errs.Conflict) {
		v, viewErr := h.case1(r)
		if viewErr != nil {
			return viewErr
		}
		said, fields := web.Said(r.Context(), err)
		v.Question, v.Wrong = text, fields["question"]
		if v.Wrong == "" {
			v.Problem = said
		}
		return r.Refill(w, v.page(), casePage(v, v.Title))
	}
	if err != nil {
		return err
	}
	home, err := h.portal.Case(r.Context(), r.Who, id)
	if err != nil {
		return err
	}
	if by := home.Cases[0].Promise.Reply; by.After(r.Now) {
		return r.Done(w, r.Back(casePath(id)), "We have your question. You will hear from us by %s.", moment(r, by))
	}
	return r.Done(w, r.Back(casePath(id)), "We have your question.")
}

// stream tells an open page that something it may show has changed, and
// nothing else.
func (h handlers) stream(w http.ResponseWriter, r *web.Request) error {
	return web.Stream(w, r, h.live.WatchOnly(r.Context(), r.Who.Firm, seat.Topic(seat.ID(r.Who.ID))), live.Beat)
}
