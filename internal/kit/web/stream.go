package web

import (
	"fmt"
	"net/http"
	"time"
)

// Stream tells an open page what changed, as server-sent events named by their
// topic, until the page or the person goes. An event carries no data.
func Stream(w http.ResponseWriter, r *Request, topics <-chan string, beat time.Duration) error {
	if r.Method == http.MethodHead {
		w.Header().Set("Content-Type", "text/event-stream")
		return nil
	}
	c := http.NewResponseController(w)
	if err := c.SetWriteDeadline(time.Time{}); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		if err := c.Flush(); err != nil {
			return nil //nolint:nilerr // the page is gone
		}
		select {
		case <-r.Context().Done():
			return nil
		case <-tick.C:
			fmt.Fprint(w, ": still here\n\n")
		case t := <-topics:
			fmt.Fprintf(w, "event: %s\ndata: 1\n\n", t)
		}
	}
}
