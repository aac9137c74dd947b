package mail

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each file of testdata/quote holds a message as it was sent, and under a line
// of "=====" the words that are the writer's own.
func TestQuotedFindsTheWritersOwnWords(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/quote/*.txt")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d examples (%v), want at least 15", len(files), err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sent, want, ok := strings.Cut(string(data), "\n=====\n")
		if !ok {
			t.Fatalf("%s: want a line of =====", path)
		}
		own, quoted := Quoted(sent)
		if want = strings.TrimSpace(want); own != want {
			t.Errorf("%s:\n got  %q\n want %q", path, own, want)
		}
		for line := range strings.SplitSeq(sent, "\n") {
			if line = strings.TrimSpace(line); !strings.Contains(own, line) && !strings.Contains(quoted, line) {
				t.Errorf("%s: lost %q, want every line on one side", path, line)
			}
		}
	}
}

func TestRepliesInHTMLKeepTheirOwnWords(t *testing.T) {
	t.Parallel()
	for name, in := range map[string]string{
		"Gmail":   `<div dir="ltr">Yes, I signed.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, Mar 2, 2026 at 9:14 AM Kim Park &lt;<a href="mailto:kim@firm.test">kim@firm.test</a>&gt; wrote:<br></div><blockquote class="gmail_quote">Did you sign?<br></blockquote></div>`,
		"Outlook": `<div class="WordSection1"><p class="MsoNormal">Yes, I signed.<o:p></o:p></p><div><div style="border:none"><p class="MsoNormal"><b>From:</b> Kim Park &lt;kim@firm.test&gt; <br><b>Sent:</b> Monday, March 2, 2026 9:14 AM<br><b>To:</b> Ana<br><b>Subject:</b> Lease</p></div></div><p>Did you sign?</p></div>`,
		"Apple":   `<html><body>Yes, I signed.<br><br><div>Sent from my iPhone</div><div><br><blockquote type="cite">On Mar 2, 2026, at 9:14 AM, Kim Park &lt;kim@firm.test&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div>Did you sign?</div></blockquote></body></html>`,
		"webmail": `<div>Yes, I signed.</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg"><b>De:</b> Kim Park &lt;kim@firm.test&gt;<br><b>Enviado:</b> lunes<br><b>Para:</b> Ana<br><b>Asunto:</b> Lease</div><div>¿Firmó?</div>`,
	} {
		m := Parse([]byte("Content-Type: text/html; charset=utf-8\r\n\r\n" + in))
		if own, _ := Quoted(m.Text); own != "Yes, I signed." {
			t.Errorf("%s: own words %q of %q, want only the answer", name, own, m.Text)
		}
		if asks, why := AsksSomething(m.Text); asks {
			t.Errorf("%s: asks by %q, want no question in an answer", name, why)
		}
	}
}
