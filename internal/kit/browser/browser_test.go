package browser_test

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"candor/internal/kit/browser"
)

const home = `<!doctype html><html lang="en"><head><title>Home</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css"><script src="/script.js" defer></script></head><body><main>
<h1>Clients</h1>
<noscript><p>No script here</p></noscript>
<form method="post" action="/save">
<p><label>Name <input name="name" value="before"></label></p>
<p><label>Born <input name="born" type="date"></label></p>
<p><label>Notes <textarea name="notes"></textarea></label></p>
<p><label>Practice area <select name="area"><option value="">None</option><option value="fam">Family</option></select></label></p>
<p><label><input name="vip" type="checkbox"> Safe to call</label></p>
<fieldset><legend>Channel</legend><label><input type="radio" name="channel" value="phone"> Telephone</label></fieldset>
<p><button>Save</button> <button disabled>Delete</button></p></form>
<form method="post" action="/file" enctype="multipart/form-data"><label>Paper <input type="file" name="paper"></label><button>Send</button></form>
<table><caption>People</caption><thead><tr><th>Name</th><th>Act</th></tr></thead><tbody>
<tr><td>Rivera, Maya</td><td><button type="button" data-say="Maya">Open</button></td></tr>
<tr><td>Stone, Ira</td><td><button type="button" data-say="Ira">Open</button></td></tr></tbody></table>
<details><summary>More</summary><p>Hidden detail</p></details>
<p id="said" role="status"></p><p id="late"></p>
<button type="button" id="soon">Later</button>
</main></body></html>`

const script = `document.querySelectorAll('[data-say]').forEach(b => b.addEventListener('click', () => said.textContent = 'Opened ' + b.dataset.say));
soon.addEventListener('click', () => setTimeout(() => { late.textContent = 'It came'; }, 300));
document.addEventListener('keydown', e => { if (e.key === 'k' && e.ctrlKey) { e.preventDefault(); said.textContent = 'Palette'; } });`

// serve answers with the little site above, under the policy Candor itself uses for scripts and styles.
func serve(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	page := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", "default-src 'self'; img-src data:")
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, body)
		}
	}
	text := func(kind, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, body)
		}
	}
	small := func(body string) string {
		return `<!doctype html><html lang="en"><head><title>T</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head><body><main><h1>Page</h1>` + body + `</main></body></html>`
	}
	mux.Handle("GET /{$}", page(home))
	mux.Handle("GET /style.css", text("text/css", "body { background: #fff; color: #000 } @media (prefers-color-scheme: dark) { body { background: #000; color: #fff } }"))
	mux.Handle("GET /script.js", text("text/javascript", script))
	mux.Handle("GET /bad", page(small(`<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><input>`)))
	mux.Handle("GET /inline", page(small(`<p style="color: red">Red</p><script>document.title = 'no'</script>`)))
	mux.Handle("GET /where", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page(small("<p>"+r.Header.Get("Accept-Language")+"</p>"))(w, r)
	}))
	mux.Handle("POST /save", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		page(small("<p>Saved "+html.EscapeString(r.PostForm.Encode())+"</p>"))(w, r)
	}))
	mux.Handle("POST /file", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, h, err := r.FormFile("paper")
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		content, _ := io.ReadAll(f)
		page(small(fmt.Sprintf("<p>Got %s: %s</p>", h.Filename, content)))(w, r)
	}))
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv.URL
}

func TestAPersonFillsAForm(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: serve(t)})
	if status := p.Goto("/"); status != http.StatusOK {
		t.Fatalf("status = %d, want 200", status)
	}
	p.Fill("Name", "Wójcik & Söhne")
	p.Fill("Born", "1980-02-29")
	p.Fill("Notes", "two\nlines")
	p.Choose("Practice area", "Family")
	p.Check("Safe to call")
	p.Check("Telephone")
	for label, want := range map[string]string{"Name": "Wójcik & Söhne", "Born": "1980-02-29", "Practice area": "Family"} {
		if got := p.Value(label); got != want {
			t.Errorf("field %s = %q, want %q", label, got, want)
		}
	}
	if !p.Checked("Safe to call") {
		t.Error("the box Safe to call is off, want on")
	}
	p.Click("button", "Save")
	p.WaitPath("/save")
	p.WaitText("area=fam&born=1980-02-29&channel=phone&name=W%C3%B3jcik+%26+S%C3%B6hne&notes=two%0D%0Alines&vip=on")
	p.Back()
	p.Fill("Name", "")
	if got := p.Value("Name"); got != "" {
		t.Errorf("an emptied field holds %q, want nothing", got)
	}
}

func TestAFileIsUploaded(t *testing.T) {
	t.Parallel()
	paper := filepath.Join(t.TempDir(), "paper.txt")
	if err := os.WriteFile(paper, []byte("signed"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := browser.Open(t).Page(t, browser.Options{Base: serve(t)})
	p.Goto("/")
	p.Upload("Paper", paper)
	p.Click("button", "Send")
	p.WaitText("Got paper.txt: signed")
}

func TestElementsAreFoundByRoleNameAndPlace(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: serve(t)})
	p.Goto("/")
	p.In("row", "Stone, Ira…").Click("button", "Open")
	p.In("status", "").WaitText("Opened Ira")
	if got, want := p.Names("button"), []string{"Save", "Delete", "Paper", "Send", "Open", "Open", "Later"}; !slices.Equal(got, want) {
		t.Errorf("buttons = %q, want %q", got, want)
	}
	if p.Exists("link", "Save") {
		t.Error("there is a link Save, want only a button")
	}
	if strings.Contains(p.Text(), "Hidden detail") {
		t.Error("the closed detail can be read, want it hidden")
	}
	p.Click("summary", "More")
	p.WaitText("Hidden detail")
	p.Click("button", "Later")
	p.WaitText("It came")
	p.Press("Control+k")
	p.WaitText("Palette")
	p.Fill("Name", "x")
	if got, want := p.Focused(), `textbox "Name"`; got != want {
		t.Errorf("the focus is on %s, want %s", got, want)
	}
	p.Press("Tab")
	if got := p.Focused(); strings.Contains(got, "Name") {
		t.Errorf("after Tab the focus is still on %s", got)
	}
}

func TestOptionsReachThePage(t *testing.T) {
	t.Parallel()
	b, base := browser.Open(t), serve(t)

	phone := b.Page(t, browser.Options{Base: base, Width: 390, Height: 844, Dark: true, Lang: "es", Zone: "America/New_York"})
	phone.Goto("/where")
	phone.WaitText("es")
	for script, want := range map[string]string{
		`String(innerWidth)`: "390",
		`String(matchMedia('(prefers-color-scheme: dark)').matches)`: "true",
		`navigator.language`: "es",
		`Intl.DateTimeFormat().resolvedOptions().timeZone`: "America/New_York",
	} {
		if got := browser.Eval[string](phone, script); got != want {
			t.Errorf("%s = %q, want %q", script, got, want)
		}
	}

	plain := b.Page(t, browser.Options{Base: base, NoJS: true})
	plain.Goto("/")
	plain.WaitText("No script here")
	plain.Fill("Name", "without script")
	plain.Click("button", "Save")
	plain.WaitText("name=without+script")
}

func TestPagesShareNoCookies(t *testing.T) {
	t.Parallel()
	b, base := browser.Open(t), serve(t)
	one, other := b.Page(t, browser.Options{Base: base}), b.Page(t, browser.Options{Base: base})
	one.Goto("/")
	other.Goto("/")
	browser.Eval[string](one, `document.cookie = "who=rita"`)
	if got := browser.Eval[string](other, `document.cookie`); got != "" {
		t.Errorf("the other page's cookies = %q, want none", got)
	}
}

func TestAScreenshotIsWrittenWhereAsked(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pictures")
	t.Setenv("SCREENSHOTS", folder)
	p := browser.Open(t).Page(t, browser.Options{Base: serve(t)})
	p.Goto("/")
	p.Screenshot("home/desktop")
	png, err := os.ReadFile(filepath.Join(folder, "home-desktop.png"))
	if err != nil || !strings.HasPrefix(string(png), "\x89PNG") {
		t.Fatalf("the picture begins with %.8q, %v; want a PNG", png, err)
	}
}

func TestPasskeysAreMadeAndUsed(t *testing.T) {
	t.Parallel()
	p := browser.Open(t).Page(t, browser.Options{Base: browser.Localhost(serve(t))})
	p.Goto("/")
	keys := p.Passkeys()
	made := browser.Eval[bool](p, `navigator.credentials.create({publicKey: {
		challenge: new Uint8Array(32), rp: {name: 'Candor', id: 'localhost'},
		user: {id: new Uint8Array([1]), name: 'rita', displayName: 'Rita'},
		pubKeyCredParams: [{type: 'public-key', alg: -7}],
		authenticatorSelection: {residentKey: 'required', userVerification: 'required'},
		extensions: {prf: {}},
	}}).then(c => c.getClientExtensionResults().prf.enabled)`)
	if !made || keys.Len() != 1 {
		t.Fatalf("made = %v with %d passkeys, want true with 1", made, keys.Len())
	}
	const use = `navigator.credentials.get({publicKey: {challenge: new Uint8Array(32), rpId: 'localhost', userVerification: 'required'}}).then(c => 'signed in', e => e.name)`
	if got := browser.Eval[string](p, use); got != "signed in" {
		t.Errorf("with the owner's finger: %q, want signed in", got)
	}
	keys.Refuse()
	if got := browser.Eval[string](p, use); got != "NotAllowedError" {
		t.Errorf("with a wrong finger: %q, want NotAllowedError", got)
	}
	keys.Accept()
	keys.Unplug()
}
