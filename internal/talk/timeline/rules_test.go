package timeline

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWhatCountsAsContact(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		e    Entry
		want bool
	}{
		{"a mail from the client", Entry{Kind: Email, Direction: In}, true},
		{"a mail among ourselves", Entry{Kind: Email}, false},
		{"an automatic reply", Entry{Kind: Email, Direction: In, Auto: true}, false},
		{"a letter of ours", Entry{Kind: Letter, Direction: Out}, true},
		{"a call that was answered", Entry{Kind: Call, Direction: Out, Outcome: Connected}, true},
		{"a voicemail of ours", Entry{Kind: Call, Direction: Out, Outcome: Voicemail}, false},
		{"a voicemail of theirs", Entry{Kind: Call, Direction: In, Outcome: Voicemail}, true},
		{"a call nobody took", Entry{Kind: Call, Direction: Out, Outcome: NoAnswer}, false},
		{"a meeting", Entry{Kind: Meeting}, true},
		{"a note", Entry{Kind: Note}, false},
		{"an event of the program", Entry{Kind: System}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.e.talk(); got != c.want {
				t.Errorf("counts = %v, want %v", got, c.want)
			}
		})
	}
}

func TestChooseFilesOnlyWhatIsSure(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		in   []Case
		want string
	}{
		{"nothing", nil, ""},
		{"a doubt", []Case{{Matter: "a", Sure: sureOfCopied}}, ""},
		{"one sure", []Case{{Matter: "a", Sure: sureOfClient}}, "a"},
		{"the surer of two", []Case{{Matter: "a", Sure: sureOfThread}, {Matter: "b", Sure: sureOfNumber}}, "a"},
		{"two equally sure", []Case{{Matter: "a", Sure: sureOfNumber}, {Matter: "b", Sure: sureOfNumber}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := choose(c.in).Matter; string(got) != c.want {
				t.Errorf("choose = %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzExcerptIsShortAndWhole(f *testing.F) {
	f.Add("Hello\nworld")
	f.Add(strings.Repeat("ñandú ", 200))
	f.Fuzz(func(t *testing.T, s string) {
		got := excerpt(strings.ToValidUTF8(s, ""))
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > excerptLength+2 {
			t.Errorf("excerpt(%q) = %q, want valid text of at most %d letters", s, got, excerptLength)
		}
	})
}
