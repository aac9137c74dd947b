package matterweb

import (
	"context"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

func (h handlers) mountAPI(m *web.Mux) {
	const tag = "matters"
	web.Op(m, "GET /matters", matter.Reading, tag, "List matters.", h.apiList)
	web.Op(m, "POST /matters", matter.Opening, tag, "Open a matter.", h.apiOpen)
	web.Op(m, "POST /matters/bulk", matter.Editing, tag, "Do one thing to each of many matters.", h.apiBulk)
	web.Op(m, "GET /matters/{id}", matter.Reading, tag, "Get a matter.", h.apiGet)
	web.Op(m, "PUT /matters/{id}", matter.Editing, tag, "Change a matter.", h.apiChange)
	web.Op(m, "POST /matters/{id}/begin", matter.Editing, tag, "Begin work on a pending matter.", h.apiBegin)
	web.Op(m, "POST /matters/{id}/stage", matter.Editing, tag, "Move a matter to another stage.", h.apiStage)
	web.Op(m, "POST /matters/{id}/close", matter.Closing, tag, "Close a matter.", h.apiClose)
	web.Op(m, "POST /matters/{id}/reopen", matter.Closing, tag, "Reopen a matter.", h.apiReopen)
	web.Op(m, "POST /matters/{id}/restrict", matter.Restricting, tag, "Show a matter to its team only.", h.apiRestrict)
	web.Op(m, "POST /matters/{id}/unrestrict", matter.Restricting, tag, "Show a matter to the firm.", h.apiUnrestrict)
	web.Op(m, "PUT /matters/{id}/team/{staff}/{role}", matter.Staffing, tag, "Put someone on a matter's team.", h.apiAssign)
	web.Op(m, "DELETE /matters/{id}/team/{staff}/{role}", matter.Staffing, tag, "Take someone out of a role.", h.apiUnassign)
	web.Op(m, "POST /matters/{id}/parties", matter.Editing, tag, "Put a contact in a matter.", h.apiAddParty)
	web.Op(m, "DELETE /matters/{id}/parties/{party}", matter.Editing, tag, "Take a contact out of a matter.", h.apiRemoveParty)
	web.Op(m, "POST /matters/{id}/relations", matter.Editing, tag, "Relate two matters.", h.apiRelate)
	web.Op(m, "DELETE /matters/{id}/relations/{relation}", matter.Editing, tag, "Take a relation between matters back.", h.apiUnrelate)
	web.Op(m, "GET /contacts/{id}/matters", matter.Reading, tag, "List the matters that a contact is in.", h.apiInvolving)
}

// The types below are promises to programs: they change only by addition.

// APIMatter is a matter as programs see it. It is exported because the API
// describes only such embedded fields.
type APIMatter struct {
	ID            string            `json:"id" readOnly:"true"`
	Version       int64             `json:"version" readOnly:"true"`
	Number        string            `json:"number,omitempty" maxLength:"100" doc:"Given by the firm's pattern; a matter that is brought over from elsewhere may bring its own when it is opened."`
	Title         string            `json:"title" maxLength:"300"`
	ClientID      string            `json:"client_id"`
	ClientName    string            `json:"client_name,omitempty" readOnly:"true"`
	AreaID        string            `json:"area_id,omitempty"`
	Stage         string            `json:"stage,omitempty" doc:"The key of a stage of the area. Set when opened; then moved by its own operation."`
	StageAt       time.Time         `json:"stage_at" readOnly:"true"`
	Status        string            `json:"status,omitempty" enum:"pending,open,closed" doc:"Set when opened; then changed by its own operations."`
	ResponsibleID string            `json:"responsible_id,omitempty" doc:"Set when opened; then changed through the team."`
	OpenedOn      string            `json:"opened_on,omitempty" doc:"ISO 8601 date."`
	ClosedOn      string            `json:"closed_on,omitempty" doc:"ISO 8601 date. Set when opened for a matter that is brought over closed."`
	Reason        string            `json:"close_reason,omitempty" readOnly:"true"`
	Outcome       string            `json:"outcome,omitempty" readOnly:"true"`
	About         string            `json:"about,omitempty"`
	Court         string            `json:"court,omitempty"`
	CourtNumber   string            `json:"court_number,omitempty"`
	Jurisdiction  string            `json:"jurisdiction,omitempty"`
	Source        string            `json:"source,omitempty"`
	Restricted    bool              `json:"restricted" readOnly:"true"`
	Refs          []apiMatterRef    `json:"references,omitempty"`
	Tags          []string          `json:"tags,omitempty"`
	Fields        map[string]string `json:"fields,omitempty" doc:"By the key of a field of the area: dates ISO 8601, amounts and numbers decimal, yes or no."`
	CreatedAt     time.Time         `json:"created_at" readOnly:"true"`
	UpdatedAt     time.Time         `json:"updated_at" readOnly:"true"`
}

type apiMatterRef struct {
	Label  string `json:"label,omitempty"`
	Number string `json:"number"`
}

type apiMatterFile struct {
	APIMatter
	Team      []apiTeamMember     `json:"team" nullable:"false"`
	Parties   []apiMatterParty    `json:"parties" nullable:"false"`
	Relations []apiMatterRelation `json:"relations" nullable:"false"`
	Moves     []apiStageMove      `json:"stage_moves" nullable:"false"`
}

type apiTeamMember struct {
	StaffID string    `json:"staff_id"`
	Role    string    `json:"role"`
	AddedAt time.Time `json:"added_at"`
}

type apiMatterParty struct {
	ID            string `json:"id" readOnly:"true"`
	ContactID     string `json:"contact_id"`
	Name          string `json:"name,omitempty" readOnly:"true"`
	Role          string `json:"role" enum:"co_client,adverse,opposing_counsel,co_counsel,witness,expert,insurer,judge,court,mediator,guardian,beneficiary,interpreter,referrer,other"`
	RepresentedBy string `json:"represented_by,omitempty" doc:"The contact who is their lawyer."`
	Note          string `json:"note,omitempty"`
}

type apiMatterRelation struct {
	ID     string `json:"id"`
	FromID string `json:"from_id" doc:"From is the … of to: an appeal is from, the case appealed from is to."`
	ToID   string `json:"to_id"`
	Kind   string `json:"kind"`
}

type apiStageMove struct {
	From string    `json:"from"`
	To   string    `json:"to"`
	Note string    `json:"note,omitempty"`
	By   string    `json:"by"`
	At   time.Time `json:"at"`
}

func shown(m matter.Matter) APIMatter {
	a := APIMatter{
		ID: string(m.ID), Version: m.Version, Number: m.Number, Title: m.Title, ClientID: string(m.ClientID), ClientName: m.ClientName, AreaID: string(m.AreaID),
		Stage: m.Stage, StageAt: m.StageAt, Status: string(m.Status), ResponsibleID: string(m.ResponsibleID), OpenedOn: m.OpenedOn.String(), ClosedOn: m.ClosedOn.String(),
		Reason: string(m.Reason), Outcome: m.Outcome, About: m.Notes, Court: m.Court, CourtNumber: m.CourtNumber, Jurisdiction: m.Jurisdiction, Source: m.Source,
		Restricted: m.Restricted, Tags: m.Tags, Fields: m.Fields, CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt,
	}
	for _, r := range m.Refs {
		a.Refs = append(a.Refs, apiMatterRef(r))
	}
	return a
}

func shownFile(f matter.File) apiMatterFile {
	a := apiMatterFile{APIMatter: shown(f.Matter), Team: []apiTeamMember{}, Parties: []apiMatterParty{}, Relations: []apiMatterRelation{}, Moves: []apiStageMove{}}
	for _, t := range f.Team {
		a.Team = append(a.Team, apiTeamMember{string(t.StaffID), string(t.Role), t.AddedAt})
	}
	for _, p := range f.Parties {
		a.Parties = append(a.Parties, shownParty(p))
	}
	for _, r := range f.Relations {
		a.Relations = append(a.Relations, shownRelation(r))
	}
	for _, m := range f.Moves {
		a.Moves = append(a.Moves, apiStageMove{m.FromStage, m.ToStage, m.Note, m.MovedBy, m.MovedAt})
	}
	return a
}

func shownParty(p matter.Party) apiMatterParty {
	return apiMatterParty{p.ID, string(p.ContactID), p.Name, string(p.Part), string(p.RepresentedBy), p.Note}
}

func shownRelation(r matter.Relation) apiMatterRelation {
	return apiMatterRelation{r.ID, string(r.FromID), string(r.ToID), string(r.Kind)}
}

// matter is what a program sent, as a matter.
func (a APIMatter) matter() (m matter.Matter, err error) {
	m = matter.Matter{
		Number: a.Number, Title: a.Title, ClientID: contact.ID(a.ClientID), AreaID: area.ID(a.AreaID), Stage: a.Stage, Status: matter.Status(a.Status),
		ResponsibleID: staff.ID(a.ResponsibleID), Notes: a.About, Court: a.Court, CourtNumber: a.CourtNumber, Jurisdiction: a.Jurisdiction, Source: a.Source, Tags: a.Tags, Fields: a.Fields,
	}
	for _, r := range a.Refs {
		m.Refs = append(m.Refs, matter.Ref(r))
	}
	if m.OpenedOn, err = civil.Parse(a.OpenedOn); err != nil {
		return m, web.BadField("opened_on", "Write the date as year-month-day, such as 2026-05-31.")
	}
	if m.ClosedOn, err = civil.Parse(a.ClosedOn); err != nil {
		return m, web.BadField("closed_on", "Write the date as year-month-day, such as 2026-05-31.")
	}
	return m, nil
}

type matterOut struct {
	ETag string `header:"ETag"`
	Body APIMatter
}

func out(m matter.Matter) *matterOut { return &matterOut{web.ETag(m.Version), shown(m)} }

type fileOut struct {
	ETag string `header:"ETag"`
	Body apiMatterFile
}

// MatterID names a matter in an address. It is exported because the API reads
// only such embedded fields.
type MatterID struct {
	ID string `path:"id"`
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *MatterID) (*fileOut, error) {
	f, err := h.matters.Get(ctx, who, matter.ID(in.ID))
	return &fileOut{web.ETag(f.Version), shownFile(f)}, err
}

type listIn struct {
	web.PageIn
	Text        string `query:"q" doc:"Each word begins a word of the number, title or client."`
	Area        string `query:"area_id"`
	Stage       string `query:"stage"`
	Status      string `query:"status" enum:"pending,open,closed" doc:"All without."`
	Responsible string `query:"responsible_id"`
	Team        string `query:"team_id" doc:"On the team, in any role."`
	Client      string `query:"client_id"`
	Tag         string `query:"tag"`
	By          string `query:"by" enum:"updated,number,opened"`
}

type listOut struct{ Body web.PageOut[APIMatter] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *listIn) (*listOut, error) {
	f := matter.Filter{
		Text: in.Text, Area: area.ID(in.Area), Stage: in.Stage, Status: matter.Status(in.Status), Responsible: staff.ID(in.Responsible),
		Team: staff.ID(in.Team), Client: contact.ID(in.Client), Tag: in.Tag, By: matter.By(in.By),
	}
	ms, next, err := h.matters.List(ctx, who, f, in.Page())
	return &listOut{web.Items(ms, next, shown)}, err
}

type openIn struct{ Body APIMatter }

func (h handlers) apiOpen(ctx context.Context, who actor.Actor, in *openIn) (*matterOut, error) {
	m, err := in.Body.matter()
	if err != nil {
		return nil, err
	}
	m, err = h.matters.Open(ctx, who, matter.New{Matter: m})
	return out(m), err
}

type changeIn struct {
	MatterID
	IfMatch string `header:"If-Match"`
	Body    APIMatter
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *changeIn) (*matterOut, error) {
	m, err := in.Body.matter()
	if err != nil {
		return nil, err
	}
	if m.Version, err = web.IfMatch(in.IfMatch); err != nil {
		return nil, err
	}
	m.ID = matter.ID(in.ID)
	m, err = h.matters.Change(ctx, who, m)
	return out(m), err
}
