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

// BenchmarkLine reads a client's line of time of ten thousand entries, among a
// hundred thousand, as somebody whom walls may stop.
func BenchmarkLine(b *testing.B) {
	for name, open := range map[string]func(testing.TB, clock.Clock) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		d := open(b, clock.At(dbtest.Noon()))
		s, job := mailroom(b, d)
		c, m := fill(b, d, job)
		who := actor.Actor{Kind: actor.Staff, Firm: job.Firm, ID: "stf_bench", Open: true, Grants: actor.Grant(timeline.Reading)}
		deep := ""
		for range 40 {
			var err error
			if _, deep, err = s.OfContact(b.Context(), who, c, timeline.Filter{}, db.Page{After: deep, Limit: 200}); err != nil {
				b.Fatal(err)
			}
		}
		lists := map[string]func(after string) ([]timeline.Entry, string, error){
			"contact": func(after string) ([]timeline.Entry, string, error) {
				return s.OfContact(b.Context(), who, c, timeline.Filter{}, db.Page{After: after})
			},
			"matter": func(after string) ([]timeline.Entry, string, error) {
				return s.OfMatter(b.Context(), who, m, timeline.Filter{}, db.Page{After: after})
			},
			"calls": func(after string) ([]timeline.Entry, string, error) {
				return s.OfMatter(b.Context(), who, m, timeline.Filter{Kinds: []timeline.Kind{timeline.Call}}, db.Page{After: after})
			},
		}
		for list, ask := range lists {
			for place, after := range map[string]string{"first": "", "deep": deep} {
				b.Run(name+"/"+list+"/"+place, func(b *testing.B) {
					for b.Loop() {
						if es, _, err := ask(after); err != nil || len(es) != 50 {
							b.Fatalf("%d entries (%v), want 50", len(es), err)
						}
					}
				})
			}
		}
	}
}

// fill writes a hundred thousand entries, ten thousand of them of one client
// in one matter, and names those.
func fill(b *testing.B, d *db.DB, who actor.Actor) (c contact.ID, m matter.ID) {
	b.Helper()
	err := d.Touch(b.Context(), who, func(ctx context.Context, tx *db.Tx) error {
		var ms []matter.Matter
		if err := db.All(ctx, tx.Select(&ms).Order("m.id")); err != nil {
			return err
		}
		c, m = ms[0].ClientID, ms[0].ID
		var es []timeline.Entry
		var ps []timeline.Person
		for i := range 100_000 {
			of := ms[0]
			if i%10 != 0 {
				of = ms[1+i%(len(ms)-1)]
			}
			e := timeline.Entry{ID: timeline.ID(fmt.Sprintf("ent_%06d", i)), Kind: timeline.Kinds()[i/10%4], At: ago(time.Duration(i) * time.Minute), ContactID: of.ClientID, MatterID: of.ID, Body: "Talked.", CreatedAt: tx.Now, ChangedAt: tx.Now}
			es = append(es, e)
			ps = append(ps, timeline.Person{ID: fmt.Sprintf("tpe_%06d", i), EntryID: e.ID, ContactID: e.ContactID, At: e.At, Role: timeline.With})
			if len(es) < 500 {
				continue
			}
			if err := tx.Insert(ctx, &es); err != nil {
				return err
			}
			if err := tx.Insert(ctx, &ps); err != nil {
				return err
			}
			es, ps = nil, nil
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return c, m
}
