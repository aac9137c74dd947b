package clientweb

import (
	"context"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/locale"
	"candor/internal/kit/web"
	"candor/internal/people/client"
	"candor/internal/people/contact"
)

// The types below are promises to programs: they change only by addition.

type apiClient struct {
	ContactID   string           `json:"contact_id" readOnly:"true"`
	Version     int64            `json:"version" readOnly:"true"`
	Name        string           `json:"name,omitempty" readOnly:"true"`
	Number      string           `json:"number,omitempty"`
	Status      string           `json:"status,omitempty" readOnly:"true" doc:"prospect, active, former or declined; absent for no client."`
	SinceOn     string           `json:"since_on,omitempty" readOnly:"true"`
	UntilOn     string           `json:"until_on,omitempty" readOnly:"true"`
	Lang        string           `json:"language,omitempty" doc:"BCP 47."`
	Interpreter string           `json:"interpreter,omitempty" doc:"The language to book an interpreter for."`
	Formality   string           `json:"formality,omitempty" enum:"formal,informal"`
	Channels    []string         `json:"channels,omitempty" doc:"In the order they prefer: phone, email, sms, portal, post, video, in_person."`
	Hours       []apiClientHours `json:"hours,omitempty"`
	Zone        string           `json:"zone,omitempty" doc:"IANA name, if not the firm's."`
	Needs       string           `json:"needs,omitempty"`
	Avoid       string           `json:"do_not_mention,omitempty"`
	NoVoicemail bool             `json:"no_voicemail,omitempty"`
	Neutral     bool             `json:"neutral,omitempty"`
	OnlyThese   bool             `json:"only_these_channels,omitempty"`
	Shared      bool             `json:"shared_device,omitempty"`
	QuickExit   bool             `json:"quick_exit,omitempty"`
	SafeNote    string           `json:"safe_note,omitempty"`
	Dates       []apiClientDate  `json:"dates,omitempty" readOnly:"true"`
}

type apiClientHours struct {
	Days []int  `json:"days" doc:"0 is Sunday."`
	From string `json:"from" doc:"HH:MM"`
	To   string `json:"to" doc:"HH:MM"`
}

type apiClientDate struct {
	ID     string `json:"id" readOnly:"true"`
	Kind   string `json:"kind" enum:"birthday,anniversary,loss,expiry,other"`
	Name   string `json:"name,omitempty"`
	On     string `json:"on" doc:"ISO 8601 date."`
	Yearly bool   `json:"yearly,omitempty"`
	Hard   bool   `json:"hard,omitempty" doc:"No greeting, survey or bill goes out on it."`
}

func shown(c client.Client) apiClient {
	a := apiClient{
		ContactID: string(c.ContactID), Version: c.Version, Name: c.Name, Number: c.Number, Status: string(c.Status), SinceOn: c.SinceOn.String(),
		UntilOn: c.UntilOn.String(), Lang: c.Lang, Interpreter: c.Interpreter, Formality: string(c.Formality), Zone: c.Zone, Needs: c.Needs,
		Avoid: c.Avoid, NoVoicemail: c.Safe.NoVoicemail, Neutral: c.Safe.Neutral, OnlyThese: c.Safe.OnlyThese, Shared: c.Safe.Shared,
		QuickExit: c.Safe.QuickExit, SafeNote: c.Safe.Note,
	}
	for _, ch := range c.Channels {
		a.Channels = append(a.Channels, string(ch))
	}
	for _, h := range c.Hours {
		days := make([]int, 0, len(h.Days))
		for _, d := range h.Days {
			days = append(days, int(d))
		}
		a.Hours = append(a.Hours, apiClientHours{days, h.From.String(), h.To.String()})
	}
	return a
}

func shownDate(d client.Date) apiClientDate {
	return apiClientDate{d.ID, string(d.Kind), d.Name, d.On.String(), d.Yearly, d.Hard}
}

// client is what a program sent, as a client.
func (a apiClient) client() (client.Client, error) {
	c := client.Client{
		Number: a.Number, Lang: a.Lang, Interpreter: a.Interpreter, Formality: client.Formality(a.Formality), Zone: a.Zone, Needs: a.Needs, Avoid: a.Avoid,
		Safe: client.Safe{NoVoicemail: a.NoVoicemail, Neutral: a.Neutral, OnlyThese: a.OnlyThese, Shared: a.Shared, QuickExit: a.QuickExit, Note: a.SafeNote},
	}
	for _, ch := range a.Channels {
		c.Channels = append(c.Channels, client.Channel(ch))
	}
	for _, h := range a.Hours {
		from, errFrom := civil.ParseClock(h.From)
		to, errTo := civil.ParseClock(h.To)
		if errFrom != nil || errTo != nil {
			return c, web.BadField("hours", "Choose the days, and the hours from and to.")
		}
		var days []time.Weekday
		for _, d := range h.Days {
			days = append(days, time.Weekday(d))
		}
		c.Hours = append(c.Hours, client.Hours{Days: days, From: from, To: to})
	}
	return c, nil
}

type clientOut struct {
	ETag string `header:"ETag"`
	Body apiClient
}

func out(c client.Client) *clientOut { return &clientOut{web.ETag(c.Version), shown(c)} }

// ByContact names a client in an address. It is exported so that the API
// library reads it where it is embedded.
type ByContact struct {
	ID string `path:"id" doc:"The contact's id."`
}

type clientsIn struct {
	web.PageIn
	Text   string `query:"q" doc:"Words of the name."`
	Status string `query:"status" enum:"prospect,active,former,declined"`
}

type clientsOut struct{ Body web.PageOut[apiClient] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *clientsIn) (*clientsOut, error) {
	cs, next, err := h.clients.List(ctx, who, client.Filter{Text: in.Text, Status: client.Status(in.Status)}, in.Page())
	return &clientsOut{web.Items(cs, next, shown)}, err
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *ByContact) (*clientOut, error) {
	care, err := h.clients.Get(ctx, who, contact.ID(in.ID))
	o := out(care.Client)
	for _, d := range care.Dates {
		o.Body.Dates = append(o.Body.Dates, shownDate(d))
	}
	return o, err
}

type clientSaveIn struct {
	ByContact
	IfMatch string `header:"If-Match" doc:"The ETag; left out for someone of whom nothing was known."`
	Body    apiClient
}

func (h handlers) apiSave(ctx context.Context, who actor.Actor, in *clientSaveIn) (*clientOut, error) {
	c, err := in.Body.client()
	if err != nil {
		return nil, err
	}
	if in.IfMatch != "" && in.IfMatch != web.ETag(0) {
		if c.Version, err = web.IfMatch(in.IfMatch); err != nil {
			return nil, err
		}
	}
	c.ContactID = contact.ID(in.ID)
	c, err = h.clients.Save(ctx, who, c)
	return out(c), err
}

type becomeIn struct {
	ByContact
	Body struct {
		Status string `json:"status" enum:"prospect,active,former,declined"`
	}
}

func (h handlers) apiBecome(ctx context.Context, who actor.Actor, in *becomeIn) (*clientOut, error) {
	c, err := h.clients.Become(ctx, who, contact.ID(in.ID), client.Status(in.Body.Status))
	return out(c), err
}

type safeIn struct {
	ByContact
	Channel string `query:"channel" required:"true" enum:"phone,email,sms,portal,post,video,in_person"`
}

type apiClientWarning struct {
	Text string `json:"text"`
	Stop bool   `json:"stop" doc:"Do not use this channel at all."`
}

type safeOut struct{ Body web.PageOut[apiClientWarning] }

func (h handlers) apiSafe(ctx context.Context, who actor.Actor, in *safeIn) (*safeOut, error) {
	ws, err := h.clients.Safe(ctx, who, contact.ID(in.ID), client.Channel(in.Channel))
	return &safeOut{web.Items(ws, "", func(w client.Warning) apiClientWarning {
		return apiClientWarning{locale.T(ctx, w.Text, w.Args...), w.Stop}
	})}, err
}

type dateIn struct {
	ByContact
	Body apiClientDate
}

type dateOut struct{ Body apiClientDate }

func (h handlers) apiAddDate(ctx context.Context, who actor.Actor, in *dateIn) (*dateOut, error) {
	on, err := civil.Parse(in.Body.On)
	if err != nil {
		return nil, web.BadField("on", "Write the date as year-month-day, such as 1980-05-31.")
	}
	d, err := h.clients.AddDate(ctx, who, client.Date{ContactID: contact.ID(in.ID), Kind: client.DateKind(in.Body.Kind), Name: in.Body.Name, On: on, Yearly: in.Body.Yearly, Hard: in.Body.Hard})
	return &dateOut{shownDate(d)}, err
}

type dateGoneIn struct {
	ByContact
	Date string `path:"date"`
}

func (h handlers) apiRemoveDate(ctx context.Context, who actor.Actor, in *dateGoneIn) (*struct{}, error) {
	_, err := h.clients.RemoveDate(ctx, who, in.Date)
	return nil, err
}
