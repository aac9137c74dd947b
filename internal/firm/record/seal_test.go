package record_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"candor/internal/firm/record"
	"candor/internal/kit/db"
	"candor/internal/kit/seal"
)

func TestWhatIsRecordedIsSealedAndVerified(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.act("ruth", "test.done", db.About{Kind: "test", ID: "t1"}, 1200)
		w.seal()
		st := w.status()
		if st.Size < 1200 || !strings.HasPrefix(st.Origin, "law.example/audit/") {
			t.Errorf("sealed %d entries of %q, want at least 1200 of the firm's log", st.Size, st.Origin)
		}
		r, err := w.record.Verify(t.Context(), w.job())
		if err != nil || !r.OK() || r.Redacted != 0 || r.Sealed != st.Size {
			t.Errorf("verifying gave %+v, %v, want all %d proved", r, err, st.Size)
		}
		if st = w.status(); st.VerifiedAt == nil || st.VerifiedSize != r.Entries || !st.Whole() {
			t.Errorf("status after verifying = %+v, want it to say so", st)
		}
	})
}

func TestSealingAgainAddsNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.act("ruth", "test.done", db.About{Kind: "test"}, 3)
		w.seal()
		first := w.status()
		w.seal()
		if again := w.status(); again.Size != first.Size || again.Checkpoint != first.Checkpoint {
			t.Errorf("sealing nothing made a checkpoint of %d, want the old one of %d", again.Size, first.Size)
		}
	})
}

func TestAnEntryKeptLateIsSealedLater(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]time.Duration{"by a long act": -time.Hour, "by far": -72 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, w *world) {
				w.act("ruth", "test.done", db.About{Kind: "test"}, 3)
				w.seal()
				now := w.clock.Now()
				w.clock.Set(now.Add(late))
				w.act("evan", "test.late", db.About{Kind: "test"}, 1)
				w.clock.Set(now)
				w.seal()
				if late < -24*time.Hour { // the nightly look finds even these
					if _, err := w.record.Verify(t.Context(), w.job()); err != nil {
						t.Fatal(err)
					}
				}
				es := w.list("maya", record.Filter{Action: "test.late"})
				if len(es) != 1 || !es[0].Sealed() {
					t.Errorf("the late entry is %+v, want it sealed", es)
				}
			})
		})
	}
}

func TestTwoMachinesMakeOneLog(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.act("ruth", "test.done", db.About{Kind: "test"}, 2500)
		w.clock.Advance(time.Minute)
		var wait sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			wait.Go(func() {
				errs[i] = record.NewService(w.db, w.keys, "https://law.example").Seal(t.Context(), w.job())
			})
		}
		wait.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatalf("sealing side by side: %v", err)
		}
		r, err := w.record.Verify(t.Context(), w.job())
		if err != nil || !r.OK() || r.Entries < 2500 {
			t.Errorf("the log of four sealers = %+v, %v, want one whole log", r, err)
		}
	})
}

func TestTheTrailRefusesToBeChanged(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.act("ruth", "test.done", db.About{Kind: "test"}, 2)
		w.seal()
		for _, table := range []string{"record_entry", "record_leaf", "record_hash", "record_checkpoint"} {
			for _, s := range []string{"UPDATE " + table + " SET firm_id = firm_id", "DELETE FROM " + table} {
				tx, err := w.db.SQL().BeginTx(t.Context(), nil)
				if err != nil {
					t.Fatal(err)
				}
				if w.db.Postgres() {
					if _, err := tx.ExecContext(t.Context(), "SELECT set_config('app.firm_id', $1, true)", w.firm); err != nil {
						t.Fatal(err)
					}
				}
				if _, err := tx.ExecContext(t.Context(), s); err == nil {
					t.Errorf("%s was done, want it refused", s)
				}
				if err := tx.Rollback(); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

func TestTamperingIsFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		statements []string
		want       seal.Kind
	}{
		"an entry reworded":         {[]string{"UPDATE record_entry SET actor_name = 'Evan' WHERE action = 'test.victim'"}, seal.Altered},
		"an entry moved in time":    {[]string{"UPDATE record_entry SET at = '2020-01-01 00:00:00+00:00' WHERE action = 'test.victim'"}, seal.Altered},
		"an entry removed":          {[]string{"DELETE FROM record_entry WHERE action = 'test.victim'"}, seal.Removed},
		"a leaf removed":            {[]string{"DELETE FROM record_leaf WHERE place = 5"}, seal.Removed},
		"the newest leaves removed": {[]string{"DELETE FROM record_leaf WHERE place > 5"}, seal.Removed},
		"a hash replaced":           {[]string{"UPDATE record_hash SET hash = (SELECT h.hash FROM record_hash AS h WHERE h.place = 0) WHERE place = 1"}, seal.Altered},
		"an inner hash replaced":    {[]string{"UPDATE record_hash SET hash = (SELECT h.hash FROM record_hash AS h WHERE h.place = 0) WHERE place = 2"}, seal.Altered},
		"two entries exchanged": {[]string{
			"UPDATE record_leaf SET place = -1 WHERE place = 3", "UPDATE record_leaf SET place = 3 WHERE place = 4", "UPDATE record_leaf SET place = 4 WHERE place = -1",
		}, seal.Altered},
		"a checkpoint made up":        {[]string{"UPDATE record_checkpoint SET note = 'trust me'"}, seal.Forged},
		"a checkpoint of another log": {[]string{"UPDATE record_log SET origin = 'law.example/audit/other'"}, seal.Forged},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, w *world) {
				w.act("ruth", "test.done", db.About{Kind: "test"}, 9)
				w.act("ruth", "test.victim", db.About{Kind: "test"}, 1)
				w.seal()
				w.clock.Advance(time.Minute)
				w.tamper(c.statements...)
				r, err := w.record.Verify(t.Context(), w.job())
				if err != nil && !errors.Is(err, record.ErrBroken) {
					t.Fatal(err)
				}
				found := false
				for _, f := range r.Faults {
					found = found || f.Kind == c.want
				}
				if !found {
					t.Errorf("verifying found %v, want something %s", r.Faults, c.want)
				}
				if st := w.status(); st.Whole() {
					t.Error("the status says all is whole, want the fault")
				}
				if es := w.list("maya", record.Filter{Action: "record.broken"}); len(es) == 0 {
					t.Error("the fault left no entry, want it in the trail")
				}
			})
		})
	}
}

func TestNothingIsSignedOverATamperedLog(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.act("ruth", "test.done", db.About{Kind: "test"}, 9)
		w.seal()
		before := w.status()
		w.tamper("DELETE FROM record_leaf WHERE place > 5")
		w.act("ruth", "test.done", db.About{Kind: "test"}, 1)
		w.clock.Advance(time.Minute)
		if err := w.record.Seal(t.Context(), w.job()); !errors.Is(err, record.ErrBroken) {
			t.Errorf("sealing = %v, want ErrBroken", err)
		}
		if st := w.status(); st.Checkpoint != before.Checkpoint || st.Whole() {
			t.Errorf("status = %+v, want the old checkpoint and a fault", st)
		}
	})
}

func TestAProofConvincesAStranger(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.open("con_01ABCDEFGHJK", "mat_01ABCDEFGHJK")
		w.act("ruth", "matter.opened", db.About{Kind: "matter", ID: "mat_01ABCDEFGHJK", Contact: "con_01ABCDEFGHJK", Matter: "mat_01ABCDEFGHJK"}, 1)
		e := w.list("maya", record.Filter{Action: "matter.opened"})[0]
		if _, err := w.record.Proof(t.Context(), w.people["ruth"], e.ID); err == nil || !strings.Contains(err.Error(), "not sealed yet") {
			t.Errorf("a proof before sealing = %v, want to be told to wait", err)
		}
		w.seal()
		for _, who := range []string{"maya", "ruth"} {
			file, err := w.record.Proof(t.Context(), w.people[who], e.ID)
			if err != nil {
				t.Fatal(err)
			}
			var said bytes.Buffer
			if err := record.VerifyFile(strings.NewReader(file), w.status().VerifierKey, &said); err != nil || !strings.Contains(said.String(), `"action":"matter.opened"`) {
				t.Errorf("verifying said %q, %v, want the entry", said.String(), err)
			}
			if err := record.VerifyFile(strings.NewReader(strings.Replace(file, "index ", "index 1", 1)), w.status().VerifierKey, &said); !errors.Is(err, record.ErrNotProved) {
				t.Errorf("a changed proof = %v, want ErrNotProved", err)
			}
		}
		for _, who := range []string{"ben", "ada"} {
			if _, err := w.record.Proof(t.Context(), w.people[who], e.ID); err == nil {
				t.Errorf("%s got a proof, want none", who)
			}
		}
		w.tamper("UPDATE record_entry SET actor_name = 'Evan' WHERE action = 'matter.opened'")
		if _, err := w.record.Proof(t.Context(), w.people["maya"], e.ID); err == nil || !strings.Contains(err.Error(), "not what was sealed") {
			t.Errorf("a proof of a changed entry = %v, want to be told", err)
		}
	})
}
