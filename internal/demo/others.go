package demo

// others are whom the firm knows beside its clients: families, the other side
// and their lawyers, courts, insurers, experts and interpreters.
func others() []someone {
	all := relatives()
	all = append(all, otherSides()...)
	return append(all, professions()...)
}

func relatives() []someone {
	return []someone{
		{key: "amara", given: "Amara", family: "Larsen", born: "2015-03-03", unwritten: true, about: "Chinwe's daughter."},
		{key: "laura", given: "Laura", family: "Bishop-Tanaka", born: "1973-06-01", job: "Realtor"},
		{key: "ruby", given: "Ruby", family: "Freeman", job: "Bookkeeper", about: "Isaiah's sister. Messages about dates and visits only."},
		{key: "denise", given: "Denise", family: "Brooks-Amato", job: "Court reporter", about: "Len's daughter. Reads him his mail; he agreed to it in writing."},
		{key: "edith", given: "Edith", family: "Whitaker", born: "1935-02-11", unwritten: true, about: "June's mother, at Maple Terrace."},
		{key: "beatrice", given: "Beatrice", family: "Langley", born: "1934-07-19", died: 260, unwritten: true},
		{key: "walter", given: "Walter", family: "Fitzgerald", born: "1938-11-05", died: 215, unwritten: true},
		{key: "gino", given: "Gino", family: "Rossi", born: "1941-01-20", died: 390, unwritten: true},
		{key: "brendan", given: "Brendan", family: "Fitzgerald", job: "Bar owner", about: "Colleen's brother. Has his own lawyer."},
		{key: "pearl", given: "Pearl", family: "Greene", born: "1957-03-30", job: "Retired nurse", about: "Married to Otis since 1979."},
		{key: "nadim", given: "Nadim", family: "Khalil", born: "1950-05-05", unwritten: true, about: "Rania's father. Speaks Arabic and some French."},
		{key: "putri", given: "Putri", family: "Lestari", born: "1986-02-02", job: "Nurse", about: "Wirawan's wife, in Bandung."},
		{key: "miles", given: "Miles", family: "Ostrander", born: "1988-04-14", job: "Stage carpenter", about: "Married Yelena last year."},
		{key: "danny", given: "Daniel", family: "Sorensen", born: "1985-09-09", job: "Truck mechanic", about: "Cora's fiancé."},
		{key: "leamother", given: "Claire", family: "Moreau", job: "Chef", about: "Sébastien's wife and Léa's mother."},
		{key: "wren", given: "Wren", family: "Halvorsen", job: "Founder", boss: "Larch & Loom LLC"},
		{key: "oluchi", given: "Oluchi", family: "Brandt", job: "General manager", boss: "Prairie Robotics Inc."},
		{key: "stella", given: "Stella", family: "Nyberg", job: "Head brewer", boss: "Harbor Light Brewing Co."},
		{key: "nacho", given: "Ignacio", family: "Peña", called: "Nacho", job: "Owner", boss: "Taquería Sol y Luna LLC", lang: "es", unwritten: true},
		{key: "tamsin", given: "Tamsin", family: "Clarke", job: "Director", boss: "Mosaic Tutoring LLC", unwritten: true},
	}
}

func otherSides() []someone {
	return []someone{
		{key: "patrick", given: "Patrick", family: "Doyle", job: "Contractor", unwritten: true},
		{key: "soren", given: "Søren", family: "Larsen", job: "Ship's pilot", unwritten: true},
		{key: "julio", given: "Julio", family: "Ramírez", job: "Driver", unwritten: true},
		{key: "abena", given: "Abena", family: "Osei", job: "Midwife", unwritten: true},
		{key: "travis", given: "Travis", family: "Price", unwritten: true, about: "Order of protection in force. Never give him or anyone who calls for him where Danielle lives."},
		{key: "valerie", given: "Valerie", family: "Hollis", unwritten: true},
		{key: "tuan", given: "Tuấn", family: "Trần", unwritten: true},
		{key: "vale", given: "Peter", family: "Vale", job: "Architect", unwritten: true},
		{key: "simran", given: "Simran", family: "Kaur", unwritten: true},
		{key: "tiana", given: "Tiana", family: "Rakoto", unwritten: true},
		{key: "joelle", given: "Joelle", family: "Whitfield", unwritten: true},
		{key: "cascade", org: "Cascade Freight Lines", town: "Gary", unwritten: true},
		{key: "grandmart", org: "Grandmart Stores", town: "Oak Lawn", unwritten: true},
		{key: "hospital", org: "St. Brigid Hospital", town: "Chicago", unwritten: true},
		{key: "steeple", org: "Steeple Construction Co.", town: "Aurora", unwritten: true},
		{key: "terrace", org: "Maple Terrace Care Home", town: "Park Ridge", unwritten: true},
		{key: "summit", org: "Summit Ladder Works", town: "Toledo", unwritten: true},
		{key: "hopp", org: "Hopp Rides Inc.", town: "Chicago", unwritten: true},
		{key: "gulliver", org: "Gulliver Cranes LLC", town: "Hammond", unwritten: true},
		{key: "linden", org: "Linden Row Properties", host: "lindenrow.example", mail: "leasing", town: "Chicago"},
		{key: "oakmont", org: "Oakmont Estates Association", host: "oakmontestates.example", mail: "board", town: "Lombard"},
		{key: "servo", org: "Servo Dynamics Ltd.", host: "servodynamics.example", mail: "contracts", town: "Rockford"},
		{key: "lev", given: "Lev", family: "Marcus", job: "Baker", about: "Yael's partner in the bakery; they part as friends."},
	}
}

func professions() []someone {
	return []someone{
		{key: "brandtlaw", given: "Helena", family: "Brandt", job: "Attorney", boss: "Brandt & Osgood", host: "brandtosgood.example", town: "Chicago"},
		{key: "osgood", given: "Lyle", family: "Osgood", job: "Attorney", boss: "Brandt & Osgood", host: "brandtosgood.example", town: "Chicago"},
		{key: "kessler", given: "Martin", family: "Kessler", job: "Attorney", boss: "Kessler Reyes LLP", host: "kesslerreyes.example", town: "Chicago"},
		{key: "reyes", given: "Pilar", family: "Reyes", job: "Attorney", boss: "Kessler Reyes LLP", host: "kesslerreyes.example", town: "Chicago"},
		{key: "hale", given: "Jonathan", family: "Hale", job: "Defence counsel", boss: "Hale Whitby", host: "halewhitby.example", town: "Chicago"},
		{key: "whitby", given: "Saoirse", family: "Whitby", job: "Defence counsel", boss: "Hale Whitby", host: "halewhitby.example", town: "Chicago"},
		{key: "prosecutor", given: "Renata", family: "Briggs", job: "Assistant state's attorney", host: "stateattorney.example", town: "Chicago"},
		{key: "prosecutor2", given: "Howard", family: "Tilden", job: "Assistant state's attorney", host: "stateattorney.example", town: "Chicago"},
		{key: "domestic", org: "Circuit Court, Domestic Relations Division", host: "circuitcourt.example", mail: "domestic", town: "Chicago", tags: []string{"court"}},
		{key: "criminal", org: "Circuit Court, Criminal Division", host: "circuitcourt.example", mail: "criminal", town: "Chicago", tags: []string{"court"}},
		{key: "law", org: "Circuit Court, Law Division", host: "circuitcourt.example", mail: "law", town: "Chicago", tags: []string{"court"}},
		{key: "probate", org: "Circuit Court, Probate Division", host: "circuitcourt.example", mail: "probate", town: "Chicago", tags: []string{"court"}},
		{key: "appeals", org: "Appellate Court, First District", host: "appellatecourt.example", mail: "clerk", town: "Chicago", tags: []string{"court"}},
		{key: "judgehart", prefix: "Hon.", given: "Lenora", family: "Hartsfield", job: "Judge", unwritten: true, town: "Chicago"},
		{key: "judgebaca", prefix: "Hon.", given: "Emilio", family: "Baca", job: "Judge", unwritten: true, town: "Chicago"},
		{key: "judgeroth", prefix: "Hon.", given: "Naomi", family: "Rothman", job: "Judge", unwritten: true, town: "Chicago"},
		{key: "kestrel", org: "Kestrel Mutual Insurance", host: "kestrelmutual.example", mail: "claims", town: "Peoria", tags: []string{"insurer"}},
		{key: "bluestem", org: "Bluestem Casualty", host: "bluestemcasualty.example", mail: "claims", town: "Springfield", tags: []string{"insurer"}},
		{key: "northline", org: "Northline Assurance", host: "northline.example", mail: "claims", town: "Madison", tags: []string{"insurer"}},
		{key: "adjuster", given: "Gloria", family: "Stamm", job: "Claims adjuster", boss: "Kestrel Mutual Insurance", host: "kestrelmutual.example", town: "Peoria"},
		{key: "adjuster2", given: "Wes", family: "Pruitt", job: "Claims adjuster", boss: "Bluestem Casualty", host: "bluestemcasualty.example", town: "Springfield"},
		{key: "mediator", given: "Abigail", family: "Thorne", job: "Mediator", host: "thornemediation.example", town: "Chicago"},
		{key: "appraiser", given: "Ramon", family: "Ilves", job: "Appraiser", host: "ilvesappraisal.example", town: "Evanston"},
		{key: "expert", prefix: "Dr.", given: "Sunita", family: "Rao", job: "Orthopaedic surgeon", host: "raoorthopaedics.example", town: "Chicago"},
		{key: "engineer", given: "Piotr", family: "Zielak", job: "Accident engineer", host: "zielakengineering.example", town: "Chicago"},
		{key: "evaluator", prefix: "Dr.", given: "Imani", family: "Croft", job: "Child psychologist", host: "croftpsychology.example", town: "Oak Park"},
		{key: "linh", given: "Linh", family: "Phan", job: "Interpreter, Vietnamese", host: "prairieinterpreters.example", town: "Chicago"},
		{key: "hoda", given: "Hoda", family: "Mansour", job: "Interpreter, Arabic", host: "prairieinterpreters.example", town: "Chicago"},
		{key: "immigration", org: "Immigration Service, Chicago Field Office", town: "Chicago", unwritten: true, tags: []string{"government"}},
		{key: "shelter", org: "Harbor House Shelter", host: "harborhouse.example", mail: "advocates", town: "Chicago", tags: []string{"referrer"}},
		{key: "parish", org: "St. Ansgar Parish", host: "stansgar.example", mail: "office", town: "Chicago", tags: []string{"referrer"}},
	}
}

// tie says that one contact is something to another: "Acme is employer of Ana".
type tie struct{ from, kind, to, note string }

func ties() []tie {
	return []tie{
		{"patrick", "spouse", "doyle", "Separated"}, {"soren", "former_spouse", "achebe", ""}, {"achebe", "parent", "amara", ""}, {"soren", "parent", "amara", ""},
		{"julio", "spouse", "ramirez", "Separated"}, {"abena", "former_spouse", "osei", ""}, {"laura", "spouse", "tanaka", "Separated"},
		{"travis", "spouse", "price", "Order of protection"}, {"leamother", "spouse", "dupont", ""}, {"valerie", "spouse", "hollis", ""},
		{"tuan", "spouse", "nguyen", ""}, {"vale", "former_spouse", "bergstrom", ""}, {"simran", "spouse", "singh", ""}, {"tiana", "spouse", "lalao", ""},
		{"joelle", "former_spouse", "abernathy", "Never married; parents of one son"}, {"ruby", "sibling", "freeman", ""}, {"ruby", "emergency", "freeman", ""},
		{"brooks", "parent", "denise", ""}, {"denise", "emergency", "brooks", "May speak with us about dates and papers"}, {"edith", "parent", "whitaker", ""},
		{"whitaker", "guardian", "edith", "Petition pending"}, {"beatrice", "parent", "langley", ""}, {"walter", "parent", "fitzgerald", ""}, {"walter", "parent", "brendan", ""},
		{"brendan", "sibling", "fitzgerald", ""}, {"gino", "parent", "rossi", ""}, {"pearl", "spouse", "greene", ""}, {"nadim", "parent", "khalil", ""},
		{"putri", "spouse", "wirawan", ""}, {"miles", "spouse", "petrova", ""}, {"danny", "partner", "bautista", "Engaged"},
		{"wren", "officer", "larch", ""}, {"oluchi", "officer", "prairie", ""}, {"stella", "officer", "harbor", ""}, {"nacho", "owner", "sol", ""}, {"tamsin", "owner", "mosaic", ""},
		{"prairie", "employer", "wirawan", ""}, {"prairie", "employer", "adeyemi", ""}, {"hospital", "employer", "achebe", ""}, {"hospital", "employer", "pham", ""},
		{"bluestem", "insurer", "cascade", ""}, {"kestrel", "insurer", "grandmart", ""}, {"northline", "insurer", "hospital", "Professional liability"}, {"kestrel", "insurer", "steeple", ""},
		{"kestrel", "employer", "adjuster", ""}, {"bluestem", "employer", "adjuster2", ""}, {"brandtlaw", "lawyer", "patrick", ""}, {"osgood", "lawyer", "laura", ""},
		{"kessler", "lawyer", "vale", ""}, {"reyes", "lawyer", "simran", ""}, {"hale", "lawyer", "cascade", ""}, {"whitby", "lawyer", "hospital", ""},
		{"linh", "interpreter", "nguyen", ""}, {"hoda", "interpreter", "khalil", "For her parents"}, {"shelter", "referrer", "price", ""}, {"shelter", "referrer", "hernandez", ""},
		{"parish", "referrer", "mendoza", ""}, {"parish", "referrer", "greene", ""}, {"lev", "partner", "cedar", ""}, {"linden", "other", "larch", "Landlord of the Clark Street shop"},
		{"osgood", "lawyer", "brendan", ""}, {"torres", "sibling", "ruiz", "Half-sister; ask before telling either about the other"}, {"ito", "other", "lindqvist", "Recommended us to her"},
	}
}
