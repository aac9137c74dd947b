package exchange

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candor/internal/kit/clock"
	"candor/internal/schema/dbtest"
)

// BenchmarkMail brings in a mailbox of a thousand short messages to people we
// know, trial and all.
func BenchmarkMail(b *testing.B) {
	const messages = 1000
	for b.Loop() {
		b.StopTimer()
		c := clock.At(dbtest.Noon())
		w := found(b, dbtest.SQLite(b, c), c)
		path := filepath.Join(b.TempDir(), "given.csv")
		if err := os.WriteFile(path, []byte("Name,E-mail\nRosa Delgado,rosa@client.example\n"), 0o600); err != nil {
			b.Fatal(err)
		}
		if _, err := w.ImportFile(b.Context(), w.ruth, Contacts, path); err != nil {
			b.Fatal(err)
		}
		var box strings.Builder
		for i := range messages {
			fmt.Fprintf(&box, "From rosa@client.example Mon Sep  7 10:00:00 2026\nFrom: Rosa Delgado <rosa@client.example>\nTo: Ruth Okafor <ruth@larkspur.example>\nSubject: Letter %d\nDate: Mon, 7 Sep 2026 10:00:00 -0500\nMessage-ID: <b%d@client.example>\n\n%s\n\n", i, i, strings.Repeat("Some words about the house. ", 60))
		}
		path = filepath.Join(b.TempDir(), "box.mbox")
		if err := os.WriteFile(path, []byte(box.String()), 0o600); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		got, err := w.ImportFile(b.Context(), w.ruth, Mail, path)
		if err != nil || got.Results[Create] != messages {
			b.Fatalf("brought in %v (%v), want all", got.Results, err)
		}
	}
	b.ReportMetric(float64(messages*b.N)/b.Elapsed().Seconds(), "messages/s")
}
