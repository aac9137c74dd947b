package demo

// someone is a contact of the firm's as its story needs them. What a person of
// the story has no need to be told apart by, such as a telephone number, is
// made up when they are written down.
type someone struct {
	key       string // names them in the story
	given     string // a person's
	family    string
	org       string // an organisation's name; a person has none
	called    string // what they want to be called
	said      string // how their name is said
	pronouns  string
	prefix    string
	born      string // YYYY-MM-DD
	died      int    // days before now; 0 is alive
	job       string
	boss      string // for whom they work
	mail      string // what stands before the @; empty makes one of the name
	host      string // what stands behind it; empty takes a mailbox provider
	town      string
	about     string
	tags      []string
	came      string // how they came to us
	lang      string // "es" writes to us in Spanish
	voice     voice
	former    string // a former name
	maiden    string
	alias     string
	dba       string
	pen       string // who writes for an organisation
	unwritten bool   // has no e-mail
}

// voice is how someone writes.
type voice int

// The voices.
const (
	plain  voice = iota // "Hi Ruth, … Thanks, Margo"
	formal              // "Dear Ms. Okafor, … Kind regards, Theodora Whitcomb"
	brief               // no greeting, no more than needed
	thumbs              // from a telephone
)

// familyClients come about marriages, children and what is left of them.
func familyClients() []someone {
	return []someone{
		{key: "doyle", given: "Marguerite", family: "Doyle", called: "Margo", born: "1979-05-18", job: "School librarian", boss: "Lakeview Elementary", town: "Evanston",
			maiden: "Marguerite Sayers", came: "Recommended by a client", about: "Teaches story hour on Wednesday mornings: never call before noon that day.", tags: []string{"divorce"}},
		{key: "achebe", given: "Chinwe", family: "Achebe-Larsen", said: "CHIN-weh", pronouns: "she/her", born: "1986-11-02", job: "Respiratory therapist", boss: "St. Brigid Hospital", town: "Oak Park",
			former: "Chinwe Achebe", came: "Website", voice: thumbs, about: "Works nights. Reads mail when she wakes, around three."},
		{key: "ramirez", given: "María Elena", family: "Ramírez Ortega", pronouns: "ella", born: "1990-02-27", job: "Pastry cook", town: "Cicero", lang: "es", came: "Community centre", tags: []string{"divorce", "español"}},
		{key: "osei", given: "Kwame", family: "Osei", born: "1974-08-09", job: "Bus operator", town: "Chicago", came: "Bar association referral", voice: brief},
		{key: "whitcomb", given: "Theodora", family: "Whitcomb", prefix: "Dr.", born: "1968-01-30", job: "Veterinarian", boss: "Whitcomb Animal Clinic", town: "Wilmette", voice: formal, came: "Recommended by a colleague"},
		{key: "tanaka", given: "Kenji", family: "Tanaka", born: "1971-10-14", job: "Airline mechanic", town: "Des Plaines", came: "Recommended by a client", tags: []string{"divorce", "pension"}},
		{key: "price", given: "Danielle", family: "Price", called: "Dani", born: "1993-07-22", job: "Dental hygienist", town: "Berwyn", came: "Shelter referral", voice: thumbs,
			about: "Shares a phone plan with the other party until the carrier splits it. See how to reach her before calling.", tags: []string{"divorce", "safe contact"}},
		{key: "dupont", given: "Sébastien", family: "Dupont-Moreau", said: "say-bass-TYEN", born: "1983-04-11", job: "Sound engineer", town: "Chicago", came: "Website"},
		{key: "hollis", prefix: "Mr.", given: "Grant", family: "Hollis", born: "1965-12-05", job: "Sales director", town: "Naperville", voice: formal, came: "Search engine"},
		{key: "nguyen", given: "Thị Mai", family: "Nguyễn", called: "Mai", said: "nwin tee my", born: "1977-03-08", job: "Nail salon owner", boss: "Mai's Nails", town: "Chicago", came: "Recommended by a client",
			about: "Prefers an interpreter for anything she has to sign."},
		{key: "bergstrom", given: "Ingrid", family: "Bergström", born: "1982-06-19", job: "Product designer", town: "Evanston", came: "Recommended by a colleague"},
		{key: "abernathy", given: "Calvin", family: "Abernathy", born: "1989-09-25", job: "Electrician", town: "Joliet", voice: brief, came: "Union legal plan"},
		{key: "singh", given: "Harpreet", family: "Singh", called: "Harry", born: "1980-12-17", job: "Pharmacist", town: "Schaumburg", came: "Website"},
		{key: "lalao", given: "Lalao", family: "Andriamihajasoanantenaina-Rakotomalalarivonirinatsimbazafykely", said: "LAH-loo; “Ms. Andri” is fine", pronouns: "she/her", born: "1985-05-05", job: "Botanist", boss: "Conservatory of the Prairie", town: "Glencoe",
			came: "Consulate list", about: "Says that forms never fit her name. Write it in full on anything for the court."},
	}
}

// defenceClients are accused of something.
func defenceClients() []someone {
	return []someone{
		{key: "marsh", given: "Tyrell", family: "Marsh", born: "1995-04-03", job: "Warehouse lead", town: "Maywood", voice: thumbs, came: "Search engine", tags: []string{"driving"}},
		{key: "volkov", prefix: "Mr.", given: "Dmitri", family: "Volkov", born: "1972-11-20", job: "Import broker", town: "Skokie", voice: formal, came: "Recommended by a colleague", alias: "Dimitry Wolkow"},
		{key: "jensen", given: "Erik", family: "Jensen", born: "1988-02-14", job: "High-school coach", town: "Elgin", came: "Website", about: "His school knows; the team's parents don't."},
		{key: "ruiz", given: "Ángel", family: "Ruiz Molina", born: "1999-08-30", job: "Line cook", town: "Chicago", lang: "es", voice: thumbs, came: "Family of a client", tags: []string{"español"}},
		{key: "bell", given: "Jasmine", family: "Bell", pronouns: "they/them", born: "2001-10-09", job: "Student", town: "Chicago", voice: brief, came: "Campus legal aid"},
		{key: "park", given: "Min-jun", family: "Park", called: "Jun", born: "1992-01-21", job: "Software tester", town: "Niles", came: "Website"},
		{key: "freeman", given: "Isaiah", family: "Freeman", born: "1981-06-06", job: "Barber", town: "Chicago", came: "Recommended by a client", unwritten: true,
			about: "At Stateville until the appeal is decided. Letters and booked calls only; his sister Ruby carries messages that are not about the case."},
		{key: "haddad", given: "Samir", family: "Haddad", born: "1987-03-29", job: "Taxi owner", town: "Bridgeview", came: "Search engine", voice: thumbs},
		{key: "omalley", given: "Cormac", family: "O'Malley", born: "1969-09-13", job: "Ironworker", town: "Chicago", came: "Union legal plan", voice: brief},
		{key: "wynn", given: "Desmond", family: "Wynn", born: "1998-12-01", town: "Chicago", came: "Court appointment", unwritten: true, about: "In custody. Visits on Tuesdays and Fridays."},
	}
}
