package mail

import (
	"testing"
	"time"
)

func TestBareSubject(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Re: Lease":                          "lease",
		"RE: re: Fwd: Lease":                 "lease",
		"AW: WG: Mietvertrag":                "mietvertrag",
		"RV: Contrato de alquiler":           "contrato de alquiler",
		"Re[3]: Lease":                       "lease",
		"[clients] Re: [ext] Lease":          "lease",
		"Lease (fwd)":                        "lease",
		"Re：請假":                              "請假",
		"Regarding: Lease":                   "regarding: lease",
		"[A-101]":                            "[a-101]",
		"Re:":                                "",
		"  Re :  Lease  renewal ":            "lease renewal",
		"Interview":                          "interview",
		"Respuesta: Audiencia":               "audiencia",
		"Re: Fw: [EXTERNAL] Sale of 12 Main": "sale of 12 main",
	} {
		if got := BareSubject(in); got != want {
			t.Errorf("BareSubject(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestConversations(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	msg := func(day int, id, subject, from, to string, refs ...string) Message {
		return Message{MessageID: id, Subject: subject, Date: start.AddDate(0, 0, day), References: refs,
			From: ParseAddressList(from), To: ParseAddressList(to)}
	}
	const ana, kim, lee = "ana@client.test", "kim@firm.test", "lee@firm.test"
	for name, c := range map[string]struct {
		in   []Message
		want string // the same letter, the same conversation
	}{
		"by references":                  {[]Message{msg(0, "a", "Lease", ana, kim), msg(1, "b", "other words", kim, ana, "a"), msg(2, "c", "Re: x", ana, kim, "a", "b")}, "AAA"},
		"through a message never seen":   {[]Message{msg(1, "b", "Re: x", kim, ana, "a"), msg(2, "c", "Re: y", lee, ana, "a")}, "AA"},
		"the ancestor comes last":        {[]Message{msg(1, "b", "Re: Lease", kim, ana, "a"), msg(0, "a", "Lease", ana, kim)}, "AA"},
		"a reply joins two threads":      {[]Message{msg(0, "a", "one", ana, kim), msg(0, "b", "two", ana, kim), msg(1, "c", "Re: both", kim, ana, "a", "b")}, "AAA"},
		"by subject and the same people": {[]Message{msg(0, "a", "Lease", ana, kim), msg(5, "b", "RE: Lease", kim, ana)}, "AA"},
		"the same subject, other people": {[]Message{msg(0, "a", "Lease", ana, kim), msg(5, "b", "RE: Lease", "bo@client.test", kim)}, "AB"},
		"a new question, the same words": {[]Message{msg(0, "a", "Question", ana, kim), msg(5, "b", "Question", ana, kim)}, "AB"},
		"too late for the subject alone": {[]Message{msg(0, "a", "Lease", ana, kim), msg(61, "b", "Re: Lease", kim, ana)}, "AB"},
		"within two months of the last":  {[]Message{msg(0, "a", "Lease", ana, kim), msg(40, "b", "Re: Lease", kim, ana), msg(80, "c", "Re: Lease", ana, kim)}, "AAA"},
		"no subject ties nothing":        {[]Message{msg(0, "a", "", ana, kim), msg(1, "b", "Re:", kim, ana)}, "AB"},
		"no ids at all":                  {[]Message{msg(0, "", "Lease", ana, kim), msg(1, "", "Re: Lease", kim, ana), msg(2, "", "Other", kim, ana)}, "AAB"},
		"a message refers to itself":     {[]Message{msg(0, "a", "Lease", ana, kim, "a"), msg(1, "b", "x", ana, kim)}, "AB"},
	} {
		th := NewThreader()
		var handles []int
		for _, m := range c.in {
			handles = append(handles, th.Add(m))
		}
		letters, got := map[string]byte{}, ""
		for _, h := range handles {
			k := th.Key(h)
			if letters[k] == 0 {
				letters[k] = 'A' + byte(len(letters))
			}
			got += string(letters[k])
		}
		if got != c.want {
			t.Errorf("%s: conversations = %s, want %s", name, got, c.want)
		}
	}
}

func TestAConversationIsNamedAfterItsBeginning(t *testing.T) {
	t.Parallel()
	first := Message{MessageID: "a", Date: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	reply := Message{MessageID: "b", References: []string{"a"}, Date: first.Date.Add(time.Hour)}
	th := NewThreader()
	h := th.Add(reply)
	th.Add(first)
	if got, want := th.Key(h), ThreadKey(first); got != want {
		t.Errorf("Key = %s, want %s, the key of the first message", got, want)
	}
}
