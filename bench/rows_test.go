package bench

import "fmt"

// own is how many matters whoever asks is responsible for.
const own = 200

func (f filler) contacts(of example) {
	where := "id = '" + of.Contact + "'"
	mail := "'m' || CAST(i AS TEXT) || '@mail.example'"
	phone := "'+1312' || substr(CAST(10000000 + i AS TEXT), 2)"
	made := f.past("i % 500000")
	f.clone("contact", where, f.n, columns{
		"id": con("i"), "given": capital(given("i")), "family": capital(family("i")), "name": full("i"),
		"sort_name": family("i") + " || ' ' || " + given("i"), "created_at": made, "updated_at": made,
		"tags": `CASE WHEN i % 20 = 0 THEN '["newsletter"]' ELSE '[]' END`,
	})
	part := "contact_id = '" + of.Contact + "' AND kind = "
	f.clone("contact_point", part+"'email'", f.n, columns{"id": "'pnm_' || " + f.digits("i"), "contact_id": con("i"), "value": mail, "folded": mail})
	f.clone("contact_point", part+"'phone'", f.n, columns{"id": "'pnp_' || " + f.digits("i"), "contact_id": con("i"), "value": phone, "folded": phone})
	for _, k := range []string{
		"'n:' || CASE WHEN " + given("i") + " < " + family("i") + " THEN " + given("i") + " || ' ' || " + family("i") + " ELSE " + family("i") + " || ' ' || " + given("i") + " END",
		"'w:' || " + given("i"), "'w:' || " + family("i"), "'e:' || " + mail, "'p:' || " + phone,
	} {
		f.clone("contact_key", "contact_id = '"+of.Contact+"'", f.n, columns{"key": k, "contact_id": con("i")})
	}
	f.clone("contact_key", "contact_id = '"+of.Contact+"'", f.n/20, columns{"key": "'#newsletter'", "contact_id": con("(i * 20)")})
	f.open(of.Contact, f.n, con("i"))
	f.run(fmt.Sprintf("INSERT INTO access_deny (firm_id, staff_id, object_id, wall_id) SELECT firm_id, '%s', id, 'wal_1' FROM contact WHERE firm_id = '%s' AND id LIKE 'con_______50'", of.Reader, f.firm))
	f.found("contact", 1, of.Contact, f.n, doc{con("i"), con("i"), "''", full("i"), mail, given("i") + " || ' ' || " + family("i"), "'m' || CAST(i AS TEXT) || ' mail example ' || substr(" + phone + ", 2)"})
}

// open lets the whole firm see what was multiplied.
func (f filler) open(like string, n int, id string) {
	f.clone("access_member", "object_id = '"+like+"' AND staff_id = '*'", n, columns{"object_id": id})
}

// matters gives every second contact two. Whoever asks leads a few, spread over
// all.
func (f filler) matters(of example) {
	number := "(i / 2 * 2)"
	client := con(number)
	lead := fmt.Sprintf("CASE WHEN i %% %d = 0 THEN '%s' ELSE '%s' END", f.n/own, of.Reader, of.Other)
	touched := f.past("i % 5000000")
	f.clone("matter", "id = '"+of.Matter+"'", f.n, columns{
		"id": mat("i"), "number": "'B-' || " + f.digits("i"), "title": full(number) + " || ' v. Acme'", "client_id": client, "responsible_id": lead,
		"created_at": touched, "updated_at": touched,
	})
	f.open(of.Matter, f.n, mat("i"))
	f.clone("client", "contact_id = '"+of.Contact+"'", f.n/2, columns{"id": f.id("cli"), "contact_id": con("(i * 2)"), "number": f.digits("i")})
	f.clone("matter_team", "matter_id = '"+of.Matter+"'", f.n, columns{"matter_id": mat("i"), "staff_id": lead})
	for _, k := range []string{given(number), family(number), "'b'|| " + f.digits("i")} {
		f.clone("matter_key", "matter_id = '"+of.Matter+"'", f.n, columns{"key": k, "matter_id": mat("i")})
	}
	// One in fifty is late; whoever asks has their share of these.
	due := fmt.Sprintf("(CASE WHEN i %% 50 = 0 AND (i %% %d <> 0 OR i / %d %% 50 = 0) THEN -1800 * (i %% 397 + 1) ELSE 3600 * (i %% 499 + 20) END)", f.n/own, f.n/own)
	f.clone("promise_clock", "id = '"+of.Matter+"'", f.n, columns{
		"id": mat("i"), "contact_id": client, "staff_id": lead, "owner_id": lead, "due_at": f.at(due), "word_due_at": f.at(due), "escalate_at": "NULL",
	})
	f.clone("promise_terms", "matter_id = '"+of.Matter+"'", f.n, columns{"id": f.id("prt"), "matter_id": mat("i")})
	f.found("matter", 3, of.Matter, f.n, doc{mat("i"), "''", mat("i"), full(number) + " || ' v. Acme'", "'B-' || " + f.digits("i"),
		given(number) + " || ' ' || " + family(number) + " || ' v acme'", "'b ' || " + f.digits("i")})
}

// timeline gives the first matter a thousand entries and the others the rest.
func (f filler) timeline(of example) {
	n := 10 * f.n
	number := fmt.Sprintf("(CASE WHEN i %% %d = 0 THEN 0 ELSE i %% %d END)", n/1000, f.n)
	client, at := con("("+number+" / 2 * 2)"), f.past("i % 5000000")
	f.clone("timeline_entry", "id = '"+of.Entry+"'", n, columns{
		"id": f.id("ent"), "at": at, "created_at": at, "changed_at": at, "contact_id": client, "matter_id": mat(number), "staff_id": "'" + string(of.Other) + "'",
		"kind": "CASE WHEN i % 3 = 0 THEN 'call' ELSE 'note' END",
	})
	f.clone("timeline_person", "entry_id = '"+of.Entry+"'", n, columns{"id": f.id("tpe"), "entry_id": f.id("ent"), "contact_id": client, "at": at})
	// The words of one in ten can be searched for; the others say nothing new, and would take as long to fill in again.
	tenth := "(i * 10)"
	number = fmt.Sprintf("(CASE WHEN %s %% %d = 0 THEN 0 ELSE %s %% %d END)", tenth, n/1000, tenth, f.n)
	f.found("note", 6, of.Entry, n/10, doc{"'ent_' || " + f.digits(tenth), con("(" + number + " / 2 * 2)"), mat(number), "'Note on ' || " + family("i"), full("i"),
		"'note on ' || " + family("i"), "'the hearing went as expected opposing counsel asked for time until day ' || " + syllables("i % 65536", 2)})
}

// doc is what search knows of each, as SQL: title and body also as the words
// that they are found by.
type doc struct{ id, contact, matter, title, sub, titled, words string }

func (f filler) found(kind string, code int64, like string, n int, d doc) {
	num := fmt.Sprintf("(%d + (CAST(%d AS BIGINT) - i) * 16777216)", code<<58, 1_780_000_000)
	f.clone("search_doc", "kind = '"+kind+"' AND id = '"+like+"'", n, columns{
		"num": num, "id": d.id, "contact_id": d.contact, "matter_id": d.matter, "title": d.title, "sub": d.sub, "folded": "lower(" + d.title + ")", "body": d.words, "at": f.past("i % 5000000"),
	})
	letter := string(rune('a' + code - 1))
	marked := func(words string) string { return "'" + letter + "' || replace(" + words + ", ' ', ' " + letter + "')" }
	if f.pg {
		f.run("INSERT INTO search_index (owner, num, title, words) WITH RECURSIVE " + f.numbers(n) + " SELECT 'of " + f.firm + "', " + num + ", to_tsvector('simple', " + marked(d.titled) +
			"), to_tsvector('simple', " + marked(d.titled+" || ' ' || "+d.words) + ") FROM n")
		return
	}
	// FTS5 writes a part of its index whenever a row comes before the last; so the oldest come first.
	series := fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i - 1 FROM n WHERE i > 0) ", n-1)
	f.run("INSERT INTO search_title (rowid, title) " + series + "SELECT " + num + ", " + marked(d.titled) + " FROM n")
	f.run("INSERT INTO search_index (rowid, title, body) " + series + "SELECT " + num + ", " + marked(d.titled) + ", " + marked(d.words) + " FROM n")
}
