package demo

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"

	"candor/internal/kit/mail"
)

// message is an e-mail about to be written.
type message struct {
	id       string
	from, to mail.Address
	at       time.Time
	subject  string
	text     string // with greeting and signature
	before   *message
	headers  []mail.Header
	papers   []mail.Part
}

// bytes writes the message as it travels.
func (m message) bytes() ([]byte, error) {
	d := mail.Draft{
		MessageID: m.id, Date: m.at, From: []mail.Address{m.from}, To: []mail.Address{m.to},
		Subject: m.subject, Text: m.text, Headers: m.headers, Attachments: m.papers,
	}
	for b := m.before; b != nil; b = b.before {
		d.References = append([]string{b.id}, d.References...)
	}
	if m.before != nil {
		d.InReplyTo = []string{m.before.id}
		if !mail.IsReply(d.Subject) {
			d.Subject = "Re: " + d.Subject
		}
		d.Text += "\n\n" + m.before.quoted()
	}
	return mail.Compose(d)
}

// quoted is a message as the answer to it repeats it.
func (m message) quoted() string {
	var b strings.Builder
	fmt.Fprintf(&b, "On %s, %s wrote:\n", m.at.Format("Mon, Jan 2, 2006 at 3:04 PM"), m.from.Name)
	for _, line := range strings.Split(m.text, "\n") {
		b.WriteString("> " + line + "\n")
	}
	return b.String()
}

// written is what someone writes, as they do: with or without a greeting, with
// thanks, or from a telephone.
func written(r *rand.Rand, who someone, text, lawyer string) string {
	pick := func(ways ...string) string { return ways[r.IntN(len(ways))] }
	first, _, _ := strings.Cut(lawyer, " ")
	_, last, _ := strings.Cut(lawyer, " ")
	name := who.first()
	if who.lang == "es" {
		if who.voice == thumbs {
			return text
		}
		return pick("Hola licenciada,", "Buenos días,", "Licenciada "+last+":") + "\n\n" + text + "\n\n" + pick("Gracias,\n", "Saludos,\n", "Que tenga buen día.\n") + name
	}
	switch who.voice {
	case formal:
		return "Dear " + title(first) + " " + last + ",\n\n" + text + "\n\n" + pick("Kind regards,\n", "Yours sincerely,\n", "With best wishes,\n") + who.name()
	case brief:
		return text
	case thumbs:
		if r.IntN(2) == 0 {
			return "Hi " + first + ", " + lower(text) + pick("", "\n\nSent from my phone")
		}
		return text + pick("", "\n\nSent from my phone")
	case plain:
	}
	return pick("Hi "+first+",", "Hello "+first+",", first+",") + "\n\n" + text + "\n\n" + pick("Thanks,\n", "Best,\n", "Thank you,\n", "") + name
}

// lower begins a text in the middle of a sentence.
func lower(s string) string {
	if word, _, _ := strings.Cut(s, " "); len(word) < 2 || strings.HasPrefix(word, "I'") || word == "OK." {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func title(first string) string {
	if first == "Evan" {
		return "Mr."
	}
	return "Ms."
}

// answered is what one of us writes.
func answered(r *rand.Rand, to someone, text, from string) string {
	pick := func(ways ...string) string { return ways[r.IntN(len(ways))] }
	first, _, _ := strings.Cut(from, " ")
	greeting, regards := pick("Hi ", "Dear ", "Hello ")+to.first()+",", pick("Best,", "All the best,", "Warmly,", "As ever,")
	switch {
	case to.lang == "es":
		greeting, regards = pick("Hola ", "Buenos días, ")+to.first()+":", pick("Un saludo,", "Saludos,", "Cuídese,")
	case to.voice == formal && to.prefix != "":
		greeting, regards = "Dear "+to.prefix+" "+to.family+",", pick("Kind regards,", "With kind regards,")
	}
	return greeting + "\n\n" + text + "\n\n" + regards + "\n" + first + "\n\n-- \n" + from + "\nLarkspur Law\n118 Prairie Avenue, Chicago, IL 60601\n(312) 555-0100"
}

// paper is a page in PDF, for what a letter says is attached.
func paper(heading, line string) mail.Part {
	latin := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r > unicode.MaxLatin1 || r < ' ' || strings.ContainsRune(`()\`, r) {
				return -1
			}
			return r
		}, s)
	}
	page := "BT /F1 18 Tf 72 700 Td (" + latin(heading) + ") Tj 0 -32 Td /F1 11 Tf (" + latin(line) + ") Tj 0 -20 Td (Larkspur Law, Chicago) Tj ET"
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(page), page), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj%s endobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return mail.Part{Name: fileName(heading), Declared: "application/pdf", Data: b.Bytes()}
}

// fileName is a file's name as people give them.
func fileName(heading string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == '-' {
			return r
		}
		return -1
	}, heading)
	return strings.Join(strings.Fields(name), " ") + ".pdf"
}

// encloses tells whether a message says that something is attached.
func encloses(text string) bool {
	text = strings.ToLower(text)
	return strings.Contains(text, "attached") || strings.Contains(text, "adjunt")
}
