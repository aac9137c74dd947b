package backup_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"testing"

	"filippo.io/age"

	"candor/internal/firm/search"
	"candor/internal/insight/backup"
	"candor/internal/insight/exchange"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/live"
	"candor/internal/kit/secret"
	"candor/internal/people/contact"
	"candor/internal/schema/dbtest"
)

// disk makes an empty folder of files with keys of its own.
func disk(t *testing.T) *blob.Disk {
	t.Helper()
	keys, err := secret.OpenKeys(t.TempDir(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	files, err := blob.OpenDisk(t.TempDir(), keys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() }) // the folder is thrown away
	return files
}

// targets are both sorts of database, to restore into.
func targets() map[string]func(testing.TB, clock.Clock) *db.DB {
	return map[string]func(testing.TB, clock.Clock) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres}
}

func TestABackupComesBackTheSameInEitherDatabase(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.fill(t)
		var b bytes.Buffer
		m, err := backup.Write(t.Context(), w.db, w.files, &b)
		if err != nil {
			t.Fatal(err)
		}
		if m.Firms != 1 || m.Files != 4 || m.Note == "" {
			t.Errorf("it holds %d firms and %d files, with the note %q; want a firm, its four files and what is left out", m.Firms, m.Files, m.Note)
		}
		if v, err := backup.Verify(t.Context(), bytes.NewReader(b.Bytes())); err != nil || len(v.Tables) != len(m.Tables) {
			t.Errorf("verifying = %v", err)
		}
		for name, open := range targets() {
			t.Run("into "+name, func(t *testing.T) {
				d, files := open(t, w.clock), disk(t)
				if _, err := backup.Restore(t.Context(), d, files, bytes.NewReader(b.Bytes())); err != nil {
					t.Fatal(err)
				}
				again, err := backup.Write(t.Context(), d, files, io.Discard)
				if err != nil {
					t.Fatal(err)
				}
				if again.Files != m.Files || again.Bytes != m.Bytes || again.Firms != m.Firms {
					t.Errorf("files = %d of %d bytes, want %d of %d", again.Files, again.Bytes, m.Files, m.Bytes)
				}
				for i, was := range m.Tables {
					is := again.Tables[i]
					if was.Name == "record_entry" { // the restoring is a line of its own
						if is.Rows <= was.Rows {
							t.Errorf("%d lines of the trail, want %d and the restoring", is.Rows, was.Rows)
						}
						continue
					}
					if is.Name != was.Name || is.Rows != was.Rows || is.SHA256 != was.SHA256 {
						t.Errorf("table %s has %d rows, want the %d of %s as they were", is.Name, is.Rows, was.Rows, was.Name)
					}
				}
				if cs, _, err := contact.NewService(d, live.New(), files).List(t.Context(), w.ruth, contact.Filter{Text: "rosa"}, db.Page{}); err != nil || len(cs) != 1 {
					t.Errorf("%d called Rosa after restoring (%v), want 1", len(cs), err)
				}
				finder := w.ruth
				finder.Grants = actor.Everything()
				gs, err := search.NewService(d, search.Section{Kind: search.Contact, Label: "Contacts", Verb: contact.Reading}).Find(t.Context(), finder, search.Query{Text: "delg"})
				if err != nil || len(gs) != 1 || len(gs[0].Hits) != 1 {
					t.Errorf("searching for Delgado finds %+v (%v), want her", gs, err)
				}
				if _, err := backup.Restore(t.Context(), d, files, bytes.NewReader(b.Bytes())); !errs.Is(err, errs.Conflict) {
					t.Errorf("restoring over a firm = %v, want Conflict", err)
				}
			})
		}
	})
}

func TestABackupIsReadByWhomItIsForAlone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.bring(t, exchange.Contacts, "clio-contacts.csv")
		key, err := age.GenerateX25519Identity()
		if err != nil {
			t.Fatal(err)
		}
		other, err := age.GenerateX25519Identity()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := backup.Write(t.Context(), w.db, w.files, &b, key.Recipient()); err != nil {
			t.Fatal(err)
		}
		if _, err := backup.Verify(t.Context(), bytes.NewReader(b.Bytes()), key); err != nil {
			t.Errorf("verifying with the key = %v", err)
		}
		for name, with := range map[string][]age.Identity{"another": {other}, "no": nil} {
			if _, err := backup.Verify(t.Context(), bytes.NewReader(b.Bytes()), with...); !errs.Is(err, errs.Invalid) {
				t.Errorf("verifying with %s key = %v, want Invalid", name, err)
			}
		}
	})
}

func TestADamagedBackupIsRefusedAndNothingIsKept(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.bring(t, exchange.Contacts, "clio-contacts.csv")
		var b bytes.Buffer
		if _, err := backup.Write(t.Context(), w.db, w.files, &b); err != nil {
			t.Fatal(err)
		}
		whole := b.Bytes()
		for name, bad := range map[string][]byte{
			"cut off":   whole[:len(whole)*2/3],
			"one byte":  flipped(whole, len(whole)/2),
			"no backup": []byte(strings.Repeat("x", 1000)),
		} {
			if _, err := backup.Verify(t.Context(), bytes.NewReader(bad)); !errors.Is(err, backup.ErrDamaged) {
				t.Errorf("%s: verifying = %v, want ErrDamaged", name, err)
			}
			d := dbtest.SQLite(t, w.clock)
			if _, err := backup.Restore(t.Context(), d, disk(t), bytes.NewReader(bad)); err == nil {
				t.Errorf("%s: restored", name)
			}
			var firms int
			if err := d.SQL().QueryRowContext(t.Context(), "SELECT count(*) FROM firm").Scan(&firms); err != nil || firms != 0 {
				t.Errorf("%s: %d firms were kept (%v), want none", name, firms, err)
			}
		}
	})
}

func flipped(b []byte, at int) []byte {
	out := bytes.Clone(b)
	out[at] ^= 0x55
	return out
}
