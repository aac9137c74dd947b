package db

import (
	"crypto/rand"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	"candor/internal/kit/clock"
	"candor/internal/kit/errs"
)

// reserve is how much of the disk is kept back, so that on a full one people
// can still look things up, and the looks still be recorded.
const reserve = 4 << 20

// room keeps the reserve of a SQLite database: a file beside it that holds
// nothing. When the disk is full the file goes, acts are refused, and only
// what questions leave behind is written, into the place it made. Acts are
// taken again once the file fits again. On PostgreSQL the disk is not ours,
// and so there is no reserve.
type room struct {
	mu    sync.Mutex
	path  string // empty is no reserve
	tight bool
	since func() time.Duration // it was last tried to put the file back
}

// Reserve keeps a little room on the disk for as long as the database lives.
// Whoever serves people asks for it.
func (d *DB) Reserve() {
	if d.pg {
		return
	}
	d.room.mu.Lock()
	defer d.room.mu.Unlock()
	d.room.path = d.path + "-reserve"
	d.room.refill()
}

// Room is nil while there is room on the disk for what people do.
func (d *DB) Room() error {
	d.room.mu.Lock()
	defer d.room.mu.Unlock()
	if d.room.tight && d.room.since() >= time.Second {
		d.room.refill()
	}
	if d.room.tight {
		return full()
	}
	return nil
}

// refill puts the file where it belongs; the disk is tight while that fails.
func (r *room) refill() {
	r.tight, r.since = fill(r.path) != nil, clock.Stopwatch()
}

// spend gives the reserve up once the disk is full.
func (d *DB) spend(err error) {
	if !errs.Is(ours(err), errs.NoRoom) {
		return
	}
	d.room.mu.Lock()
	defer d.room.mu.Unlock()
	if d.room.path == "" || d.room.tight {
		return
	}
	d.room.tight, d.room.since = true, clock.Stopwatch()
	_ = os.Remove(d.room.path) // another process that serves this database may have been quicker
}

// fill makes the file, whole or not at all. It is random, so that no file
// system can keep it in less room.
func fill(path string) error {
	if i, err := os.Stat(path); err == nil && i.Size() == reserve {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.CopyN(f, rand.Reader, reserve)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
