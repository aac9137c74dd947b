package recordweb

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"candor/internal/firm/record"
	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/web"
)

// asFile makes the answer a file to keep.
func asFile(w http.ResponseWriter, name, kind string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
}

const (
	tableKind = "text/csv; charset=utf-8"
	logKind   = "application/x-ndjson"
	textKind  = "text/plain; charset=utf-8"
)

// table answers the trail as a spreadsheet opens it.
func (h handlers) table(w http.ResponseWriter, r *web.Request) error {
	return long(w, "audit.csv", tableKind, func(out io.Writer) error {
		return h.trail.WriteSheet(r.Context(), r.Who, filterOf(r.URL.Query(), r.Zone), out)
	})
}

// log answers the sealed log as others verify it.
func (h handlers) log(w http.ResponseWriter, r *web.Request) error {
	return long(w, "audit.log", logKind, func(out io.Writer) error { return h.trail.WriteLog(r.Context(), r.Who, out) })
}

// long answers a file that may take as long as it takes. If it breaks off in
// the middle, so does the connection: it must not look whole.
func long(w http.ResponseWriter, name, kind string, write func(io.Writer) error) error {
	if err := http.NewResponseController(w).SetWriteDeadline(time.Time{}); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	out := &begun{w: w, begin: func() { asFile(w, name, kind) }}
	err := write(out)
	if err != nil && out.yes {
		panic(http.ErrAbortHandler) // the one way that net/http has to break off
	}
	return err
}

// begun is a file of which the first byte was or wasn't written.
type begun struct {
	w     io.Writer
	begin func()
	yes   bool
}

func (b *begun) Write(p []byte) (int, error) {
	if !b.yes {
		b.yes = true
		b.begin()
	}
	return b.w.Write(p)
}

// checkpoint answers the newest checkpoint, for someone outside to keep.
func (h handlers) checkpoint(w http.ResponseWriter, r *web.Request) error {
	st, err := h.signed(r.Context(), r.Who)
	if err != nil {
		return err
	}
	asFile(w, "audit-checkpoint.txt", textKind)
	_, err = io.WriteString(w, st.Checkpoint)
	return err
}

// signed is the log's status once something is sealed, and Conflict before.
func (h handlers) signed(ctx context.Context, who actor.Actor) (record.Status, error) {
	st, err := h.trail.Status(ctx, who)
	if err == nil && st.Checkpoint == "" {
		err = errs.New(errs.Conflict, "Nothing is sealed yet. Try again in a minute.")
	}
	return st, err
}

// proof answers the file that proves one entry.
func (h handlers) proof(w http.ResponseWriter, r *web.Request) error {
	file, err := h.trail.Proof(r.Context(), r.Who, r.ID("id"))
	if err != nil {
		return err
	}
	asFile(w, proofName(r.ID("id")), textKind)
	_, err = io.WriteString(w, file)
	return err
}

func proofName(entry string) string { return "audit-" + entry + ".tlog-proof" }

// mayProve reports whether the page offers the proof of an entry.
func mayProve(v trailView, e record.Entry) bool {
	return e.Sealed() && !e.Withheld && v.r.Who.May(record.Proving)
}
