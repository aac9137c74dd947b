package funnel_test

import (
	"testing"

	"candor/internal/intake/funnel"
	"candor/internal/intake/inquiry"
	"candor/internal/intake/lead"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/people/client"
	"candor/internal/schema/dbtest"
	"candor/internal/work/matter/mattertest"
	"candor/internal/work/task"
)

func TestTheFunnelCountsWhatOneMaySee(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := mattertest.Found(t, d, lead.Grants(), client.Grants(), task.Grants())
		leads := lead.NewService(d, w.Live, w.Contacts, client.NewService(d, w.Live), w.Matters, task.NewService(d, w.Live))
		for _, name := range []string{"Maya Rivera", "Noor Haddad"} {
			if _, err := leads.Add(t.Context(), w.Ruth, lead.New{Lead: inquiry.Lead{ContactID: w.Person(name).ID, Topic: "A will", Source: "phone"}}); err != nil {
				t.Fatal(err)
			}
		}
		ls, _, err := leads.List(t.Context(), w.Ruth, lead.Filter{}, db.Page{})
		if err != nil {
			t.Fatal(err)
		}
		w.Wall(w.Evan, "contact", string(ls[0].ContactID))
		for _, x := range []struct {
			who  string
			want int
		}{{"ruth", 2}, {"evan", 1}} {
			who := w.Ruth
			if x.who == "evan" {
				who = w.Evan
			}
			f, err := funnel.NewService(d).Get(t.Context(), who)
			if err != nil || f.Months[len(f.Months)-1].Inquiries != x.want || !f.Whole {
				t.Errorf("this month as %s sees it = %+v, %v; want %d", x.who, f.Months[len(f.Months)-1], err, x.want)
			}
		}
	})
}
