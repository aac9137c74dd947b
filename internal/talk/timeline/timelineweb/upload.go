package timelineweb

import (
	"io"
	"net/http"

	"candor/internal/kit/errs"
	"candor/internal/kit/web"
)

// upload reads the message file of a form.
func upload(w http.ResponseWriter, r *web.Request) ([]byte, error) {
	r.Body = http.MaxBytesReader(w, r.Body, largest)
	f, _, err := r.FormFile("message")
	if err != nil {
		return nil, errs.New(errs.Invalid, "Choose a message first, saved as .eml and of at most 50 MB.").Because(err)
	}
	defer f.Close()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, errs.New(errs.Invalid, "The message broke on its way. Try again.").Because(err)
	}
	return raw, nil
}
