package matter

import (
	"slices"
	"strings"

	"candor/internal/firm/search"
	"candor/internal/people/contact"
)

// found is how search finds a matter: by its number, title and clients. Its
// wall is its own, which is never lower than its clients'.
func found(m Matter, clients []contact.Contact) search.Doc {
	d := search.Doc{
		Kind: search.Matter, ID: string(m.ID), MatterID: string(m.ID), Title: m.Title, Sub: m.Number,
		Href: "/matters/" + string(m.ID), At: m.UpdatedAt,
	}
	body := []string{m.Number, m.Court, m.CourtNumber, m.Jurisdiction, strings.Join(m.Tags, " ")}
	for _, r := range m.Refs {
		body = append(body, r.Number)
	}
	for i, c := range clients {
		if i == 0 {
			d.Sub = m.Number + " · " + c.Name
		}
		d.Names = append(d.Names, c.Name)
	}
	d.Body = strings.Join(body, " ")
	return d
}

// keys are the words under which a list finds a matter.
func keys(m Matter, clients []contact.Contact) []string {
	texts := []string{m.Number, m.Title, m.CourtNumber}
	for _, r := range m.Refs {
		texts = append(texts, r.Number)
	}
	for _, c := range clients {
		texts = append(texts, c.Name, c.Preferred)
	}
	var ks []string
	for _, t := range texts {
		ks = append(ks, strings.Fields(search.Fold(t))...)
		ks = append(ks, strings.ToLower(strings.Join(strings.Fields(t), "")))
	}
	for _, t := range m.Tags {
		ks = append(ks, tagKey(t))
	}
	slices.Sort(ks)
	return slices.DeleteFunc(slices.Compact(ks), func(k string) bool { return k == "" || len(k) > 200 })
}

// tagKey is the key of a tag. No word begins with its sign.
func tagKey(tag string) string { return "#" + search.Fold(tag) }

// changed says which fields differ, for the audit trail.
func changed(a, b Matter) (out []string) {
	add := func(name string, differs bool) {
		if differs {
			out = append(out, name)
		}
	}
	add("title", a.Title != b.Title)
	add("client", a.ClientID != b.ClientID)
	add("area", a.AreaID != b.AreaID)
	add("opened_on", a.OpenedOn != b.OpenedOn)
	add("about", a.Notes != b.Notes)
	add("court", a.Court != b.Court || a.CourtNumber != b.CourtNumber || a.Jurisdiction != b.Jurisdiction)
	add("source", a.Source != b.Source)
	add("refs", !slices.Equal(a.Refs, b.Refs))
	add("tags", !slices.Equal(a.Tags, b.Tags))
	for k := range b.Fields {
		add("fields."+k, a.Fields[k] != b.Fields[k])
	}
	for k := range a.Fields {
		_, kept := b.Fields[k]
		add("fields."+k, !kept)
	}
	slices.Sort(out)
	return out
}
