package record

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/seal"
)

// log is what is known of a firm's sealed log. Its row is also the lock that
// lets one sealer at a time append.
type log struct {
	bun.BaseModel `bun:"table:record_log,alias:rg"`

	FirmID       string `bun:",pk"`
	Origin       string // the log's name, which its signatures bear; never changed
	SealedAt     time.Time
	VerifiedAt   *time.Time
	VerifiedSize int64
	Faults       []string `bun:"type:text"`
}

type leaf struct {
	bun.BaseModel `bun:"table:record_leaf,alias:rl"`

	FirmID  string `bun:",pk"`
	Place   int64  `bun:",pk"`
	EntryID string
}

type node struct {
	bun.BaseModel `bun:"table:record_hash,alias:rh"`

	FirmID string `bun:",pk"`
	Place  int64  `bun:",pk"`
	Hash   string
}

type checkpoint struct {
	bun.BaseModel `bun:"table:record_checkpoint,alias:rc"`

	FirmID   string `bun:",pk"`
	Size     int64  `bun:",pk"`
	Note     string
	SignedAt time.Time
}

// lock makes the firm's log if there is none, and keeps other sealers waiting
// until this transaction ends.
func lock(ctx context.Context, tx *db.Tx, origin string) (g log, err error) {
	_, err = tx.Raw(`INSERT INTO record_log (firm_id, origin, sealed_at, verified_size, faults) VALUES (?, ?, ?, 0, '[]')
		ON CONFLICT (firm_id) DO UPDATE SET sealed_at = EXCLUDED.sealed_at`, tx.Firm(), origin, tx.Now).Exec(ctx)
	if err != nil {
		return g, fmt.Errorf("locking the log: %w", err)
	}
	return logOf(ctx, tx)
}

func logOf(ctx context.Context, q db.Q) (g log, err error) {
	err = db.One(ctx, q.Select(&g))
	return g, err
}

// last is the newest checkpoint, and of size 0 when there is none yet.
func last(ctx context.Context, q db.Q) (checkpoint, error) {
	var cs []checkpoint
	err := db.All(ctx, q.Select(&cs).Order("rc.size DESC").Limit(1))
	if err != nil || len(cs) == 0 {
		return checkpoint{}, err
	}
	return cs[0], nil
}

// between lists the checkpoints of more than from leaves and up to to.
func between(ctx context.Context, q db.Q, from, to int64) (cs []checkpoint, err error) {
	err = db.All(ctx, q.Select(&cs).Where("rc.size > ? AND rc.size <= ?", from, to).Order("rc.size").Limit(to-from))
	return cs, err
}

// since is where in time to look for what is unsealed: a day before what was
// sealed last, because an act that took long is kept with the time it began at.
func since(ctx context.Context, q db.Q) (time.Time, error) {
	var ls []leaf
	err := db.All(ctx, q.Select(&ls).Order("rl.place DESC").Limit(1))
	if err != nil || len(ls) == 0 {
		return time.Time{}, err
	}
	var e Entry
	err = db.One(ctx, q.Select(&e).Where("re.id = ?", ls[0].EntryID))
	if errs.Is(err, errs.NotFound) {
		return time.Time{}, nil // it is gone, which verifying finds: look everywhere
	}
	return e.At.AddDate(0, 0, -1), err
}

// unsealed lists the oldest entries that have no leaf, after the place in time
// that after gives and before the time given.
func unsealed(ctx context.Context, q db.Q, after place, before time.Time, limit int64) (es []Entry, err error) {
	s := q.Select(&es).Where("re.at < ?", before).
		// Asked row by row of an index: as a join, PostgreSQL without fresh statistics reads all leaves for each entry.
		Where("(SELECT rl.place FROM record_leaf AS rl WHERE rl.firm_id = re.firm_id AND rl.entry_id = re.id) IS NULL")
	if !after.at.IsZero() {
		s = s.Where("(re.at, re.id) > (?, ?)", after.at, after.id)
	}
	err = db.All(ctx, s.Order("re.at", "re.id").Limit(limit))
	return es, err
}

func leavesOf(ctx context.Context, q db.Q, from, to int64) (map[int64]string, error) {
	var ls []leaf
	err := db.All(ctx, q.Select(&ls).Where("rl.place >= ? AND rl.place < ?", from, to).Order("rl.place").Limit(to-from))
	out := make(map[int64]string, len(ls))
	for _, l := range ls {
		out[l.Place] = l.EntryID
	}
	return out, err
}

// entriesOf gives the entries with these ids that whoever asks may see, by id.
func entriesOf(ctx context.Context, q db.Q, ids []string) (map[string]Entry, error) {
	out := make(map[string]Entry, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var es []Entry
	err := db.All(ctx, q.Select(&es).Where("re.id IN (?)", bun.In(ids)).Apply(visible(q)).Order("re.id").Limit(int64(len(ids))))
	for _, e := range es {
		out[e.ID] = e
	}
	return out, err
}

// hashes keeps a log's hashes in the database; it implements seal.Store. Only
// one with a tx can write.
type hashes struct {
	q  db.Q
	tx *db.Tx
}

func (h hashes) Size(ctx context.Context) (int64, error) {
	var ls []leaf
	err := db.All(ctx, h.q.Select(&ls).Order("rl.place DESC").Limit(1))
	if err != nil || len(ls) == 0 {
		return 0, err
	}
	return ls[0].Place + 1, nil
}

func (h hashes) Read(ctx context.Context, numbers []int64) ([]seal.Hash, error) {
	found := make(map[int64]seal.Hash, len(numbers))
	for some := range slices.Chunk(numbers, 1000) {
		var ns []node
		if err := db.All(ctx, h.q.Select(&ns).Where("rh.place IN (?)", bun.In(some)).Order("rh.place").Limit(int64(len(some)))); err != nil {
			return nil, err
		}
		for _, n := range ns {
			hash, err := seal.ParseHashes(n.Hash + "\n")
			if err == nil && len(hash) == 1 {
				found[n.Place] = hash[0]
			}
		}
	}
	out := make([]seal.Hash, len(numbers))
	for i, n := range numbers {
		out[i] = found[n] // one that is missing is all zeros, and no leaf has that hash
	}
	return out, nil
}

func (h hashes) Write(ctx context.Context, first int64, added []seal.Hash) error {
	for some := range slices.Chunk(added, 1000) {
		ns := make([]node, len(some))
		for i, hash := range some {
			ns[i] = node{Place: first + int64(i), Hash: hash.String()}
		}
		if err := h.tx.Insert(ctx, &ns); err != nil {
			return err
		}
		first += int64(len(some))
	}
	return nil
}
