package ui

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"candor/internal/kit/locale"
)

// quickAction is one thing of the Add menu. Label is a locale key.
type quickAction struct{ Label, Href, Icon string }

// quick lists what people start most often. The addresses belong to the features that answer them.
var quick = [...]quickAction{
	{"Log a call", "/calls/new", "phone"},
	{"New person", "/contacts/new", "user-plus"},
	{"Open matter", "/matters/new", "briefcase"},
	{"New task", "/tasks/new", "checkbox"},
}

// shortcutKeys is what the keyboard does. label is a locale key.
var shortcutKeys = [...]struct {
	label string
	keys  []string
}{
	{"Search", []string{"/"}},
	{"Go anywhere, do anything", []string{"Ctrl", "K"}},
	{"Next in the list", []string{"j"}},
	{"Previous in the list", []string{"k"}},
	{"Open", []string{"Enter"}},
	{"Choose the row", []string{"x"}},
	{"Keyboard shortcuts", []string{"?"}},
}

// quick is what this person may start: what the host says, or else the usual.
func (f Frame) quick(ctx context.Context) []NavItem {
	if f.Quick != nil {
		return f.Quick
	}
	usual := make([]NavItem, 0, len(quick))
	for _, a := range quick {
		usual = append(usual, NavItem{Label: locale.T(ctx, a.Label), Href: a.Href, Icon: a.Icon})
	}
	return usual
}

func number(n int) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, strconv.Itoa(n))
		return err
	})
}
