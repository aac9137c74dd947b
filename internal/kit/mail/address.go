package mail

import (
	"strings"

	"golang.org/x/net/idna"
)

// Address is one person or mailbox a header names.
type Address struct {
	Name string
	Addr string // "" if the header gives only a name
}

// String writes the address for people to read.
func (a Address) String() string {
	if a.Name == "" {
		return a.Addr
	}
	return a.Name + " <" + a.Addr + ">"
}

// ParseAddressList reads the addresses of a header field or of a line somebody
// typed. It takes groups, comments, missing quotes and stray semicolons, and
// leaves out only what holds neither name nor address.
func ParseAddressList(s string) []Address { return parseAddresses(s, "") }

func parseAddresses(s, hint string) []Address {
	var out []Address
	for _, one := range splitAddresses(s) {
		if a, ok := parseAddress(one, hint); ok {
			out = append(out, a)
		}
		if len(out) == maxPeople {
			break
		}
	}
	return out
}

// splitAddresses cuts at commas and semicolons that stand outside quotes,
// comments and angle brackets, and drops the names of groups.
func splitAddresses(s string) []string {
	var out []string
	var quoted, angle bool
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && (quoted || depth > 0):
			i++
		case c == '"' && depth == 0:
			quoted = !quoted && strings.IndexByte(s[i+1:], '"') >= 0
		case quoted:
		case c == '(':
			if depth > 0 || strings.IndexByte(s[i+1:], ')') >= 0 {
				depth++
			}
		case c == ')' && depth > 0:
			depth--
		case depth > 0:
		case c == '<':
			angle = true
		case c == '>':
			angle = false
		case c == ':' && !angle && !strings.Contains(s[start:i], "@"):
			start = i + 1
		case (c == ',' || c == ';') && (!angle || strings.IndexByte(s[i:], '>') < 0):
			out, start, angle = append(out, s[start:i]), i+1, false
		}
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

func parseAddress(s, hint string) (Address, bool) {
	s = strings.TrimSpace(s)
	var name, addr string
	if i := strings.LastIndexByte(s, '<'); i >= 0 {
		name = s[:i]
		addr, _, _ = strings.Cut(s[i+1:], ">")
		if !strings.Contains(addr, "@") && strings.Contains(name, "@") && strings.TrimSpace(addr) == "" {
			name, addr = "", name
		}
	} else if strings.Contains(stripComments(s), "@") {
		addr, name = stripComments(s), comment(s)
		if f := strings.Fields(addr); len(f) > 1 && !strings.Contains(strings.Join(f, ""), "\"") {
			name, addr = looseName(f)
		}
	} else {
		name = stripComments(s)
	}
	a := Address{Name: displayName(name, hint), Addr: tidyAddr(addr)}
	return a, a.Name != "" || a.Addr != ""
}

// looseName finds the address in "Kim Park kim@example.com".
func looseName(words []string) (name, addr string) {
	if dotted := strings.ReplaceAll(strings.ReplaceAll(strings.Join(words, " "), " .", "."), ". ", "."); !strings.Contains(dotted, " ") {
		return "", dotted
	}
	at := -1
	for i, w := range words {
		if strings.IndexByte(w, '@') > 0 {
			at = i
		}
	}
	if at < 0 {
		return "", strings.Join(words, "")
	}
	if strings.HasSuffix(words[at], "@") || strings.HasPrefix(words[at], "@") {
		return "", strings.Join(words, "")
	}
	return strings.Join(append(words[:at:at], words[at+1:]...), " "), words[at]
}

func displayName(s, hint string) string {
	s = strings.TrimSpace(s)
	if bare := stripComments(s); bare != "" {
		s = bare
	}
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s[1 : len(s)-1])
		return decodeWords(s, hint)
	}
	return strings.Trim(decodeWords(s, hint), ` "'`)
}

func tidyAddr(s string) string {
	s = decodeWords(stripComments(s), "")
	if i := strings.LastIndexByte(s, ':'); i >= 0 && strings.HasPrefix(s, "@") { // old source route
		s = s[i+1:]
	}
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	if !strings.Contains(s, `"`) {
		s = strings.Join(strings.Fields(s), "")
	}
	local, domain, ok := cutLast(strings.Trim(s, "<>'., "), "@")
	if !ok {
		return clean(s)
	}
	return clean(local + "@" + strings.ToLower(domain))
}

func stripComments(s string) string { _, rest := splitComments(s); return strings.TrimSpace(rest) }
func comment(s string) string       { c, _ := splitComments(s); return c }

func splitComments(s string) (comments, rest string) {
	if !strings.Contains(s, "(") {
		return "", s
	}
	var in, out strings.Builder
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && depth > 0:
			i++
		case c == '"' && depth == 0:
			quoted = !quoted
			out.WriteByte(c)
		case c == '(' && !quoted:
			depth++
		case c == ')' && !quoted && depth > 0:
			depth--
		case depth > 0:
			in.WriteByte(c)
		default:
			out.WriteByte(c)
		}
	}
	return in.String(), out.String()
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// Canonical is the form of an address to compare and to look up by: lower
// case, with the domain as the mail servers write it. RFC 5321 lets the local
// part tell cases apart; no provider does. Dots count, since everywhere but at
// one provider they name different people.
func Canonical(addr string) string {
	local, domain, ok := cutLast(strings.ToLower(strings.TrimSpace(addr)), "@")
	if !ok {
		return local
	}
	domain = strings.TrimSuffix(domain, ".")
	if ascii, err := idna.Lookup.ToASCII(domain); err == nil {
		domain = ascii
	}
	return local + "@" + domain
}

// Untagged is Canonical without the tag of kim+court@example.com.
func Untagged(addr string) string {
	local, domain, ok := cutLast(Canonical(addr), "@")
	if !ok {
		return local
	}
	if base, _, tagged := strings.Cut(local, "+"); tagged && base != "" {
		local = base
	}
	return local + "@" + domain
}

// Same reports that two addresses reach the same mailbox.
func Same(a, b string) bool { return Canonical(a) == Canonical(b) && a != "" }

// SameUntagged is Same with plus-tags left out of account.
func SameUntagged(a, b string) bool { return Untagged(a) == Untagged(b) && a != "" }
