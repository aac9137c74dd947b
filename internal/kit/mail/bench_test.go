package mail

import (
	"bytes"
	"testing"
)

// BenchmarkParse reads all real messages; one operation is one message.
func BenchmarkParse(b *testing.B) {
	var all [][]byte
	size := int64(0)
	for _, raw := range fixtures(b) {
		all, size = append(all, raw), size+int64(len(raw))
	}
	b.SetBytes(size / int64(len(all)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Parse(all[i%len(all)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

// BenchmarkImport does to each message what an import does.
func BenchmarkImport(b *testing.B) {
	var all [][]byte
	for _, raw := range fixtures(b) {
		all = append(all, raw)
	}
	t := NewThreader()
	for i := 0; b.Loop(); i++ {
		raw := all[i%len(all)]
		Key(raw)
		m := Parse(raw)
		t.Add(m)
		AsksSomething(m.Text)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}

func BenchmarkSafeHTML(b *testing.B) {
	raw := fixtures(b)["error_emails/content_transfer_encoding_with_8bits.eml"]
	html := Parse(raw).HTML
	b.SetBytes(int64(len(html)))
	for b.Loop() {
		SafeHTML(html, View{})
	}
}

func BenchmarkLargeAttachment(b *testing.B) {
	d := letter()
	d.Attachments[1].Data = bytes.Repeat([]byte("%PDF-1.7 "), 2<<20)
	raw, err := Compose(d)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(raw)
	}
}

func BenchmarkAsksSomething(b *testing.B) {
	const text = "Dear Kim,\n\nthank you for the call on Monday. I went to the bank and they gave me the statements for January and February; " +
		"I attach both. The landlord came by with his brother and left a note on the door, which my daughter photographed.\n\nBest regards,\nAna\n\n" +
		"On Mon, Mar 2, 2026 at 9:14 AM Kim Park <kim@firm.test> wrote:\n\n> Do you have the statements?\n> Kim\n"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		AsksSomething(text)
	}
}
