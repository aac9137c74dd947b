package recordweb_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/firm/record"
)

func TestAManagerReadsWhoDidWhat(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		h.seal(t)
		a := h.get(t, "maya", "/audit")
		if a.status != http.StatusOK {
			t.Fatalf("the trail = %d, want 200\n%s", a.status, a.text())
		}
		for _, want := range []string{"Closed a matter", "Settled at last", "by: Ruth", "Rivera v. Cascade", "Maya Rivera", "192.0.2.7", "in the browser", "Renamed the firm", "Sealed up to", "Verifier key"} {
			if !strings.Contains(a.text(), want) {
				t.Errorf("the page lacks %q", want)
			}
		}
		if strings.Contains(a.body, "%!") || a.Find("[class=''], [style]").Length() != 0 {
			t.Error("the page shows a broken text or styles itself")
		}
	})
}

func TestTheListIsNarrowed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		for query, want := range map[string]int{
			"action=matter.": 1, "actor=" + h.people["ben"].ID: 1, "matter=" + matter: 1, "about=frm_1": 1,
			"action=matter.&from=2026-09-16&to=2026-09-16": 1, "action=matter.&from=2026-09-17": 0, "action=nothing": 0,
		} {
			a := h.get(t, "maya", "/audit?"+query)
			if got := a.Find("#trail-rows tr").Length(); got != want {
				t.Errorf("%s shows %d entries, want %d", query, got, want)
			}
			if want == 0 && !strings.Contains(a.text(), "Nothing found") {
				t.Errorf("%s doesn't say that nothing was found", query)
			}
		}
	})
}

func TestAnAdministratorSeesNoClientsContent(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		a := h.get(t, "ada", "/audit")
		for _, want := range []string{"Closed a matter", matter, "details withheld", "was: =1+1"} {
			if !strings.Contains(a.text(), want) {
				t.Errorf("the administrator's page lacks %q", want)
			}
		}
		for _, secret := range []string{"Settled at last", "Rivera"} {
			if strings.Contains(a.body, secret) {
				t.Errorf("the administrator's page shows %q", secret)
			}
		}
		if p := h.get(t, "ada", "/audit/table"); p.status != http.StatusForbidden {
			t.Errorf("the administrator's export = %d, want 403", p.status)
		}
	})
}

func TestOnlyThoseMeantToReadTheTrail(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		for who, want := range map[string]int{"ruth": http.StatusForbidden, "ben": http.StatusForbidden, "ada": http.StatusOK} {
			if a := h.get(t, who, "/audit"); a.status != want {
				t.Errorf("%s gets %d, want %d", who, a.status, want)
			}
		}
		for who, want := range map[string]int{"ruth": http.StatusOK, "maya": http.StatusOK, "ben": http.StatusForbidden, "ada": http.StatusForbidden} {
			for _, path := range []string{"/matters/" + matter + "/record", "/contacts/" + client + "/record"} {
				if a := h.get(t, who, path); a.status != want {
					t.Errorf("%s gets %d for %s, want %d", who, a.status, path, want)
				}
			}
		}
	})
}

func TestAFilesTrailIsAPartOfItsPage(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		part := h.get(t, "ruth", "/matters/"+matter+"/record", "HX-Request", "true")
		if part.Find("h1").Length() != 0 || !strings.Contains(part.text(), "Closed a matter") {
			t.Errorf("the part = %s, want the entries and no heading", part.text())
		}
		page := h.get(t, "ruth", "/contacts/"+client+"/record")
		if page.Find("h1").Text() != "Record of this contact" {
			t.Errorf("the page is called %q", page.Find("h1").Text())
		}
	})
}

func TestWhatAWallHidesIsNotThere(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		h.seal(t)
		entry := apiEntries(t, h, "maya", "?action=matter.")[0]
		other := h.people["ruth"]
		other.ID, other.Grants = "stf_chief", h.people["maya"].Grants
		h.people["chief"] = other
		if _, err := h.access.Raise(t.Context(), other, access.New{Name: "Screen", Reason: "Former client", People: []string{h.people["maya"].ID}, Objects: []access.Object{{Kind: "matter", ID: matter}}}); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"/audit", "/api/v1/audit", "/audit/table", "/audit/log", "/matters/" + matter + "/record", "/contacts/" + client + "/record", "/audit/" + entry.ID + "/proof"} {
			a := h.get(t, "maya", path)
			if strings.Contains(a.body, "Settled at last") || strings.Contains(a.body, matter) {
				t.Errorf("%s shows the walled matter", path)
			}
		}
		if a := h.get(t, "chief", "/audit"); !strings.Contains(a.text(), "Settled at last") {
			t.Error("whom no wall keeps out doesn't see the entry")
		}
		if a := h.get(t, "maya", "/audit/log"); !verifies(t, h, a.body) {
			t.Error("the log without what is withheld doesn't verify, want it to")
		}
	})
}

type entry struct {
	ID    string `json:"id"`
	Place *int64 `json:"sealed_place"`
}

func apiEntries(t *testing.T, h *house, who, query string) []entry {
	t.Helper()
	a := h.get(t, who, "/api/v1/audit"+query)
	var page struct{ Items []entry }
	if err := json.Unmarshal([]byte(a.body), &page); err != nil || a.status != http.StatusOK {
		t.Fatalf("the API's list = %d %s", a.status, a.body)
	}
	return page.Items
}

func verifies(t *testing.T, h *house, file string) bool {
	t.Helper()
	var c struct {
		VerifierKey string `json:"verifier_key"`
		Checkpoint  string `json:"checkpoint"`
	}
	a := h.get(t, "maya", "/api/v1/audit/checkpoint")
	if err := json.Unmarshal([]byte(a.body), &c); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	err := record.VerifyFile(strings.NewReader(file), c.VerifierKey, &said, c.Checkpoint)
	t.Log(said.String(), err)
	return err == nil
}

func TestTheFilesProveThemselves(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		if a := h.get(t, "maya", "/audit/log"); a.status != http.StatusConflict {
			t.Errorf("a log before anything is sealed = %d, want 409", a.status)
		}
		h.seal(t)
		log := h.get(t, "maya", "/audit/log")
		if !verifies(t, h, log.body) || !strings.Contains(log.body, "Settled at last") {
			t.Error("the log doesn't verify or lacks an entry")
		}
		if verifies(t, h, strings.Replace(log.body, "Settled at last", "Settled badly", 1)) {
			t.Error("a changed log verifies")
		}
		if api := h.get(t, "maya", "/api/v1/audit/export?as=log"); !verifies(t, h, api.body) {
			t.Errorf("the API's log doesn't verify: %s", api.body)
		}
		e := apiEntries(t, h, "maya", "?action=matter.")[0]
		if e.Place == nil {
			t.Fatal("the entry has no place in the log")
		}
		for _, path := range []string{"/audit/", "/api/v1/audit/"} {
			if a := h.get(t, "ruth", path+e.ID+"/proof"); a.status != http.StatusOK || !verifies(t, h, a.body) {
				t.Errorf("the proof at %s = %d, want one that holds", path, a.status)
			}
		}
	})
}

func TestATableRunsNoFormula(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		h.act(t, "ben", "office.renamed", about(`=cmd|' /C calc'!A0`), nil)
		for _, path := range []string{"/audit/table?action=office.", "/api/v1/audit/export?action=office."} {
			a := h.get(t, "maya", path)
			rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\ufeff"))).ReadAll()
			if err != nil || len(rows) < 3 {
				t.Fatalf("%s = %d rows, %v\n%s", path, len(rows), err, a.body)
			}
			for _, row := range rows {
				for _, cell := range row {
					if strings.HasPrefix(cell, "=") {
						t.Errorf("%s has the cell %q, want it harmless", path, cell)
					}
				}
			}
		}
		if es := apiEntries(t, h, "maya", "?action=record.exported"); len(es) != 2 {
			t.Errorf("two exports left %d entries, want 2", len(es))
		}
	})
}

func TestPagingGivesEachEntryOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		for range 7 {
			h.act(t, "ben", "test.done", about("t"), nil)
		}
		seen, next := map[string]bool{}, ""
		for range 10 {
			a := h.get(t, "maya", "/api/v1/audit?action=test.done&limit=3&after="+url.QueryEscape(next))
			var page struct {
				Items []entry
				Next  string
			}
			if err := json.Unmarshal([]byte(a.body), &page); err != nil {
				t.Fatal(err)
			}
			for _, e := range page.Items {
				if seen[e.ID] {
					t.Errorf("%s came twice", e.ID)
				}
				seen[e.ID] = true
			}
			if next = page.Next; next == "" {
				break
			}
		}
		if len(seen) != 7 {
			t.Errorf("paging gave %d entries, want 7", len(seen))
		}
	})
}

func TestThePageSpeaksSpanish(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, h *house) {
		h.lang = "es"
		a := h.get(t, "maya", "/audit")
		for _, want := range []string{"Registro de auditoría", "Cerró un asunto"} {
			if !strings.Contains(a.text(), want) {
				t.Errorf("the Spanish page lacks %q", want)
			}
		}
	})
}
