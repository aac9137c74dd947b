package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/insight/exchange"
	"candor/internal/kit/actor"
	"candor/internal/schema/dbtest"
)

// mailbox is how many messages are brought in at once.
const mailbox = 2000

// mail brings in a mailbox of short messages from as many clients, trial and
// all: each is kept, matched to its client and matter, and put into search.
func (w *firm) mail(b *testing.B) {
	who := w.reader(b)
	for b.Loop() {
		b.StopTimer()
		path := filepath.Join(b.TempDir(), "box.mbox")
		if err := os.WriteFile(path, []byte(w.box()), 0o600); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		got, err := w.Exchange.ImportFile(b.Context(), who, exchange.Mail, path)
		if err != nil || got.Results[exchange.Create] != mailbox {
			b.Fatalf("brought in %v (%v), want all", got.Results, err)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(mailbox*b.N)/b.Elapsed().Seconds(), "per-s")
}

func (w *firm) box() string {
	var box strings.Builder
	for range mailbox {
		n := w.serial.Add(1)
		from := n * 7919 % int64(*size) / 2 * 2
		fmt.Fprintf(&box, "From m%[1]d@mail.example Mon Sep  7 10:00:00 2026\nFrom: A client <m%[1]d@mail.example>\nTo: Ruth Okafor <%[2]s>\nSubject: Letter %[3]d\nDate: Mon, 7 Sep 2026 %02[4]d:%02[5]d:00 -0500\nMessage-ID: <%[3]d.%[6]s@mail.example>\n\n%[7]s\n\n",
			from, address, n, n%12+6, n%60, w.run, strings.Repeat("Some words about the house and when we meet. ", 30))
	}
	return box.String()
}

// reader is the person who asks, as the program knows them.
func (w *firm) reader(b *testing.B) actor.Actor {
	b.Helper()
	firms, err := w.Office.Firms(b.Context())
	if err != nil || len(firms) != 1 {
		b.Fatalf("there are %d firms (%v), want the one", len(firms), err)
	}
	return w.lawyer(firms[0].ID)
}

func (w *firm) lawyer(firm string) actor.Actor {
	roles := []string{"lawyer", "manager"}
	return actor.Actor{
		Kind: actor.Staff, Firm: firm, ID: string(w.of.Reader), Name: "Ruth Okafor", Roles: roles, Grants: w.Table.For(roles, nil),
		Via: "bench", Strong: true, ProvenAt: dbtest.Noon(), Open: access.SeesOpen(roles),
	}
}
