package search_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"candor/internal/firm/search"
	"candor/internal/kit/actor"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/schema/dbtest"
)

func TestWhatChangesIsFoundAsItNowIs(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := newFirm(t, d)
		who := f.staff("stf_1")
		f.put(person("con_1", "Ann Bell"), note("not_1", "con_1", "", "Call back", "about Bell"))
		f.put(person("con_1", "Ann Whitmore"))
		if got := ids(f.find(who, search.Query{Text: "bell"})); !slices.Equal(got, []string{"not_1"}) {
			t.Errorf("the old name finds %v, want only the note", got)
		}
		if got := ids(f.find(who, search.Query{Text: "whitm"})); !slices.Equal(got, []string{"con_1"}) {
			t.Errorf("the new name finds %v, want the person", got)
		}
		f.touch(func(ctx context.Context, tx *db.Tx) error { return search.RemoveTx(ctx, tx, search.Contact, "con_1") })
		if gs := f.find(who, search.Query{Text: "whitmore"}); len(gs) > 0 {
			t.Errorf("found %v after it was removed, want nothing", ids(gs))
		}
		undone := errors.New("undone")
		err := d.Touch(t.Context(), actor.ForSystem(f.firm, "test"), func(ctx context.Context, tx *db.Tx) error {
			return errors.Join(search.RemoveTx(ctx, tx, search.Note, "not_1"), undone)
		})
		if got := ids(f.find(who, search.Query{Text: "bell"})); !errors.Is(err, undone) || !slices.Equal(got, []string{"not_1"}) {
			t.Errorf("after a removal that was undone: %v, %v, want the note", got, err)
		}
	})
}

func (f fixture) touch(do func(ctx context.Context, tx *db.Tx) error) {
	f.t.Helper()
	if err := f.d.Touch(f.t.Context(), actor.ForSystem(f.firm, "test"), do); err != nil {
		f.t.Fatal(err)
	}
}

func TestNothingTypedIsAnError(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := newFirm(t, d)
		f.put(person("con_1", "Ann Bell"), note("not_1", "con_1", "", `Weird: "quoted" {title} a'b\c`, "NEAR(x y) OR AND NOT ? $1 %s \x00 \xff"))
		for _, text := range []string{
			`"`, `""`, `"ann`, `ann"`, `-`, `--`, `-"`, `-""`, `- ann`, `:`, `matter:`, `matter: contact: ann`, `*`, `a*`, `ann*`, `^ann`,
			`ann OR bell`, `NEAR(ann bell)`, `{title} : ann`, `title:ann`, `ann AND`, `NOT ann`, `(ann`, `ann)`, `a & b`, `a | !b`, `a <-> b`, `'ann':A`,
			`'; DROP TABLE search_doc; --`, `ann' OR '1'='1`, `?`, `ann ? bell ?`, `$1`, `%`, `_`, `\`, "\x00", "\xff\xfe", "½ ① ﬁ", "ʼ’'", "王", "👩🏽‍⚖️", "e\u0301",
		} {
			for _, count := range []bool{true, false} {
				if _, err := f.s.Find(t.Context(), f.staff("stf_1"), search.Query{Text: text, Count: count}); err != nil {
					t.Errorf("%q: %v, want no error", text, err)
				}
			}
			if _, err := f.s.Suggest(t.Context(), f.staff("stf_1"), text); err != nil {
				t.Errorf("suggesting for %q: %v, want no error", text, err)
			}
		}
	})
}

func TestPagesOfOneKindGiveEachHitOnce(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := newFirm(t, d)
		who := f.staff("stf_1")
		var docs []search.Doc
		for i := range 9 { // each rank has some
			at := dbtest.Noon().Add(time.Duration(i%4) * time.Minute)
			for j, d := range []search.Doc{
				note(fmt.Sprint("titled_", i), "con_1", "", "Bell hear", ""),
				note(fmt.Sprint("named_", i), "con_1", "", "Bell hear today", ""),
				note(fmt.Sprint("begun_", i), "con_1", "", "Bell hearing", ""),
				note(fmt.Sprint("said_", i), "con_1", "", "Note", "Did Bell hear it?"),
				note(fmt.Sprint("anywhere_", i), "con_1", "", "Note", "Bell was at the hearing"),
			} {
				d.At = at.Add(time.Duration(j) * time.Second)
				docs = append(docs, d)
			}
		}
		f.put(docs...)
		ask := search.Query{Text: "bell hear", Kinds: []search.Kind{search.Note}, Limit: 4}
		var got []string
		for page := 0; page < 20; page++ {
			gs := f.find(who, ask)
			got = append(got, ids(gs)...)
			if len(gs) == 0 || gs[0].Next == "" {
				break
			}
			ask.After = gs[0].Next
		}
		seen := slices.Sorted(slices.Values(got))
		if len(got) != 45 || len(slices.Compact(seen)) != 45 {
			t.Errorf("%d hits over all pages, %d of them different, want 45 once each: %v", len(got), len(slices.Compact(seen)), got)
		}
		for i, id := range got {
			want := []string{"titled", "named", "begun", "said", "anywhere"}[min(i/9, 4)]
			if id[:len(want)] != want {
				t.Errorf("place %d is %s, want one of %s", i, id, want)
			}
		}
		for _, after := range []string{"x", "!!", "OTkuMQ"} {
			ask.After = after
			if _, err := f.s.Find(t.Context(), who, ask); !errs.Is(err, errs.Invalid) {
				t.Errorf("a broken place %q: %v, want Invalid", after, err)
			}
		}
	})
}

func TestCountsStopAtTheCap(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		f := newFirm(t, d)
		docs := make([]search.Doc, search.Cap+5)
		for i := range docs {
			docs[i] = note(fmt.Sprint("not_", i), "con_1", "", "Hearing", "")
		}
		f.put(docs...)
		gs := f.find(f.staff("stf_1"), search.Query{Text: "hearing", Count: true})
		if len(gs) != 1 || gs[0].Count != search.Cap || !gs[0].More || len(gs[0].Hits) != 10 {
			t.Errorf("found %+v, want ten and a count of 1,000 and more", gs)
		}
	})
}

func TestWhoseBodyIsQuotedIsRecordedAsRead(t *testing.T) {
	t.Parallel()
	f := newFirm(t, dbtest.SQLite(t, clock.At(dbtest.Noon())))
	f.put(person("con_1", "Ann Bell"), note("not_1", "con_1", "", "Call", "Bell wants to settle"), note("not_2", "con_1", "", "Bell called", "and more"))
	f.find(f.staff("stf_1"), search.Query{Text: "bell"})
	var got []string
	err := f.d.Read(t.Context(), actor.ForSystem(f.firm, "test"), func(ctx context.Context, q db.Q) error {
		return q.Raw("SELECT about_id FROM record_entry WHERE firm_id = ? AND action = 'note.read' AND contact_id = 'con_1' ORDER BY about_id", f.firm).Scan(ctx, &got)
	})
	if err != nil || !slices.Equal(got, []string{"not_1"}) {
		t.Errorf("recorded as read: %v, %v, want the one note that was quoted", got, err)
	}
}
