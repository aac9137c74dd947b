package name

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

var (
	//go:embed words/forms.txt
	formsText string
	//go:embed words/orgs.txt
	orgsText string
	//go:embed words/nicknames.txt
	nicknamesText string
	//go:embed words/titles.txt
	titlesText string
)

// lines reads a word list: a line is a group, its members parted by tabs.
func lines(text string) (out [][]string) {
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, strings.Split(l, "\t"))
		}
	}
	return out
}

// legalForms gives the kind of company by what is written for it, and the most
// words that takes.
var legalForms = sync.OnceValues(func() (map[string]string, int) {
	m, most := map[string]string{}, 0
	for _, l := range lines(formsText) {
		for _, a := range l[1:] {
			for _, k := range []string{Fold(a), strings.ReplaceAll(Fold(a), " ", "")} {
				if words := strings.Count(k, " ") + 1; k != "" && words <= 6 {
					most = max(most, words)
					if _, has := m[k]; !has {
						m[k] = l[0]
					}
				}
			}
		}
	}
	for k, v := range map[string]string{
		"inc": "CORP", "incorporated": "CORP", "corp": "CORP", "corporation": "CORP", "co": "CORP", "company": "CORP",
		"llc": "LLC", "limited": "LLC", "ltd": "LLC", "lp": "LP", "llp": "LLP", "pc": "PC", "pllc": "PLLC", "pa": "PC",
		"joint stock company": "JSC", "open joint stock company": "JSC", "plc": "JSC", "gmbh": "LLC",
	} {
		m[k] = v
	}
	for _, k := range []string{"na", "nl", "group", "trust", "foundation", "fund", "association", "partners", "as", "ad", "is", "society", "an", "at", "and", "sons", "ip", "sc"} {
		delete(m, k)
	}
	m["as"] = "JSC"
	return m, most
})

// leaveForm takes legal forms off the end and the beginning of a name and says
// which company it is. A name that is nothing but a form has nothing left.
func leaveForm(ws []word) ([]word, string) {
	forms, most := legalForms()
	form := ""
	ws = unstick(ws)
	for len(ws) > 0 {
		cut, f := 0, ""
		for n := min(most, len(ws)); n > 0 && cut == 0; n-- {
			if found, ok := forms[text(ws[len(ws)-n:])]; ok {
				cut, f = n, found
			}
		}
		if cut == 0 {
			break
		}
		ws = ws[:len(ws)-cut]
		if form == "" || form == "CORP" {
			form = f
		}
	}
	for n := min(most, len(ws)-1); n > 0; n-- {
		if f, ok := forms[text(ws[:n])]; ok && (n > 1 || ws[0].upper) && len(ws) > n && !personal(ws[:n]) {
			if form == "" || form == "CORP" {
				form = f
			}
			return ws[n:], form
		}
	}
	return ws, form
}

// unstick parts a legal form in capitals from the name it is stuck to: SiemensAG.
func unstick(ws []word) []word {
	if len(ws) == 0 {
		return ws
	}
	said := ws[len(ws)-1].said
	at := strings.LastIndexFunc(said, func(r rune) bool { return !unicode.IsUpper(r) }) + 1
	if at < 3 || len(said)-at < 2 {
		return ws
	}
	forms, _ := legalForms()
	form := fold(said[at:])
	if _, ok := forms[form.text]; !ok {
		return ws
	}
	return append(slices.Clone(ws[:len(ws)-1]), fold(said[:at]), form)
}

// personal are short forms that are more often a part of a name.
func personal(ws []word) bool { return len(ws) == 1 && len(ws[0].text) < 3 }

func text(ws []word) string {
	var b strings.Builder
	for i, w := range ws {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// trades gives the group of a word that many organisations have, in any
// language.
var trades = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, l := range lines(orgsText) {
		for _, a := range append(l[1:], l[0]) {
			if k := Fold(a); k != "" && !strings.Contains(k, " ") && len(k) > 1 {
				if _, has := m[k]; !has {
					m[k] = strings.ToLower(l[0])
				}
			}
		}
	}
	for _, w := range strings.Fields("homeowners neighborhood township county village town church parish district street national american family plaza heights hills valley lake river north south east west northern southern eastern western new old first home motors mortgage fund series trust holdings plumbing roofing paving bakery movers title tire") {
		if _, has := m[w]; !has {
			m[w] = w
		}
	}
	return m
})

func trade(w string) (group string, generic bool) {
	group, generic = trades()[w]
	return group, generic
}

// given lists the groups of names that are one name's forms, by name.
var given = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for i, l := range lines(nicknamesText) {
		for _, n := range l {
			if n = Fold(n); n != "" {
				m[n] = append(m[n], "g"+itoa(i))
			}
		}
	}
	return m
})

func formal(text string) []string { return given()[text] }

var titles = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{"dr": true, "mme": true, "judge": true, "justice": true, "hon": true, "rev": true, "shaikh": true, "attorney": true, "atty": true}
	for _, l := range lines(titlesText) {
		if k := Fold(l[0]); k != "" && k != "the" && k != "sr" {
			m[k] = true
		}
	}
	return m
})

func leaveTitles(ws []word) []word {
	for len(ws) > 1 {
		n := 0
		for k := min(4, len(ws)-1); k > 0 && n == 0; k-- {
			if titles()[text(ws[:k])] {
				n = k
			}
		}
		if n == 0 {
			return ws
		}
		ws = ws[n:]
	}
	return ws
}

func suffix(w string) (string, bool) {
	switch w {
	case "jr", "junior":
		return "jr", true
	case "sr", "senior":
		return "sr", true
	case "ii", "2nd":
		return "2", true
	case "iii", "3rd":
		return "3", true
	case "iv", "4th":
		return "4", true
	case "esq", "esquire", "md", "phd", "dds", "cpa", "dvm", "jd", "do", "rn", "pe":
		return "", true
	}
	return "", false
}

func onlySuffixes(ws []word) bool {
	return !slices.ContainsFunc(ws, func(w word) bool { _, is := suffix(w.text); return !is && !titles()[w.text] })
}

func leaveSuffixes(ws []word) (out []word, suf string) {
	for len(ws) > 1 {
		s, ok := suffix(ws[len(ws)-1].text)
		if !ok || ws[len(ws)-1].text == "do" && !ws[len(ws)-1].upper {
			break
		}
		if s != "" {
			suf = s
		}
		ws = ws[:len(ws)-1]
	}
	return ws, suf
}

// particle tells words that belong to the name after them.
func particle(w string) bool {
	switch w {
	case "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "bint", "ter", "ten", "zu", "zum", "zur", "o", "mac", "mc", "san", "santa":
		return w != "o"
	}
	return strings.HasPrefix(w, "vander") && len(w) == 6 || w == "alal" || w == "vonder" || w == "delos" || w == "dela"
}

// empty are words that say nothing in an organisation's name.
func empty(w string) bool {
	switch w {
	case "the", "and", "of", "for", "a", "an", "in", "le", "la", "les", "los", "y", "et", "und", "de", "des", "du", "del", "der", "die", "das":
		return true
	}
	return false
}

// spelt writes the common spellings of one name as one.
func spelt(w string) string {
	switch {
	case strings.HasPrefix(w, "mc") && len(w) > 4 && !strings.ContainsRune("aeiouy", rune(w[2])):
		return "mac" + w[2:]
	case w == "abd", w == "abdal", w == "abdel":
		return "abdul"
	}
	return w
}

// written writes an abbreviation out.
func written(w string) string {
	if full, ok := abbreviations()[w]; ok {
		return full
	}
	return w
}

var abbreviations = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"st": "saint", "ste": "saint", "hosp": "hospital", "bros": "brothers", "assn": "association", "assoc": "association", "hoa": "homeowners association",
		"poa": "property owners association", "mfg": "manufacturing", "mgmt": "management", "intl": "international", "natl": "national", "dept": "department",
		"univ": "university", "ins": "insurance", "svc": "service", "svcs": "services", "bldg": "building", "constr": "construction", "ctr": "center", "centre": "center",
		"us": "united states", "usa": "united states", "uk": "united kingdom", "govt": "government", "ctrl": "central", "dist": "district", "mtg": "mortgage", "fdn": "foundation",
		"ft": "fort", "mt": "mount", "eng": "engineering", "engg": "engineering", "tech": "technology", "grp": "group", "fin": "financial", "sys": "systems", "lukes": "luke", "cooperation": "cooperation",
	}
})
