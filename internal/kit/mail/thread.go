package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Memory is how long a subject alone ties messages together: after two months
// "Re: Question" is a new question.
const Memory = 60 * 24 * time.Hour

// BareSubject is a subject without the marks that replies, forwards, lists and
// scanners put before it, in the case that compares.
func BareSubject(s string) string {
	bare, _ := peel(s)
	return bare
}

// IsReply reports that a subject has been answered or forwarded.
func IsReply(subject string) bool {
	_, marked := peel(subject)
	return marked
}

// The marks of the clients people use: English, Spanish, German, French,
// Italian, Portuguese, Dutch, the Nordic languages, Polish; "Re[2]:" too.
var (
	replyMark  = regexp.MustCompile(`(?i)^(re|aw|rv|rép|rep|ref|fw|fwd|wg|tr|i|r|rif|enc|res|antw|antwort|sv|vs|vb|odp|reenv|reenviado|respuesta|resp)\s*(\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*`)
	listMark   = regexp.MustCompile(`^\[[^\]]{1,40}\]\s*`)
	forwardEnd = regexp.MustCompile(`(?i)\s*\((fwd|fw)\)\s*$`)
)

func peel(s string) (bare string, marked bool) {
	s = strings.TrimSpace(clean(s))
	for s != "" {
		if m := replyMark.FindString(s); m != "" {
			s, marked = s[len(m):], true
			continue
		}
		if m := listMark.FindString(s); m != "" && len(m) < len(s) {
			s = s[len(m):]
			continue
		}
		if m := forwardEnd.FindString(s); m != "" {
			s, marked = strings.TrimSuffix(s, m), true
			continue
		}
		break
	}
	return strings.ToLower(strings.Join(strings.Fields(s), " ")), marked
}

// ThreadKey names the conversation a message says it belongs to, from that
// message alone: the first ancestor it knows, else itself. Two messages of one
// conversation may give different keys if a program on the way dropped
// ancestors; Threader mends that.
func ThreadKey(m Message) string {
	switch {
	case len(m.References) > 0:
		return threadHash(m.References[0])
	case len(m.InReplyTo) > 0:
		return threadHash(m.InReplyTo[0])
	case m.MessageID != "":
		return threadHash(m.MessageID)
	}
	return threadHash(m.At().Format(time.RFC3339) + "\n" + people(m) + "\n" + BareSubject(m.Subject))
}

func threadHash(s string) string {
	sum := sha256.Sum256([]byte("thread\n" + s))
	return hex.EncodeToString(sum[:16])
}

// people is the set of everyone in a message, to compare.
func people(m Message) string {
	var all []string
	for _, a := range m.People() {
		if a.Addr != "" {
			all = append(all, Canonical(a.Addr))
		}
	}
	slices.Sort(all)
	return strings.Join(all, ",")
}

// Threader gathers messages into conversations: by their references, else by
// subject and the same people within Memory. It keeps no message, so it can
// take in a mailbox of millions. Add messages in order of time where possible;
// references may come before what they refer to.
type Threader struct {
	ids     map[string]int // message id → node
	parent  []int
	key     []string // of a root: the name of its conversation
	first   []time.Time
	subject map[string]subjectEnd
}

type subjectEnd struct {
	node int
	at   time.Time
}

// NewThreader starts with no conversation.
func NewThreader() *Threader {
	return &Threader{ids: map[string]int{}, subject: map[string]subjectEnd{}}
}

// Add takes a message in and gives a handle for Key.
func (t *Threader) Add(m Message) int {
	at := m.At()
	node := t.node(m.MessageID, ThreadKey(m), at)
	related := slices.Concat(m.References, m.InReplyTo)
	for _, id := range related {
		t.join(node, t.node(id, threadHash(id), time.Time{}))
	}
	subject := BareSubject(m.Subject)
	if subject == "" {
		return node
	}
	tie := subject + "\n" + people(m)
	last, seen := t.subject[tie]
	if seen && len(related) == 0 && IsReply(m.Subject) && at.Sub(last.at).Abs() <= Memory {
		t.join(node, last.node)
	}
	if !seen || at.After(last.at) {
		t.subject[tie] = subjectEnd{node, at}
	}
	return node
}

// Key names the conversation of an added message. It may change while messages
// are added that join two conversations, so ask after the last.
func (t *Threader) Key(handle int) string { return t.key[t.root(handle)] }

func (t *Threader) node(id, key string, at time.Time) int {
	n, known := t.ids[id]
	if !known || id == "" {
		n = len(t.parent)
		t.parent = append(t.parent, n)
		t.key = append(t.key, key)
		t.first = append(t.first, at)
		if id != "" {
			t.ids[id] = n
		}
		return n
	}
	if r := t.root(n); !at.IsZero() && (t.first[r].IsZero() || at.Before(t.first[r])) {
		t.first[r], t.key[r] = at, key
	}
	return n
}

func (t *Threader) root(n int) int {
	for t.parent[n] != n {
		t.parent[n] = t.parent[t.parent[n]]
		n = t.parent[n]
	}
	return n
}

// join makes one conversation of two, named after the one that began first. A
// message only spoken of has no time and gives way.
func (t *Threader) join(a, b int) {
	a, b = t.root(a), t.root(b)
	if a == b {
		return
	}
	if t.first[a].IsZero() || (!t.first[b].IsZero() && t.first[b].Before(t.first[a])) {
		a, b = b, a
	}
	t.parent[b] = a
}
