package search

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"candor/internal/kit/db"
)

// spelling keeps the words that names are made of. Two words that are one slip
// apart have a key in common: each is kept under itself and under itself less
// any one letter.
//
// A word says nothing of whose name it is part of and is never shown; it only
// widens a question, whose hits pass the walls like any other.
type spelling struct {
	bun.BaseModel `bun:"table:search_spelling,alias:sp"`

	FirmID string `bun:",pk"`
	Key    string `bun:",pk"`
	Word   string `bun:",pk"`
}

const (
	shortestForgiven = 4  // letters; among shorter words everything is near everything
	longestForgiven  = 24 // letters
)

// forgiven reports whether a word can be found by a slip.
func forgiven(w string) bool {
	n := utf8.RuneCountInString(w)
	return n >= shortestForgiven && n <= longestForgiven && strings.IndexFunc(w, func(r rune) bool { return '0' <= r && r <= '9' }) < 0
}

// learn remembers the words of names.
func learn(ctx context.Context, tx *db.Tx, names string) error {
	var ws []string
	for _, w := range indexed(names, 1000) {
		if forgiven(w) {
			ws = append(ws, w)
		}
	}
	if len(ws) == 0 {
		return nil
	}
	slices.Sort(ws) // writers that meet take the words in one order
	ws = slices.Compact(ws)
	var known []spelling
	if err := db.All(ctx, tx.Select(&known).Where("sp.key IN (?) AND sp.word = sp.key", bun.In(ws)).Order("sp.key").Limit(int64(len(ws)))); err != nil {
		return err
	}
	for _, k := range known {
		ws = slices.DeleteFunc(ws, func(w string) bool { return w == k.Word })
	}
	var rows []string
	var args []any
	for _, w := range ws {
		for _, k := range keys(w) {
			rows = append(rows, "(?, ?, ?)")
			args = append(args, tx.Firm(), k, w)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := tx.Raw("INSERT INTO search_spelling (firm_id, key, word) VALUES "+strings.Join(rows, ", ")+" ON CONFLICT DO NOTHING", args...).Exec(ctx)
	return err
}

// keys are a word and what is left of it less any one letter, in order.
func keys(w string) []string {
	out := []string{w}
	for i, r := range w {
		out = append(out, w[:i]+w[i+utf8.RuneLen(r):])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mostNear bounds how many words a misspelt one may stand for.
const mostNear = 12

// near gives the words of names that are a slip away from w, nearest first.
// Long words are allowed two slips, if a letter left out of each makes them one.
func near(ctx context.Context, q db.Q, w string) ([]string, error) {
	if !forgiven(w) {
		return nil, nil
	}
	var found []spelling
	err := db.All(ctx, q.Select(&found).Where("sp.key IN (?)", bun.In(keys(w))).Order("sp.key", "sp.word").Limit(500))
	if err != nil {
		return nil, err
	}
	allowed := 1
	if utf8.RuneCountInString(w) > 6 {
		allowed = 2
	}
	apart := map[string]int{}
	for _, f := range found {
		if n := slips(w, f.Word); n > 0 && n <= allowed {
			apart[f.Word] = n
		}
	}
	out := make([]string, 0, len(apart))
	for v := range apart {
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b string) int {
		if apart[a] != apart[b] {
			return apart[a] - apart[b]
		}
		return strings.Compare(a, b)
	})
	return out[:min(len(out), mostNear)], nil
}

// slips counts the letters added, left out, mistaken or swapped with their
// neighbour between two words (the optimal string alignment distance).
func slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, now := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		now[0] = i
		for j := 1; j <= len(y); j++ {
			differ := 1
			if x[i-1] == y[j-1] {
				differ = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+differ)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(y)]
}
