package mail

import (
	"fmt"
	"strings"
	"testing"
)

func TestWhatPeopleDidNotWrite(t *testing.T) {
	t.Parallel()
	const report = "Content-Type: multipart/report; report-type=%s; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n%s\r\n--b--\r\n"
	for name, c := range map[string]struct{ in, want string }{
		"a person":              {"From: a@b.test\r\nSubject: Re: Out of office plan\r\n\r\nx", ""},
		"a person says no":      {"Auto-Submitted: no\r\n\r\nx", ""},
		"away, by RFC 3834":     {"Auto-Submitted: auto-replied (vacation)\r\n\r\nx", "reply"},
		"away, by subject":      {"Subject: Automatic reply: Lease\r\n\r\nx", "reply"},
		"away, in Spanish":      {"Subject: Respuesta automática: Contrato\r\n\r\nx", "reply"},
		"away, old program":     {"X-Autoreply: yes\r\n\r\nx", "reply"},
		"a bill":                {"Auto-Submitted: auto-generated\r\nSubject: Invoice\r\n\r\nx", "reply"},
		"a newsletter":          {"List-Unsubscribe: <https://x.test>\r\n\r\nx", "bulk"},
		"a list":                {"Precedence: list\r\nList-Id: <a.b>\r\n\r\nx", "bulk"},
		"not delivered":         {fmt.Sprintf(report, "delivery-status", "Final-Recipient: rfc822; Ana@Client.test\r\nAction: failed"), "bounce Ana@client.test"},
		"delivered late":        {fmt.Sprintf(report, "delivery-status", "Final-Recipient: rfc822; ana@client.test\r\nAction: delayed"), "reply"},
		"a read receipt":        {"Content-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n\r\n--b\r\n\r\nread\r\n--b--\r\n", "reply"},
		"returned, no report":   {"From: MAILER-DAEMON@x.test\r\nSubject: Undelivered Mail Returned to Sender\r\n\r\nx", "bounce"},
		"returned, by header":   {"X-Failed-Recipients: ana@client.test\r\n\r\nx", "bounce ana@client.test"},
		"a note by the daemon":  {"From: Mailer-Daemon@x.test\r\nSubject: Warning: still trying\r\n\r\nx", "reply"},
		"to nobody, returned":   {"Return-Path: <>\r\nSubject: failure notice\r\n\r\nx", "bounce"},
		"a human named in list": {"From: list-fan@x.test\r\nSubject: my mailing list\r\n\r\nx", ""},
	} {
		m := Parse([]byte(c.in))
		var got []string
		for _, f := range []struct {
			on   bool
			name string
		}{{m.Bulk, "bulk"}, {m.Bounce, "bounce"}, {m.AutoReply, "reply"}} {
			if f.on {
				got = append(got, f.name)
			}
		}
		if s := strings.Join(append(got, m.Failed...), " "); s != c.want {
			t.Errorf("%s: %q (%v), want %q", name, s, m.Why, c.want)
		}
		if m.Automatic() != (len(m.Why) > 0) {
			t.Errorf("%s: automatic %v, why %v, want a reason exactly when automatic", name, m.Automatic(), m.Why)
		}
	}
}
