package web

import (
	"net/http"
	"net/url"
	"strings"

	"candor/internal/kit/locale"
)

const likesCookie = "candor_prefs"

// Likes is how someone who isn't signed in likes pages shown: as they chose
// here, or as their browser says.
func Likes(r *http.Request) url.Values {
	v := url.Values{"lang": {locale.Pick(strings.TrimSpace(strings.SplitN(r.Header.Get("Accept-Language"), ",", 2)[0]))}, "theme": {"auto"}}
	c, err := r.Cookie(likesCookie)
	if err != nil {
		return v
	}
	chosen, _ := url.ParseQuery(c.Value) // what can't be read isn't offered
	for _, name := range [...]string{"lang", "theme"} {
		if offered(name, chosen.Get(name)) {
			v.Set(name, chosen.Get(name))
		}
	}
	return v
}

// KeepLikes reads from a form how someone likes pages shown and keeps it with
// the browser, for when they are signed out. It gives what was chosen.
func (r *Request) KeepLikes(w http.ResponseWriter) (lang, theme string) {
	v, chosen := Likes(r.Request), url.Values{}
	for _, name := range [...]string{"lang", "theme"} {
		if value := r.PostFormValue(name); offered(name, value) {
			v.Set(name, value)
			chosen.Set(name, value)
		}
	}
	SetCookie(w, r.mux.Secure, likesCookie, v.Encode(), 365*24*3600)
	return chosen.Get("lang"), chosen.Get("theme")
}

// offered reports whether a preference is one that we offer.
func offered(name, value string) bool {
	switch name {
	case "lang":
		return value == locale.English || value == locale.Spanish
	case "theme":
		return value == "auto" || value == "light" || value == "dark"
	}
	return false
}

// SetCookie gives the browser a cookie that no script and no other site reads.
func SetCookie(w http.ResponseWriter, secure bool, name, value string, seconds int) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode,
	})
}
