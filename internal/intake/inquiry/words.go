package inquiry

// Label names it in English, the key of its translation.
func (s State) Label() string {
	switch s {
	case Inquiry:
		return "Inquiry"
	case Screened:
		return "Screened"
	case NamesRun:
		return "Names run"
	case Scheduled:
		return "Consultation set"
	case Held:
		return "Consultation held"
	case Cleared:
		return "Conflicts cleared"
	case Sent:
		return "Agreement sent"
	case Signed:
		return "Signed"
	case Opened:
		return "Matter opened"
	case Declined:
		return "Declined"
	case Lost:
		return "Lost"
	case Duplicate:
		return "Repetition"
	case Referred:
		return "Referred out"
	}
	return "Inquiry"
}

// Label names it in English, the key of its translation.
func (s Source) Label() string {
	switch s {
	case "web_form":
		return "Web form"
	case "phone":
		return "Telephone"
	case "email":
		return "E-mail"
	case "walk_in":
		return "Walked in"
	case "client_referral":
		return "Sent by a client"
	case "lawyer_referral":
		return "Sent by a lawyer"
	case "returning":
		return "Client of old"
	case "search":
		return "Web search"
	case "directory":
		return "Directory"
	case "event":
		return "Event"
	case "advertisement":
		return "Advertisement"
	}
	return "Another way"
}

// Label names it in English, the key of its translation.
func (r Reason) Label() string {
	switch r {
	case "conflict":
		return "Conflict of interest"
	case "no_merit":
		return "No case to make"
	case "too_late":
		return "Too late to sue"
	case "not_our_work":
		return "Not our kind of work"
	case "no_capacity":
		return "No time for it"
	case "cost":
		return "Not worth its cost"
	case "trust":
		return "No basis for trust"
	case "chose_other":
		return "Chose another lawyer"
	case "no_answer":
		return "Not reached again"
	case "price":
		return "Price"
	case "settled_itself":
		return "Settled by itself"
	case "changed_mind":
		return "Changed their mind"
	case "same_matter":
		return "Asked about the same thing before"
	case "elsewhere":
		return "Another place"
	}
	return "Another reason"
}

// Label names it in English, the key of its translation.
func (c Channel) Label() string {
	switch c {
	case "email":
		return "E-mail"
	case "post":
		return "Post"
	case "registered_post":
		return "Registered post"
	case "portal":
		return "Portal"
	}
	return "By hand"
}
