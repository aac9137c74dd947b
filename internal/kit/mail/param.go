package mail

import (
	"sort"
	"strconv"
	"strings"
)

// cutParams reads a value with parameters, as Content-Type has them: quoted or
// not, continued and encoded (RFC 2231), or encoded as no RFC allows.
func cutParams(s, hint string) (value string, params map[string]string) {
	value, rest, _ := strings.Cut(s, ";")
	value = strings.ToLower(strings.Trim(clean(value), " \"'"))
	raw := map[string]string{}
	for n := 0; rest != "" && n < 200; n++ {
		var name, val string
		name, val, rest = nextParam(rest)
		if name == "" {
			continue
		}
		if _, dup := raw[name]; !dup {
			raw[name] = val
		}
	}
	return value, joinParams(raw, hint)
}

func nextParam(s string) (name, val, rest string) {
	s = strings.TrimLeft(s, "; \t")
	i := strings.IndexAny(s, "=;")
	if i < 0 {
		return "", "", ""
	}
	if s[i] == ';' {
		return "", "", s[i+1:]
	}
	name = strings.ToLower(strings.TrimSpace(s[:i]))
	s = strings.TrimLeft(s[i+1:], " \t")
	if !strings.HasPrefix(s, `"`) {
		val, rest, _ = strings.Cut(s, ";")
		return name, strings.TrimSpace(val), rest
	}
	var b strings.Builder
	for j := 1; j < len(s); j++ {
		switch {
		case s[j] == '\\' && j+1 < len(s) && (s[j+1] == '"' || s[j+1] == '\\'):
			j++
			b.WriteByte(s[j])
		case s[j] == '"':
			_, rest, _ = strings.Cut(s[j+1:], ";")
			return name, b.String(), rest
		default:
			b.WriteByte(s[j])
		}
	}
	return name, b.String(), "" // the closing quote is missing
}

type segment struct {
	n       int
	encoded bool
	val     string
}

// joinParams puts name*0*, name*1 and their like together in their order.
func joinParams(raw map[string]string, hint string) map[string]string {
	out := map[string]string{}
	parts := map[string][]segment{}
	for name, val := range raw {
		base, tail, starred := strings.Cut(name, "*")
		if !starred {
			out[name] = decodeWords(val, hint)
			continue
		}
		encoded := tail == "" || strings.HasSuffix(tail, "*")
		n, err := strconv.Atoi(strings.TrimSuffix(tail, "*"))
		if err != nil {
			n = 0
		}
		parts[base] = append(parts[base], segment{n, encoded, val})
	}
	for base, segs := range parts {
		sort.Slice(segs, func(i, j int) bool {
			if segs[i].n != segs[j].n {
				return segs[i].n < segs[j].n
			}
			return segs[i].val < segs[j].val
		})
		out[base] = joinSegments(segs, hint)
	}
	return out
}

func joinSegments(segs []segment, hint string) string {
	var b []byte
	set := hint
	anyEncoded := false
	for i, s := range segs {
		if !s.encoded {
			b = append(b, s.val...)
			continue
		}
		anyEncoded = true
		if i == 0 {
			if f := strings.SplitN(s.val, "'", 3); len(f) == 3 {
				set, s.val = f[0], f[2]
			}
		}
		b = append(b, unquote(strings.ReplaceAll(s.val, "%", "="))...)
	}
	if anyEncoded {
		return clean(decodeLoose(b, set))
	}
	return decodeWords(string(b), hint)
}
