package timeline_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"testing"
	"time"

	"candor/internal/firm/office"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
	"candor/internal/talk/timeline"
	"candor/internal/work/matter"
)

// BenchmarkFileMail takes mail in by batches of two hundred, originals kept on
// disk, as an import does.
func BenchmarkFileMail(b *testing.B) {
	for name, open := range map[string]func(testing.TB, clock.Clock) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			d := open(b, clock.At(dbtest.Noon()))
			s, who := mailroom(b, d)
			const batch = 200
			n := 0
			var kept time.Duration
			for b.Loop() {
				var posts []timeline.Post
				before := b.Elapsed()
				for range batch {
					n++
					raw := fmt.Sprintf("From: c%d@client.example\r\nTo: ruth@larkspur.example\r\n%s\r\nMessage-ID: <%d@x.example>\r\nSubject: About number %d\r\n\r\nCould you tell me when the hearing is? I have the papers here and will bring them on Friday.\r\n", n%50, date, n, n)
					p, err := s.Receive(b.Context(), who.Firm, []byte(raw))
					if err != nil {
						b.Fatal(err)
					}
					posts = append(posts, p)
				}
				kept += b.Elapsed() - before
				err := d.Write(b.Context(), who, func(ctx context.Context, tx *db.Tx) error {
					desk, err := s.DeskTx(ctx, tx)
					if err != nil {
						return err
					}
					for _, p := range posts {
						if _, err := desk.File(ctx, tx, p); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(kept.Seconds()*1000/float64(batch*b.N), "ms/original")
			b.ReportMetric(float64(batch)*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
}

func mailroom(b *testing.B, d *db.DB) (*timeline.Service, actor.Actor) {
	b.Helper()
	keys, err := secret.OpenKeys(b.TempDir(), rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	files, err := blob.OpenDisk(b.TempDir(), keys)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = files.Close() }) // the folder is thrown away
	hub := live.New()
	contacts, matters := contact.NewService(d, hub, files), matter.NewService(d, hub)
	firm, err := office.NewService(d).Found(b.Context(), office.New{Name: "Larkspur Law", Zone: "America/Chicago", Week: office.NineToFive()}, func(ctx context.Context, tx *db.Tx) error {
		for i := range 50 {
			c := contact.Card{Contact: contact.Contact{Kind: contact.Person, Name: fmt.Sprintf("Client %d", i)}, Points: []contact.Point{{Kind: contact.Email, Value: fmt.Sprintf("c%d@client.example", i)}}}
			if err := contacts.AddTx(ctx, tx, &c); err != nil {
				return err
			}
			if _, err := matters.OpenTx(ctx, tx, matter.New{Matter: matter.Matter{Title: c.Name, ClientID: c.ID}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return timeline.NewService(d, hub, files), actor.ForJob(firm.ID, "bench")
}
