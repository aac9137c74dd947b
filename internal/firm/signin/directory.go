package signin

import (
	"context"
	"encoding/hex"
	"strings"
	"sync"

	"candor/internal/firm/proof"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/db"
)

// The directory says which firm an address or an API key belongs to. It holds
// keyed hashes only.

func (s *Service) hashOf(kind, value string) string {
	return hex.EncodeToString(s.proofs.Sum("directory", kind, value))
}

func (s *Service) listTx(ctx context.Context, tx *db.Tx, kind, value string) error {
	return tx.Put(ctx, &entry{Hash: s.hashOf(kind, value)})
}

func (s *Service) unlistTx(ctx context.Context, tx *db.Tx, kind, value string) error {
	return tx.Delete(ctx, &entry{Hash: s.hashOf(kind, value), FirmID: tx.Firm()})
}

// firms lists the firms that know an address or key.
func (s *Service) firms(ctx context.Context, kind, value string) (fs []string, err error) {
	err = s.db.Read(ctx, nobody(), func(ctx context.Context, q db.Q) error {
		fs, err = firmsOf(ctx, q, s.hashOf(kind, value))
		return err
	})
	return fs, err
}

// homes remembers which firm a key belongs to: a key never moves.
type homes struct {
	mu   sync.Mutex
	firm map[string]string
}

const mostHomes = 10_000

func (h *homes) of(key string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.firm[key]
}

func (h *homes) keep(key, firm string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.firm == nil || len(h.firm) >= mostHomes {
		h.firm = map[string]string{}
	}
	h.firm[key] = firm
}

// homeOf is the firm of a key, empty for one that was never made. Whether the
// key still opens anything is asked of the firm each time.
func (s *Service) homeOf(ctx context.Context, key string) (string, error) {
	if firm := s.homes.of(key); firm != "" {
		return firm, nil
	}
	fs, err := s.firms(ctx, "key", key)
	if err != nil || len(fs) == 0 {
		return "", err
	}
	s.homes.keep(key, fs[0])
	return fs[0], nil
}

// PersonJoined lets a new person's address be recognised.
func (s *Service) PersonJoined(ctx context.Context, tx *db.Tx, p staff.Person) error {
	return s.listTx(ctx, tx, "email", p.Email)
}

// PersonChanged lets a changed address be recognised. The old one is
// recognised as belonging to this firm, and to nobody in it.
func (s *Service) PersonChanged(ctx context.Context, tx *db.Tx, p staff.Person) error {
	tx.Then(s.recent.clear)
	return s.listTx(ctx, tx, "email", p.Email)
}

// PersonLeft ends everything a person could come in with, in the same
// transaction as their leaving.
func (s *Service) PersonLeft(ctx context.Context, tx *db.Tx, p staff.Person) error {
	tx.Then(s.recent.clear)
	n, err := endSessions(ctx, tx, p.ID, "")
	if err != nil {
		return err
	}
	if err := s.endKeysTx(ctx, tx, p.ID); err != nil {
		return err
	}
	if err := proof.DropTx(ctx, tx, stepStart, string(p.ID)); err != nil {
		return err
	}
	if err := s.unlistTx(ctx, tx, "email", p.Email); err != nil {
		return err
	}
	return tx.Record("signin.closed", p.About(), map[string]any{"sessions": n})
}

// Reindex lists a firm's people and keys anew. It is run at each start, since
// a new master key makes new hashes.
func (s *Service) Reindex(ctx context.Context, firm string) error {
	return s.db.Touch(ctx, actor.ForSystem(firm, "signin"), func(ctx context.Context, tx *db.Tx) error {
		ps, err := staff.AllTx(ctx, tx)
		if err != nil {
			return err
		}
		for _, p := range ps {
			if !p.LeftOn.IsZero() {
				continue
			}
			if err := s.listTx(ctx, tx, "email", p.Email); err != nil {
				return err
			}
		}
		ks, err := openKeys(ctx, tx)
		if err != nil {
			return err
		}
		for _, k := range ks {
			if err := s.listTx(ctx, tx, "key", k.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

func tidyEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
