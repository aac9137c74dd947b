package exchange

import (
	"context"
	"slices"
	"strings"
	"time"

	"candor/internal/firm/staff"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/talk/timeline"
	"candor/internal/work/area"
	"candor/internal/work/matter"
)

// The types below are what copies hold: promises to whoever reads them. They
// change only by addition.

type contactOut struct {
	ID        string        `json:"id"`
	Kind      string        `json:"kind"`
	Name      string        `json:"name"`
	Prefix    string        `json:"prefix,omitempty"`
	Given     string        `json:"given_name,omitempty"`
	Middle    string        `json:"middle_name,omitempty"`
	Family    string        `json:"family_name,omitempty"`
	Suffix    string        `json:"suffix,omitempty"`
	Preferred string        `json:"preferred_name,omitempty"`
	Phonetic  string        `json:"phonetic_name,omitempty"`
	Pronouns  string        `json:"pronouns,omitempty"`
	JobTitle  string        `json:"job_title,omitempty"`
	Employer  string        `json:"employer,omitempty"`
	TaxID     string        `json:"tax_id,omitempty"`
	BornOn    string        `json:"born_on,omitempty"`
	DiedOn    string        `json:"died_on,omitempty"`
	About     string        `json:"about,omitempty"`
	Tags      []string      `json:"tags,omitempty"`
	Source    string        `json:"source,omitempty"`
	Archived  bool          `json:"archived,omitempty"`
	Names     []nameOut     `json:"other_names,omitempty"`
	Points    []pointOut    `json:"points,omitempty"`
	Relations []relationOut `json:"relations,omitempty"`
	CreatedAt string        `json:"created_at"`
	UpdatedAt string        `json:"updated_at"`
}

type nameOut struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	Note string `json:"note,omitempty"`
}

type pointOut struct {
	Kind      string `json:"kind"`
	Label     string `json:"label,omitempty"`
	Value     string `json:"value"`
	E164      string `json:"e164,omitempty"`
	Extension string `json:"extension,omitempty"`
	Street    string `json:"street,omitempty"`
	City      string `json:"city,omitempty"`
	Region    string `json:"region,omitempty"`
	Postcode  string `json:"postcode,omitempty"`
	Country   string `json:"country,omitempty"`
	Preferred bool   `json:"preferred,omitempty"`
}

type relationOut struct {
	FromID string `json:"from_id"`
	ToID   string `json:"to_id"`
	Kind   string `json:"kind"`
	Note   string `json:"note,omitempty"`
}

func outContact(c contact.Card) contactOut {
	o := contactOut{
		ID: string(c.ID), Kind: string(c.Kind), Name: c.Name, Prefix: c.Prefix, Given: c.Given, Middle: c.Middle, Family: c.Family, Suffix: c.Suffix,
		Preferred: c.Preferred, Phonetic: c.Phonetic, Pronouns: c.Pronouns, JobTitle: c.JobTitle, Employer: c.Employer, TaxID: c.TaxID,
		BornOn: c.BornOn.String(), DiedOn: c.DiedOn.String(), About: c.Notes, Tags: c.Tags, Source: c.Source, Archived: c.Archived(),
		CreatedAt: stamp(c.CreatedAt), UpdatedAt: stamp(c.UpdatedAt),
	}
	for _, n := range c.Names {
		o.Names = append(o.Names, nameOut{string(n.Kind), n.Name, n.Note})
	}
	for _, p := range c.Points {
		out := pointOut{Kind: string(p.Kind), Label: p.Label, Value: p.Value, Extension: p.Extension, Street: p.Street, City: p.City, Region: p.Region, Postcode: p.Postcode, Country: p.Country, Preferred: p.Preferred}
		if p.Kind == contact.Phone {
			out.E164 = p.Folded
		}
		o.Points = append(o.Points, out)
	}
	for _, r := range c.Relations {
		o.Relations = append(o.Relations, relationOut{string(r.FromID), string(r.ToID), string(r.Kind), r.Note})
	}
	return o
}

// contactCells is a contact in the columns that its import understands.
func contactCells(c contact.Card) []string {
	email, _ := contact.Best(c.Points, contact.Email)
	phone, _ := contact.Best(c.Points, contact.Phone)
	home, _ := contact.Best(c.Points, contact.Address)
	street := home.Street
	if street == "" {
		street = home.Value
	}
	company := c.Employer
	if c.Kind == contact.Organisation {
		company = c.Name
	}
	return []string{
		string(c.Kind), c.Name, c.Prefix, c.Given, c.Middle, c.Family, c.Suffix, c.Preferred, c.Pronouns, company, c.JobTitle, email.Value, phone.Folded,
		street, home.City, home.Region, home.Postcode, home.Country, c.BornOn.String(), strings.Join(c.Tags, "; "), c.Notes,
	}
}

type matterOut struct {
	ID            string            `json:"id"`
	Number        string            `json:"number"`
	Title         string            `json:"title"`
	ClientID      string            `json:"client_id"`
	Client        string            `json:"client"`
	Area          string            `json:"area,omitempty"`
	Stage         string            `json:"stage,omitempty"`
	Status        string            `json:"status"`
	ResponsibleID string            `json:"responsible_id,omitempty"`
	Responsible   string            `json:"responsible,omitempty"`
	OpenedOn      string            `json:"opened_on,omitempty"`
	ClosedOn      string            `json:"closed_on,omitempty"`
	Reason        string            `json:"reason,omitempty"`
	Outcome       string            `json:"outcome,omitempty"`
	About         string            `json:"about,omitempty"`
	Court         string            `json:"court,omitempty"`
	CourtNumber   string            `json:"court_number,omitempty"`
	Jurisdiction  string            `json:"jurisdiction,omitempty"`
	Source        string            `json:"source,omitempty"`
	Refs          []matter.Ref      `json:"references,omitempty"`
	Tags          []string          `json:"tags,omitempty"`
	Fields        map[string]string `json:"fields,omitempty"`
	Team          []memberOut       `json:"team,omitempty"`
	Parties       []partyOut        `json:"parties,omitempty"`
}

type memberOut struct {
	StaffID string `json:"staff_id"`
	Name    string `json:"name"`
	Role    string `json:"role"`
}

type partyOut struct {
	ContactID     string `json:"contact_id"`
	Name          string `json:"name,omitempty"`
	Role          string `json:"role"`
	RepresentedBy string `json:"represented_by,omitempty"`
	Note          string `json:"note,omitempty"`
}

// matter gives a matter with its team and parties. Who is in it is in the copy.
func (c *copier) matter(ctx context.Context, m matter.Matter) (o matterOut, err error) {
	o = matterOut{
		ID: string(m.ID), Number: m.Number, Title: m.Title, ClientID: string(m.ClientID), Client: m.ClientName, Stage: m.Stage, Status: string(m.Status),
		ResponsibleID: string(m.ResponsibleID), OpenedOn: m.OpenedOn.String(), ClosedOn: m.ClosedOn.String(), Reason: string(m.Reason), Outcome: m.Outcome,
		About: m.Notes, Court: m.Court, CourtNumber: m.CourtNumber, Jurisdiction: m.Jurisdiction, Source: m.Source, Refs: m.Refs, Tags: m.Tags, Fields: m.Fields,
	}
	c.meet(m.ClientID)
	err = c.s.db.Read(ctx, c.who, func(ctx context.Context, q db.Q) error {
		a, err := area.OfTx(ctx, q, m.AreaID)
		if err != nil {
			return err
		}
		o.Area = a.Name
		if stage, ok := a.Stage(m.Stage); ok {
			o.Stage = stage.Name
		}
		team, err := matter.TeamTx(ctx, q, m.ID)
		if err != nil {
			return err
		}
		for _, t := range team {
			p, err := staff.GetTx(ctx, q, t.StaffID)
			if err != nil {
				return err
			}
			if t.StaffID == m.ResponsibleID {
				o.Responsible = p.Name
			}
			o.Team = append(o.Team, memberOut{string(t.StaffID), p.Name, string(t.Role)})
		}
		parties, err := matter.PartiesTx(ctx, q, m.ID)
		for _, p := range parties {
			if p.Name == "" {
				continue // a wall hides them
			}
			c.meet(p.ContactID)
			o.Parties = append(o.Parties, partyOut{string(p.ContactID), p.Name, string(p.Part), string(p.RepresentedBy), p.Note})
		}
		return err
	})
	return o, err
}

type entryOut struct {
	ID          string             `json:"id"`
	At          string             `json:"at"`
	Kind        string             `json:"kind"`
	Direction   string             `json:"direction,omitempty"`
	Channel     string             `json:"channel,omitempty"`
	MatterID    string             `json:"matter_id,omitempty"`
	ContactID   string             `json:"contact_id,omitempty"`
	StaffID     string             `json:"staff_id,omitempty"`
	Subject     string             `json:"subject,omitempty"`
	Body        string             `json:"body,omitempty"`
	Seconds     int64              `json:"seconds,omitempty"`
	Outcome     string             `json:"outcome,omitempty"`
	Substantive bool               `json:"substantive"`
	Why         string             `json:"why,omitempty"`
	Auto        bool               `json:"automatic,omitempty"`
	Addresses   timeline.Addresses `json:"addresses,omitzero"`
	MessageID   string             `json:"message_id,omitempty"`
	People      []whoOut           `json:"people,omitempty"`
	Files       []fileOut          `json:"files,omitempty"`
	Original    string             `json:"original,omitempty"`
	RemovedAt   string             `json:"removed_at,omitempty"`
	RemovedWhy  string             `json:"removed_why,omitempty"`
}

type whoOut struct {
	ContactID string `json:"contact_id,omitempty"`
	Role      string `json:"role"`
	Name      string `json:"name,omitempty"`
	Address   string `json:"address,omitempty"`
}

type fileOut struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Path   string `json:"path,omitempty"` // empty: it lies within the message
}

func outEntry(d timeline.Detail) entryOut {
	o := entryOut{
		ID: string(d.ID), At: stamp(d.At), Kind: string(d.Kind), Direction: string(d.Direction), Channel: d.Channel, MatterID: string(d.MatterID),
		ContactID: string(d.ContactID), StaffID: string(d.StaffID), Subject: d.Subject, Body: d.Body, Seconds: d.Seconds, Outcome: string(d.Outcome),
		Substantive: d.Substantive, Why: d.Why, Auto: d.Auto, Addresses: d.Addresses, MessageID: d.MessageID, RemovedWhy: d.RemovedWhy,
	}
	if d.RawSum != "" {
		o.Original = "mail/" + string(d.ID) + ".eml"
	}
	if d.RemovedAt != nil {
		o.RemovedAt = stamp(*d.RemovedAt)
	}
	for _, p := range d.People {
		o.People = append(o.People, whoOut{string(p.ContactID), string(p.Role), p.Name, p.Address})
	}
	for _, f := range d.Files {
		out := fileOut{Name: f.Name, Type: f.Type, Size: f.Size, SHA256: f.Sum}
		if !f.Raw {
			out.Path = "files/" + f.ID + "/" + plainFile(f.Name)
		}
		o.Files = append(o.Files, out)
	}
	return o
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func sortedIDs(m map[contact.ID]bool) []contact.ID {
	out := make([]contact.ID, 0, len(m))
	for id := range m {
		if id != "" {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
