package record

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/kit/seal"
	"candor/internal/kit/secret"
)

// ErrBroken means that the sealed log is not what was signed: somebody changed
// it behind the program's back, or a disk failed. Nothing more is signed until
// someone has looked.
var ErrBroken = errors.New("the sealed log is not what was signed")

// Service reads and seals the trail.
type Service struct {
	db   *db.DB
	keys *secret.Keys
	host string
}

// NewService makes the service. Origin is the address of the program, which
// the logs of its firms are named after.
func NewService(d *db.DB, keys *secret.Keys, origin string) *Service {
	host := "candor"
	if u, err := url.Parse(origin); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return &Service{db: d, keys: keys, host: host}
}

const (
	sealBatch = 1000
	// settled is how old an entry is before it is sealed: acts that began in
	// the same moment should be on disk by then, so that leaves stand in order.
	settled = 5 * time.Second
)

// place is a place in the trail's order of time.
type place struct {
	at time.Time
	id string
}

// Seal appends to the sealed log what was recorded since the last time, and
// signs it. It is a job's work, safe to run as often and on as many machines as
// one likes.
//
// Returns ErrBroken, and signs nothing, if the log is not as it was signed.
func (s *Service) Seal(ctx context.Context, who actor.Actor) error {
	var from place
	err := s.db.Read(ctx, who, func(ctx context.Context, q db.Q) (err error) {
		from.at, err = since(ctx, q)
		return err
	})
	if err != nil {
		return err
	}
	return s.sealFrom(ctx, who, from)
}

func (s *Service) sealFrom(ctx context.Context, who actor.Actor, from place) error {
	for {
		n, next := 0, from
		err := s.db.Touch(ctx, who, func(ctx context.Context, tx *db.Tx) (err error) {
			n, next, err = s.sealSome(ctx, tx, from)
			return err
		})
		if errors.Is(err, ErrBroken) {
			return errors.Join(err, s.stopped(ctx, who, err))
		}
		if err != nil {
			return fmt.Errorf("sealing the trail of %s: %w", who.Firm, err)
		}
		if n < sealBatch {
			return nil
		}
		from = next
	}
}

// sealSome seals one batch and says how many there were and where it ended.
func (s *Service) sealSome(ctx context.Context, tx *db.Tx, from place) (int, place, error) {
	g, err := lock(ctx, tx, s.host+"/audit/"+tx.Firm())
	if err != nil {
		return 0, from, err
	}
	signer, err := seal.NewSigner(g.Origin, s.keys.AuditKey())
	if err != nil {
		return 0, from, err
	}
	es, err := unsealed(ctx, tx, from, tx.Now.Add(-settled), sealBatch)
	if err != nil || len(es) == 0 {
		return 0, from, err
	}
	if err := unbroken(ctx, tx, signer); err != nil {
		return 0, from, err
	}
	if err := appendTo(ctx, tx, signer, es); err != nil {
		return 0, from, err
	}
	end := es[len(es)-1]
	return len(es), place{end.At, end.ID}, nil
}

// unbroken reports whether the log still is what was signed last. A signature
// over anything else would make a forgery genuine.
func unbroken(ctx context.Context, q db.Q, signer *seal.Signer) error {
	c, err := last(ctx, q)
	if err != nil {
		return err
	}
	now, err := seal.Root(ctx, hashes{q: q})
	if err != nil {
		return err
	}
	if c.Note == "" && now.Size == 0 {
		return nil
	}
	v, err := seal.NewVerifier(signer.VerifierKey())
	if err != nil {
		return err
	}
	signed, err := v.Open(c.Note)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if signed.Tree != now {
		return fmt.Errorf("%w: it has %d entries, and %d were signed", ErrBroken, now.Size, signed.Size)
	}
	return nil
}

func appendTo(ctx context.Context, tx *db.Tx, signer *seal.Signer, es []Entry) error {
	hs := hashes{q: tx, tx: tx}
	first, err := hs.Size(ctx)
	if err != nil {
		return err
	}
	leaves, rows := make([]seal.Hash, len(es)), make([]leaf, len(es))
	for i, e := range es {
		if leaves[i], err = e.leaf(); err != nil {
			return fmt.Errorf("entry %s: %w", e.ID, err)
		}
		rows[i] = leaf{Place: first + int64(i), EntryID: e.ID}
	}
	tree, err := seal.Append(ctx, hs, leaves)
	if err != nil {
		return err
	}
	if err := tx.Insert(ctx, &rows); err != nil {
		return err
	}
	note, err := signer.Checkpoint(tree)
	if err != nil {
		return err
	}
	return tx.Insert(ctx, &checkpoint{Size: tree.Size, Note: note, SignedAt: tx.Now})
}

// Status is what is known of the sealed log.
type Status struct {
	Origin       string // the log's name
	VerifierKey  string // what anyone needs to verify it, with no secret in it
	Size         int64  // sealed entries
	Checkpoint   string // the newest, signed
	SignedAt     time.Time
	VerifiedAt   *time.Time
	VerifiedSize int64
	Faults       []string
}

// Whole reports whether nothing was found wrong.
func (s Status) Whole() bool { return len(s.Faults) == 0 }

// Status says up to where the trail is sealed and when that was last verified.
//
// Whoever reads the trail may ask. Before the first sealing all is empty.
func (s *Service) Status(ctx context.Context, who actor.Actor) (st Status, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return st, err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		st, err = s.status(ctx, q)
		return err
	})
	return st, err
}

func (s *Service) status(ctx context.Context, q db.Q) (Status, error) {
	g, err := logOf(ctx, q)
	if errs.Is(err, errs.NotFound) {
		return Status{}, nil
	}
	if err != nil {
		return Status{}, err
	}
	signer, err := seal.NewSigner(g.Origin, s.keys.AuditKey())
	if err != nil {
		return Status{}, err
	}
	c, err := last(ctx, q)
	return Status{
		Origin: g.Origin, VerifierKey: signer.VerifierKey(), Size: c.Size, Checkpoint: c.Note, SignedAt: c.SignedAt,
		VerifiedAt: g.VerifiedAt, VerifiedSize: g.VerifiedSize, Faults: g.Faults,
	}, err
}

// Proof writes the file that proves one entry to anyone who has the log's
// verifier key. That it was asked for is recorded.
//
// Whoever may read the entry whole may have it. Returns Conflict while it isn't
// sealed, or if it is not what was sealed.
func (s *Service) Proof(ctx context.Context, who actor.Actor, entry string) (file string, err error) {
	if err := access.Allow(who, Proving); err != nil {
		return "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		e, err := get(ctx, q, entry)
		if err != nil {
			return err
		}
		q.Saw(db.About{Kind: "record", ID: e.ID, Contact: e.ContactID, Matter: e.MatterID})
		file, err = prove(ctx, q, e)
		return err
	})
	return file, err
}

func prove(ctx context.Context, q db.Q, e Entry) (string, error) {
	if !e.Sealed() {
		return "", errs.New(errs.Conflict, "This entry is not sealed yet. Try again in a minute.")
	}
	c, err := last(ctx, q)
	if err != nil {
		return "", err
	}
	text, err := e.canonical()
	if err != nil {
		return "", err
	}
	file, err := seal.ProveEntry(ctx, hashes{q: q}, seal.Entry{Index: *e.Place, Record: text, Salt: e.salt()}, c.Note)
	if errors.Is(err, seal.ErrProof) {
		return "", errs.New(errs.Conflict, "This entry is not what was sealed, so it can't be proved. Tell your administrator.").Because(err)
	}
	return file, err
}
