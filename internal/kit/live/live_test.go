package live_test

import (
	"context"
	"errors"
	"testing"

	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/live"
	"candor/internal/schema/dbtest"
)

// poke changes topics in one act, which fails with err if there is one.
func poke(t *testing.T, d *db.DB, h *live.Hub, firm string, err error, topics ...string) {
	t.Helper()
	got := d.Touch(t.Context(), actor.ForSystem(firm, "test"), func(_ context.Context, tx *db.Tx) error {
		h.Poke(tx, topics...)
		return err
	})
	if !errors.Is(got, err) {
		t.Fatalf("changing = %v, want %v", got, err)
	}
}

// told is what a page has heard so far; pokes are there once the act returns.
func told(c <-chan string) (topics []string) {
	for {
		select {
		case topic := <-c:
			topics = append(topics, topic)
		default:
			return topics
		}
	}
}

func TestAPageHearsOfWhatWasKeptInItsFirm(t *testing.T) {
	t.Parallel()
	d, h := dbtest.SQLite(t, clock.At(dbtest.Noon())), live.New()
	one, two := h.Watch(t.Context(), "f1"), h.Watch(t.Context(), "f1")
	other := h.Watch(t.Context(), "f2")
	poke(t, d, h, "f1", nil, "matter:m1", "today")
	poke(t, d, h, "f1", errors.New("undone"), "matter:m2")
	for _, page := range []<-chan string{one, two} {
		if got := told(page); len(got) != 2 || got[0] != "matter:m1" || got[1] != "today" {
			t.Errorf("a page heard %v, want the topics of the act that was kept", got)
		}
	}
	if got := told(other); len(got) != 0 {
		t.Errorf("another firm's page heard %v, want nothing", got)
	}
}

func TestASlowPageHoldsUpNoOne(t *testing.T) {
	t.Parallel()
	d, h := dbtest.SQLite(t, clock.At(dbtest.Noon())), live.New()
	slow := h.Watch(t.Context(), "f1")
	many := make([]string, 1000)
	for i := range many {
		many[i] = "today"
	}
	poke(t, d, h, "f1", nil, many...) // would never return if it waited
	if got := len(told(slow)); got == 0 || got >= len(many) {
		t.Errorf("the slow page heard %d of %d, want the first ones and the rest lost", got, len(many))
	}
	poke(t, d, h, "f1", nil, "matter:m1")
	if got := told(slow); len(got) != 1 {
		t.Errorf("once it caught up it heard %v, want the next poke", got)
	}
}

func TestAPageThatGoesIsForgotten(t *testing.T) {
	t.Parallel()
	d, h := dbtest.SQLite(t, clock.At(dbtest.Noon())), live.New()
	ctx, leave := context.WithCancel(t.Context())
	page := h.Watch(ctx, "f1")
	stays := h.Watch(t.Context(), "f1")
	leave()
	// It is forgotten in its own time, but it is forgotten.
	for tries := 0; ; tries++ {
		poke(t, d, h, "f1", nil, "today")
		if got := told(stays); len(got) != 1 {
			t.Errorf("the page that stays heard %v, want the poke", got)
		}
		if len(told(page)) == 0 {
			break
		}
		if tries == 1000 {
			t.Fatal("a page that is gone still hears every poke, want it forgotten")
		}
	}
}
