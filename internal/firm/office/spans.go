package office

import (
	"strings"

	"candor/internal/kit/civil"
)

// ParseSpans reads the hours of a day as people write them: "09:00-12:00,
// 13:00-17:00". Nothing is a closed day.
func ParseSpans(s string) ([]Span, bool) {
	var out []Span
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		from, to, ok := strings.Cut(part, "-")
		a, errA := civil.ParseClock(strings.TrimSpace(from))
		b, errB := civil.ParseClock(strings.TrimSpace(to))
		if !ok || errA != nil || errB != nil {
			return nil, false
		}
		out = append(out, Span{From: a, To: b})
	}
	return out, true
}

// FormatSpans writes what ParseSpans reads.
func FormatSpans(spans []Span) string {
	parts := make([]string, 0, len(spans))
	for _, s := range spans {
		parts = append(parts, s.From.String()+"-"+s.To.String())
	}
	return strings.Join(parts, ", ")
}
