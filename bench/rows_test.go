package bench

import "fmt"

func (f filler) contacts(of example) {
	where := "id = '" + of.Contact + "'"
	mail := "'m' || CAST(i AS TEXT) || '@mail.example'"
	phone := "'+1312' || substr(CAST(10000000 + i AS TEXT), 2)"
	made := f.past("i % 500000")
	f.clone("contact", where, contacts, columns{
		"id": con("i"), "given": capital(given("i")), "family": capital(family("i")), "name": full("i"),
		"sort_name": family("i") + " || ' ' || " + given("i"), "created_at": made, "updated_at": made,
		"tags": `CASE WHEN i % 20 = 0 THEN '["newsletter"]' ELSE '[]' END`,
	})
	part := "contact_id = '" + of.Contact + "' AND kind = "
	f.clone("contact_point", part+"'email'", contacts, columns{"id": "'pnm_' || " + f.digits("i"), "contact_id": con("i"), "value": mail, "folded": mail})
	f.clone("contact_point", part+"'phone'", contacts, columns{"id": "'pnp_' || " + f.digits("i"), "contact_id": con("i"), "value": phone, "folded": phone})
	for _, k := range []string{
		"'n:' || CASE WHEN " + given("i") + " < " + family("i") + " THEN " + given("i") + " || ' ' || " + family("i") + " ELSE " + family("i") + " || ' ' || " + given("i") + " END",
		"'w:' || " + given("i"), "'w:' || " + family("i"), "'e:' || " + mail, "'p:' || " + phone,
	} {
		f.clone("contact_key", "contact_id = '"+of.Contact+"'", contacts, columns{"key": k, "contact_id": con("i")})
	}
	f.open(of.Contact, contacts, con("i"))
	f.run(fmt.Sprintf("INSERT INTO access_deny (firm_id, staff_id, object_id, wall_id) SELECT firm_id, '%s', id, 'wal_1' FROM contact WHERE firm_id = '%s' AND id LIKE 'con_000___50'", of.Reader, f.firm))
	f.found("contact", 1, of.Contact, contacts, doc{con("i"), con("i"), "''", full("i"), mail, given("i") + " || ' ' || " + family("i"), "'m' || CAST(i AS TEXT) || ' mail example ' || substr(" + phone + ", 2)"})
}

// open lets the whole firm see what was multiplied.
func (f filler) open(like string, n int, id string) {
	f.clone("access_member", "object_id = '"+like+"' AND staff_id = '*'", n, columns{"object_id": id})
}

// matters gives every fifth contact one; each hundredth is led by whoever asks.
func (f filler) matters(of example) {
	client := con("(i * 5)")
	lead := fmt.Sprintf("CASE WHEN i %% 100 = 0 THEN '%s' ELSE '%s' END", of.Reader, of.Other)
	touched := f.past("i")
	f.clone("matter", "id = '"+of.Matter+"'", matters, columns{
		"id": mat("i"), "number": "'B-' || " + f.digits("i"), "title": full("i * 5") + " || ' v. Acme'", "client_id": client, "responsible_id": lead,
		"created_at": touched, "updated_at": touched,
	})
	f.open(of.Matter, matters, mat("i"))
	f.clone("client", "contact_id = '"+of.Contact+"'", matters, columns{"id": f.id("cli"), "contact_id": client, "number": f.digits("i")})
	f.clone("matter_team", "matter_id = '"+of.Matter+"'", matters, columns{"matter_id": mat("i"), "staff_id": lead})
	for _, k := range []string{given("i * 5"), family("i * 5"), "'b'|| " + f.digits("i")} {
		f.clone("matter_key", "matter_id = '"+of.Matter+"'", matters, columns{"key": k, "matter_id": mat("i")})
	}
	due := f.at("3600 * (i % 700 - 200)")
	f.clone("promise_clock", "id = '"+of.Matter+"'", matters, columns{
		"id": mat("i"), "contact_id": client, "staff_id": lead, "owner_id": lead, "due_at": due, "word_due_at": due, "escalate_at": "NULL",
	})
	f.clone("promise_terms", "matter_id = '"+of.Matter+"'", matters, columns{"id": f.id("prt"), "matter_id": mat("i")})
	f.found("matter", 3, of.Matter, matters, doc{mat("i"), "''", mat("i"), full("i * 5") + " || ' v. Acme'", "'B-' || " + f.digits("i"),
		given("i * 5") + " || ' ' || " + family("i * 5") + " || ' v acme'", "'b ' || " + f.digits("i")})
}

// timeline gives the first matter a thousand entries and the others the rest.
func (f filler) timeline(of example) {
	number := fmt.Sprintf("(CASE WHEN i %% 200 = 0 THEN 0 ELSE i %% %d END)", matters)
	client, at := con("("+number+" * 5)"), f.past("i")
	f.clone("timeline_entry", "id = '"+of.Entry+"'", entries, columns{
		"id": f.id("ent"), "at": at, "created_at": at, "changed_at": at, "contact_id": client, "matter_id": mat(number), "staff_id": "'" + string(of.Other) + "'",
		"kind": "CASE WHEN i % 3 = 0 THEN 'call' ELSE 'note' END",
	})
	f.clone("timeline_person", "entry_id = '"+of.Entry+"'", entries, columns{"id": f.id("tpe"), "entry_id": f.id("ent"), "contact_id": client, "at": at})
	f.found("note", 6, of.Entry, entries, doc{f.id("ent"), client, mat(number), "'Note on ' || " + family("i % 100000"), full("i % 100000"),
		"'note on ' || " + family("i % 100000"), "'the hearing went as expected opposing counsel asked for time until day ' || " + syllables("i", 2)})
}

// doc is what search knows of each, as SQL: title and body also as the words
// that they are found by.
type doc struct{ id, contact, matter, title, sub, titled, words string }

func (f filler) found(kind string, code int64, like string, n int, d doc) {
	num := fmt.Sprintf("(%d + (CAST(%d AS BIGINT) - i) * 16777216)", code<<58, 1_780_000_000)
	f.clone("search_doc", "kind = '"+kind+"' AND id = '"+like+"'", n, columns{
		"num": num, "id": d.id, "contact_id": d.contact, "matter_id": d.matter, "title": d.title, "sub": d.sub, "folded": "lower(" + d.title + ")", "body": d.words, "at": f.past("i"),
	})
	letter := string(rune('a' + code - 1))
	marked := func(words string) string { return "'" + letter + "' || replace(" + words + ", ' ', ' " + letter + "')" }
	series := fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", n-1)
	if f.pg {
		f.run("INSERT INTO search_index (owner, num, title, words) " + series + "SELECT 'of " + f.firm + "', " + num + ", to_tsvector('simple', " + marked(d.titled) +
			"), to_tsvector('simple', " + marked(d.titled+" || ' ' || "+d.words) + ") FROM n")
		return
	}
	f.run("INSERT INTO search_title (rowid, title) " + series + "SELECT " + num + ", " + marked(d.titled) + " FROM n")
	f.run("INSERT INTO search_index (rowid, title, body) " + series + "SELECT " + num + ", " + marked(d.titled) + ", " + marked(d.words) + " FROM n")
}
