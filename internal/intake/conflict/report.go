package conflict

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/name"
	"candor/internal/people/likeness"
)

// Report is a check as it was signed: what was asked, how it was searched, what
// was found and what was decided. It never changes.
type Report struct {
	File
	Words  int        `json:"words"` // the edition of the rules by which names are compared
	Spelt  [][]string `json:"spelt"` // each party's names as they were searched
	Hash   string     `json:"-"`
	MadeAt time.Time  `json:"-"`
}

type reportRow struct {
	bun.BaseModel `bun:"table:conflict_report,alias:cp"`

	FirmID  string `bun:",pk"`
	CheckID ID     `bun:",pk"`
	Body    string
	Hash    string
	MadeAt  time.Time
}

// freeze keeps the report of a check that was just signed.
func (s *Service) freeze(ctx context.Context, tx *db.Tx, c Check, hs []Hit) (hash string, err error) {
	r := Report{File: File{c, hs}, Words: name.Edition}
	for _, p := range c.Parties {
		var spelt []string
		for _, n := range name.Parse(p.Name, likeness.KindOf(p.Kind)) {
			spelt = append(spelt, n.Folded())
		}
		r.Spelt = append(r.Spelt, spelt)
	}
	b, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("writing the report of check %s: %w", c.ID, err)
	}
	sum := sha256.Sum256(b)
	row := reportRow{CheckID: c.ID, Body: string(b), Hash: hex.EncodeToString(sum[:]), MadeAt: tx.Now}
	return row.Hash, tx.Insert(ctx, &row)
}

// Report gives the report of a signed check, as whoever asks may see it.
//
// Returns NotFound until the check is signed.
func (s *Service) Report(ctx context.Context, who actor.Actor, check ID) (r Report, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return r, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		c, err := get(ctx, q, check)
		if err != nil {
			return err
		}
		row, err := reportOf(ctx, q, check)
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(row.Body), &r); err != nil {
			return fmt.Errorf("reading the report of check %s: %w", check, err)
		}
		q.Saw(c.About())
		r.Hash, r.MadeAt = row.Hash, row.MadeAt
		r.Hits, err = decorate(ctx, q, r.Hits)
		return err
	})
	return r, err
}
