package ui

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"
)

// quickAction is one thing of the Add menu. Label is a locale key.
type quickAction struct{ Label, Href, Icon string }

// quick lists what people start most often. The addresses belong to the features that answer them.
var quick = [...]quickAction{
	{"Log a call", "/calls/new", "phone"},
	{"New lead", "/leads/new", "user-plus"},
	{"New client", "/clients/new", "users"},
	{"Open matter", "/matters/new", "briefcase"},
	{"New task", "/tasks/new", "checkbox"},
	{"Record time", "/time/new", "clock-play"},
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

func number(n int) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, strconv.Itoa(n))
		return err
	})
}
