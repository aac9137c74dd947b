package contactweb

import (
	"context"
	"time"

	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/web"
	"candor/internal/people/contact"
)

// The types below are promises to programs: they change only by addition.

type apiContact struct {
	ID        string        `json:"id" readOnly:"true"`
	Version   int64         `json:"version" readOnly:"true"`
	Kind      string        `json:"kind" enum:"person,organisation"`
	Name      string        `json:"name,omitempty" maxLength:"300" doc:"As it is shown. For a person it is made from the parts; given alone, it is split."`
	Prefix    string        `json:"prefix,omitempty"`
	Given     string        `json:"given_name,omitempty"`
	Middle    string        `json:"middle_name,omitempty"`
	Family    string        `json:"family_name,omitempty"`
	Suffix    string        `json:"suffix,omitempty"`
	Preferred string        `json:"preferred_name,omitempty" doc:"The first name they want to hear."`
	Phonetic  string        `json:"phonetic_name,omitempty"`
	Pronouns  string        `json:"pronouns,omitempty"`
	JobTitle  string        `json:"job_title,omitempty"`
	Employer  string        `json:"employer,omitempty"`
	TaxID     string        `json:"tax_id,omitempty"`
	BornOn    string        `json:"born_on,omitempty" doc:"ISO 8601 date."`
	DiedOn    string        `json:"died_on,omitempty" doc:"ISO 8601 date."`
	About     string        `json:"about,omitempty"`
	Tags      []string      `json:"tags,omitempty"`
	Source    string        `json:"source,omitempty"`
	Names     []apiName     `json:"other_names,omitempty"`
	Points    []apiPoint    `json:"points,omitempty"`
	Relations []apiRelation `json:"relations,omitempty" readOnly:"true"`
	Archived  bool          `json:"archived" readOnly:"true"`
	MergedTo  string        `json:"merged_into,omitempty" readOnly:"true"`
	CreatedAt time.Time     `json:"created_at" readOnly:"true"`
	UpdatedAt time.Time     `json:"updated_at" readOnly:"true"`
}

type apiName struct {
	ID   string `json:"id,omitempty"`
	Kind string `json:"kind" enum:"former,maiden,alias,dba,legal"`
	Name string `json:"name" minLength:"1"`
	Note string `json:"note,omitempty"`
}

type apiPoint struct {
	ID        string `json:"id,omitempty"`
	Kind      string `json:"kind" enum:"email,phone,address,website"`
	Label     string `json:"label,omitempty"`
	Value     string `json:"value,omitempty"`
	E164      string `json:"e164,omitempty" readOnly:"true" doc:"A phone number as ITU-T E.164 writes it."`
	Extension string `json:"extension,omitempty"`
	Street    string `json:"street,omitempty"`
	City      string `json:"city,omitempty"`
	Region    string `json:"region,omitempty"`
	Postcode  string `json:"postcode,omitempty"`
	Country   string `json:"country,omitempty" doc:"ISO 3166-1 alpha-2."`
	Preferred bool   `json:"preferred,omitempty"`
}

type apiRelation struct {
	ID     string `json:"id"`
	FromID string `json:"from_id" doc:"From is a … of to: an employer is from, the employee to."`
	ToID   string `json:"to_id"`
	Kind   string `json:"kind"`
	Note   string `json:"note,omitempty"`
}

type apiDouble struct {
	OneID   string   `json:"one_id"`
	OtherID string   `json:"other_id"`
	Score   int64    `json:"score" doc:"0 to 100."`
	Why     []string `json:"why"`
}

func shown(c contact.Card) apiContact {
	a := apiContact{
		ID: string(c.ID), Version: c.Version, Kind: string(c.Kind), Name: c.Name, Prefix: c.Prefix, Given: c.Given, Middle: c.Middle,
		Family: c.Family, Suffix: c.Suffix, Preferred: c.Preferred, Phonetic: c.Phonetic, Pronouns: c.Pronouns, JobTitle: c.JobTitle,
		Employer: c.Employer, TaxID: c.TaxID, BornOn: c.BornOn.String(), DiedOn: c.DiedOn.String(), About: c.Notes, Tags: c.Tags,
		Source: c.Source, Archived: c.Archived(), MergedTo: string(c.MergedInto), CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt,
	}
	for _, n := range c.Names {
		a.Names = append(a.Names, apiName{n.ID, string(n.Kind), n.Name, n.Note})
	}
	for _, p := range c.Points {
		s := apiPoint{ID: p.ID, Kind: string(p.Kind), Label: p.Label, Value: p.Value, Extension: p.Extension, Street: p.Street, City: p.City, Region: p.Region, Postcode: p.Postcode, Country: p.Country, Preferred: p.Preferred}
		if p.Kind == contact.Phone {
			s.E164 = p.Folded
		}
		a.Points = append(a.Points, s)
	}
	for _, r := range c.Relations {
		a.Relations = append(a.Relations, shownRelation(r))
	}
	return a
}

func shownRelation(r contact.Relation) apiRelation {
	return apiRelation{r.ID, string(r.FromID), string(r.ToID), string(r.Kind), r.Note}
}

// card is what a program sent, as a card.
func (a apiContact) card() (contact.Card, error) {
	c := contact.Card{Contact: contact.Contact{
		Kind: contact.Kind(a.Kind), Name: a.Name, Prefix: a.Prefix, Given: a.Given, Middle: a.Middle, Family: a.Family, Suffix: a.Suffix,
		Preferred: a.Preferred, Phonetic: a.Phonetic, Pronouns: a.Pronouns, JobTitle: a.JobTitle, Employer: a.Employer, TaxID: a.TaxID,
		Notes: a.About, Tags: a.Tags, Source: a.Source,
	}}
	var err error
	if c.BornOn, err = day(a.BornOn); err != nil {
		return c, web.BadField("born_on", "Write the date as year-month-day, such as 1980-05-31.")
	}
	if c.DiedOn, err = day(a.DiedOn); err != nil {
		return c, web.BadField("died_on", "Write the date as year-month-day, such as 1980-05-31.")
	}
	for _, n := range a.Names {
		c.Names = append(c.Names, contact.Name{ID: n.ID, Kind: contact.NameKind(n.Kind), Name: n.Name, Note: n.Note})
	}
	for _, p := range a.Points {
		c.Points = append(c.Points, contact.Point{ID: p.ID, Kind: contact.PointKind(p.Kind), Label: p.Label, Value: p.Value, Extension: p.Extension,
			Street: p.Street, City: p.City, Region: p.Region, Postcode: p.Postcode, Country: p.Country, Preferred: p.Preferred})
	}
	return c, nil
}

func day(s string) (civil.Date, error) {
	if s == "" {
		return civil.Date{}, nil
	}
	return civil.Parse(s)
}

type contactOut struct {
	ETag string `header:"ETag"`
	Body apiContact
}

func out(c contact.Card) *contactOut { return &contactOut{web.ETag(c.Version), shown(c)} }

// ContactIn names a contact in a path.
type ContactIn struct {
	ID string `path:"id"`
}

func (h handlers) apiGet(ctx context.Context, who actor.Actor, in *ContactIn) (*contactOut, error) {
	c, err := h.contacts.Get(ctx, who, contact.ID(in.ID))
	return out(c), err
}

type listIn struct {
	web.PageIn
	Text     string `query:"q" doc:"Begins a name, former name, e-mail address or phone number."`
	Kind     string `query:"kind" enum:"person,organisation"`
	Tag      string `query:"tag"`
	Archived bool   `query:"archived"`
	By       string `query:"by" enum:"name,changed"`
}

type listOut struct{ Body web.PageOut[apiContact] }

func (h handlers) apiList(ctx context.Context, who actor.Actor, in *listIn) (*listOut, error) {
	f := contact.Filter{Text: in.Text, Kind: contact.Kind(in.Kind), Tag: in.Tag, Archived: in.Archived, Newest: in.By == "changed"}
	cs, next, err := h.contacts.List(ctx, who, f, in.Page())
	return &listOut{web.Items(cs, next, shown)}, err
}

type addIn struct{ Body apiContact }

func (h handlers) apiAdd(ctx context.Context, who actor.Actor, in *addIn) (*contactOut, error) {
	c, err := in.Body.card()
	if err != nil {
		return nil, err
	}
	c, err = h.contacts.Add(ctx, who, c)
	return out(c), err
}

type changeIn struct {
	ContactIn
	IfMatch string `header:"If-Match"`
	Body    apiContact
}

func (h handlers) apiChange(ctx context.Context, who actor.Actor, in *changeIn) (*contactOut, error) {
	c, err := in.Body.card()
	if err != nil {
		return nil, err
	}
	if c.Version, err = web.IfMatch(in.IfMatch); err != nil {
		return nil, err
	}
	c.ID = contact.ID(in.ID)
	c, err = h.contacts.Change(ctx, who, c)
	return out(c), err
}

func (h handlers) apiArchive(ctx context.Context, who actor.Actor, in *ContactIn) (*contactOut, error) {
	if err := h.contacts.Archive(ctx, who, contact.ID(in.ID)); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, in)
}

func (h handlers) apiRestore(ctx context.Context, who actor.Actor, in *ContactIn) (*contactOut, error) {
	if err := h.contacts.Restore(ctx, who, contact.ID(in.ID)); err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, in)
}

type relateIn struct {
	ContactIn
	Body struct {
		OtherID string `json:"other_id"`
		Kind    string `json:"kind" doc:"What the other is to this contact, such as employer."`
		Turned  bool   `json:"turned,omitempty" doc:"This contact is the kind of the other instead."`
		Note    string `json:"note,omitempty"`
	}
}

type relationOut struct{ Body apiRelation }

func (h handlers) apiRelate(ctx context.Context, who actor.Actor, in *relateIn) (*relationOut, error) {
	r := contact.Relation{FromID: contact.ID(in.Body.OtherID), ToID: contact.ID(in.ID), Kind: contact.RelationKind(in.Body.Kind), Note: in.Body.Note}
	if in.Body.Turned {
		r.FromID, r.ToID = r.ToID, r.FromID
	}
	r, err := h.contacts.Relate(ctx, who, r)
	return &relationOut{shownRelation(r)}, err
}

type relationIn struct {
	ContactIn
	Relation string `path:"relation"`
}

func (h handlers) apiUnrelate(ctx context.Context, who actor.Actor, in *relationIn) (*struct{}, error) {
	return nil, h.contacts.Unrelate(ctx, who, in.Relation)
}

type doublesOut struct{ Body web.PageOut[apiDouble] }

func (h handlers) apiDoubles(ctx context.Context, who actor.Actor, in *web.PageIn) (*doublesOut, error) {
	ds, next, err := h.contacts.Doubles(ctx, who, db.Page{After: in.After, Limit: in.Limit})
	return &doublesOut{web.Items(ds, next, func(d contact.Double) apiDouble {
		why := make([]string, 0, len(d.Why))
		for _, c := range d.Why {
			why = append(why, string(c))
		}
		return apiDouble{string(d.OneID), string(d.OtherID), d.Score, why}
	})}, err
}

type mergeIn struct {
	ContactIn
	Body struct {
		OtherID string   `json:"other_id" doc:"The contact that becomes a part of this one."`
		Take    []string `json:"take,omitempty" doc:"Fields whose value comes from the other."`
	}
}

type mergeOut struct {
	Body struct {
		ID     string `json:"id"`
		KeptID string `json:"kept_id"`
		GoneID string `json:"gone_id"`
		Undone bool   `json:"undone"`
	}
}

func merged(m contact.Merge) *mergeOut {
	o := &mergeOut{}
	o.Body.ID, o.Body.KeptID, o.Body.GoneID, o.Body.Undone = m.ID, string(m.KeptID), string(m.GoneID), m.UndoneAt != nil
	return o
}

func (h handlers) apiMerge(ctx context.Context, who actor.Actor, in *mergeIn) (*mergeOut, error) {
	m, err := h.contacts.Merge(ctx, who, contact.ID(in.ID), contact.ID(in.Body.OtherID), in.Body.Take)
	return merged(m), err
}

type unmergeIn struct {
	Merge string `path:"merge"`
}

func (h handlers) apiUnmerge(ctx context.Context, who actor.Actor, in *unmergeIn) (*mergeOut, error) {
	m, err := h.contacts.Unmerge(ctx, who, in.Merge)
	return merged(m), err
}
