package web

import "candor/internal/ui"

// Options makes a list to choose from of values and their labels. A label is
// English, and the key of its translation.
func Options[T ~string](r *Request, values []T, label func(T) string) []ui.Option {
	out := make([]ui.Option, 0, len(values))
	for _, v := range values {
		out = append(out, ui.Option{Value: string(v), Label: r.T(label(v))})
	}
	return out
}
