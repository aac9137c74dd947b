package mail

import (
	"bytes"
	"strings"
)

// undoTransfer takes the content-transfer-encoding off a body (RFC 2045, 6),
// whatever spelling its sender chose for it.
func undoTransfer(body []byte, encoding string, note func(string)) []byte {
	name := strings.ToLower(encoding)
	name = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, name)
	switch {
	case name == "", name == "7bit", name == "8bit", name == "binary", name == "8bits", name == "7bits":
		return body
	case strings.HasPrefix(name, "base64"):
		return unbase64(body)
	case strings.HasPrefix(name, "quotedprintable"):
		return unquotePrintable(body)
	case strings.Contains(name, "uue"), name == "uu", name == "xuu":
		if out, ok := uudecode(body); ok {
			return out
		}
	}
	note("unknown transfer encoding " + quoteName(encoding) + ", kept as sent")
	return body
}

// unquotePrintable reads RFC 2045, 6.7, and leaves what is not in it alone.
func unquotePrintable(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		i := bytes.IndexByte(b, '\n')
		line, end := b, ""
		if i >= 0 {
			line, end, b = b[:i], "\n", b[i+1:]
		} else {
			b = nil
		}
		if bytes.HasSuffix(line, []byte("\r")) {
			line, end = line[:len(line)-1], "\r\n"
		}
		line = bytes.TrimRight(line, " \t")
		if bytes.HasSuffix(line, []byte("=")) {
			line, end = line[:len(line)-1], ""
		}
		if bytes.IndexByte(line, '=') < 0 {
			out = append(out, line...)
		} else {
			out = append(out, unquote(string(line))...)
		}
		out = append(out, end...)
	}
	return out
}

// uudecode reads the encoding from before MIME that some scanners still send.
func uudecode(b []byte) ([]byte, bool) {
	var out []byte
	begun := false
	for len(b) > 0 {
		var line []byte
		line, b = cutLine(b)
		switch {
		case !begun:
			begun = bytes.HasPrefix(line, []byte("begin "))
		case bytes.Equal(line, []byte("end")):
			return out, true
		default:
			out = append(out, uuLine(line)...)
		}
	}
	return out, begun && len(out) > 0
}

func uuLine(line []byte) []byte {
	if len(line) == 0 {
		return nil
	}
	n := int(line[0]-' ') & 63
	out := make([]byte, 0, len(line))
	for i := 1; i < len(line); i += 4 {
		var q [4]byte
		for j := range q {
			if i+j < len(line) {
				q[j] = (line[i+j] - ' ') & 63
			}
		}
		out = append(out, q[0]<<2|q[1]>>4, q[1]<<4|q[2]>>2, q[2]<<6|q[3])
	}
	return out[:min(n, len(out))]
}
