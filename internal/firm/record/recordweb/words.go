package recordweb

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"candor/internal/firm/record"
	"candor/internal/kit/locale"
	"candor/internal/ui"
)

// action says what was done, in plain words; what has none yet is shown as it
// is recorded.
func action(ctx context.Context, e record.Entry) string {
	if words, ok := actionWords[e.Action]; ok {
		return locale.T(ctx, words)
	}
	if kind, ok := strings.CutSuffix(e.Action, ".read"); ok {
		return locale.T(ctx, "Looked at: %s", kindName(ctx, kind))
	}
	return e.Action
}

// kindName names a kind of thing; English, and the key of its translation.
func kindName(ctx context.Context, kind string) string {
	if words, ok := kindWords[kind]; ok {
		return locale.T(ctx, words)
	}
	return kind
}

// actionOptions are what the trail can be narrowed to: by what an action
// begins with.
func actionOptions(ctx context.Context) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "Everything done")}}
	for _, g := range actionGroups() {
		out = append(out, ui.Option{Value: g.Value, Label: locale.T(ctx, g.Label)})
	}
	return out
}

func peopleOptions(ctx context.Context, v trailView) []ui.Option {
	out := []ui.Option{{Value: "", Label: locale.T(ctx, "Everyone")}}
	for _, p := range v.People {
		out = append(out, ui.Option{Value: string(p.ID), Label: p.Name})
	}
	return out
}

// actorName names who acted; jobs and the program itself have no name of their own.
func actorName(ctx context.Context, e record.Entry) string {
	switch {
	case e.ActorKind == "job" || e.ActorKind == "system":
		return locale.T(ctx, "Candor itself")
	case e.ActorName != "":
		return e.ActorName
	}
	return locale.T(ctx, "Somebody unknown")
}

// via says how they came.
func via(ctx context.Context, e record.Entry) string {
	switch e.Via {
	case "web":
		return locale.T(ctx, "in the browser")
	case "api":
		return locale.T(ctx, "by API key")
	case "import":
		return locale.T(ctx, "by an import")
	}
	return ""
}

// detail is what else was recorded, a line for each part.
func detail(v trailView, e record.Entry) []string {
	var parts map[string]any
	if json.Unmarshal([]byte(e.Detail), &parts) != nil {
		return nil
	}
	var out []string
	for _, k := range slices.Sorted(maps.Keys(parts)) {
		if text := detailValue(v, parts[k]); text != "" {
			out = append(out, strings.ReplaceAll(k, "_", " ")+": "+text)
		}
	}
	return out
}

// detailValue is one part of a detail, with people's names for their ids.
func detailValue(v trailView, part any) string {
	switch x := part.(type) {
	case nil:
		return ""
	case string:
		if name := v.Names[x]; name != "" {
			return name
		}
		return x
	case []any:
		var out []string
		for _, one := range x {
			out = append(out, detailValue(v, one))
		}
		return strings.Join(out, ", ")
	case map[string]any:
		raw, err := json.Marshal(x)
		if err != nil {
			return ""
		}
		return string(raw)
	}
	return fmt.Sprint(part)
}

// link is the page of what an entry is about, where it has one.
func link(kind, id string) string {
	switch kind {
	case "contact", "client":
		return "/contacts/" + id
	case "matter", "promise":
		return "/matters/" + id
	case "staff":
		return "/people/" + id
	case "timeline":
		return "/timeline/" + id
	case "guest":
		return "/guests/" + id
	case "wall":
		return "/walls/" + id
	case "import":
		return "/import/" + id
	}
	return ""
}

func actionGroups() []ui.Option {
	return []ui.Option{
		{Value: "access.", Label: "Access and emergencies"},
		{Value: "client.", Label: "Clients"},
		{Value: "contact.", Label: "Contacts"},
		{Value: "export.", Label: "Exports"},
		{Value: "guest.", Label: "Guests"},
		{Value: "import.", Label: "Imports"},
		{Value: "matter.", Label: "Matters"},
		{Value: "office.", Label: "The firm"},
		{Value: "policy.", Label: "Policies"},
		{Value: "promise.", Label: "Promises"},
		{Value: "record.", Label: "The audit trail"},
		{Value: "signin.", Label: "Signing in"},
		{Value: "staff.", Label: "Staff"},
		{Value: "task.", Label: "Tasks"},
		{Value: "timeline.", Label: "Timeline"},
		{Value: "wall.", Label: "Ethical walls"},
	}
}
