package mail

import (
	"regexp"
	"slices"
	"strings"
)

// report is what a delivery status part says (RFC 3464).
type report struct {
	failed  []string
	actions []string
}

func (r *report) read(data []byte) {
	var recipient string
	for len(data) > 0 && len(r.actions) < maxPeople {
		var line []byte
		line, data = cutLine(data)
		name, value, ok := cutField(line)
		if !ok {
			continue
		}
		switch name {
		case "final-recipient", "original-recipient":
			_, addr, found := strings.Cut(value, ";")
			if !found {
				addr = value
			}
			recipient = tidyAddr(addr)
		case "action":
			action := strings.ToLower(clean(value))
			r.actions = append(r.actions, action)
			if action == "failed" && recipient != "" && !slices.Contains(r.failed, recipient) {
				r.failed = append(r.failed, recipient)
			}
		}
	}
}

var (
	awaySubject = regexp.MustCompile(`(?i)^(auto(matic)?[ -]?(reply|response|antwort)|autoreply|auto:|automatische antwort|out of (the )?office|` +
		`respuesta autom[aá]tica|fuera de (la )?oficina|ausente de la oficina|mensaje autom[aá]tico|abwesenheits|r[eé]ponse automatique|` +
		`absence du bureau|risposta automatica|resposta autom[aá]tica|autosvar|automatisch antwoord)`)
	bounceSubject = regexp.MustCompile(`(?i)^(undeliver|undelivered mail returned|delivery (status notification|failure|has failed)|` +
		`mail delivery (failed|failure|subsystem)|returned mail|failure notice|no se (puede|pudo) entregar|correo (no entregado|devuelto)|unzustellbar)`)
	daemonName = regexp.MustCompile(`(?i)^(mailer-daemon|postmaster|mail-daemon|mdaemon)@`)
)

// judge finds out whether a program wrote the message, and says by what mark
// (RFC 3834; RFC 2919 and RFC 8058 for lists and newsletters).
func (r *report) judge(m *Message, h header, kind, reportType string) {
	why := func(flag *bool, reason string) {
		*flag = true
		m.Why = append(m.Why, reason)
	}
	if v := strings.ToLower(clean(h.get("auto-submitted"))); v != "" && !strings.HasPrefix(v, "no") {
		why(&m.AutoReply, "Auto-Submitted: "+v)
	}
	for _, name := range []string{"x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from", "x-mail-autoreply"} {
		if v := clean(h.get(name)); v != "" && !strings.EqualFold(v, "no") {
			why(&m.AutoReply, name)
		}
	}
	switch v := strings.ToLower(clean(h.get("precedence"))); v {
	case "auto_reply", "auto-reply":
		why(&m.AutoReply, "Precedence: "+v)
	case "bulk", "list", "junk":
		why(&m.Bulk, "Precedence: "+v)
	}
	for _, name := range []string{"list-id", "list-unsubscribe", "list-post", "feedback-id", "x-campaign-id", "x-mailgun-tag"} {
		if h.has(name) {
			why(&m.Bulk, name)
		}
	}
	if awaySubject.MatchString(m.Subject) {
		why(&m.AutoReply, "subject of an absence notice")
	}
	r.bounce(m, h, kind, reportType, why)
}

func (r *report) bounce(m *Message, h header, kind, reportType string, why func(*bool, string)) {
	m.Failed = r.failed
	reportType = strings.ToLower(reportType)
	switch {
	case len(r.failed) > 0 || slices.Contains(r.actions, "failed"):
		why(&m.Bounce, "delivery status: failed")
		return
	case len(r.actions) > 0: // delayed, relayed, delivered: no failure yet
		why(&m.AutoReply, "delivery status: "+r.actions[0])
		return
	case kind == "multipart/report" && reportType != "delivery-status" && reportType != "":
		why(&m.AutoReply, "report: "+quoteName(reportType)) // a read receipt, an abuse report
		return
	case kind == "multipart/report":
		why(&m.Bounce, "report of delivery")
		return
	}
	if h.has("x-failed-recipients") {
		for _, a := range ParseAddressList(h.get("x-failed-recipients")) {
			m.Failed = append(m.Failed, a.Addr)
		}
		why(&m.Bounce, "x-failed-recipients")
		return
	}
	daemon := slices.ContainsFunc(m.From, func(a Address) bool { return daemonName.MatchString(a.Addr) })
	empty := clean(h.get("return-path")) == "<>"
	switch {
	case (daemon || empty) && bounceSubject.MatchString(m.Subject):
		why(&m.Bounce, "returned by a mail server")
	case daemon:
		why(&m.AutoReply, "sent by a mail server")
	case empty:
		why(&m.AutoReply, "empty return path") // RFC 3834, 3.3
	}
}
