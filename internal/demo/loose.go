package demo

import (
	"context"
	"time"

	"candor/internal/kit/mail"
)

// loose are the ends that every real firm has: mail that nobody has put away,
// and people who stand in the address book twice.
func (w *world) loose() {
	for i, p := range strays() {
		at := w.ago(time.Duration(p.hours * float64(time.Hour)))
		to := w.staff[p.to]
		m := &message{id: "stray." + string(rune('a'+i)) + "@" + after(p.addr(w), "@"), from: mail.Address{Name: p.name(w), Addr: p.addr(w)}, to: mail.Address{Name: to.Name, Addr: to.Email}, at: at, subject: p.subject, text: p.text, headers: p.headers}
		w.at(at, "stray mail", func(ctx context.Context) error {
			raw, err := m.bytes()
			if err != nil {
				return err
			}
			_, err = w.Timeline.FileMail(ctx, w.as(p.to), raw, "")
			return err
		})
	}
	for i, d := range doubles() {
		at := w.ago(time.Duration(3+5*i) * time.Hour)
		w.at(at, "double of "+d.of, func(ctx context.Context) error { return w.double(ctx, d) })
	}
}

// stray is a message that finds no matter by itself.
type stray struct {
	hours   float64 // business hours ago
	from    string  // key of a contact, or empty for a stranger
	as, box string  // a stranger's name and address
	to      string
	subject string
	text    string
	headers []mail.Header
}

func (s stray) addr(w *world) string {
	if s.from != "" {
		return w.cast[s.from].at.Addr
	}
	return s.box
}

func (s stray) name(w *world) string {
	if s.from != "" {
		return w.cast[s.from].at.Name
	}
	return s.as
}

func strays() []stray {
	return []stray{
		{hours: 1, from: "prairie", to: "ruth", subject: "Signature page", text: "Hi Ruth,\n\nThe board signed this morning. Which of the three do you want first, and should it come by courier?\n\nOluchi"},
		{hours: 3, as: "Noor Haddad", box: "noor.h@lakepost.example", to: "evan", subject: "my brother samir", text: "hello mr cole i am samirs sister. can you tell me when his next date is, he never tells us anything and our mother is worried"},
		{hours: 5, from: "adjuster", to: "lucia", subject: "Claim KM-6620-18", text: "Good afternoon,\n\nPlease confirm that you represent the claimant in the above claim, and send us the treating physician's name.\n\nGloria Stamm\nClaims adjuster, Kestrel Mutual Insurance"},
		{hours: 9, as: "Beatrix Holm", box: "b.holm@postline.example", to: "ruth", subject: "Recommended by Rose Caldwell", text: "Dear Ms. Okafor,\n\nRose Caldwell gave me your name. My late husband's brother says that I must leave the house by the end of the month. Do you take on such matters, and could I come and see you this week?\n\nBeatrix Holm"},
		{hours: 12, from: "marsh", to: "evan", subject: "paperwork", text: "Hey, got a letter with two dates on it, is this for the licence thing or the other one??\n\nSent from my phone"},
		{hours: 17, from: "brandtlaw", to: "ruth", subject: "Automatic reply: out of the office", text: "I am out of the office until Monday and will answer on my return. In urgent matters please call Mr. Osgood.", headers: []mail.Header{{Name: "Auto-Submitted", Value: "auto-replied"}}},
		{hours: 21, as: "County Bar Bulletin", box: "bulletin@countybar.example", to: "lucia", subject: "This week at the County Bar", text: "Lunch talk on Thursday: what judges wish you knew about exhibits. Register by Tuesday.", headers: []mail.Header{{Name: "List-Unsubscribe", Value: "<https://countybar.example/leave>"}, {Name: "Precedence", Value: "bulk"}}},
	}
}

// twin is someone who was written down twice.
type twin struct {
	of     string
	as     someone
	merged bool // and found out
}

func doubles() []twin {
	return []twin{
		{of: "doyle", as: someone{given: "Margo", family: "Doyle", born: "1979-05-18", town: "Evanston", came: "Website form", unwritten: true}},
		{of: "osei", as: someone{given: "Kwame", family: "Osei", town: "Chicago", came: "Telephone message", unwritten: true}},
		{of: "engineer", as: someone{given: "Piotr", family: "Zielak", job: "Engineer", came: "Business card", unwritten: true}},
		{of: "northline", as: someone{org: "Northline Assurance Co.", town: "Madison", unwritten: true}},
		{of: "bell", as: someone{given: "Jasmine", family: "Bell", town: "Chicago", came: "Campus list", unwritten: true}, merged: true},
	}
}

// double writes someone down a second time, with the telephone number that
// gives it away.
func (w *world) double(ctx context.Context, d twin) error {
	c := d.as.card(w.cast[d.of].nth, w.now)
	c, err := w.Contact.Add(ctx, w.as("iris"), c)
	if err != nil || !d.merged {
		return err
	}
	_, err = w.Contact.Merge(ctx, w.as("ruth"), w.cast[d.of].id, c.ID, nil)
	return err
}
