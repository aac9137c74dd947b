package mail

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"
)

func (p *parser) attach(h header, kind, disposition, name string, data []byte, depth int) {
	sum := sha256.Sum256(data)
	part := Part{
		Name: name, Declared: kind, Type: kind, Size: len(data), SHA256: hex.EncodeToString(sum[:]),
		ContentID: strings.Join(messageIDs(h.get("content-id")), ""),
		Inline:    disposition == "inline" || (disposition != "attachment" && h.has("content-id")),
	}
	if found := sniff(data); found != "" && !strings.HasPrefix(kind, "message/") {
		part.Type = found
	}
	switch {
	case kind == "message/delivery-status" || kind == "message/global-delivery-status":
		p.report.read(data)
	case kind == "message/rfc822" || kind == "message/global":
		part.Message = p.enclosed(data, depth)
	}
	if part.Name == "" && part.Message != nil && part.Message.Subject != "" {
		part.Name = part.Message.Subject + ".eml"
	}
	if part.Name == "" {
		part.Name = fmt.Sprintf("part-%d%s", len(p.files)+1, extension(part.Type))
	}
	part.Name = fileName(part.Name)
	if p.nested == 0 { // what a nested message holds is within its own bytes
		part.Data = data
	}
	p.files = append(p.files, part)
}

// enclosed reads a message within the message.
func (p *parser) enclosed(data []byte, depth int) *Message {
	if p.nested >= maxNested {
		p.note("messages too deep within messages")
		return nil
	}
	inner := &parser{parts: p.parts, nested: p.nested + 1}
	m := inner.message(data, depth+1)
	p.parts = inner.parts
	return &m
}

const maxName = 180 // bytes; file systems allow 255, and copies add to a name

// fileName makes a sender's name safe for any file system: no folder, no
// hidden file, no device, nothing invisible.
func fileName(s string) string {
	s = clean(s)
	s = s[strings.LastIndexAny(s, `/\`)+1:]
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, s)
	s = strings.TrimLeft(strings.Trim(s, " "), ".")
	s = strings.TrimRight(s, ". ")
	if len(s) > maxName {
		ext := path.Ext(s)
		if len(ext) > 20 {
			ext = ""
		}
		cut := maxName - len(ext)
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + ext
	}
	switch base, _, _ := strings.Cut(strings.ToUpper(s), "."); base {
	case "":
		return "unnamed"
	case "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "LPT1", "LPT2", "LPT3":
		return "_" + s
	}
	return s
}
