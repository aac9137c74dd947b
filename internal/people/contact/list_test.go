package contact_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
)

// TestManyMatchesArePagedInOrder types so little that more match than are
// looked through one by one.
func TestManyMatchesArePagedInOrder(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		w.add(t, contact.Card{Contact: contact.Contact{Given: "Zoe", Family: "Quill"}, Names: []contact.Name{{Kind: contact.Maiden, Name: "Marsh"}}})
		w.add(t, contact.Card{Contact: contact.Contact{Given: "Ana", Family: "Lopez"}})
		const many = 1100
		err := d.Touch(t.Context(), actor.ForSystem(w.firm.ID, "test"), func(ctx context.Context, tx *db.Tx) error {
			for i := range many {
				name := fmt.Sprintf("marsh %04d", i)
				c := contact.Contact{ID: contact.ID(fmt.Sprintf("con_%04d", i)), Kind: contact.Person, Name: name, SortName: name, CreatedAt: tx.Now, UpdatedAt: tx.Now}
				if err := tx.Insert(ctx, &c); err != nil {
					return err
				}
				if err := access.OpenTx(ctx, tx, string(c.ID)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		page := db.Page{Limit: 200}
		for {
			cs, next, err := w.List(t.Context(), w.ruth, contact.Filter{Text: "Mar"}, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range cs {
				got = append(got, c.Name)
			}
			if page.After = next; next == "" {
				break
			}
		}
		if len(got) != many+1 || got[0] != "marsh 0000" || got[many] != "Zoe Quill" {
			t.Errorf("%d contacts begin with Mar, from %q to %q; want %d, from marsh 0000 to Zoe Quill, once a Marsh", len(got), got[0], got[len(got)-1], many+1)
		}
	})
}

func TestATagFindsThoseWhoHaveIt(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		w := found(t, d)
		zoe := w.add(t, contact.Card{Contact: contact.Contact{Given: "Zoe", Family: "Quill", Tags: []string{"VIP client", "golf"}}})
		w.add(t, contact.Card{Contact: contact.Contact{Given: "Ana", Family: "Lopez", Tags: []string{"VIP"}}})
		tagged := func(tag string) []string {
			t.Helper()
			cs, _, err := w.List(t.Context(), w.ruth, contact.Filter{Tag: tag}, db.Page{})
			if err != nil {
				t.Fatal(err)
			}
			names := []string{}
			for _, c := range cs {
				names = append(names, c.Name)
			}
			return names
		}
		for tag, want := range map[string][]string{"VIP client": {"Zoe Quill"}, "vip": {"Ana Lopez"}, "Golf": {"Zoe Quill"}, "gol": {}, "nobody": {}} {
			if got := tagged(tag); !slices.Equal(got, want) {
				t.Errorf("with the tag %q are %v, want %v", tag, got, want)
			}
		}
		zoe.Tags = []string{"golf"}
		if _, err := w.Change(t.Context(), w.ruth, zoe); err != nil {
			t.Fatal(err)
		}
		if got := tagged("VIP client"); len(got) != 0 {
			t.Errorf("with a tag that was taken off are still %v", got)
		}
	})
}
