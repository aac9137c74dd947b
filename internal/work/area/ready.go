package area

// Ready gives the practice areas that a new firm starts with. What a stage
// usually takes is a rough planning figure; the firm writes its own. It is
// English, and the key of its translation: a firm that changes it writes in its
// own language.
func Ready() []Area {
	return []Area{readyFamily(), readyCriminal(), readyInjury(), readyImmigration(), readyEstates(), readyBusiness()}
}

func readyFamily() Area {
	return Area{
		Kind: "family", Code: "FAM", Name: "Family",
		Notes: "Divorce, children, support and agreements between partners.",
		Stages: []Stage{
			{"consult", "Consultation", "We get to know your situation", 1, 14, ""},
			{"filing", "Petition filed", "We ask the court to open your case", 7, 30, "Missing papers, such as the marriage certificate."},
			{"service", "Service", "The other side is told officially", 7, 45, "The other side can't be found or avoids being served."},
			{"temporary", "Temporary orders", "The court sets rules for the meantime", 21, 60, "The court's calendar."},
			{"disclosure", "Financial disclosure", "Both sides show what they own and owe", 45, 120, "Bank and pension papers that come late."},
			{"mediation", "Mediation", "We try to agree with a neutral person's help", 30, 90, "Finding a day that suits everyone."},
			{"trial", "Trial", "A judge decides what is not agreed", 60, 240, "Crowded courts and new dates."},
			{"decree", "Decree", "The court writes down the result", 14, 60, "Wording that both sides must accept."},
			{"transfer", "Transfers", "House, accounts and names are changed over", 30, 120, "Banks and pension plans work slowly."},
		},
		Fields: []Field{
			{Key: "married_on", Label: "Married on", Type: Date},
			{Key: "separated_on", Label: "Separated on", Type: Date},
			{Key: "children", Label: "Children under 18", Type: Number},
			{Key: "contested", Label: "Contested", Type: YesNo},
		},
	}
}

func readyCriminal() Area {
	return Area{
		Kind: "criminal", Code: "CRM", Name: "Criminal defence",
		Notes: "Standing by you from the first charge to the last appeal.",
		Stages: []Stage{
			{"charged", "Arrest or charge", "We learn what you are accused of", 1, 7, ""},
			{"arraignment", "Arraignment", "You hear the charges in court for the first time", 1, 30, "The court's calendar."},
			{"bail", "Bail", "We ask that you can wait at home", 1, 14, "Money or papers for the release."},
			{"discovery", "Discovery", "We see what the prosecution has", 30, 180, "Laboratory reports and videos that come late."},
			{"motions", "Motions", "We ask the judge to leave out what was got wrongly", 30, 120, "Hearings that are put off."},
			{"plea", "Plea offer", "We weigh any offer; the choice is yours", 14, 90, "Offers that change as the evidence does."},
			{"trial", "Trial", "A jury or judge decides", 60, 365, "Crowded courts and new dates."},
			{"sentence", "Sentence", "The court decides what follows", 14, 90, "The probation office's report."},
			{"appeal", "Appeal", "A higher court looks at what went wrong", 180, 540, "Waiting for the transcript."},
		},
		Fields: []Field{
			{Key: "charge", Label: "Charge", Type: Text},
			{Key: "grade", Label: "Grade", Type: Choice, Choices: []string{"Infraction", "Misdemeanor", "Felony"}},
			{Key: "custody", Label: "In custody", Type: YesNo},
			{Key: "arrested_on", Label: "Arrested on", Type: Date},
			{Key: "bail_set", Label: "Bail", Type: Money},
		},
	}
}

func readyInjury() Area {
	return Area{
		Kind: "injury", Code: "INJ", Name: "Personal injury",
		Notes: "Making good what an accident has cost you.",
		Stages: []Stage{
			{"treatment", "Treatment", "You get well first", 30, 270, "Healing takes the time it takes."},
			{"investigation", "Investigation", "We find out what happened", 30, 90, "Police reports and witnesses."},
			{"records", "Records and bills", "We collect what doctors wrote and charged", 30, 120, "Hospitals answer slowly."},
			{"demand", "Demand", "We tell the insurer what is owed", 14, 60, "Last bills that are still missing."},
			{"negotiation", "Negotiation", "We talk about a fair sum; the choice is yours", 30, 120, "First offers are often low."},
			{"suit", "Suit filed", "We take it to court", 14, 60, "Finding and serving the other side."},
			{"discovery", "Discovery", "Both sides share what they have", 150, 270, "Questions under oath that are put off."},
			{"mediation", "Mediation", "We try to settle with a neutral person's help", 30, 90, "Finding a day that suits everyone."},
			{"settlement", "Settlement or trial", "It is settled, or a jury decides", 30, 365, "Crowded courts and new dates."},
			{"payment", "Liens and payment", "Bills are paid and you get your share", 30, 120, "Health plans that want money back."},
		},
		Fields: []Field{
			{Key: "accident_on", Label: "Date of the accident", Type: Date},
			{Key: "limitation_on", Label: "Last day to sue", Type: Date},
			{Key: "kind_of_accident", Label: "Kind of accident", Type: Choice, Choices: []string{"Road", "Fall", "Work", "Medical", "Product", "Other"}},
			{Key: "insurer_claim", Label: "Insurer's claim number", Type: Text},
			{Key: "policy_limit", Label: "Policy limit", Type: Money},
		},
	}
}

func readyImmigration() Area {
	return Area{
		Kind: "immigration", Code: "IMM", Name: "Immigration",
		Notes: "Visas, green cards, citizenship and protection.",
		Stages: []Stage{
			{"assessment", "Assessment", "We see which ways are open to you", 7, 21, ""},
			{"evidence", "Evidence", "We gather your papers", 21, 90, "Certificates from other countries."},
			{"filing", "Filing", "We send your application", 7, 21, "Signatures and fees."},
			{"receipt", "Receipt", "The government says it has your application", 14, 45, "The government's own mail."},
			{"biometrics", "Biometrics", "Your fingerprints and photo are taken", 21, 90, "Appointments at the local office."},
			{"questions", "Request for evidence", "The government asks for more, and we answer", 30, 120, "Papers that only others can give."},
			{"interview", "Interview", "An officer talks with you; we prepare you", 60, 365, "The local office's waiting list."},
			{"decision", "Decision", "The government decides", 30, 180, "Background checks."},
			{"document", "Card or visa", "You get your document", 14, 60, "Post and printing."},
		},
		Fields: []Field{
			{Key: "form", Label: "Form", Type: Text},
			{Key: "receipt_number", Label: "Receipt number", Type: Text},
			{Key: "a_number", Label: "A-number", Type: Text},
			{Key: "status_ends_on", Label: "Present status ends", Type: Date},
			{Key: "priority_on", Label: "Priority date", Type: Date},
		},
	}
}

func readyEstates() Area {
	return Area{
		Kind: "estates", Code: "EST", Name: "Estates",
		Notes: "Wills, trusts, and settling what someone leaves behind.",
		Stages: []Stage{
			{"interview", "Interview", "We listen to what matters to you", 7, 14, ""},
			{"drafting", "Drafting", "We write it down", 14, 30, "Choosing who acts for you."},
			{"signing", "Signing", "You sign before witnesses", 7, 21, "Bringing everyone together."},
			{"petition", "Petition", "We ask the court to open the estate", 14, 45, "The original will or the certificate of death."},
			{"inventory", "Inventory", "We list what there is", 60, 120, "Banks that answer slowly; a house that must be valued."},
			{"claims", "Claims", "Those who are owed money may say so", 90, 180, "The law sets this time."},
			{"tax", "Tax", "The last taxes are paid", 60, 270, "Waiting for the tax office."},
			{"distribution", "Distribution", "Everyone gets their share", 30, 90, "A house that must be sold."},
			{"closing", "Closing the estate", "The court closes the estate", 14, 60, "The court's calendar."},
		},
		Fields: []Field{
			{Key: "died_on", Label: "Died on", Type: Date},
			{Key: "work", Label: "Work", Type: Choice, Choices: []string{"Will", "Trust", "Probate", "Guardianship"}},
			{Key: "estate_value", Label: "Value of the estate", Type: Money},
			{Key: "executor", Label: "Executor named", Type: YesNo},
		},
	}
}

func readyBusiness() Area {
	return Area{
		Kind: "business", Code: "BUS", Name: "Business",
		Notes: "Companies, contracts and disputes between businesses.",
		Stages: []Stage{
			{"scope", "Scope", "We agree on what you need", 3, 14, ""},
			{"information", "Information", "You show us the papers", 7, 30, "Old contracts that must be found."},
			{"review", "Review", "We read them and tell you what we see", 7, 30, "Questions to others."},
			{"drafting", "Drafting", "We write the papers", 7, 30, "Points that are still open in the business."},
			{"negotiation", "Negotiation", "We talk with the other side", 14, 60, "The other side's lawyers."},
			{"signing", "Signing", "Everyone signs", 3, 21, "Approvals by boards or banks."},
			{"registration", "Registration", "It is filed where it must be", 7, 45, "The state's office."},
			{"aftercare", "Aftercare", "We watch dates and duties that follow", 30, 365, ""},
		},
		Fields: []Field{
			{Key: "value", Label: "Value", Type: Money},
			{Key: "governing_law", Label: "Governing law", Type: Text},
			{Key: "signing_by", Label: "To be signed by", Type: Date},
		},
	}
}
