package demo

// piece is one matter as its story is told.
type piece struct {
	key     string
	client  string // key of a contact
	area    string // kind of practice area
	title   string
	about   string
	lead    string // who is responsible: ruth, evan or lucia
	opened  int    // days before now
	stage   string // where it stands
	closed  int    // days before now; 0 is not closed
	reason  string
	outcome string
	pending bool // agreed, not begun
	ends    ending
	facts   facts
	parties []party
	fields  facts // "days:300" is the date 300 days before now
	court   string
	number  string // the court's
	refs    facts
	tags    []string
	skip    string // stages it didn't go through, beside those its kind skips
	related string // key of an earlier piece
	how     string // what that one is to this
}

// facts fill in the words of a story.
type facts map[string]string

// party is who else is in a matter.
type party struct{ part, who, by string }

// ending is how things stand today.
type ending struct {
	word  mood
	days  int     // business days, where mood needs them
	asked float64 // business hours ago that a question came in that still waits; 0 is none
	held  bool    // we said that the answer will come
}

// mood is how long ago the client last heard from us.
type mood int

// The moods.
const (
	calm  mood = iota // lately
	today             // the promised word is due today
	soon              // it is due in so many business days
	late              // it was due so many business days ago
)

// familyPieces are matters of marriages and children.
func familyPieces() []piece {
	return []piece{
		{key: "doyle", client: "doyle", area: "family", title: "Doyle v. Doyle", about: "Divorce after nineteen years; two children; the house and a contracting business to be valued.", lead: "ruth", opened: 246, stage: "disclosure", ends: ending{word: today},
			facts: facts{"other": "Patrick", "counsel": "Ms. Brandt", "child": "Nora and Finn", "thing": "the house on Linden Avenue", "amount": "$412,000"}, court: "domestic", number: "{yy} D 04417",
			parties: []party{{"adverse", "patrick", "brandtlaw"}, {"opposing_counsel", "brandtlaw", ""}, {"judge", "judgehart", ""}, {"expert", "appraiser", ""}}, fields: facts{"children": "2", "contested": "yes", "separated_on": "days:290"}, tags: []string{"contested"}},
		{key: "doyleorder", skip: "temporary disclosure", client: "doyle", area: "family", title: "Doyle, exclusive use of the home", about: "Emergency petition for the house and the car.", lead: "ruth", opened: 240, stage: "decree", closed: 205, reason: "completed", outcome: "Exclusive possession granted until the divorce is decided.",
			facts: facts{"other": "Patrick", "counsel": "Ms. Brandt", "child": "Nora and Finn", "thing": "the house on Linden Avenue"}, court: "domestic", related: "doyle", how: "related"},
		{key: "achebeold", client: "achebe", area: "family", title: "Larsen v. Larsen", about: "The divorce; decree entered, joint parenting plan.", lead: "ruth", opened: 460, stage: "decree", closed: 330, reason: "judgment", outcome: "Decree with a joint parenting plan.", facts: facts{"other": "Søren", "child": "Amara", "thing": "the flat on Harlem Avenue"}, court: "domestic"},
		{key: "achebe", skip: "disclosure", client: "achebe", area: "family", title: "Achebe-Larsen, change of parenting time", about: "The father now works on ships six weeks at a time; the plan no longer fits.", lead: "evan", opened: 152, stage: "mediation", ends: ending{word: late, days: 4},
			facts: facts{"parenting": "yes", "other": "Søren", "child": "Amara", "thing": "the parenting plan", "counsel": "Mr. Kessler", "expert": "Dr. Croft"}, court: "domestic", number: "{yy} D 01120", related: "achebeold", how: "prior",
			parties: []party{{"adverse", "soren", "kessler"}, {"opposing_counsel", "kessler", ""}, {"mediator", "mediator", ""}, {"expert", "evaluator", ""}}, fields: facts{"children": "1", "contested": "yes"}},
		{key: "ramirez", client: "ramirez", area: "family", title: "Ramírez Ortega v. Ramírez", about: "Divorce; temporary support and the flat.", lead: "lucia", opened: 96, stage: "temporary", ends: ending{asked: 5},
			facts: facts{"other": "Julio", "child": "Camila", "thing": "el apartamento", "counsel": "Sr. Osgood"}, court: "domestic", number: "{yy} D 03304", parties: []party{{"adverse", "julio", ""}, {"judge", "judgebaca", ""}}, fields: facts{"children": "1", "contested": "yes"}},
		{key: "osei", client: "osei", area: "family", title: "Osei v. Osei", about: "Divorce by agreement after disclosure.", lead: "ruth", opened: 334, stage: "decree", closed: 48, reason: "judgment", outcome: "Decree entered by agreement; pension divided.", facts: facts{"other": "Abena", "thing": "the pension", "amount": "$61,500"}, court: "domestic", number: "{yy} D 02981"},
		{key: "oseitransfer", client: "osei", area: "family", title: "Osei, pension order and deed", about: "Carrying out the decree.", lead: "evan", opened: 46, stage: "transfer", facts: facts{"other": "Abena", "thing": "the pension", "amount": "$61,500"}, court: "domestic", related: "osei", how: "prior"},
		{key: "whitcomb", client: "whitcomb", area: "family", title: "Whitcomb, premarital agreement", about: "Agreement before a second marriage; the clinic stays separate property.", lead: "ruth", opened: 182, stage: "consult", closed: 121, reason: "completed", outcome: "Signed by both a month before the wedding.", facts: facts{"other": "Alan", "thing": "the agreement"}},
		{key: "tanaka", client: "tanaka", area: "family", title: "Tanaka v. Bishop-Tanaka", about: "Divorce; the airline pension is the one thing in dispute.", lead: "ruth", opened: 203, stage: "trial", ends: ending{word: calm, asked: 11, held: true},
			facts: facts{"other": "Laura", "counsel": "Mr. Osgood", "thing": "the airline pension", "amount": "$238,000"}, court: "domestic", number: "{yy} D 07702", parties: []party{{"adverse", "laura", "osgood"}, {"opposing_counsel", "osgood", ""}, {"judge", "judgehart", ""}}, fields: facts{"contested": "yes"}},
		{key: "tanakawill", client: "tanaka", area: "estates", title: "Tanaka, new will", about: "To be drawn up once the divorce is final.", lead: "ruth", opened: 18, stage: "interview", pending: true, facts: facts{"wills": "yes", "thing": "the will"}},
		{key: "price", client: "price", area: "family", title: "Price v. Price", about: "Order of protection and divorce.", lead: "lucia", opened: 63, stage: "temporary", ends: ending{word: calm}, facts: facts{"other": "Travis", "thing": "the order of protection"}, court: "domestic", number: "{yy} OP 0555",
			parties: []party{{"adverse", "travis", ""}, {"judge", "judgebaca", ""}, {"referrer", "shelter", ""}}, fields: facts{"contested": "yes"}, tags: []string{"safe contact"}},
		{key: "dupont", client: "dupont", area: "family", title: "Adoption of Léa Moreau", about: "Stepparent adoption; the father's consent is signed.", lead: "lucia", opened: 77, stage: "filing", facts: facts{"child": "Léa", "thing": "the adoption", "other": "Claire"}, court: "domestic", number: "{yy} AD 0091", parties: []party{{"co_client", "leamother", ""}}},
		{key: "hollis", client: "hollis", area: "family", title: "Hollis v. Hollis", about: "Divorce of a long marriage; grown children; stock options.", lead: "ruth", opened: 13, stage: "consult", ends: ending{word: calm, asked: 3}, facts: facts{"other": "Valerie", "thing": "the stock options"}, parties: []party{{"adverse", "valerie", ""}}},
		{key: "nguyen", client: "nguyen", area: "family", title: "Nguyễn and Trần", about: "Divorce by agreement; two salons, one each.", lead: "evan", opened: 88, stage: "decree", facts: facts{"other": "Tuấn", "thing": "the two salons"}, court: "domestic", number: "{yy} D 02260", parties: []party{{"adverse", "tuan", ""}, {"interpreter", "linh", ""}}, fields: facts{"contested": "no"}},
		{key: "bergstrom", skip: "disclosure", client: "bergstrom", area: "family", title: "Bergström, leave to relocate", about: "A post in Malmö; parenting time across the sea.", lead: "ruth", opened: 112, stage: "mediation", ends: ending{word: soon, days: 1},
			facts: facts{"parenting": "yes", "other": "Peter", "counsel": "Mr. Kessler", "child": "Elsa", "thing": "the move to Malmö", "expert": "Dr. Croft"}, court: "domestic", number: "{yy} D 01975", parties: []party{{"adverse", "vale", "kessler"}, {"opposing_counsel", "kessler", ""}, {"mediator", "mediator", ""}}, fields: facts{"children": "1"}},
		{key: "abernathy", skip: "disclosure", client: "abernathy", area: "family", title: "Abernathy, parenting time", about: "Parentage and a schedule for one son.", lead: "evan", opened: 296, stage: "decree", closed: 76, reason: "judgment", outcome: "Alternate weeks from the start of school.", facts: facts{"parenting": "yes", "other": "Joelle", "child": "Theo", "thing": "the schedule"}, court: "domestic", number: "{yy} F 0410"},
		{key: "singh", client: "singh", area: "family", title: "Singh v. Kaur", about: "Divorce; two rental houses and a family loan.", lead: "evan", opened: 177, stage: "disclosure", ends: ending{word: calm, asked: 19}, facts: facts{"other": "Simran", "counsel": "Ms. Reyes", "thing": "the rental houses", "amount": "$305,000"}, court: "domestic", number: "{yy} D 00812",
			parties: []party{{"adverse", "simran", "reyes"}, {"opposing_counsel", "reyes", ""}}, fields: facts{"contested": "yes"}},
		{key: "lalao", client: "lalao", area: "family", title: "Andriamihajasoanantenaina-Rakotomalalarivonirinatsimbazafykely v. Rakoto", about: "Divorce with assets in two countries.", lead: "ruth", opened: 131, stage: "temporary", facts: facts{"other": "Tiana", "thing": "the flat in Antananarivo"}, court: "domestic", number: "{yy} D 01433", parties: []party{{"adverse", "tiana", ""}}},
	}
}

// defencePieces are matters of those accused of something.
func defencePieces() []piece {
	return []piece{
		{key: "marsh", client: "marsh", area: "criminal", title: "People v. Marsh", about: "Driving under the influence, first offence.", lead: "evan", opened: 118, stage: "plea", facts: facts{"thing": "the stop on Western Avenue", "counsel": "Mr. Tilden", "form": "the breath test"}, court: "criminal", number: "{yy} TR 20114", parties: []party{{"opposing_counsel", "prosecutor2", ""}, {"judge", "judgeroth", ""}}, fields: facts{"grade": "Misdemeanor", "custody": "no", "arrested_on": "days:120"}},
		{key: "marshlicense", client: "marsh", area: "criminal", title: "Marsh, licence hearing", about: "Hearing on the suspended licence.", lead: "evan", opened: 82, stage: "motions", ends: ending{word: soon, days: 2}, facts: facts{"thing": "the licence suspension", "counsel": "Mr. Tilden"}, related: "marsh", how: "related"},
		{key: "volkov", client: "volkov", area: "criminal", title: "People v. Volkov", about: "Wire fraud charged in state court; nine boxes of records.", lead: "ruth", opened: 212, stage: "discovery", facts: facts{"thing": "the shipping invoices", "counsel": "Ms. Briggs", "form": "the customs records"}, court: "criminal", number: "{yy} CR 09982", parties: []party{{"opposing_counsel", "prosecutor", ""}, {"judge", "judgeroth", ""}}, fields: facts{"grade": "Felony", "custody": "no", "bail_set": "50000.00"}, tags: []string{"wall"}},
		{key: "jensen", client: "jensen", area: "criminal", title: "People v. Jensen", about: "Driving under the influence; the licence matters for his work.", lead: "evan", opened: 91, stage: "discovery", facts: facts{"thing": "the stop in Elgin", "counsel": "Mr. Tilden", "form": "the dashboard video"}, court: "criminal", number: "{yy} TR 31007", parties: []party{{"opposing_counsel", "prosecutor2", ""}}, fields: facts{"grade": "Misdemeanor", "custody": "no"}},
		{key: "ruiz", client: "ruiz", area: "criminal", title: "People v. Ruiz Molina", about: "A fight outside a bar; two witnesses disagree.", lead: "lucia", opened: 137, stage: "motions", facts: facts{"thing": "el video de la calle", "counsel": "Sra. Briggs", "form": "el informe de la policía"}, court: "criminal", number: "{yy} CR 01876", parties: []party{{"opposing_counsel", "prosecutor", ""}, {"judge", "judgeroth", ""}}, fields: facts{"grade": "Misdemeanor", "custody": "no"}},
		{key: "bell", client: "bell", area: "criminal", title: "People v. Bell", about: "Possession; second-chance programme likely.", lead: "evan", opened: 104, stage: "plea", ends: ending{word: today}, facts: facts{"thing": "the second-chance programme", "counsel": "Ms. Briggs"}, court: "criminal", number: "{yy} CR 03320", parties: []party{{"opposing_counsel", "prosecutor", ""}}, fields: facts{"grade": "Felony", "custody": "no"}},
		{key: "park", client: "park", area: "criminal", title: "People v. Park", about: "Leaving the scene of an accident; the other car was parked.", lead: "ruth", opened: 188, stage: "trial", facts: facts{"thing": "the garage camera", "counsel": "Mr. Tilden", "form": "the repair bills"}, court: "criminal", number: "{yy} TR 88120", parties: []party{{"opposing_counsel", "prosecutor2", ""}, {"judge", "judgeroth", ""}}, fields: facts{"grade": "Misdemeanor", "custody": "no"}},
		{key: "freemantrial", client: "freeman", area: "criminal", title: "People v. Freeman", about: "Trial by jury; convicted of one count of three.", lead: "ruth", opened: 640, stage: "sentence", closed: 300, reason: "judgment", outcome: "Six years; notice of appeal filed the same week.", facts: facts{"thing": "the photo line-up", "counsel": "Ms. Briggs"}, court: "criminal", number: "{yy} CR 11540"},
		{key: "freeman", client: "freeman", area: "criminal", title: "People v. Freeman, appeal", about: "The photo line-up should have been kept from the jury.", lead: "ruth", opened: 298, stage: "appeal", ends: ending{word: soon, days: 2}, facts: facts{"thing": "the photo line-up", "counsel": "Ms. Briggs"}, court: "appeals", number: "1-{yy}-0433", related: "freemantrial", how: "appeal", fields: facts{"grade": "Felony", "custody": "yes"}},
		{key: "haddad", client: "haddad", area: "criminal", title: "People v. Haddad", about: "Charged after a quarrel over a fare.", lead: "evan", opened: 11, stage: "arraignment", ends: ending{asked: 4}, facts: facts{"thing": "the dashboard camera", "counsel": "Mr. Tilden", "form": "the police report"}, court: "criminal", number: "{yy} CR 05561", parties: []party{{"opposing_counsel", "prosecutor2", ""}}, fields: facts{"grade": "Misdemeanor", "custody": "no"}},
		{key: "omalley", client: "omalley", area: "criminal", title: "People v. O'Malley", about: "Licence reinstatement after five years.", lead: "evan", opened: 201, stage: "sentence", closed: 92, reason: "completed", outcome: "Licence restored with a one-year device.", facts: facts{"thing": "the driving record", "counsel": "Mr. Tilden", "form": "the evaluation"}, court: "criminal", number: "{yy} TR 70031"},
		{key: "phamticket", client: "pham", area: "criminal", title: "Pham, speeding", about: "Speeding in a work zone on the way to a shift.", lead: "evan", opened: 230, stage: "sentence", closed: 176, reason: "dismissed", outcome: "Dismissed on payment of costs.", facts: facts{"thing": "the ticket", "counsel": "Mr. Tilden", "form": "the radar log"}, court: "criminal"},
		{key: "wynn", client: "wynn", area: "criminal", title: "People v. Wynn", about: "Weapon found in a car that was not his.", lead: "ruth", opened: 142, stage: "discovery", facts: facts{"thing": "the car search", "counsel": "Ms. Briggs", "form": "the laboratory report"}, court: "criminal", number: "{yy} CR 00907", parties: []party{{"opposing_counsel", "prosecutor", ""}, {"judge", "judgeroth", ""}}, fields: facts{"grade": "Felony", "custody": "yes", "bail_set": "75000.00"}},
	}
}
