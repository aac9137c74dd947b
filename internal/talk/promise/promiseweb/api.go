package promiseweb

import (
	"context"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/talk/promise"
	"candor/internal/work/matter"
)

// The types below are promises to programs: they change only by addition.

// OwedNow is what a client is owed. It is exported because the API reads only
// such embedded fields.
type OwedNow struct {
	MatterID     string     `json:"matter_id"`
	MatterNumber string     `json:"matter_number"`
	MatterTitle  string     `json:"matter_title"`
	ContactID    string     `json:"contact_id"`
	ContactName  string     `json:"contact_name"`
	OwnerID      string     `json:"owner_id,omitempty" doc:"Who is to act."`
	StaffID      string     `json:"responsible_id,omitempty"`
	What         string     `json:"what,omitempty" enum:"word,acknowledgement,answer,"`
	State        string     `json:"state" enum:"unpromised,kept,running,soon,broken"`
	Left         int        `json:"left" doc:"Per cent of the time that is left."`
	SinceAt      *time.Time `json:"since_at,omitempty" doc:"The last word, or the question."`
	DueAt        *time.Time `json:"due_at,omitempty"`
	Why          []string   `json:"why" nullable:"false"`
	SnoozedUntil *time.Time `json:"snoozed_until,omitempty"`
	SnoozeReason string     `json:"snooze_reason,omitempty"`
	DelegatedBy  string     `json:"delegated_by,omitempty"`
	EscalatedAt  *time.Time `json:"escalated_at,omitempty"`
	EscalatedTo  string     `json:"escalated_to,omitempty"`
}

type apiTerms struct {
	Every       apiEvery `json:"every,omitempty"`
	Acknowledge int64    `json:"acknowledge_minutes,omitempty" minimum:"-1" doc:"Business minutes; 0 leaves it to the firm, -1 promises nothing."`
	Answer      int64    `json:"answer_minutes,omitempty" minimum:"-1" doc:"Business minutes; 0 leaves it to the firm, -1 promises nothing."`
	Escalate    int64    `json:"escalate_minutes,omitempty" minimum:"-1" doc:"Business minutes after which a supervisor is told; 0 leaves it to the firm, -1 is never."`
	Source      string   `json:"source,omitempty" readOnly:"true" enum:"firm,area,client,"`
}

type apiEvery struct {
	N    int    `json:"n,omitempty"`
	Unit string `json:"unit,omitempty" enum:"day,business_day,week,month,never,"`
}

type apiPeriod struct {
	From    time.Time  `json:"from"`
	DueAt   time.Time  `json:"due_at"`
	MetAt   *time.Time `json:"met_at,omitempty"`
	State   string     `json:"state"`
	LateFor int64      `json:"late_seconds"`
}

type apiQuestion struct {
	ID             string     `json:"id" doc:"The message that asked."`
	AskedAt        time.Time  `json:"asked_at"`
	AcknowledgedAt *time.Time `json:"acknowledged_at,omitempty"`
	AnsweredAt     *time.Time `json:"answered_at,omitempty"`
	Messages       int        `json:"messages"`
	Waited         int64      `json:"waited_seconds" doc:"Business time until a person first replied, or so far."`
	State          string     `json:"state"`
}

type apiPromise struct {
	OwedNow
	QuestionID string      `json:"question_id,omitempty" doc:"The question that waits."`
	Terms      apiTerms    `json:"terms"`
	Own        apiTerms    `json:"own_terms" doc:"What was set for this matter; all else is the firm's."`
	Reason     string      `json:"reason,omitempty"`
	Agreed     bool        `json:"agreed_with_client"`
	History    []apiPeriod `json:"history" nullable:"false"`
	Kept       int         `json:"kept"`
	Broken     int         `json:"broken"`
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	u := t.UTC()
	return &u
}

func shown(ctx context.Context) func(promise.Item) OwedNow {
	return func(i promise.Item) OwedNow {
		a := OwedNow{
			MatterID: string(i.MatterID), MatterNumber: i.Matter.Number, MatterTitle: i.Matter.Title, ContactID: string(i.ContactID),
			ContactName: i.Client.Called(), OwnerID: string(i.OwnerID), StaffID: string(i.StaffID), What: string(i.What), State: string(i.State),
			Left: i.Left, SinceAt: moment(i.SinceAt), DueAt: moment(i.DueAt), Why: []string{}, SnoozedUntil: moment(i.SnoozedUntil),
			SnoozeReason: i.SnoozeReason, DelegatedBy: string(i.DelegatedBy), EscalatedAt: moment(i.EscalatedAt), EscalatedTo: string(i.EscalatedTo),
		}
		for _, p := range i.Reasons {
			a.Why = append(a.Why, say(ctx, p))
		}
		return a
	}
}

func shownTerms(t promise.Terms) apiTerms {
	return apiTerms{
		Every:       apiEvery{t.Every.N, string(t.Every.Unit)},
		Acknowledge: inMinutes(t.Acknowledge), Answer: inMinutes(t.Answer), Escalate: inMinutes(t.Escalate), Source: string(t.Source),
	}
}

func inMinutes(d time.Duration) int64 {
	if d == promise.None {
		return -1
	}
	return int64(d / time.Minute)
}

func (a apiTerms) terms() promise.Terms {
	of := func(m int64) time.Duration {
		if m < 0 {
			return promise.None
		}
		return time.Duration(min(m, 1<<20)) * time.Minute
	}
	return promise.Terms{
		Every:       promise.Every{N: a.Every.N, Unit: promise.Unit(a.Every.Unit)},
		Acknowledge: of(a.Acknowledge), Answer: of(a.Answer), Escalate: of(a.Escalate),
	}
}

type promiseOut struct {
	ETag string `header:"ETag"`
	Body apiPromise
}

func out(ctx context.Context, v promise.View) *promiseOut {
	p := apiPromise{
		OwedNow: shown(ctx)(v.Item), QuestionID: string(v.QuestionID), Terms: shownTerms(v.Clock.Terms), Own: shownTerms(v.Own()),
		Reason: v.Agreed().Reason, Agreed: v.Agreed().WithClient, History: []apiPeriod{}, Kept: v.Record.Kept, Broken: v.Record.Broken,
	}
	for _, x := range v.History {
		p.History = append(p.History, apiPeriod{x.From.UTC(), x.Due.UTC(), moment(x.MetAt), string(x.State), int64(x.LateBy / time.Second)})
	}
	return &promiseOut{web.ETag(v.TermsVersion()), p}
}

// PromiseID names a matter in an address. It is exported for the same reason.
type PromiseID struct {
	ID string `path:"id" doc:"The matter's id."`
}

func (p PromiseID) matter() matter.ID { return matter.ID(p.ID) }

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *PromiseID) (*promiseOut, error) {
	v, err := h.Promises.Of(ctx, who, in.matter())
	return out(ctx, v), err
}

type termsIn struct {
	PromiseID
	IfMatch string `header:"If-Match"`
	Body    struct {
		Terms  apiTerms `json:"terms"`
		Reason string   `json:"reason" maxLength:"500"`
		Agreed bool     `json:"agreed_with_client,omitempty"`
	}
}

func (h handlers) apiSetTerms(ctx context.Context, who actor.Actor, in *termsIn) (*promiseOut, error) {
	version, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	v, err := h.Promises.SetTerms(ctx, who, in.matter(), promise.NewTerms{
		Own: in.Body.Terms.terms(), Reason: in.Body.Reason, WithClient: in.Body.Agreed, Version: version,
	})
	return out(ctx, v), err
}

type questionsOut struct {
	Body web.PageOut[apiQuestion]
}

func (h handlers) apiQuestions(ctx context.Context, who actor.Actor, in *PromiseID) (*questionsOut, error) {
	v, err := h.Promises.Of(ctx, who, in.matter())
	return &questionsOut{web.Items(v.Waits, "", func(w promise.Wait) apiQuestion {
		return apiQuestion{
			ID: string(w.ID), AskedAt: w.AskedAt.UTC(), AcknowledgedAt: moment(w.AcknowledgedAt), AnsweredAt: moment(w.AnsweredAt),
			Messages: w.Messages, Waited: int64(w.Question.Waited(v.Hours, v.Now) / time.Second), State: string(w.State),
		}
	})}, err
}

type owedIn struct {
	web.PageIn
	Staff  string `query:"staff" doc:"Whose; everyone's if empty."`
	Before string `query:"due_before" format:"date-time"`
	Awake  bool   `query:"awake" doc:"Without what was put off."`
}

type owedOut struct{ Body web.PageOut[OwedNow] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *owedIn) (*owedOut, error) {
	f := promise.Filter{Staff: staff.ID(in.Staff), Awake: in.Awake}
	if f.Staff == "" && !who.May(promise.Overseeing) {
		f.Staff = staff.ID(who.ID) // everyone's is for those who oversee
	}
	if in.Before != "" {
		t, err := time.Parse(time.RFC3339, in.Before)
		if err != nil {
			return nil, web.BadField("due_before", "Write the time as RFC 3339 does, such as 2026-05-31T17:00:00Z.")
		}
		f.Before = t
	}
	is, next, err := h.Promises.List(ctx, who, f, in.Page())
	return &owedOut{web.Items(is, next, shown(ctx))}, err
}

type todayIn struct {
	web.PageIn
	Staff string `query:"staff" doc:"Whose day; the caller's own if empty."`
	All   bool   `query:"all" doc:"The whole firm's."`
}

type todayOut struct {
	Body struct {
		Broken  int       `json:"broken"`
		Due     int       `json:"due_today"`
		Replies int       `json:"replies" doc:"How many the median is taken of."`
		Median  int64     `json:"median_reply_seconds" doc:"Business time until a person first replied, in the last 30 days."`
		Open    int       `json:"unanswered" doc:"Questions without a reply; no part of the median."`
		Oldest  int64     `json:"oldest_unanswered_seconds" doc:"Business time that the oldest of them waits."`
		Owed    []OwedNow `json:"owed" nullable:"false"`
		Next    string    `json:"next,omitempty"`
		Coming  []OwedNow `json:"coming" nullable:"false"`
		Told    []OwedNow `json:"told" nullable:"false" doc:"Broken promises of others that this supervisor was told of."`
		Away    []OwedNow `json:"put_off" nullable:"false"`
	}
}

func (h handlers) apiToday(ctx context.Context, who actor.Actor, in *todayIn) (*todayOut, error) {
	of := staff.ID(who.ID)
	switch {
	case in.All:
		of = ""
	case in.Staff != "":
		of = staff.ID(in.Staff)
	}
	d, err := h.Promises.Today(ctx, who, of, db.Page{After: in.After, Limit: in.Limit})
	o := &todayOut{}
	b := &o.Body
	b.Broken, b.Due, b.Replies, b.Median, b.Next = d.Broken, d.Due, d.Replies.N, int64(d.Replies.Median/time.Second), d.Next
	b.Open, b.Oldest = d.Replies.Open, int64(d.Replies.Oldest/time.Second)
	each := func(is []promise.Item) []OwedNow { return web.Items(is, "", shown(ctx)).Items }
	b.Owed, b.Coming, b.Told, b.Away = each(d.Owed), each(d.Coming), each(d.Told), each(d.Away)
	return o, err
}

type apiTally struct {
	StaffID string `json:"staff_id,omitempty"`
	Kept    int    `json:"kept"`
	Ended   int    `json:"ended" doc:"Promises that were kept or broken since."`
	Broken  int    `json:"broken_now"`
	Soon    int    `json:"due_soon"`
	Replies int    `json:"replies"`
	Median  int64  `json:"median_reply_seconds"`
	Open    int    `json:"unanswered"`
	Oldest  int64  `json:"oldest_unanswered_seconds"`
}

type boardOut struct {
	Body struct {
		Since  time.Time  `json:"since"`
		All    apiTally   `json:"all"`
		People []apiTally `json:"people" nullable:"false"`
	}
}

func shownTally(t promise.Tally) apiTally {
	return apiTally{string(t.Staff), t.Kept, t.Ended, t.Broken, t.Soon, t.Replies.N, int64(t.Replies.Median / time.Second), t.Replies.Open, int64(t.Replies.Oldest / time.Second)}
}

func (h handlers) apiBoard(ctx context.Context, who actor.Actor, _ *struct{}) (*boardOut, error) {
	b, err := h.Promises.Board(ctx, who)
	o := &boardOut{}
	o.Body.Since, o.Body.All = b.Since, shownTally(b.All)
	o.Body.People = web.Items(b.People, "", shownTally).Items
	return o, err
}
