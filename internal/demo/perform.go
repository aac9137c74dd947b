package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"candor/internal/kit/civil"
	"candor/internal/kit/mail"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// speaks tells whether the matter has someone to say such a turn.
func (t *teller) speaks(u turn) bool {
	if unphoned()[t.client.key] && u.kind == timeline.Call && u.way == timeline.Out {
		return false
	}
	switch u.speaker {
	case "counsel":
		return t.party("opposing_counsel") != nil
	case "insurer":
		return t.party("insurer") != nil
	case "court":
		return t.p.court != ""
	}
	return true
}

// party is the first to have a part in the matter.
func (t *teller) party(part string) *met {
	for _, p := range t.p.parties {
		if p.part == part {
			return t.cast[p.who]
		}
	}
	return nil
}

// perform plans all lines, each to be filed or logged at its time.
func (t *teller) perform() {
	threads := map[int]*message{}
	for i, l := range t.lines {
		if l.at.After(t.now) {
			continue
		}
		who := t.p.lead
		if l.speaker == "priya" {
			who = "priya"
		}
		if l.kind == timeline.Email && (l.speaker != "client" && l.way == timeline.In || !t.client.unwritten) {
			m := t.compose(l, who, i, threads[l.thread])
			if l.speaker != "counsel" && l.speaker != "insurer" {
				threads[l.thread] = m
			}
			t.at(l.at, "mail in "+t.p.key, func(ctx context.Context) error { return t.file(ctx, who, m, l) })
			continue
		}
		t.at(l.at, "word in "+t.p.key, func(ctx context.Context) error { return t.log(ctx, who, l) })
	}
}

// compose writes the e-mail of a line.
func (t *teller) compose(l line, who string, nth int, before *message) *message {
	us := mail.Address{Name: t.staff[who].Name, Addr: t.staff[who].Email}
	m := &message{id: fmt.Sprintf("%s.%d@larkspur.example", t.p.key, nth), from: us, to: t.client.at, at: l.at, before: before}
	if before != nil {
		m.subject = before.subject
	} else {
		m.subject = upper(l.subject)
	}
	switch l.speaker {
	case "client":
		if before != nil && before.from != t.client.at {
			us = before.from // whoever of us wrote last gets the answer
		}
		m.from, m.to = t.client.at, us
		m.id = fmt.Sprintf("%s.%d@%s", t.p.key, nth, after(t.client.at.Addr, "@"))
		m.text = written(t.r, t.client.someone, l.text, us.Name)
	case "counsel", "insurer":
		part := map[string]string{"counsel": "opposing_counsel", "insurer": "insurer"}[l.speaker]
		them := t.party(part)
		m.from, m.to = them.at, us
		m.id = fmt.Sprintf("%s.%d@%s", t.p.key, nth, after(them.at.Addr, "@"))
		m.subject, m.before = t.p.title, nil // they know nothing of what we and the client wrote
		m.text = "Counsel:\n\n" + l.text + "\n\nSincerely,\n" + them.name()
		if them.isOrg() {
			m.text = "Dear " + us.Name + ",\n\n" + l.text + "\n\n" + them.name() + "\nClaims department"
		}
	default:
		m.text = answered(dice(us.Name+t.client.key), t.client.someone, l.text, us.Name)
		if encloses(l.text) {
			m.papers = append(m.papers, paper(strings.TrimPrefix(m.subject, "Re: "), t.p.title))
		}
	}
	return m
}

func after(s, mark string) string {
	_, rest, _ := strings.Cut(s, mark)
	return rest
}

// file takes a message in. What doesn't find its matter by itself is put there
// by hand, as a person would.
func (t *teller) file(ctx context.Context, who string, m *message, l line) error {
	raw, err := m.bytes()
	if err != nil {
		return fmt.Errorf("writing %q: %w", m.subject, err)
	}
	f, err := t.Timeline.FileMail(ctx, t.as(who), raw, "")
	if err != nil {
		return err
	}
	if home := t.files[t.p.key].ID; f.Entry.MatterID != home {
		if _, err := t.Timeline.Move(ctx, t.as(who), f.Entry.ID, home); err != nil {
			return err
		}
	}
	return t.mark(ctx, who, f.Entry.ID, l)
}

// mark says what a program can't know of a message.
func (t *teller) mark(ctx context.Context, who string, entry timeline.ID, l line) error {
	if l.settled {
		if _, err := t.Timeline.Settle(ctx, t.as(who), entry, true); err != nil {
			return err
		}
	}
	if l.holding {
		if _, err := t.Timeline.Hold(ctx, t.as(who), entry, true); err != nil {
			return err
		}
	}
	return nil
}

// log writes down what was no e-mail.
func (t *teller) log(ctx context.Context, who string, l line) error {
	e := timeline.Entry{
		Kind: l.kind, Direction: l.way, Channel: l.channel, At: l.at, StaffID: t.staff[who].ID, ContactID: t.client.id, MatterID: t.files[t.p.key].ID,
		Subject: upper(l.subject), Body: l.text, Outcome: l.outcome, Seconds: t.took(l),
	}
	switch {
	case l.speaker == "court":
		e.ContactID = t.cast[t.p.court].id
	case l.speaker == "government":
		e.ContactID = t.cast["immigration"].id
	case l.kind == timeline.SMS:
		e.Subject = ""
	case l.kind == timeline.Email: // someone without e-mail
		e.Kind, e.Channel = timeline.Letter, "post"
	}
	f, err := t.Timeline.Log(ctx, t.as(who), timeline.New{Entry: e})
	if err != nil {
		return err
	}
	return t.mark(ctx, who, f.ID, l)
}

// took is how long a call or meeting was.
func (t *teller) took(l line) int64 {
	r := dice(t.p.key + l.at.String())
	switch {
	case l.kind == timeline.Call && l.outcome == timeline.Voicemail:
		return 40
	case l.kind == timeline.Call:
		return int64(240 + r.IntN(1100))
	case l.kind == timeline.Meeting:
		return int64(1500 + 300*r.IntN(12))
	}
	return 0
}

// upper begins a subject with a capital, as one does.
func upper(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// open opens the matter, with its parties and team.
func (t *teller) open(ctx context.Context) error {
	p := t.p
	today := t.hours.Today(t.now)
	n := matter.New{Matter: matter.Matter{
		Title: p.title, ClientID: t.client.id, AreaID: t.area.ID, ResponsibleID: t.staff[p.lead].ID, Notes: p.about, Tags: p.tags,
		Source: t.client.came, OpenedOn: t.hours.Today(t.opened()), Status: matter.Open, Fields: facts{},
	}}
	if p.pending {
		n.Status, n.OpenedOn = matter.Pending, civil.Date{}
	}
	n.CourtNumber = strings.ReplaceAll(p.number, "{yy}", fmt.Sprintf("%02d", t.hours.Today(t.opened()).Year()%100))
	if p.court != "" {
		n.Court, n.Jurisdiction = t.cast[p.court].org, "US-IL"
		n.Parties = append(n.Parties, matter.Party{Part: "court", ContactID: t.cast[p.court].id})
	}
	for key, value := range p.fields {
		if days, ok := strings.CutPrefix(value, "days:"); ok {
			var back int
			if _, err := fmt.Sscan(days, &back); err != nil {
				return err
			}
			value = today.AddDays(-back).String()
		}
		n.Fields[key] = value
	}
	for label, number := range p.refs {
		n.Refs = append(n.Refs, matter.Ref{Label: label, Number: number})
	}
	for _, x := range p.parties {
		y := matter.Party{Part: matter.Part(x.part), ContactID: t.cast[x.who].id}
		if x.by != "" {
			y.RepresentedBy = t.cast[x.by].id
		}
		n.Parties = append(n.Parties, y)
	}
	n.Team = append(n.Team, matter.Member{StaffID: t.staff["priya"].ID, Role: matter.Paralegal})
	if p.lead != "ruth" {
		n.Team = append(n.Team, matter.Member{StaffID: t.staff["ruth"].ID, Role: matter.Supervisor})
	}
	m, err := t.Matter.Open(ctx, t.as(opener(p)), n)
	if err != nil {
		return err
	}
	t.files[p.key] = m
	if p.related != "" {
		if other, ok := t.files[p.related]; ok {
			_, err = t.Matter.Relate(ctx, t.as("ruth"), matter.Relation{FromID: other.ID, ToID: m.ID, Kind: matter.RelationKind(p.how)})
		}
	}
	return err
}

// opener is who opens a matter: whoever is responsible for it.
func opener(p piece) string { return p.lead }

// move plans the stages and the end of the matter.
func (t *teller) move() {
	id := func() matter.ID { return t.files[t.p.key].ID }
	for _, s := range t.stages[1:] {
		at := later(s.at, t.start())
		if at.After(t.now) {
			continue
		}
		t.at(at, "stage of "+t.p.key, func(ctx context.Context) error {
			_, err := t.Matter.MoveStage(ctx, t.as(t.p.lead), id(), 0, s.key, "")
			return err
		})
	}
	if t.p.closed == 0 {
		return
	}
	end := t.ended().Add(20 * time.Minute)
	for _, l := range t.lines {
		end = later(end, l.at.Add(20*time.Minute))
	}
	t.at(end, "end of "+t.p.key, func(ctx context.Context) error {
		_, err := t.Matter.Close(ctx, t.as(t.p.lead), id(), 0, matter.Ending{On: t.hours.Today(end), Reason: matter.Reason(t.p.reason), Outcome: t.p.outcome})
		return err
	})
}

// start is when the matter came into the program.
func (t *teller) start() time.Time {
	return later(t.opened(), t.began.Add(22*time.Hour))
}
