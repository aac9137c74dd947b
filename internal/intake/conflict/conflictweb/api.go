package conflictweb

import (
	"context"
	"time"

	"candor/internal/intake/conflict"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/name"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// The types below are promises to programs: they change only by addition.

type apiConflictCheck struct {
	ID       string             `json:"id" readOnly:"true"`
	Version  int64              `json:"version" readOnly:"true"`
	Title    string             `json:"title,omitempty" doc:"Made from the names if it is empty."`
	Nature   string             `json:"nature,omitempty" maxLength:"200" doc:"One line, never the story."`
	MatterID string             `json:"matter_id,omitempty"`
	Parties  []apiConflictParty `json:"parties"`
	State    string             `json:"state" readOnly:"true" enum:"open,cleared,declined"`
	Cut      bool               `json:"more_found,omitempty" readOnly:"true" doc:"More was found than is listed."`
	AskedBy  string             `json:"asked_by" readOnly:"true"`
	AskedAt  time.Time          `json:"asked_at" readOnly:"true"`
	SignedBy string             `json:"signed_by,omitempty" readOnly:"true"`
	SignedAt *time.Time         `json:"signed_at,omitempty" readOnly:"true"`
	Hits     []apiConflictHit   `json:"hits,omitempty" readOnly:"true"`
	Report   string             `json:"report_sha256,omitempty" readOnly:"true"`
}

type apiConflictParty struct {
	Name      string `json:"name"`
	Kind      string `json:"kind,omitempty" enum:"person,organisation"`
	Role      string `json:"role" doc:"client, adverse, witness and so on, as in a matter."`
	BornOn    string `json:"born_on,omitempty" doc:"ISO 8601 date."`
	Reach     string `json:"reach,omitempty" doc:"An e-mail address or phone number."`
	ContactID string `json:"contact_id,omitempty"`
}

type apiConflictHit struct {
	ID          string              `json:"id"`
	Version     int64               `json:"version"`
	Party       int                 `json:"party" doc:"Which of the check's parties, from 0."`
	Restricted  bool                `json:"restricted,omitempty" doc:"A wall keeps you from it. Ask conflicts counsel."`
	ContactID   string              `json:"contact_id,omitempty"`
	Name        string              `json:"name,omitempty"`
	Grade       string              `json:"grade,omitempty" enum:"weak,possible,strong,exact"`
	Severity    string              `json:"severity" enum:"harmless,look,grave"`
	Reasons     []apiConflictReason `json:"reasons,omitempty"`
	Stakes      []apiConflictStake  `json:"stakes,omitempty"`
	Disposition string              `json:"disposition,omitempty" enum:"none,waivable,screen,decline"`
	Reason      string              `json:"reason,omitempty"`
	DisposedBy  string              `json:"disposed_by,omitempty"`
	SecondedBy  string              `json:"seconded_by,omitempty"`
	Waiver      *apiConflictWaiver  `json:"waiver,omitempty"`
}

type apiConflictReason struct {
	What string `json:"what"`
	A    string `json:"a,omitempty"`
	B    string `json:"b,omitempty"`
}

type apiConflictStake struct {
	MatterID string `json:"matter_id"`
	Number   string `json:"number"`
	Role     string `json:"role"`
	Status   string `json:"status"`
}

type apiConflictWaiver struct {
	Who  string `json:"who"`
	On   string `json:"on" doc:"ISO 8601 date."`
	How  string `json:"how"`
	Note string `json:"note,omitempty"`
}

func shownHit(h conflict.Hit) apiConflictHit {
	a := apiConflictHit{
		ID: h.ID, Version: h.Version, Party: int(h.Party), Restricted: h.Restricted, ContactID: string(h.ContactID), Name: h.Name, Severity: severityWord(h.Severity),
		Grade: gradeWord(h.Grade), Disposition: string(h.Disposition), Reason: h.Reason, DisposedBy: h.DisposedBy, SecondedBy: h.SecondedBy,
	}
	for _, r := range h.Reasons {
		a.Reasons = append(a.Reasons, apiConflictReason{string(r.What), r.A, r.B})
	}
	for _, s := range h.Stakes {
		a.Stakes = append(a.Stakes, apiConflictStake{string(s.MatterID), s.Number, string(s.Part), string(s.Status)})
	}
	if h.Waiver.Given() {
		a.Waiver = &apiConflictWaiver{h.Waiver.Who, h.Waiver.On.String(), h.Waiver.How, h.Waiver.Note}
	}
	return a
}

func gradeWord(g name.Grade) string {
	return []string{"", "weak", "possible", "strong", "exact"}[max(0, min(int(g), 4))]
}

func severityWord(s conflict.Severity) string {
	return []string{"harmless", "look", "grave"}[max(0, min(int(s), 2))]
}

func shown(c conflict.Check) apiConflictCheck {
	a := apiConflictCheck{
		ID: string(c.ID), Version: c.Version, Title: c.Title, Nature: c.Nature, MatterID: string(c.MatterID), State: string(c.State), Cut: c.Cut,
		AskedBy: c.AskedBy, AskedAt: c.AskedAt, SignedBy: c.SignedBy, SignedAt: c.SignedAt, Parties: []apiConflictParty{},
	}
	for _, p := range c.Parties {
		a.Parties = append(a.Parties, apiConflictParty{p.Name, p.Kind, string(p.Part), p.Born.String(), p.Reach, string(p.Contact)})
	}
	return a
}

type checkOut struct {
	ETag string `header:"ETag"`
	Body apiConflictCheck
}

// CheckID names a check in an address. It is exported because the API reads
// only such embedded fields; so are the others below.
type CheckID struct {
	ID string `path:"id"`
}

type listChecksIn struct {
	web.PageIn
	State  string `query:"state" enum:"open,signed"`
	Matter string `query:"matter_id"`
}

type listChecksOut struct{ Body web.PageOut[apiConflictCheck] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *listChecksIn) (*listChecksOut, error) {
	cs, next, err := h.conflicts.List(ctx, who, conflict.Filter{Open: in.State == "open", Signed: in.State == "signed", Matter: matter.ID(in.Matter)}, in.Page())
	return &listChecksOut{web.Items(cs, next, shown)}, err
}

type conflictAskIn struct{ Body apiConflictCheck }

func (h handlers) apiAsk(ctx context.Context, who actor.Actor, in *conflictAskIn) (*checkOut, error) {
	c := conflict.Check{Title: in.Body.Title, Nature: in.Body.Nature, MatterID: matter.ID(in.Body.MatterID)}
	for _, p := range in.Body.Parties {
		born, err := civil.Parse(p.BornOn)
		if err != nil {
			return nil, web.BadField("parties", "Write the date as year-month-day, such as 2026-05-31.")
		}
		c.Parties = append(c.Parties, conflict.Party{Name: p.Name, Kind: p.Kind, Part: matter.Part(p.Role), Born: born, Reach: p.Reach, Contact: contact.ID(p.ContactID)})
	}
	c, err := h.conflicts.Ask(ctx, who, c)
	if err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &CheckID{string(c.ID)})
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *CheckID) (*checkOut, error) {
	f, err := h.conflicts.Get(ctx, who, conflict.ID(in.ID))
	return filed(f), err
}

func filed(f conflict.File) *checkOut {
	a := shown(f.Check)
	for _, x := range f.Hits {
		a.Hits = append(a.Hits, shownHit(x))
	}
	return &checkOut{web.ETag(f.Version), a}
}

type signCheckIn struct {
	CheckID
	IfMatch string `header:"If-Match"`
	Body    struct {
		Note string `json:"note,omitempty"`
	}
}

func (h handlers) apiSign(ctx context.Context, who actor.Actor, in *signCheckIn) (*checkOut, error) {
	version, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	if _, err := h.conflicts.Sign(ctx, who, conflict.ID(in.ID), version, in.Body.Note); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &in.CheckID)
}

func (h handlers) apiReport(ctx context.Context, who actor.Actor, in *CheckID) (*checkOut, error) {
	r, err := h.conflicts.Report(ctx, who, conflict.ID(in.ID))
	out := filed(r.File)
	out.Body.Report = r.Hash
	return out, err
}

type conflictHitOut struct{ Body apiConflictHit }

type conflictDisposeIn struct {
	CheckID
	Body struct {
		Disposition string `json:"disposition" enum:"none,waivable,screen,decline"`
		Reason      string `json:"reason"`
	}
}

func (h handlers) apiDispose(ctx context.Context, who actor.Actor, in *conflictDisposeIn) (*conflictHitOut, error) {
	x, err := h.conflicts.Dispose(ctx, who, in.ID, 0, conflict.Disposition(in.Body.Disposition), in.Body.Reason)
	return &conflictHitOut{shownHit(x)}, err
}

func (h handlers) apiSecond(ctx context.Context, who actor.Actor, in *CheckID) (*conflictHitOut, error) {
	x, err := h.conflicts.Second(ctx, who, in.ID)
	return &conflictHitOut{shownHit(x)}, err
}

type conflictWaiveIn struct {
	CheckID
	Body apiConflictWaiver
}

func (h handlers) apiWaive(ctx context.Context, who actor.Actor, in *conflictWaiveIn) (*conflictHitOut, error) {
	on, err := civil.Parse(in.Body.On)
	if err != nil {
		return nil, web.BadField("on", "Write the date as year-month-day, such as 2026-05-31.")
	}
	x, err := h.conflicts.Waive(ctx, who, in.ID, conflict.Waiver{Who: in.Body.Who, On: on, How: in.Body.How, Note: in.Body.Note})
	return &conflictHitOut{shownHit(x)}, err
}

type apiConflictFinding struct {
	ID       string         `json:"id"`
	MatterID string         `json:"matter_id"`
	Contact  string         `json:"contact_id"`
	Role     string         `json:"role"`
	Why      string         `json:"why" enum:"party,renamed,merged,nightly"`
	FoundAt  time.Time      `json:"found_at"`
	State    string         `json:"state" enum:"open,cleared"`
	Other    apiConflictHit `json:"other"`
}

func shownFinding(f conflict.Finding) apiConflictFinding {
	return apiConflictFinding{f.ID, string(f.MatterID), string(f.ContactID), string(f.Part), f.Why, f.FoundAt, string(f.State), shownHit(f.Hit)}
}

type conflictFindingsIn struct {
	Matter string `query:"matter_id"`
}

type conflictFindingsOut struct {
	Body web.PageOut[apiConflictFinding]
}

func (h handlers) apiFindings(ctx context.Context, who actor.Actor, in *conflictFindingsIn) (*conflictFindingsOut, error) {
	fs, err := h.conflicts.Findings(ctx, who, matter.ID(in.Matter))
	return &conflictFindingsOut{web.Items(fs, "", shownFinding)}, err
}

type conflictSettleIn struct {
	CheckID
	Body struct {
		Note string `json:"note"`
	}
}

type conflictFindingOut struct{ Body apiConflictFinding }

func (h handlers) apiSettle(ctx context.Context, who actor.Actor, in *conflictSettleIn) (*conflictFindingOut, error) {
	f, err := h.conflicts.Settle(ctx, who, in.ID, in.Body.Note)
	return &conflictFindingOut{shownFinding(f)}, err
}
