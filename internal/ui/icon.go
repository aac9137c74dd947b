package ui

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed icons.txt
var iconList string

var icons = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for _, name := range strings.Fields(iconList) {
		known[name] = true
	}
	return known
})

// HasIcon reports whether the sprite draws name. The names are Tabler's; add
// one to icons.txt and build the bundle again.
func HasIcon(name string) bool { return icons()[name] }

// iconHref is where the sprite draws name, or a plain point for a name it lacks.
func iconHref(name string) string {
	if !HasIcon(name) {
		name = "point"
	}
	return Asset("icons.svg") + "#" + name
}
