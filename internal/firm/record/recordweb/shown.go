package recordweb

import (
	"context"
	"strconv"
	"strings"

	"candor/internal/firm/record"
	"candor/internal/kit/locale"
	"candor/internal/ui"
)

func (v trailView) title() string {
	if strings.HasPrefix(v.Base, "/contacts/") {
		return v.r.T("Record of this contact")
	}
	return v.r.T("Record of this matter")
}

// figures say how far the trail is sealed and when that was last verified.
func figures(ctx context.Context, v trailView) []ui.Figure {
	st := v.Status
	sealed := ui.Figure{Label: locale.T(ctx, "Sealed up to"), Value: locale.T(ctx, "Nothing yet")}
	if st.Checkpoint != "" {
		sealed.Value = locale.Ago(ctx, v.r.Now.In(v.r.Zone), st.SignedAt.In(v.r.Zone))
	}
	verified := ui.Figure{Label: locale.T(ctx, "Verified"), Value: locale.T(ctx, "Never yet"), Note: locale.T(ctx, "the night is when it runs")}
	if st.VerifiedAt != nil {
		verified.Value = locale.Ago(ctx, v.r.Now.In(v.r.Zone), st.VerifiedAt.In(v.r.Zone))
		verified.Note = locale.T(ctx, "%d entries, all whole", st.VerifiedSize)
	}
	if !st.Whole() {
		verified.Tone, verified.Note = ui.Broken, locale.T(ctx, "%d entries, not whole", st.VerifiedSize)
	}
	return []ui.Figure{{Label: locale.T(ctx, "Sealed entries"), Value: strconv.FormatInt(st.Size, 10)}, sealed, verified}
}

// where says how and from which address someone came.
func where(ctx context.Context, e record.Entry) string {
	return strings.TrimPrefix(strings.TrimSuffix(via(ctx, e)+" · "+e.IP, " · "), " · ")
}

// thing is something an entry is about.
type thing struct{ Text, Note, Href string }

// things are what an entry is about: by name where the reader knows it, by its
// bare id where not.
func things(ctx context.Context, v trailView, e record.Entry) []thing {
	var out []thing
	add := func(kind, id string) {
		t := thing{Text: kindName(ctx, kind), Note: id}
		if name := v.Names[id]; name != "" {
			t = thing{Text: name, Note: kindName(ctx, kind), Href: link(kind, id)}
		}
		if kind != "" {
			out = append(out, t)
		}
	}
	if e.AboutID != e.ContactID && e.AboutID != e.MatterID || e.AboutID == "" {
		add(e.AboutKind, e.AboutID)
	}
	if e.MatterID != "" {
		add("matter", e.MatterID)
	}
	if e.ContactID != "" {
		add("contact", e.ContactID)
	}
	return out
}
