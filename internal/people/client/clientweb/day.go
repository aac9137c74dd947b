package clientweb

import (
	"context"

	"candor/internal/kit/civil"
	"candor/internal/kit/locale"
	"candor/internal/people/client"
)

// dateName is what a day is called.
func dateName(ctx context.Context, d client.Date) string {
	kind := locale.T(ctx, kindLabel(d.Kind))
	switch {
	case d.Name == "":
		return kind
	case d.Kind == client.Birthday:
		return kind + " · " + d.Name // whose
	}
	return d.Name
}

// shownDay is the day's next return, or the day itself when it is past.
func shownDay(d client.Date, v careView) civil.Date {
	if next := d.Next(v.Today); !next.IsZero() {
		return next
	}
	return d.On
}
