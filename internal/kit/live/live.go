// Package live pokes open pages when something they show has changed.
//
// A poke carries no data, only the topic that changed: the page asks again by
// an ordinary request, so every wall and grant applies to every refresh. A
// poke may be lost; nothing but freshness depends on it.
package live

import (
	"context"
	"sync"
	"time"

	"candor/internal/kit/db"
)

// Hub joins those who change things to those who watch.
type Hub struct {
	mu       sync.Mutex
	watchers map[string]map[chan string]string // firm → watchers, with the one topic they may hear of; empty is all
}

// New makes a hub.
func New() *Hub { return &Hub{watchers: map[string]map[chan string]string{}} }

// Poke tells the firm's open pages, once the act is kept, that topic changed.
func (h *Hub) Poke(tx *db.Tx, topics ...string) {
	firm := tx.Firm()
	tx.Then(func() {
		for _, t := range topics {
			h.poke(firm, t)
		}
	})
}

func (h *Hub) poke(firm, topic string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c, only := range h.watchers[firm] {
		if only != "" && only != topic {
			continue
		}
		select {
		case c <- topic:
		default: // a slow page misses a poke; its next one will do
		}
	}
}

// Watch gives the firm's pokes until ctx ends.
func (h *Hub) Watch(ctx context.Context, firm string) <-chan string {
	return h.WatchOnly(ctx, firm, "")
}

// WatchOnly gives the pokes of one topic: a client hears of nothing else in
// the firm, not even that it happened.
func (h *Hub) WatchOnly(ctx context.Context, firm, topic string) <-chan string {
	c := make(chan string, 16)
	h.mu.Lock()
	if h.watchers[firm] == nil {
		h.watchers[firm] = map[chan string]string{}
	}
	h.watchers[firm][c] = topic
	h.mu.Unlock()
	context.AfterFunc(ctx, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.watchers[firm], c)
		if len(h.watchers[firm]) == 0 {
			delete(h.watchers, firm)
		}
	})
	return c
}

// Beat is how often an idle page is told that the line is still open.
const Beat = 20 * time.Second
