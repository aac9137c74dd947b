package demo

// injuryClients were hurt, by someone or by something.
func injuryClients() []someone {
	return []someone{
		{key: "rivera", given: "Ana", family: "Rivera", born: "1984-07-16", job: "Physical therapist", boss: "Northside Rehab", town: "Chicago", came: "Recommended by a client", tags: []string{"truck"}},
		{key: "brooks", prefix: "Mr.", given: "Leonard", family: "Brooks", called: "Len", born: "1951-03-04", job: "Retired postman", town: "Oak Lawn", voice: formal, came: "Newspaper", unwritten: true, about: "Hard of hearing on the left. Likes letters; his daughter Denise reads him mail."},
		{key: "ito", given: "Hana", family: "Ito", born: "1996-09-01", job: "Architect", town: "Chicago", came: "Website", tags: []string{"bicycle"}},
		{key: "mokoena", prefix: "Ms.", given: "Thandi", family: "Mokoena", said: "TAHN-dee mo-KWEH-na", born: "1978-12-12", job: "Translator", town: "Chicago", came: "Recommended by a colleague", voice: formal, tags: []string{"medical"}},
		{key: "cruz", given: "Mateo", family: "Cruz", born: "1991-05-28", job: "Carpenter", town: "Aurora", lang: "es", voice: thumbs, came: "Worker centre", tags: []string{"español", "work"}},
		{key: "whitaker", given: "June", family: "Whitaker", born: "1963-06-10", job: "Accountant", town: "Park Ridge", came: "Recommended by a client", about: "Cares for her mother Edith, 91. Mornings are for the nursing home."},
		{key: "pham", given: "David", family: "Pham", born: "1994-11-15", job: "Nurse", boss: "St. Brigid Hospital", town: "Chicago", voice: brief, came: "Website"},
		{key: "oconnor", given: "Fiona", family: "O'Connor", born: "1970-02-02", job: "House painter", town: "Waukegan", came: "Search engine"},
		{key: "torres", given: "Valentina", family: "Torres Aguilar", born: "1997-04-24", job: "Receptionist", town: "Cicero", lang: "es", came: "Family of a client", tags: []string{"español"}},
		{key: "grant", given: "Marcus", family: "Grant", born: "1976-08-18", job: "Jazz bassist", town: "Chicago", came: "Recommended by a client", voice: thumbs},
		{key: "demir", given: "Yusuf", family: "Demir", born: "1985-01-09", job: "Crane operator", town: "Hammond", came: "Union legal plan"},
		{key: "lindqvist", prefix: "Ms.", given: "Astrid", family: "Lindqvist", born: "1959-10-23", job: "Piano teacher", town: "Evanston", voice: formal, came: "Recommended by a client"},
		{key: "caldwell", prefix: "Mrs.", given: "Rose", family: "Caldwell", born: "1947-04-19", job: "Retired", town: "Chicago", voice: formal, came: "Newspaper"},
	}
}

// arrivalClients want to come, to stay, or to have their family here.
func arrivalClients() []someone {
	return []someone{
		{key: "wirawan", family: "Wirawan", said: "wee-RAH-wan; it is his only name", born: "1983-08-17", job: "Mechanical engineer", boss: "Prairie Robotics Inc.", town: "Lisle", came: "Employer",
			about: "Has one name. Government forms put FNU before it; that is not a name."},
		{key: "mendoza", given: "Lucero", family: "Mendoza Quispe", born: "1994-03-21", job: "Seamstress", town: "Chicago", lang: "es", came: "Parish", tags: []string{"español", "asylum"}},
		{key: "petrova", prefix: "Ms.", given: "Yelena", family: "Petrova", born: "1990-06-30", job: "Violinist", town: "Chicago", voice: formal, came: "Website"},
		{key: "adeyemi", given: "Babatunde", family: "Adeyemi", called: "Tunde", born: "1988-10-10", job: "Data engineer", boss: "Prairie Robotics Inc.", town: "Chicago", came: "Employer"},
		{key: "khalil", given: "Rania", family: "Khalil", born: "1981-01-25", job: "Pharmacist", town: "Bridgeview", came: "Recommended by a client"},
		{key: "garcia", given: "Josefina", family: "García Núñez", born: "1998-05-12", job: "Warehouse packer", town: "Waukegan", lang: "es", voice: thumbs, came: "Community centre", tags: []string{"español"}},
		{key: "wu", given: "Meiling", family: "Wu", said: "family name first: Wu Meiling", born: "1992-09-19", job: "Ceramic artist", town: "Chicago", came: "Gallery"},
		{key: "bautista", given: "Corazon", family: "Bautista", called: "Cora", born: "1987-12-08", job: "Home health aide", town: "Skokie", came: "Parish"},
		{key: "hernandez", given: "Graciela", family: "Hernández Soto", born: "1980-07-07", job: "Cleaner", town: "Aurora", lang: "es", came: "Shelter referral", tags: []string{"español", "safe contact"},
			about: "What happened to her is in the sealed declaration. Don't speak of it in front of her children."},
		{key: "rahman", prefix: "Dr.", given: "Farhan", family: "Rahman", born: "1986-02-16", job: "Postdoctoral researcher", town: "Chicago", came: "University office", voice: formal},
		{key: "haile", given: "Nadia", family: "Haile", born: "1991-11-11", job: "Coffee roaster", town: "Chicago", came: "Recommended by a client"},
	}
}

// estateClients plan for an end, or settle one.
func estateClients() []someone {
	return []someone{
		{key: "langley", given: "Thomas", family: "Langley", born: "1960-04-27", job: "Surveyor", town: "Rockford", came: "Recommended by a client", about: "Executor of his mother Beatrice's will. Writes early in the morning."},
		{key: "moreau", prefix: "Ms.", given: "Vivienne", family: "Moreau", born: "1949-09-09", job: "Retired gallery owner", town: "Chicago", voice: formal, came: "Recommended by a colleague"},
		{key: "greene", given: "Otis", family: "Greene", born: "1955-01-17", job: "Retired teacher", town: "Chicago", came: "Parish"},
		{key: "fitzgerald", given: "Colleen", family: "Fitzgerald", born: "1966-08-21", job: "Event planner", town: "Oak Park", came: "Website", voice: thumbs, about: "Grieving, and in a quarrel with her brother. Call before writing anything hard."},
		{key: "chowdhury", given: "Anwar", family: "Chowdhury", born: "1969-03-13", job: "Restaurant owner", town: "Lincolnwood", came: "Search engine"},
		{key: "rossi", given: "Carla", family: "Rossi", born: "1972-12-20", job: "Florist", town: "Melrose Park", came: "Recommended by a client"},
		{key: "stein", prefix: "Mrs.", given: "Miriam", family: "Stein", born: "1944-05-31", job: "Retired judge's clerk", town: "Highland Park", voice: formal, came: "Recommended by a colleague", about: "Knows the courthouse better than we do."},
		{key: "alvarez", given: "Consuelo", family: "Álvarez", born: "1953-10-02", job: "Retired", town: "Chicago", lang: "es", came: "Parish", tags: []string{"español"}},
	}
}

// businessClients are companies and those who run them.
func businessClients() []someone {
	return []someone{
		{key: "larch", pen: "Wren Halvorsen", org: "Larch & Loom LLC", mail: "hello", host: "larchandloom.example", town: "Chicago", came: "Recommended by a client", about: "Yarn and cloth, two shops. Wren Halvorsen decides, her sister signs."},
		{key: "prairie", pen: "Oluchi Brandt", org: "Prairie Robotics Inc.", mail: "legal", host: "prairierobotics.example", town: "Lisle", came: "Recommended by a colleague", tags: []string{"technology"}},
		{key: "cedar", pen: "Yael Marcus", org: "Cedar Street Bakery LLC", mail: "office", host: "cedarstreetbakery.example", town: "Chicago", dba: "Cedar Street Bread", came: "Recommended by a client"},
		{key: "northshore", pen: "Peter Quan", org: "Northshore Pediatric Group, S.C.", mail: "manager", host: "northshorepediatric.example", town: "Winnetka", came: "Recommended by a colleague"},
		{key: "harbor", pen: "Stella Nyberg", org: "Harbor Light Brewing Co.", mail: "brewer", host: "harborlightbrewing.example", town: "Waukegan", came: "Website"},
		{key: "greenline", pen: "Ray Dominguez", org: "Greenline Landscaping, Inc.", mail: "front", host: "greenlinelandscaping.example", town: "Lombard", came: "Search engine"},
		{key: "kite", pen: "Bea Farrow", org: "Kite & Anchor Theatre", mail: "stage", host: "kiteandanchor.example", town: "Chicago", came: "Website", tags: []string{"nonprofit"}},
		{key: "sol", pen: "Ignacio Peña", org: "Taquería Sol y Luna LLC", mail: "nacho", host: "solyluna.example", town: "Cicero", lang: "es", came: "Community centre", tags: []string{"español"}},
		{key: "mosaic", pen: "Tamsin Clarke", org: "Mosaic Tutoring LLC", mail: "info", host: "mosaictutoring.example", town: "Evanston", came: "Website"},
		{key: "halloran", pen: "Joe Halloran", org: "Halloran Brothers Roofing", mail: "office", host: "halloranroofing.example", town: "Joliet", came: "Union legal plan"},
	}
}
