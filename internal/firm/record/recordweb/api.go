package recordweb

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"candor/internal/firm/record"
	"candor/internal/kit/actor"
	"candor/internal/kit/web"
)

// The types below are promises to programs: they change only by addition.

type apiRecord struct {
	ID        string          `json:"id"`
	At        time.Time       `json:"at"`
	Actor     apiActor        `json:"actor"`
	Action    string          `json:"action" doc:"What was done, such as matter.closed."`
	AboutKind string          `json:"about_kind,omitempty"`
	AboutID   string          `json:"about_id,omitempty"`
	ContactID string          `json:"contact_id,omitempty"`
	MatterID  string          `json:"matter_id,omitempty"`
	Detail    json.RawMessage `json:"detail,omitempty" doc:"Depends on the action."`
	Withheld  bool            `json:"detail_withheld,omitempty" doc:"There is a detail, which you may not see."`
	Place     *int64          `json:"sealed_place,omitempty" doc:"Where it stands in the sealed log, from 0; absent until it is sealed."`
}

type apiActor struct {
	Kind    string `json:"kind"`
	ID      string `json:"id,omitempty"`
	Name    string `json:"name,omitempty"`
	Via     string `json:"via,omitempty" doc:"web, api, job, import or command."`
	IP      string `json:"ip,omitempty"`
	Session string `json:"session,omitempty"`
}

func shown(e record.Entry) apiRecord {
	a := apiRecord{
		ID: e.ID, At: e.At, Action: e.Action, AboutKind: e.AboutKind, AboutID: e.AboutID, ContactID: e.ContactID, MatterID: e.MatterID,
		Actor:    apiActor{string(e.ActorKind), e.ActorID, e.ActorName, e.Via, e.IP, e.Session},
		Withheld: e.Withheld, Place: e.Place,
	}
	if json.Valid([]byte(e.Detail)) {
		a.Detail = json.RawMessage(e.Detail)
	}
	return a
}

// FilterIn narrows the trail.
type FilterIn struct {
	Actor   string    `query:"actor" doc:"Whose acts, by id."`
	Action  string    `query:"action" doc:"What the action begins with, such as matter."`
	About   string    `query:"about" doc:"What was acted on, by id."`
	Contact string    `query:"contact"`
	Matter  string    `query:"matter"`
	From    time.Time `query:"from" doc:"From this instant on (RFC 3339)."`
	To      time.Time `query:"to" doc:"Before this instant (RFC 3339)."`
}

func (f FilterIn) filter() record.Filter {
	return record.Filter{Actor: f.Actor, Action: f.Action, About: f.About, Contact: f.Contact, Matter: f.Matter, From: f.From.UTC(), To: f.To.UTC()}
}

type listIn struct {
	web.PageIn
	FilterIn
}

type listOut struct{ Body web.PageOut[apiRecord] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *listIn) (*listOut, error) {
	es, next, err := h.trail.List(ctx, who, in.filter(), in.Page())
	return &listOut{web.Items(es, next, shown)}, err
}

type fileIn struct {
	web.PageIn
	ID string `path:"id"`
}

func (h handlers) apiOfMatter(ctx context.Context, who actor.Actor, in *fileIn) (*listOut, error) {
	return ofFile(h.trail.OfMatter(ctx, who, in.ID, in.Page()))
}

func (h handlers) apiOfContact(ctx context.Context, who actor.Actor, in *fileIn) (*listOut, error) {
	return ofFile(h.trail.OfContact(ctx, who, in.ID, in.Page()))
}

func ofFile(es []record.Entry, next string, err error) (*listOut, error) {
	return &listOut{web.Items(es, next, shown)}, err
}

type checkpointOut struct {
	Body struct {
		Origin       string     `json:"origin" doc:"The log's name."`
		VerifierKey  string     `json:"verifier_key" doc:"Verifies the log's signatures; it is no secret."`
		Size         int64      `json:"size" doc:"How many entries are sealed."`
		Checkpoint   string     `json:"checkpoint" doc:"The signed note, as c2sp.org/tlog-checkpoint has it. Keep it outside the firm."`
		SignedAt     *time.Time `json:"signed_at,omitempty"`
		VerifiedAt   *time.Time `json:"verified_at,omitempty" doc:"When the whole log was last computed again."`
		VerifiedSize int64      `json:"verified_size"`
		Faults       []string   `json:"faults" nullable:"false" doc:"What was found wrong; empty while all is whole."`
	}
}

func (h handlers) apiCheckpoint(ctx context.Context, who actor.Actor, _ *struct{}) (*checkpointOut, error) {
	st, err := h.trail.Status(ctx, who)
	o := &checkpointOut{}
	o.Body.Origin, o.Body.VerifierKey, o.Body.Size, o.Body.Checkpoint = st.Origin, st.VerifierKey, st.Size, st.Checkpoint
	o.Body.VerifiedAt, o.Body.VerifiedSize, o.Body.Faults = st.VerifiedAt, st.VerifiedSize, append([]string{}, st.Faults...)
	if st.Checkpoint != "" {
		o.Body.SignedAt = &st.SignedAt
	}
	return o, err
}

type proofIn struct {
	ID string `path:"id"`
}

type proofOut struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func (h handlers) apiProof(ctx context.Context, who actor.Actor, in *proofIn) (*proofOut, error) {
	file, err := h.trail.Proof(ctx, who, in.ID)
	return &proofOut{textKind, []byte(file)}, err
}

type exportIn struct {
	As string `query:"as" enum:"table,log" default:"table" doc:"A table (CSV), or the whole sealed log to verify offline (JSON lines)."`
	FilterIn
}

// apiExport streams, so an export of any size takes no room here.
func (h handlers) apiExport(ctx context.Context, who actor.Actor, in *exportIn) (*huma.StreamResponse, error) {
	if in.As == "log" {
		if _, err := h.signed(ctx, who); err != nil {
			return nil, err
		}
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		_, w := humago.Unwrap(hc)
		var err error
		if in.As == "log" {
			err = long(w, "audit.log", logKind, func(out io.Writer) error { return h.trail.WriteLog(ctx, who, out) })
		} else {
			err = long(w, "audit.csv", tableKind, func(out io.Writer) error { return h.trail.WriteSheet(ctx, who, in.filter(), out) })
		}
		if err != nil {
			panic(http.ErrAbortHandler) // too late to say what; breaking off is all that is left
		}
	}}, nil
}
