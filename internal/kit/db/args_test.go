package db_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/clock"
	"candor/internal/kit/db"
	"candor/internal/schema/dbtest"
)

type original struct {
	bun.BaseModel `bun:"table:timeline_original,alias:o"`

	FirmID string `bun:",pk"`
	Sum    string `bun:",pk"`
	Data   []byte
}

// TestWhatIsKeptComesBackAsItWas asks often enough that the statements are
// prepared, and for so much at once that they are not.
func TestWhatIsKeptComesBackAsItWas(t *testing.T) {
	t.Parallel()
	blobs := [][]byte{[]byte("\x00'\\x00\xff?$1"), {}, []byte("t"), bytes.Repeat([]byte("ab\x00"), 50_000)}
	texts := []string{"it's", `back\slash '; --`, "? $1 ?? :a @b", "t", "b00", "", "\x01\x02", "naïve 你好 🙂", strings.Repeat("x'", 40_000)}
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *clock.Fixed) {
		who := found(t, d, "f1")
		for i, text := range texts {
			put(t, d, who, &rule{ID: string(rune('a' + i)), Name: text, Value: text, Scope: string(rune('a' + i)), DecidedAt: time.Date(2026, 3, 1, 12, 0, i, 1e6, time.FixedZone("CET", 3600))})
		}
		for i, blob := range blobs {
			put(t, d, who, &original{Sum: string(rune('a' + i)), Data: blob})
		}
		many := make([]original, 600)
		for i := range many {
			many[i] = original{Sum: "m" + strings.Repeat("i'", i), Data: []byte{0, byte(i), '\''}}
		}
		put(t, d, who, &many)
		err := d.Read(t.Context(), who, func(ctx context.Context, q db.Q) error {
			for i, text := range texts {
				var r rule
				if err := db.One(ctx, q.Select(&r).Where("p.name = ? AND p.value = ?", text, text)); err != nil {
					t.Errorf("looking for %.20q: %v", text, err)
				}
				if want := time.Date(2026, 3, 1, 11, 0, i, 1e6, time.UTC); r.Value != text || !r.DecidedAt.Equal(want) {
					t.Errorf("got %.20q at %s, want %.20q at %s", r.Value, r.DecidedAt, text, want)
				}
			}
			for i, blob := range blobs {
				var o original
				if err := db.One(ctx, q.Select(&o).Where("o.sum = ?", string(rune('a'+i)))); err != nil || !bytes.Equal(o.Data, blob) {
					t.Errorf("blob %d came back as %.20q (%v), want %.20q", i, o.Data, err, blob)
				}
			}
			for _, m := range many {
				var o original
				if err := db.One(ctx, q.Select(&o).Where("o.sum = ?", m.Sum)); err != nil || !bytes.Equal(o.Data, m.Data) {
					t.Errorf("one of many came back as %q (%v), want %q", o.Data, err, m.Data)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
