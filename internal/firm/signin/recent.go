package signin

import (
	"sync"
	"time"
)

// recent remembers for a second whom a key stands for, so that a program that
// asks a thousand times a second isn't looked up a thousand times.
//
// What ends or changes a key or its owner clears it at once in this process;
// another process that serves the same firm learns of it within the second.
type recent struct {
	mu      sync.Mutex
	turn    int // counts the clearings, so that an answer from before one isn't kept
	callers map[string]remembered
}

type remembered struct {
	caller Caller
	until  time.Time
}

const (
	oneSecond   = time.Second
	mostCallers = 10_000
)

// of gives the caller of a key, if it was asked within the second.
func (r *recent) of(hash string, now time.Time) (c Caller, turn int, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m, ok := r.callers[hash]
	return m.caller, r.turn, ok && now.Before(m.until)
}

// keep remembers a caller that was looked up in the turn given.
func (r *recent) keep(hash string, c Caller, now time.Time, turn int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if turn != r.turn {
		return
	}
	if r.callers == nil || len(r.callers) >= mostCallers {
		r.callers = map[string]remembered{}
	}
	r.callers[hash] = remembered{c, now.Add(oneSecond)}
}

// clear forgets everyone.
func (r *recent) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turn++
	r.callers = nil
}
