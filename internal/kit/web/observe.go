package web

import (
	"crypto/rand"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Seconds counts requests and their time by route and status. Routes are
// patterns, never addresses, so no id reaches the figures.
var Seconds = prometheus.NewHistogramVec(prometheus.HistogramOpts{ //nolint:gochecknoglobals // a collector is registered once per process
	Name: "candor_http_request_seconds", Help: "Time to answer a request.",
	Buckets: []float64{.002, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
}, []string{"route", "status"})

func observed(r *http.Request, status int, d time.Duration) {
	Seconds.WithLabelValues(routeOf(r), strconv.Itoa(status)).Observe(d.Seconds())
}

func routeOf(r *http.Request) string {
	if r.Pattern == "" {
		return "none"
	}
	return r.Pattern
}

func newReference() string { return rand.Text()[:10] }

func stack() string { return string(debug.Stack()) }

// statusWriter remembers what was answered.
type statusWriter struct {
	http.ResponseWriter
	code  int
	wrote bool
}

func (w *statusWriter) WriteHeader(code int) {
	if !w.wrote {
		w.code, w.wrote = code, true
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if !w.wrote {
		w.code, w.wrote = http.StatusOK, true
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection, for streaming.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *statusWriter) status() int {
	if w.code == 0 {
		return http.StatusOK
	}
	return w.code
}
