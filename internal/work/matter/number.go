package matter

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"candor/internal/firm/access"
	"candor/internal/firm/office"
	"candor/internal/firm/policy"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
	"candor/internal/people/contact"
	"candor/internal/work/area"
)

// NumberPolicy is the policy that holds the pattern of the firm's numbers.
const NumberPolicy = "matter.number"

// Yearly is the pattern of a firm that chose none: 2026-00042.
const Yearly Pattern = "{year}-{seq:5}"

// Pattern says how matters are numbered. {year} and {yy} are the year it was
// opened in, {area} the code of its practice area, {client:4} the client's own
// number and {seq:5} the next number, each with at least so many digits.
// Whatever stands round {seq} counts for itself: with {year}, every year begins
// at one; with {client}, every client does.
type Pattern string

// part is a piece of a pattern: words as they are, or a token with a width.
type part struct {
	text  string
	token string
	width int
}

func (p Pattern) parts() (out []part, err error) {
	rest := string(p)
	for rest != "" {
		text, after, found := strings.Cut(rest, "{")
		if text != "" {
			out = append(out, part{text: text})
		}
		if !found {
			break
		}
		inside, after, closed := strings.Cut(after, "}")
		token, digits, sized := strings.Cut(inside, ":")
		width := 0
		if sized {
			if width, err = strconv.Atoi(digits); err != nil || width < 1 || width > 12 {
				return nil, badPattern()
			}
		}
		switch {
		case !closed:
			return nil, badPattern()
		case token != "year" && token != "yy" && token != "area" && token != "client" && token != "seq":
			return nil, badPattern()
		case sized && token != "client" && token != "seq":
			return nil, badPattern()
		}
		out = append(out, part{token: token, width: width})
		rest = after
	}
	return out, nil
}

func badPattern() error {
	var p errs.Problems
	p.Add("pattern", "Write a pattern such as {year}-{seq:5} or {client:4}-{seq:3}.")
	return p.Err()
}

// Check answers Invalid unless the pattern can number matters: it has one
// {seq}, and no token we don't know.
func (p Pattern) Check() error {
	parts, err := p.parts()
	if err != nil {
		return err
	}
	n := 0
	for _, x := range parts {
		if x.token == "seq" {
			n++
		}
	}
	if n != 1 || len(p) > 60 {
		return badPattern()
	}
	return nil
}

// has reports whether the pattern uses a token.
func (p Pattern) has(token string) bool {
	parts, _ := p.parts()
	for _, x := range parts {
		if x.token == token {
			return true
		}
	}
	return false
}

// numbering is what a number is made from.
type numbering struct {
	year   int
	area   string
	client int64
}

// write gives the number with this seq; a seq of zero is left out, which names
// the counter.
func (p Pattern) write(n numbering, seq int64) string {
	parts, _ := p.parts()
	var b strings.Builder
	for _, x := range parts {
		switch x.token {
		case "":
			b.WriteString(x.text)
		case "year":
			fmt.Fprintf(&b, "%04d", n.year)
		case "yy":
			fmt.Fprintf(&b, "%02d", n.year%100)
		case "area":
			b.WriteString(n.area)
		case "client":
			fmt.Fprintf(&b, "%0*d", x.width, n.client)
		case "seq":
			if seq == 0 {
				b.WriteString("#")
				continue
			}
			fmt.Fprintf(&b, "%0*d", x.width, seq)
		}
	}
	return b.String()
}

// nextNumber gives a matter its number.
func nextNumber(ctx context.Context, tx *db.Tx, m Matter, a area.Area, today civil.Date) (string, error) {
	if m.Number != "" {
		return m.Number, unusedNumber(ctx, tx, m.Number)
	}
	p, n, err := numberingOf(ctx, tx, m, a, today)
	if err != nil {
		return "", err
	}
	if p.has("client") {
		if n.client, err = clientNumber(ctx, tx, m.ClientID); err != nil {
			return "", err
		}
	}
	for {
		seq, err := count(ctx, tx, p.write(n, 0))
		if err != nil {
			return "", err
		}
		number := p.write(n, seq)
		err = unusedNumber(ctx, tx, number)
		if !errs.Is(err, errs.Conflict) {
			return number, err
		}
		// An imported matter brought this number; the next is free sooner or later.
	}
}

// numberingOf reads the firm's pattern and what it is filled with.
func numberingOf(ctx context.Context, q db.Q, m Matter, a area.Area, today civil.Date) (Pattern, numbering, error) {
	p := Yearly
	if _, err := policy.InForceTx(ctx, q, NumberPolicy, "", today, &p); err != nil {
		return p, numbering{}, err
	}
	if p.Check() != nil {
		p = Yearly
	}
	opened := m.OpenedOn
	if opened.IsZero() {
		opened = today
	}
	return p, numbering{year: opened.Year(), area: a.Code}, nil
}

// Preview says which number a matter opened now would get. Another may be
// opened first.
func (s *Service) Preview(ctx context.Context, who actor.Actor, in area.ID, client contact.ID) (number string, err error) {
	if err := access.Allow(who, Opening); err != nil {
		return "", err
	}
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		today, err := office.TodayTx(ctx, q)
		if err != nil {
			return err
		}
		var a area.Area
		if in != "" {
			if a, err = area.GetTx(ctx, q, in); err != nil {
				return err
			}
		}
		p, n, err := numberingOf(ctx, q, Matter{}, a, today)
		if err != nil {
			return err
		}
		if p.has("client") {
			if n.client, err = knownClientNumber(ctx, q, client); err != nil || n.client == 0 {
				return err
			}
		}
		last, err := counted(ctx, q, p.write(n, 0))
		number = p.write(n, last+1)
		return err
	})
	return number, err
}
