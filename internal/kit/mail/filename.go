package mail

import (
	"path"
	"strings"
	"unicode/utf8"
)

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
