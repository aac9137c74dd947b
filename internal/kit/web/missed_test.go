package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
)

// TestWhatIsAskedForInVainIsTold on pages and by API, but not what is found.
func TestWhatIsAskedForInVainIsTold(t *testing.T) {
	t.Parallel()
	b := build(t)
	var told []string
	b.Missed = func(_ context.Context, who actor.Actor, id string) { told = append(told, who.ID+" "+id) }
	b.Staff("GET /drawers/{id}", "desk.do", func(w http.ResponseWriter, r *web.Request) error {
		if r.ID("id") == "empty" {
			return errs.Missing()
		}
		return nil
	})
	type in struct {
		ID string `path:"id"`
	}
	type out struct{}
	web.Op(b.Mux, "GET /drawers/{id}", "desk.do", "drawers", "Open a drawer.", func(_ context.Context, _ actor.Actor, i *in) (*out, error) {
		if i.ID == "empty" {
			return nil, errs.Missing()
		}
		return &out{}, nil
	})
	h := b.Handler()
	for _, path := range []string{"/drawers/full", "/drawers/empty", "/api/v1/drawers/full", "/api/v1/drawers/empty"} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Test-Who", "ruth")
		h.ServeHTTP(httptest.NewRecorder(), r)
	}
	if want := []string{"ruth empty", "ruth empty"}; !slices.Equal(told, want) {
		t.Errorf("told of %q, want %q: once by page and once by API", told, want)
	}
}
