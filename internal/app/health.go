package app

import "net/http"

// healthy says that the process runs.
func (a *App) healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n")) // whoever asked has gone if this fails
}

// ready says that the program can serve: its database answers.
func (a *App) ready(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if err := a.db.Ping(r.Context()); err != nil {
		a.cfg.Log.Error("not ready", "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("the database does not answer\n")) // as above
		return
	}
	_, _ = w.Write([]byte("ready\n")) // as above
}
