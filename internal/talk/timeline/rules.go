package timeline

import (
	"strings"
	"time"
	"unicode/utf8"

	"candor/internal/firm/search"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/errs"
	"candor/internal/kit/mail"
)

// talk reports whether people had to do with each other: the default of
// Substantive, until a person weighs the entry. A program's message is no
// word from a person, and a voicemail that we leave is only an attempt:
// nobody knows whether it was heard, and by whom. "Nothing new this month",
// said by a person, is a contact.
func (e Entry) talk() bool {
	if e.Auto {
		return false
	}
	switch e.Kind {
	case Email, Letter, SMS, Portal:
		return e.Direction != ""
	case Call:
		return e.Outcome == Connected || e.Outcome == Voicemail && e.Direction == In
	case Meeting:
		return true
	case Note, System:
	}
	return false
}

const (
	longestSubject = 500
	longestBody    = 1 << 20
	excerptLength  = 280
	foldedLength   = 2000
	longestCall    = 24 * 60 * 60
)

// tidy makes what is derived from what was written.
func (e *Entry) tidy() {
	e.Subject = strings.Join(strings.Fields(e.Subject), " ")
	e.Body = strings.TrimSpace(strings.ReplaceAll(e.Body, "\x00", ""))
	own := e.Body
	if e.Kind == Email {
		if words, _ := mail.Quoted(e.Body); words != "" {
			own = words
		}
	}
	e.Excerpt = excerpt(own)
	e.Folded = clip(search.Fold(clip(e.Subject+" "+own, 2*foldedLength)), foldedLength)
	if e.Kind == Note || e.Kind == System {
		e.Direction = ""
	}
	if e.Kind != Call {
		e.Outcome = ""
	}
}

// excerpt is how a text begins, in one paragraph.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(clip(s, 4*excerptLength)), " ")
	if utf8.RuneCountInString(s) <= excerptLength {
		return s
	}
	r := []rune(s)[:excerptLength]
	cut := string(r)
	if i := strings.LastIndexByte(cut, ' '); i > excerptLength/2 {
		cut = cut[:i]
	}
	return cut + " …"
}

// clip cuts s to at most n bytes, between two letters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// ahead is how far in the future an entry may lie: clocks differ a little.
const ahead = 5 * time.Minute

// check says what is wrong with an entry noted by hand.
func (e Entry) check(now time.Time) error {
	var p errs.Problems
	switch e.Kind {
	case Call, Meeting, Letter, Note, SMS, Email, Portal, System:
	default:
		p.Add("kind", "Choose what it was: a call, a meeting, a letter or a note.")
	}
	p.Check(e.MatterID != "" || e.ContactID != "" || e.Kind == Email, "contact", "Choose whom this is about.")
	p.Check(!e.At.IsZero(), "at", "Say when it was.")
	p.Check(!e.At.After(now.Add(ahead)), "at", "This lies in the future. Log what has happened; plan the rest in the calendar.")
	p.Check(e.Seconds >= 0 && e.Seconds <= longestCall, "minutes", "Write the minutes it took, at most a day.")
	p.Check(len(e.Subject) <= longestSubject, "subject", "This is longer than %d letters.", longestSubject)
	p.Check(len(e.Body) <= longestBody, "body", "This is too long for a note. Attach it as a file.")
	switch e.Kind {
	case Call:
		p.Check(e.Outcome == Connected || e.Outcome == Voicemail || e.Outcome == NoAnswer, "outcome", "Say whether you reached them.")
		p.Check(e.Direction == In || e.Direction == Out, "direction", "Say who called whom.")
	case Letter:
		p.Check(e.Direction == In || e.Direction == Out, "direction", "Say whether it came or went.")
	case Note:
		p.Check(e.Body != "", "body", "Write the note.")
	case Meeting, SMS, Email, Portal, System:
	}
	return p.Err()
}

// changeable answers Conflict for what nobody may change, and Forbidden for
// what only its author may.
func (e Entry) changeable(who actor.Actor) error {
	switch {
	case e.Kind.Received():
		return errs.New(errs.Conflict, "A message stays as it came. Write a note beside it instead.")
	case e.Removed():
		return errs.New(errs.Conflict, "This entry was removed. Bring it back first.")
	case e.CreatedBy != who.ID && !who.Trusted():
		return errs.New(errs.Forbidden, "Only whoever wrote this may change it. Write a note beside it instead.")
	}
	return nil
}

// take gives e what its author changed.
func (e *Entry) take(n Entry) {
	e.At, e.Subject, e.Body, e.Channel = n.At, n.Subject, n.Body, n.Channel
	e.Direction, e.Outcome, e.Seconds, e.Holding = n.Direction, n.Outcome, n.Seconds, n.Holding
	if n.StaffID != "" {
		e.StaffID = n.StaffID
	}
	e.tidy()
	if e.Why == "" {
		e.Substantive = e.talk()
	}
}

// weigh is a person's word on whether an entry counts as contact. It overrules
// the rule, so it needs a reason.
func (e *Entry) weigh(substantive bool, why string) error {
	var p errs.Problems
	why = strings.TrimSpace(why)
	p.Check(why != "", "why", "Say why; the record keeps it.")
	p.Check(!substantive || e.Kind != Note && e.Kind != System, "substantive", "A note to ourselves is no contact with the client. Log the call or letter itself.")
	if err := p.Err(); err != nil {
		return err
	}
	e.Substantive, e.Why = substantive, why
	return nil
}

// remove takes an entry out of the line of time.
func (e *Entry) remove(by, why string, now time.Time) error {
	if e.Removed() {
		return errs.New(errs.Conflict, "This entry is already removed.")
	}
	var p errs.Problems
	p.Check(strings.TrimSpace(why) != "", "why", "Say why; the record keeps it.")
	if err := p.Err(); err != nil {
		return err
	}
	e.RemovedAt, e.RemovedBy, e.RemovedWhy = &now, by, strings.TrimSpace(why)
	return nil
}

func (e *Entry) restore() error {
	if !e.Removed() {
		return errs.New(errs.Conflict, "This entry is not removed.")
	}
	e.RemovedAt, e.RemovedBy, e.RemovedWhy = nil, "", ""
	return nil
}

// direction finds who wrote to whom from the addresses of the firm's own
// people. Mail among ourselves goes nowhere.
func direction(a Addresses, ours map[string]staff.ID) Direction {
	if !anyOf(a.From, ours) {
		return In
	}
	for _, list := range [][]Address{a.To, a.Cc, a.Bcc} {
		for _, to := range list {
			if _, own := ours[mail.Canonical(to.Addr)]; !own && to.Addr != "" {
				return Out
			}
		}
	}
	return ""
}

func anyOf(list []Address, ours map[string]staff.ID) bool {
	for _, a := range list {
		if _, own := ours[mail.Canonical(a.Addr)]; own {
			return true
		}
	}
	return false
}
