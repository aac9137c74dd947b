package clientweb

import (
	"context"

	"candor/internal/kit/civil"
	"candor/internal/kit/locale"
	"candor/internal/people/client"
)

// dateName is what a day is called.
func dateName(ctx context.Context, d client.Date) string {
	if d.Name != "" {
		return d.Name
	}
	return locale.T(ctx, kindLabel(d.Kind))
}

// shownDay is the day's next return, or the day itself when it is past.
func shownDay(d client.Date, v careView) civil.Date {
	if next := d.Next(v.Today); !next.IsZero() {
		return next
	}
	return d.On
}
