// Package clock tells the time, and lets tests hold it still.
//
// It is the only package that reads the machine's clock. Every instant it
// gives is in UTC and cut to the millisecond, which both databases keep
// exactly.
package clock

import (
	"sync"
	"time"
)

// Clock tells the present instant.
type Clock interface {
	Now() time.Time
}

type system struct{}

// System reads the machine's clock.
func System() Clock { return system{} }

func (system) Now() time.Time { return Trim(time.Now()) }

// Trim gives t in UTC, to the millisecond.
func Trim(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// Fixed is a clock that stands still until it is moved.
type Fixed struct {
	mu  sync.Mutex
	now time.Time
}

// At returns a clock that stands at t.
func At(t time.Time) *Fixed { return &Fixed{now: Trim(t)} }

// Now implements Clock.
func (f *Fixed) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

// Advance moves the clock on by d.
func (f *Fixed) Advance(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = Trim(f.now.Add(d))
}

// Set moves the clock to t.
func (f *Fixed) Set(t time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = Trim(t)
}

// Stopwatch starts to measure how long something takes; the function it gives
// says how long it has taken so far.
func Stopwatch() func() time.Duration {
	start := time.Now()
	return func() time.Duration { return time.Since(start) }
}
