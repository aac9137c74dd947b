package web

import (
	"compress/gzip"
	"mime"
	"net/http"
	"strings"
)

// worthIt is the shortest answer that is compressed.
const worthIt = 1 << 10

// compress shortens pages and data on their way.
//
// How far an answer can be shortened tells an onlooker whether what the request
// said stands in it again (BREACH, 2013), so nothing is compressed that a
// stranger could make a signed-in browser ask for: only requests without a
// cookie, and those that the browser itself vouches come from our own pages.
func compress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		vary(w, "Accept-Encoding")
		own := r.Header.Get("Sec-Fetch-Site") == "same-origin"
		if r.Method == http.MethodHead || !own && r.Header.Get("Cookie") != "" || !takesGzip(r.Header.Get("Accept-Encoding")) {
			next.ServeHTTP(w, r)
			return
		}
		s := &squeezed{ResponseWriter: w}
		next.ServeHTTP(s, r)
		s.close() // not after a panic: what is held then gives way to the error
	})
}

func takesGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, q, _ := strings.Cut(strings.ReplaceAll(part, " ", ""), ";")
		if strings.EqualFold(coding, "gzip") {
			return strings.Trim(strings.TrimPrefix(q, "q="), "0.") != "" || q == ""
		}
	}
	return false
}

// squeezed holds back the start of an answer until it is known whether it is
// worth compressing.
type squeezed struct {
	http.ResponseWriter
	status int
	held   []byte
	gz     *gzip.Writer
	plain  bool // decided: as it is
}

func (s *squeezed) WriteHeader(status int) {
	if status < http.StatusOK { // an interim answer
		s.ResponseWriter.WriteHeader(status)
		return
	}
	if s.status != 0 {
		return
	}
	s.status = status
	h := s.Header()
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	shrinks := err == nil && (kind == "text/html" || kind == "application/json" || kind == "application/problem+json" ||
		kind == "application/yaml" || kind == "text/css" || kind == "text/javascript" || kind == "image/svg+xml")
	if !shrinks || h.Get("Content-Encoding") != "" || h.Get("Content-Range") != "" || status == http.StatusNoContent || status == http.StatusNotModified {
		s.asItIs()
	}
}

func (s *squeezed) asItIs() {
	s.plain = true
	s.ResponseWriter.WriteHeader(s.status)
}

func (s *squeezed) Write(b []byte) (int, error) {
	if s.Header().Get("Content-Type") == "" && s.status == 0 {
		s.Header().Set("Content-Type", http.DetectContentType(b))
	}
	s.WriteHeader(http.StatusOK)
	switch {
	case s.plain:
		return s.ResponseWriter.Write(b)
	case s.gz != nil:
		return s.gz.Write(b)
	}
	s.held = append(s.held, b...)
	if len(s.held) < worthIt {
		return len(b), nil
	}
	h := s.Header()
	h.Set("Content-Encoding", "gzip")
	h.Del("Content-Length")
	h.Del("Accept-Ranges")
	s.ResponseWriter.WriteHeader(s.status)
	s.gz = gzip.NewWriter(s.ResponseWriter)
	if _, err := s.gz.Write(s.held); err != nil {
		return 0, err
	}
	s.held = nil
	return len(b), nil
}

// close sends what is still held.
func (s *squeezed) close() {
	switch {
	case s.gz != nil:
		_ = s.gz.Close() // the reader is gone if this fails
	case s.status != 0 && !s.plain:
		s.asItIs()
		_, _ = s.ResponseWriter.Write(s.held) // as above
	}
}

// FlushError sends what there is, for answers that come bit by bit.
func (s *squeezed) FlushError() error {
	if s.status == 0 {
		s.WriteHeader(http.StatusOK)
	}
	if s.gz != nil {
		if err := s.gz.Flush(); err != nil {
			return err
		}
	} else if !s.plain {
		s.asItIs()
		if _, err := s.ResponseWriter.Write(s.held); err != nil {
			return err
		}
		s.held = nil
	}
	return http.NewResponseController(s.ResponseWriter).Flush()
}

// Unwrap lets http.ResponseController reach the connection.
func (s *squeezed) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// vary tells caches what an answer depends on.
func vary(w http.ResponseWriter, by string) { w.Header().Add("Vary", by) }
