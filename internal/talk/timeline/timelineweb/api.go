package timelineweb

import (
	"context"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// The types below are promises to programs: they change only by addition.

type apiEntry struct {
	ID          string            `json:"id" readOnly:"true"`
	Version     int64             `json:"version" readOnly:"true"`
	Kind        string            `json:"kind" enum:"email,call,meeting,letter,sms,portal,note,system"`
	Direction   string            `json:"direction,omitempty" enum:"in,out"`
	Channel     string            `json:"channel,omitempty" doc:"phone, video, in_person, post, courier or fax."`
	At          time.Time         `json:"at,omitempty" doc:"When it happened; now if left out."`
	StaffID     string            `json:"staff_id,omitempty" doc:"Who of the firm; whoever logs it if left out."`
	ContactID   string            `json:"contact_id,omitempty"`
	MatterID    string            `json:"matter_id,omitempty" doc:"Empty while unfiled."`
	Subject     string            `json:"subject,omitempty" maxLength:"500"`
	Excerpt     string            `json:"excerpt,omitempty" readOnly:"true"`
	Body        string            `json:"body,omitempty" doc:"Plain text; left out of lists."`
	Seconds     int64             `json:"seconds,omitempty" minimum:"0" maximum:"86400"`
	Outcome     string            `json:"outcome,omitempty" enum:"connected,voicemail,no_answer"`
	Substantive bool              `json:"substantive" readOnly:"true" doc:"It counts as contact with the client."`
	Why         string            `json:"why,omitempty" readOnly:"true"`
	Automatic   bool              `json:"automatic,omitempty" readOnly:"true" doc:"A program wrote it."`
	Asks        string            `json:"asks,omitempty" readOnly:"true" doc:"The words by which an answer seems to be wanted."`
	Holding     bool              `json:"holding,omitempty" doc:"A word of ours whose answer is still to come."`
	Settled     bool              `json:"settled,omitempty" readOnly:"true" doc:"A message of theirs that needs no answer."`
	FiledHow    string            `json:"filed_how,omitempty" readOnly:"true" doc:"hand, thread, number or client."`
	FiledSure   int64             `json:"filed_sure,omitempty" readOnly:"true" doc:"0 to 100."`
	HasOriginal bool              `json:"has_original,omitempty" readOnly:"true"`
	Files       int64             `json:"files,omitempty" readOnly:"true" doc:"How many came with it."`
	Removed     bool              `json:"removed,omitempty" readOnly:"true"`
	RemovedWhy  string            `json:"removed_why,omitempty" readOnly:"true"`
	People      []apiEntryPerson  `json:"people,omitempty" readOnly:"true"`
	Attachments []apiEntryFile    `json:"attachments,omitempty" readOnly:"true"`
	From        []apiEntryAddress `json:"from,omitempty" readOnly:"true"`
	To          []apiEntryAddress `json:"to,omitempty" readOnly:"true"`
	Cc          []apiEntryAddress `json:"cc,omitempty" readOnly:"true"`
}

type apiEntryPerson struct {
	ContactID string `json:"contact_id,omitempty"`
	Role      string `json:"role"`
	Name      string `json:"name,omitempty"`
	Address   string `json:"address,omitempty"`
}

type apiEntryFile struct {
	Place int64  `json:"place"`
	Name  string `json:"name"`
	Type  string `json:"type"`
	Size  int64  `json:"size"`
	Sum   string `json:"sha256"`
}

type apiEntryAddress struct {
	Name    string `json:"name,omitempty"`
	Address string `json:"address"`
}

func shown(e timeline.Entry) apiEntry {
	return apiEntry{
		ID: string(e.ID), Version: e.Version, Kind: string(e.Kind), Direction: string(e.Direction), Channel: e.Channel, At: e.At,
		StaffID: string(e.StaffID), ContactID: string(e.ContactID), MatterID: string(e.MatterID), Subject: e.Subject, Excerpt: e.Excerpt,
		Body: e.Body, Seconds: e.Seconds, Outcome: string(e.Outcome), Substantive: e.Substantive, Why: e.Why, Automatic: e.Auto,
		Asks: e.Asks, Holding: e.Holding, Settled: e.Settled, FiledHow: string(e.FiledHow), FiledSure: e.FiledSure,
		HasOriginal: e.RawSum != "", Files: e.Attachments, Removed: e.Removed(), RemovedWhy: e.RemovedWhy,
	}
}

func shownDetail(d timeline.Detail) apiEntry {
	a := shown(d.Entry)
	for _, p := range d.People {
		a.People = append(a.People, apiEntryPerson{string(p.ContactID), string(p.Role), p.Name, p.Address})
	}
	for _, f := range d.Files {
		a.Attachments = append(a.Attachments, apiEntryFile{f.Place, f.Name, f.Type, f.Size, f.Sum})
	}
	a.From, a.To, a.Cc = shownAddresses(d.Addresses.From), shownAddresses(d.Addresses.To), shownAddresses(d.Addresses.Cc)
	return a
}

func shownAddresses(as []timeline.Address) (out []apiEntryAddress) {
	for _, a := range as {
		out = append(out, apiEntryAddress{a.Name, a.Addr})
	}
	return out
}

// entry is what a program sent, as an entry.
func (a apiEntry) entry() timeline.Entry {
	return timeline.Entry{
		Kind: timeline.Kind(a.Kind), Direction: timeline.Direction(a.Direction), Channel: a.Channel, At: a.At, StaffID: staff.ID(a.StaffID),
		ContactID: contact.ID(a.ContactID), MatterID: matter.ID(a.MatterID), Subject: a.Subject, Body: a.Body, Seconds: a.Seconds,
		Outcome: timeline.Outcome(a.Outcome), Holding: a.Holding,
	}
}

type entryOut struct {
	ETag string `header:"ETag"`
	Body apiEntry
}

func entryShown(e timeline.Entry) *entryOut { return &entryOut{web.ETag(e.Version), shown(e)} }

// ByID names an entry in an address. It is exported so that the API library reads
// it where it is embedded.
type ByID struct {
	ID string `path:"id"`
}

type lineIn struct {
	ByID
	web.PageIn
	Kind        string `query:"kind" enum:"email,call,meeting,letter,sms,portal,note,system"`
	StaffID     string `query:"staff_id"`
	Direction   string `query:"direction" enum:"in,out"`
	Text        string `query:"q" doc:"Words of the subject or the text."`
	Substantive bool   `query:"substantive" doc:"Only what counts as contact."`
}

func (in lineIn) filter() timeline.Filter {
	f := timeline.Filter{Staff: staff.ID(in.StaffID), Direction: timeline.Direction(in.Direction), Text: in.Text, Substantive: in.Substantive}
	if in.Kind != "" {
		f.Kinds = []timeline.Kind{timeline.Kind(in.Kind)}
	}
	return f
}

type lineOut struct{ Body web.PageOut[apiEntry] }

func (h handlers) apiOfMatter(ctx context.Context, who actor.Actor, in *lineIn) (*lineOut, error) {
	es, next, err := h.line.OfMatter(ctx, who, matter.ID(in.ID), in.filter(), in.Page())
	return &lineOut{web.Items(es, next, shown)}, err
}

func (h handlers) apiOfContact(ctx context.Context, who actor.Actor, in *lineIn) (*lineOut, error) {
	es, next, err := h.line.OfContact(ctx, who, contact.ID(in.ID), in.filter(), in.Page())
	return &lineOut{web.Items(es, next, shown)}, err
}

func (h handlers) apiUnfiled(ctx context.Context, who actor.Actor, in *web.PageIn) (*lineOut, error) {
	es, next, err := h.line.Unfiled(ctx, who, db.Page{After: in.After, Limit: in.Limit})
	return &lineOut{web.Items(es, next, shown)}, err
}

type logIn struct{ Body apiEntry }

func (h handlers) apiLog(ctx context.Context, who actor.Actor, in *logIn) (*entryOut, error) {
	if k := timeline.Kind(in.Body.Kind); k.Received() {
		return nil, web.BadField("kind", "Choose what it was: a call, a meeting, a letter or a note.")
	}
	e, err := h.line.Log(ctx, who, timeline.New{Entry: in.Body.entry()})
	return entryShown(e), err
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *ByID) (*entryOut, error) {
	d, err := h.line.Get(ctx, who, timeline.ID(in.ID))
	return &entryOut{web.ETag(d.Version), shownDetail(d)}, err
}

type entryChangeIn struct {
	ByID
	IfMatch string `header:"If-Match"`
	Body    apiEntry
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *entryChangeIn) (*entryOut, error) {
	e := in.Body.entry()
	var err error
	if e.Version, err = web.IfMatch(in.IfMatch); err != nil {
		return nil, err
	}
	e.ID = timeline.ID(in.ID)
	e, err = h.line.Change(ctx, who, e)
	return entryShown(e), err
}

func (h handlers) apiThread(ctx context.Context, who actor.Actor, in *ByID) (*lineOut, error) {
	es, err := h.line.Thread(ctx, who, timeline.ID(in.ID))
	return &lineOut{web.Items(es, "", shown)}, err
}

type apiEntryCase struct {
	MatterID string `json:"matter_id"`
	Number   string `json:"number"`
	Title    string `json:"title"`
	How      string `json:"how" doc:"thread, number or client."`
	Sure     int64  `json:"sure" doc:"0 to 100."`
}

type casesOut struct{ Body web.PageOut[apiEntryCase] }

func (h handlers) apiSuggest(ctx context.Context, who actor.Actor, in *ByID) (*casesOut, error) {
	cs, err := h.line.Suggest(ctx, who, timeline.ID(in.ID))
	return &casesOut{web.Items(cs, "", func(c timeline.Case) apiEntryCase {
		return apiEntryCase{string(c.Matter), c.Number, c.Title, string(c.How), c.Sure}
	})}, err
}

type entryMoveIn struct {
	ByID
	Body struct {
		MatterID string `json:"matter_id" doc:"Empty puts it back among what is unfiled."`
	}
}

type apiEntryMove struct {
	ID         string    `json:"id"`
	EntryID    string    `json:"entry_id"`
	FromMatter string    `json:"from_matter,omitempty"`
	ToMatter   string    `json:"to_matter,omitempty"`
	MovedAt    time.Time `json:"moved_at"`
	Undone     bool      `json:"undone"`
}

type entryMoveOut struct{ Body apiEntryMove }

func shownMove(m timeline.Move) *entryMoveOut {
	return &entryMoveOut{apiEntryMove{m.ID, string(m.EntryID), string(m.FromMatter), string(m.ToMatter), m.MovedAt, m.UndoneAt != nil}}
}

func (h handlers) apiMove(ctx context.Context, who actor.Actor, in *entryMoveIn) (*entryMoveOut, error) {
	m, err := h.line.Move(ctx, who, timeline.ID(in.ID), matter.ID(in.Body.MatterID))
	return shownMove(m), err
}

type unmoveIn struct {
	Move string `path:"move"`
}

func (h handlers) apiUnmove(ctx context.Context, who actor.Actor, in *unmoveIn) (*entryMoveOut, error) {
	m, err := h.line.Unmove(ctx, who, in.Move)
	return shownMove(m), err
}

type weighIn struct {
	ByID
	Body struct {
		Substantive bool   `json:"substantive"`
		Why         string `json:"why" minLength:"1"`
	}
}

func (h handlers) apiWeigh(ctx context.Context, who actor.Actor, in *weighIn) (*entryOut, error) {
	e, err := h.line.Weigh(ctx, who, timeline.ID(in.ID), in.Body.Substantive, in.Body.Why)
	return entryShown(e), err
}

type removeIn struct {
	ByID
	Body struct {
		Why string `json:"why" minLength:"1"`
	}
}

func (h handlers) apiRemove(ctx context.Context, who actor.Actor, in *removeIn) (*entryOut, error) {
	e, err := h.line.Remove(ctx, who, timeline.ID(in.ID), in.Body.Why)
	return entryShown(e), err
}

func (h handlers) apiRestore(ctx context.Context, who actor.Actor, in *ByID) (*entryOut, error) {
	e, err := h.line.Restore(ctx, who, timeline.ID(in.ID))
	return entryShown(e), err
}
