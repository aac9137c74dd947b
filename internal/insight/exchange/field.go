package exchange

import (
	"slices"
	"strings"

	"candor/internal/firm/search"
)

// Field is one thing that a column may mean.
type Field struct {
	Key    string
	Label  string // English, and the key of its translation
	Group  string // under which it stands in a list; likewise
	Needed bool   // a row without it can't be used
	Many   bool   // several columns may mean it
	Date   bool
	Said   []string // captions that mean it, folded and without marks
}

// Mapping gives each column the key of a field, or nothing.
type Mapping []string

// Fields lists what the columns of a kind of table may mean.
func (k Kind) Fields() []Field {
	switch k {
	case Contacts:
		return contactFields()
	case Matters:
		return matterFields()
	case Activities:
		return activityFields()
	case Notes:
		return noteFields()
	case VCards, Mail:
	}
	return nil
}

func contactFields() []Field {
	const name, reach, address, more = "Name", "How to reach them", "Address", "More"
	return []Field{
		{Key: "kind", Label: "Person or organisation", Group: name, Said: said("type", "contact type", "kind")},
		{Key: "name", Label: "Full name", Group: name, Said: said("name", "full name", "display name", "contact", "contact name", "client", "client name", "fn")},
		{Key: "prefix", Label: "Title", Group: name, Said: said("title", "prefix", "name prefix", "salutation", "honorific")},
		{Key: "given", Label: "Given name", Group: name, Said: said("first name", "first", "given name", "forename")},
		{Key: "middle", Label: "Middle name", Group: name, Said: said("middle name", "middle", "additional name")},
		{Key: "family", Label: "Family name", Group: name, Said: said("last name", "last", "family name", "surname")},
		{Key: "suffix", Label: "Suffix", Group: name, Said: said("suffix", "name suffix")},
		{Key: "preferred", Label: "Called", Group: name, Said: said("nickname", "preferred name", "goes by", "known as")},
		{Key: "maiden", Label: "Maiden name", Group: name, Said: said("maiden name", "birth name", "nee")},
		{Key: "alias", Label: "Other name", Group: name, Many: true, Said: said("alias", "aka", "other name", "former name", "also known as", "dba")},
		{Key: "pronouns", Label: "Pronouns", Group: name, Said: said("pronouns")},
		{Key: "company", Label: "Company or employer", Group: name, Said: said("company", "company name", "organization", "organisation", "organization name", "organization 1 name", "employer", "firm", "business name")},
		{Key: "job_title", Label: "Job", Group: name, Said: said("job title", "job", "position", "occupation", "organization title", "organization 1 title")},
		{Key: "email", Label: "E-mail", Group: reach, Many: true, Said: said("email", "e mail", "email address", "e mail address", "primary email", "primary email address", "email value", "e mail value", "e mail address value")},
		{Key: "email:home", Label: "E-mail, home", Group: reach, Many: true, Said: said("home email", "personal email", "home email address")},
		{Key: "email:work", Label: "E-mail, work", Group: reach, Many: true, Said: said("work email", "business email", "work email address")},
		{Key: "phone", Label: "Phone", Group: reach, Many: true, Said: said("phone", "primary phone", "phone number", "primary phone number", "telephone", "main phone", "other phone", "phone value")},
		{Key: "phone:mobile", Label: "Phone, mobile", Group: reach, Many: true, Said: said("mobile", "mobile phone", "cell", "cell phone", "mobile number")},
		{Key: "phone:home", Label: "Phone, home", Group: reach, Many: true, Said: said("home phone", "home", "home phone number")},
		{Key: "phone:work", Label: "Phone, work", Group: reach, Many: true, Said: said("work phone", "business phone", "company main phone", "office phone", "work", "work phone number")},
		{Key: "phone:fax", Label: "Fax", Group: reach, Many: true, Said: said("fax", "business fax", "home fax", "work fax", "fax number")},
		{Key: "website", Label: "Website", Group: reach, Many: true, Said: said("website", "web page", "web site", "url", "website value")},
		{Key: "street", Label: "Street", Group: address, Many: true, Said: said("street", "address", "address line", "street address", "primary street", "address street", "other street")},
		{Key: "city", Label: "City", Group: address, Said: said("city", "town", "primary city", "address city", "other city")},
		{Key: "region", Label: "State or province", Group: address, Said: said("state", "province", "region", "state province", "primary state", "address region", "other state", "primary province")},
		{Key: "postcode", Label: "Postal code", Group: address, Said: said("zip", "zip code", "postal code", "postcode", "primary postal code", "address postal code", "other postal code", "primary zip code")},
		{Key: "country", Label: "Country", Group: address, Said: said("country", "primary country", "address country", "other country", "country region")},
		{Key: "street:home", Label: "Street, home", Group: address, Many: true, Said: said("home street", "home address", "home address street")},
		{Key: "city:home", Label: "City, home", Group: address, Said: said("home city", "home address city")},
		{Key: "region:home", Label: "State, home", Group: address, Said: said("home state", "home province", "home address state")},
		{Key: "postcode:home", Label: "Postal code, home", Group: address, Said: said("home postal code", "home zip", "home zip code", "home address postal code", "home address zip code")},
		{Key: "country:home", Label: "Country, home", Group: address, Said: said("home country", "home country region")},
		{Key: "street:work", Label: "Street, work", Group: address, Many: true, Said: said("business street", "work street", "work address", "business address", "business address street", "work address street")},
		{Key: "city:work", Label: "City, work", Group: address, Said: said("business city", "work city", "work address city")},
		{Key: "region:work", Label: "State, work", Group: address, Said: said("business state", "work state", "work province", "work address state")},
		{Key: "postcode:work", Label: "Postal code, work", Group: address, Said: said("business postal code", "business zip", "work zip", "work postal code", "work address postal code", "work address zip code")},
		{Key: "country:work", Label: "Country, work", Group: address, Said: said("business country", "work country", "business country region")},
		{Key: "born_on", Label: "Born", Group: more, Date: true, Said: said("birthday", "date of birth", "dob", "birth date", "born", "born on")},
		{Key: "tax_id", Label: "Tax number", Group: more, Said: said("tax id", "ssn", "ein", "tin", "tax number", "social security number")},
		{Key: "tags", Label: "Tags", Group: more, Many: true, Said: said("tags", "categories", "labels", "group membership", "groups")},
		{Key: "about", Label: "About", Group: more, Many: true, Said: said("notes", "note", "comments", "about", "description")},
	}
}

func matterFields() []Field {
	const matter, client, course = "Matter", "Client", "Course"
	return []Field{
		{Key: "number", Label: "Number", Group: matter, Said: said("display number", "matter number", "custom number", "number", "file number", "case no", "matter")},
		{Key: "title", Label: "Title", Group: matter, Needed: true, Said: said("description", "matter description", "title", "matter name", "case name", "name")},
		{Key: "area", Label: "Practice area", Group: matter, Said: said("practice area", "area", "area of law", "case type", "matter type")},
		{Key: "responsible", Label: "Responsible person", Group: matter, Said: said("responsible attorney", "responsible", "attorney", "lawyer", "lead attorney", "responsible lawyer")},
		{Key: "reference", Label: "Client's own number", Group: matter, Said: said("client reference", "client reference number", "reference", "client matter number", "claim number")},
		{Key: "court", Label: "Court", Group: matter, Said: said("court", "venue")},
		{Key: "court_number", Label: "Court's number", Group: matter, Said: said("case number", "docket number", "docket", "court number", "cause number")},
		{Key: "jurisdiction", Label: "Jurisdiction", Group: matter, Said: said("location", "jurisdiction")},
		{Key: "tags", Label: "Tags", Group: matter, Many: true, Said: said("tags", "labels")},
		{Key: "about", Label: "About", Group: matter, Many: true, Said: said("note", "notes", "details", "summary")},
		{Key: "client", Label: "Client's name", Group: client, Said: said("client", "client name", "clients", "contact", "client full name")},
		{Key: "client_given", Label: "Client's given name", Group: client, Said: said("client first name", "first name")},
		{Key: "client_family", Label: "Client's family name", Group: client, Said: said("client last name", "last name")},
		{Key: "client_company", Label: "Client's company", Group: client, Said: said("client company name", "client company", "company", "company name")},
		{Key: "client_email", Label: "Client's e-mail", Group: client, Said: said("client email", "client email address", "email", "email address")},
		{Key: "status", Label: "Status", Group: course, Said: said("status", "matter status", "state")},
		{Key: "stage", Label: "Stage", Group: course, Said: said("stage", "matter stage", "phase")},
		{Key: "opened_on", Label: "Opened", Group: course, Date: true, Said: said("open date", "opened", "date opened", "opened on", "opened date", "start date")},
		{Key: "closed_on", Label: "Closed", Group: course, Date: true, Said: said("close date", "closed", "date closed", "closed on", "closed date")},
		{Key: "pending_on", Label: "Pending since", Group: course, Date: true, Said: said("pending date", "date pending")},
		{Key: "source", Label: "How they came to us", Group: course, Said: said("source", "referral source", "referred by", "originating source")},
	}
}

func activityFields() []Field {
	const work, amount = "Work", "Amount"
	return []Field{
		{Key: "matter", Label: "Matter's number", Group: work, Needed: true, Said: said("matter", "matter number", "display number", "matter display number")},
		{Key: "on", Label: "Day", Group: work, Needed: true, Date: true, Said: said("date", "activity date", "day", "entry date")},
		{Key: "subject", Label: "What was done", Group: work, Said: said("activity description", "activity", "category", "expense category", "task")},
		{Key: "body", Label: "Note", Group: work, Many: true, Said: said("note", "notes", "description", "narrative", "details")},
		{Key: "person", Label: "Who", Group: work, Said: said("activity user", "user", "timekeeper", "attorney", "person", "staff")},
		{Key: "type", Label: "Time or expense", Group: amount, Said: said("type", "activity type", "kind")},
		{Key: "quantity", Label: "Hours or count", Group: amount, Said: said("quantity", "hours", "duration", "qty", "billable hours")},
		{Key: "price", Label: "Rate or price", Group: amount, Said: said("price", "rate", "amount", "unit price", "cost")},
		{Key: "non_billable", Label: "Not billed", Group: amount, Said: said("non billable", "nonbillable", "not billable")},
	}
}

func noteFields() []Field {
	const note = "Note"
	return []Field{
		{Key: "matter", Label: "Matter's number", Group: note, Said: said("matter", "matter number", "display number", "matter display number", "regarding matter")},
		{Key: "contact", Label: "Contact's name", Group: note, Said: said("contact", "contact name", "client", "client name", "name", "regarding")},
		{Key: "contact_email", Label: "Contact's e-mail", Group: note, Said: said("email", "email address", "contact email")},
		{Key: "on", Label: "Day", Group: note, Date: true, Said: said("date", "created", "created at", "created date", "note date", "day")},
		{Key: "subject", Label: "Subject", Group: note, Said: said("subject", "title", "summary")},
		{Key: "body", Label: "Note", Group: note, Needed: true, Many: true, Said: said("note", "notes", "detail", "details", "body", "text", "content", "description")},
		{Key: "person", Label: "Who wrote it", Group: note, Said: said("author", "user", "created by", "written by", "person")},
	}
}

func said(captions ...string) []string { return captions }

// plain folds a caption and drops its marks and figures: "E-mail 1 - Value" is
// "e mail value".
func plain(caption string) string {
	folded := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r > 0x7F {
			return r
		}
		return ' '
	}, search.Fold(caption))
	return strings.Join(strings.Fields(folded), " ")
}

// Guess gives each caption the field it most likely means. What a person
// chose before for the same caption goes before any guess; a field is given
// twice only where several columns may mean it.
func (k Kind) Guess(header []string, before map[string]string) Mapping {
	fields := k.Fields()
	byKey := map[string]Field{}
	for _, f := range fields {
		byKey[f.Key] = f
	}
	m := make(Mapping, len(header))
	taken := map[string]bool{}
	give := func(i int, key string) bool {
		f, ok := byKey[key]
		if !ok || taken[key] && !f.Many {
			return false
		}
		m[i], taken[key] = key, true
		return true
	}
	chosen := make([]bool, len(header))
	for i, h := range header {
		key, ok := before[plain(h)]
		chosen[i] = ok && (key == "" || give(i, key))
	}
	for i, h := range header {
		if chosen[i] {
			continue
		}
		c := plain(h)
		for _, f := range fields {
			if slices.Contains(f.Said, c) && give(i, f.Key) {
				break
			}
		}
	}
	return m
}

// lacking names the fields that a mapping needs and doesn't give.
func (k Kind) lacking(m Mapping) (out []Field) {
	for _, f := range k.Fields() {
		if f.Needed && !slices.Contains(m, f.Key) {
			out = append(out, f)
		}
	}
	switch k {
	case Contacts:
		if !given(m, "name", "given", "family", "company") {
			out = append(out, Field{Key: "name", Label: "Full name"})
		}
	case Matters:
		if !given(m, "client", "client_given", "client_family", "client_company", "client_email") {
			out = append(out, Field{Key: "client", Label: "Client's name"})
		}
	case Notes:
		if !given(m, "matter", "contact", "contact_email") {
			out = append(out, Field{Key: "matter", Label: "Matter's number"})
		}
	case Activities, VCards, Mail:
	}
	return out
}

// missed says that no column means a field that every row needs.
func (f Field) missed() string {
	switch f.Key {
	case "title":
		return "Say which column is the title of the matter."
	case "client":
		return "Say which column names the client."
	case "matter":
		return "Say which column is the matter's number."
	case "on":
		return "Say which column is the day."
	case "body":
		return "Say which column is the note."
	}
	return "Say which column is the name."
}

func given(m Mapping, keys ...string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(m, k) })
}

// values are what a row says, by field. What several columns say of one field
// is kept apart.
type values map[string][]string

func (m Mapping) values(cells []string) values {
	v := values{}
	for i, key := range m {
		if key != "" && i < len(cells) && cells[i] != "" {
			v[key] = append(v[key], cells[i])
		}
	}
	return v
}

// one is what the row says of a field, in one line.
func (v values) one(key string) string { return strings.Join(v[key], " ") }

// text is what the row says of a field, a paragraph for each column.
func (v values) text(key string) string { return strings.Join(v[key], "\n\n") }
