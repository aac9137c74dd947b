package likeness

import (
	"cmp"
	"context"
	"slices"

	"candor/internal/kit/db"
	"candor/internal/kit/name"
	"candor/internal/people/contact"
)

const (
	mostLikely  = 400 // candidates compared for one party
	mostSlipped = 200
	rareUpTo    = 50 // bearers of a rare word
)

// Likeness is a contact that may be whom someone asks for.
type Likeness struct {
	contact.Card
	name.Finding
}

// FindTx finds whom the firm knows that may be sub, with whom else to compare
// whatever their names. cut says that very many share its names.
func FindTx(ctx context.Context, q db.Q, sub name.Subject, also ...contact.ID) (ls []Likeness, cut bool, err error) {
	ids, cut, err := candidates(ctx, q, sub)
	if err != nil {
		return nil, false, err
	}
	cards, err := contact.CardsTx(ctx, q, unique(append(ids, also...)))
	if err != nil {
		return nil, false, err
	}
	rare, err := rarity(ctx, q, sub)
	if err != nil {
		return nil, false, err
	}
	for _, c := range cards {
		if f := name.Compare(sub, Subject(c), rare); f.Grade > name.None {
			ls = append(ls, Likeness{c, f})
		}
	}
	return ls, cut, nil
}

// candidates are those filed where the party may be: first where they likely
// are, then where a slip of the pen would put them.
func candidates(ctx context.Context, q db.Q, sub name.Subject) (ids []contact.ID, cut bool, err error) {
	likely, slipped := factKeys(sub), []name.Key(nil)
	for _, n := range sub.Names {
		l, s := name.Probes(n)
		likely, slipped = append(likely, l...), append(slipped, s...)
	}
	if ids, err = under(ctx, q, unique(likely), mostLikely); err != nil {
		return nil, false, err
	}
	if len(ids) > mostLikely {
		ids, cut = ids[:mostLikely], true
	}
	more, err := under(ctx, q, unique(slipped), mostSlipped)
	return unique(append(ids, more...)), cut, err
}

func unique[T cmp.Ordered](s []T) []T {
	slices.Sort(s)
	return slices.Compact(s)
}

// rarity counts who else bears the words of a party's names.
func rarity(ctx context.Context, q db.Q, sub name.Subject) (name.Rare, error) {
	common := map[string]bool{}
	for _, n := range sub.Names {
		for _, t := range n.Tokens {
			if _, known := common[t.Text]; known || t.Initial || t.Number {
				continue
			}
			count, err := bearers(ctx, q, name.Alone(t), rareUpTo+1)
			if err != nil {
				return nil, err
			}
			common[t.Text] = count > rareUpTo
		}
	}
	return func(w string) bool { return len(w) > 2 && !common[w] }, nil
}
