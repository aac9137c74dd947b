package exchangeweb

import (
	"bytes"
	"context"
	"io"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"candor/internal/insight/exchange"
	"candor/internal/kit/actor"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
	"candor/internal/work/matter"
)

// The types below are promises to programs: they change only by addition.

type apiImport struct {
	ID        string           `json:"id" readOnly:"true"`
	Version   int64            `json:"version" readOnly:"true"`
	Kind      string           `json:"kind" enum:"contacts,vcards,matters,notes,activities,mail"`
	Name      string           `json:"name" doc:"Of the file."`
	SHA256    string           `json:"sha256" doc:"Of the file as it came."`
	Size      int64            `json:"size"`
	State     string           `json:"state" enum:"uploaded,checking,checked,running,done,failed,undoing,undone"`
	Header    []string         `json:"header,omitempty" doc:"A table's captions."`
	Mapping   []string         `json:"mapping,omitempty" doc:"The field that each column means; empty leaves it out."`
	Dates     string           `json:"dates,omitempty" enum:"mdy,dmy"`
	Doubles   string           `json:"doubles,omitempty" enum:"skip,fill,add"`
	Done      int64            `json:"done"`
	Total     int64            `json:"total"`
	Planned   map[string]int64 `json:"planned,omitempty" doc:"Rows by what the trial said would become of them."`
	Results   map[string]int64 `json:"results,omitempty" doc:"Rows by what became of them."`
	Message   string           `json:"message,omitempty"`
	CreatedBy string           `json:"created_by"`
	CreatedAt time.Time        `json:"created_at"`
	EndedAt   *time.Time       `json:"ended_at,omitempty"`
}

func shown(b exchange.Batch) apiImport {
	return apiImport{
		ID: string(b.ID), Version: b.Version, Kind: string(b.Kind), Name: b.Name, SHA256: b.Sum, Size: b.Size, State: string(b.State), Header: b.Header,
		Mapping: b.Mapping, Dates: string(b.Options.Dates), Doubles: string(b.Options.Doubles), Done: b.Done, Total: b.Total, Planned: counts(b.Planned),
		Results: counts(b.Results), Message: b.Message, CreatedBy: b.CreatedBy, CreatedAt: b.CreatedAt, EndedAt: b.EndedAt,
	}
}

func counts(in map[exchange.Plan]int64) map[string]int64 {
	out := make(map[string]int64, len(in))
	for p, n := range in {
		out[string(p)] = n
	}
	return out
}

type importOut struct {
	ETag string `header:"ETag"`
	Body apiImport
}

func out(b exchange.Batch) *importOut { return &importOut{web.ETag(b.Version), shown(b)} }

// ImportIn names an import or an export in a path. It is exported so that the
// API library reads it where it is embedded.
type ImportIn struct {
	ID string `path:"id"`
}

type importsOut struct{ Body web.PageOut[apiImport] }

func (h handlers) apiImports(ctx context.Context, who actor.Actor, in *web.PageIn) (*importsOut, error) {
	bs, next, err := h.exchange.List(ctx, who, in.Page())
	return &importsOut{web.Items(bs, next, shown)}, err
}

type uploadIn struct {
	Kind    string `query:"kind" required:"true" enum:"contacts,vcards,matters,notes,activities,mail"`
	Name    string `query:"name" doc:"Of the file."`
	RawBody []byte `contentType:"application/octet-stream"`
}

func (h handlers) apiUpload(ctx context.Context, who actor.Actor, in *uploadIn) (*importOut, error) {
	b, err := h.exchange.Upload(ctx, who, exchange.Kind(in.Kind), in.Name, bytes.NewReader(in.RawBody))
	return out(b), err
}

func (h handlers) apiImport(ctx context.Context, who actor.Actor, in *ImportIn) (*importOut, error) {
	b, _, err := h.exchange.Get(ctx, who, exchange.ID(in.ID))
	return out(b), err
}

type rowsIn struct {
	ImportIn
	web.PageIn
	Plan   string `query:"plan" doc:"Only rows of this plan."`
	Result string `query:"result" doc:"Only rows of this result."`
}

type apiRow struct {
	Row    int64     `json:"row"`
	Line   int64     `json:"line,omitempty"`
	About  string    `json:"about,omitempty"`
	Plan   string    `json:"plan"`
	Result string    `json:"result,omitempty"`
	Why    []string  `json:"why,omitempty"`
	Cells  []string  `json:"cells,omitempty"`
	Made   []apiMade `json:"made,omitempty"`
}

type apiMade struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
}

type rowsOut struct{ Body web.PageOut[apiRow] }

func (h handlers) apiRows(ctx context.Context, who actor.Actor, in *rowsIn) (*rowsOut, error) {
	rs, next, err := h.exchange.Rows(ctx, who, exchange.ID(in.ID), exchange.Plan(in.Plan), exchange.Plan(in.Result), in.Page())
	return &rowsOut{web.Items(rs, next, func(r exchange.Row) apiRow {
		o := apiRow{Row: r.N, Line: r.Line, About: r.Label, Plan: string(r.Plan), Result: string(r.Result), Cells: r.Raw}
		for _, p := range r.Why {
			o.Why = append(o.Why, said(ctx, p))
		}
		for _, m := range r.Made {
			o.Made = append(o.Made, apiMade{m.Kind, m.ID})
		}
		return o
	})}, err
}

type mapIn struct {
	ImportIn
	IfMatch string `header:"If-Match"`
	Body    struct {
		Mapping []string `json:"mapping" doc:"The field that each column means; empty leaves it out."`
		Dates   string   `json:"dates,omitempty" enum:"mdy,dmy"`
		Doubles string   `json:"doubles,omitempty" enum:"skip,fill,add"`
	}
}

func (h handlers) apiMap(ctx context.Context, who actor.Actor, in *mapIn) (*importOut, error) {
	version, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	o := exchange.Options{Dates: exchange.Order(in.Body.Dates), Doubles: exchange.Doubles(in.Body.Doubles)}
	b, err := h.exchange.Map(ctx, who, exchange.ID(in.ID), version, in.Body.Mapping, o)
	return out(b), err
}

func (h handlers) apiRun(ctx context.Context, who actor.Actor, in *ImportIn) (*importOut, error) {
	b, err := h.exchange.Run(ctx, who, exchange.ID(in.ID))
	return out(b), err
}

func (h handlers) apiUndo(ctx context.Context, who actor.Actor, in *ImportIn) (*importOut, error) {
	b, err := h.exchange.Undo(ctx, who, exchange.ID(in.ID))
	return out(b), err
}

type apiExport struct {
	ID        string           `json:"id" readOnly:"true"`
	Scope     string           `json:"scope" enum:"client,matter,firm"`
	ContactID string           `json:"contact_id,omitempty"`
	MatterID  string           `json:"matter_id,omitempty"`
	State     string           `json:"state" readOnly:"true" enum:"running,done,failed"`
	SHA256    string           `json:"sha256,omitempty" readOnly:"true"`
	Size      int64            `json:"size,omitempty" readOnly:"true"`
	Counts    map[string]int64 `json:"counts,omitempty" readOnly:"true"`
	CreatedAt time.Time        `json:"created_at" readOnly:"true"`
	ExpiresAt time.Time        `json:"expires_at" readOnly:"true"`
}

func shownExport(e exchange.Export) apiExport {
	return apiExport{string(e.ID), string(e.Scope), string(e.ContactID), string(e.MatterID), string(e.State), e.Sum, e.Size, e.Counts, e.CreatedAt, e.ExpiresAt}
}

type exportsOut struct{ Body web.PageOut[apiExport] }

func (h handlers) apiExports(ctx context.Context, who actor.Actor, in *web.PageIn) (*exportsOut, error) {
	es, next, err := h.exchange.Exports(ctx, who, in.Page())
	return &exportsOut{web.Items(es, next, shownExport)}, err
}

type exportIn struct {
	Body struct {
		Scope     string `json:"scope" enum:"client,matter,firm" doc:"The whole firm can't be asked for with a key."`
		ContactID string `json:"contact_id,omitempty"`
		MatterID  string `json:"matter_id,omitempty"`
	}
}

type exportOut struct{ Body apiExport }

func (h handlers) apiExport(ctx context.Context, who actor.Actor, in *exportIn) (*exportOut, error) {
	e, err := h.exchange.Export(ctx, who, exchange.Scope(in.Body.Scope), contact.ID(in.Body.ContactID), matter.ID(in.Body.MatterID))
	return &exportOut{shownExport(e)}, err
}

func (h handlers) apiFetch(ctx context.Context, who actor.Actor, in *ImportIn) (*huma.StreamResponse, error) {
	_, f, err := h.exchange.Fetch(ctx, who, exchange.ExportID(in.ID))
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		defer f.Close()
		c.SetHeader("Content-Type", "application/zip")
		_, _ = io.Copy(c.BodyWriter(), f) // whoever left is not waiting for an error
	}}, nil
}
