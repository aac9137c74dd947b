// Package mail reads and writes e-mail as it really exists: old, broken, in any language.
//
// Parse turns the bytes of one message into a Message. It never refuses: what
// cannot be understood is left out and said in Problems, and the raw original
// stays the evidence. Threader gathers messages into conversations, Quoted and
// AsksSomething find what the writer said and whether an answer is owed,
// SafeHTML and Text make a message fit to show, and Mbox, Maildir, EML and
// Archive read what other programs saved. Compose writes a message.
//
// The package decides nothing about the law and checks no signature: a From
// line proves nothing, and S/MIME, PGP and winmail.dat parts are kept
// unopened.
package mail

import (
	"strings"
	"time"
)

// Limits of one message. A mail that goes past them is still read up to the
// limit, and Problems says so: one poisonous message must never hold up the
// post (CWE-400).
const (
	MaxSize    = 50 << 20 // bytes of one message the readers will hand on
	maxDepth   = 24       // multipart within multipart
	maxNested  = 4        // message within message
	maxParts   = 1000     // parts of one message, nested ones included
	maxHeader  = 512 << 10
	maxFields  = 1000
	maxField   = 64 << 10
	maxPeople  = 2000 // addresses in one field
	maxRefs    = 200
	maxTrouble = 50 // problems told
)

// Message is what one e-mail says. Every string is valid UTF-8 without NUL,
// so any database can keep it.
type Message struct {
	MessageID  string   // without angle brackets, "" if none
	InReplyTo  []string // as MessageID
	References []string // oldest first

	From, To, Cc, Bcc, ReplyTo, Sender []Address

	Subject  string
	Date     time.Time // as the sender claims; zero if unreadable
	Received time.Time // as the last server to take it says; zero if unsaid

	Text        string // plain text; made from HTML if the mail has no other
	HTML        string // as sent: never show it except through SafeHTML
	Attachments []Part

	// A program wrote it, so it is no word from a person: it neither stops
	// nor starts a clock of communication (Model Rule 1.4).
	AutoReply bool
	Bulk      bool
	Bounce    bool
	Why       []string // what told us so, for people to check
	Failed    []string // addresses a bounce says were not reached

	Lang     string   // Content-Language, if given
	Problems []string // what could not be read as written

	fields []field
}

// Part is an attached file or message.
type Part struct {
	Name      string // safe as a file name; made up if the mail gives none
	Type      string // what the bytes are, where they show it; else Declared
	Declared  string // what the sender says they are
	ContentID string // without angle brackets
	Inline    bool   // meant to be shown within the text
	Size      int
	SHA256    string // of Data, hexadecimal
	Data      []byte // may share memory with the raw message: do not change
	Message   *Message
}

// At is when the message came: the server's word over the sender's.
func (m Message) At() time.Time {
	if !m.Received.IsZero() {
		return m.Received
	}
	return m.Date
}

// Automatic reports that no person wrote this message to us.
func (m Message) Automatic() bool { return m.AutoReply || m.Bulk || m.Bounce }

// Header gives the first header field of that name, decoded, or "".
func (m Message) Header(name string) string {
	for _, f := range m.fields {
		if strings.EqualFold(f.name, name) {
			return decodeWords(f.value, "")
		}
	}
	return ""
}

// People gives everyone the message names as writer or reader, once each.
func (m Message) People() []Address {
	var out []Address
	seen := map[string]bool{}
	for _, list := range [][]Address{m.From, m.Sender, m.ReplyTo, m.To, m.Cc, m.Bcc} {
		for _, a := range list {
			if k := Canonical(a.Addr); !seen[k] {
				seen[k] = true
				out = append(out, a)
			}
		}
	}
	return out
}

// Disguised reports that the bytes are something else than the sender says,
// or a program: the reader should be warned before opening it.
func (p Part) Disguised() bool {
	return isProgram(p.Type, p.Name) || (p.Type != p.Declared && !akin(p.Type, p.Declared))
}
