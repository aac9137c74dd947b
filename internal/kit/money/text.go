package money

import (
	"fmt"
	"strconv"
	"strings"
)

// notation is how a language writes numbers and money.
type notation struct {
	point, group string
	ungrouped    int  // numbers of up to so many digits stand without groups
	after        bool // the sign follows the number
}

// in gives the notation of a language tag. Spanish here is the Spanish of the United
// States, which writes 1,234.56 as Mexico does; only es-ES writes 1234,56 €, and
// groups from five digits on.
func in(lang string) notation {
	if lang == "es-ES" {
		return notation{point: ",", group: ".", ungrouped: 4, after: true}
	}
	return notation{point: ".", group: ",", ungrouped: 3}
}

// noBreak keeps a number and its currency on one line.
const noBreak = "\u00a0"

// Decimal is the bare number with a point, as files want it: -1234.50.
func (a Amount) Decimal() string {
	whole, part := a.places()
	if part != "" {
		whole += "." + part
	}
	return a.sign() + whole
}

// Format is the amount as people of the language write it: $1,234.50.
func (a Amount) Format(lang string) string {
	n := in(lang)
	whole, part := a.places()
	number := n.grouped(whole)
	if part != "" {
		number += n.point + part
	}
	mark := a.Currency.symbol()
	switch {
	case a.Currency == "":
		return a.sign() + number
	case n.after && mark != "":
		return a.sign() + number + noBreak + mark
	case n.after:
		return a.sign() + number + noBreak + string(a.Currency)
	case mark != "":
		return a.sign() + mark + number
	}
	return a.sign() + string(a.Currency) + noBreak + number
}

// places are the digits before and after the point, without the sign.
func (a Amount) places() (whole, part string) {
	digits := strconv.FormatUint(abs(a.Minor), 10)
	n := a.Currency.Digits()
	if short := n + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	return digits[:len(digits)-n], digits[len(digits)-n:]
}

func (a Amount) sign() string {
	if a.Minor < 0 {
		return "-"
	}
	return ""
}

// grouped puts a mark between every three digits.
func (n notation) grouped(digits string) string {
	if len(digits) <= n.ungrouped {
		return digits
	}
	var b strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(n.group)
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// Parse reads an amount as people of the language type it: 1234.5, $1,234.50,
// -1,234.50, or (1,234.50) as accountants write what is owed. The currency is the
// caller's; its sign or code may stand before or after the number, no other may.
//
// It guesses nothing: more decimals than the currency has, a group of other than
// three digits, or another language's marks are errors.
func Parse(s string, c Currency, lang string) (Amount, error) {
	bad := fmt.Errorf("%q is not an amount of %s", s, c)
	number := strings.TrimSpace(strings.ReplaceAll(s, noBreak, " "))
	number, negative := unsign(number)
	number = unmark(number, c)
	if !negative { // $-5 is as good as -$5
		number, negative = strings.CutPrefix(number, "-")
	}
	n := in(lang)
	whole, part, _ := strings.Cut(number, n.point)
	whole, ok := n.ungroup(whole)
	if !c.Known() || !ok || !digitsOnly(whole+part) || whole+part == "" || len(part) > c.Digits() {
		return Amount{}, bad
	}
	part += strings.Repeat("0", c.Digits()-len(part))
	minor, err := strconv.ParseUint(whole+part, 10, 64)
	if err != nil {
		return Amount{}, fmt.Errorf("%q: %w", s, ErrRange)
	}
	return signed(minor, negative, c)
}

// unsign takes off a minus, or the brackets that mean one.
func unsign(s string) (rest string, negative bool) {
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		return strings.TrimSpace(s[1 : len(s)-1]), true
	}
	rest, negative = strings.CutPrefix(s, "-")
	return strings.TrimSpace(rest), negative
}

// unmark takes off the currency's sign or code, once, at one end.
func unmark(s string, c Currency) string {
	for _, mark := range []string{c.symbol(), string(c)} {
		if mark == "" {
			continue
		}
		if rest, ok := strings.CutPrefix(s, mark); ok {
			return strings.TrimSpace(rest)
		}
		if rest, ok := strings.CutSuffix(s, mark); ok {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

// ungroup takes out the marks between groups, if there are any and all are right.
func (n notation) ungroup(s string) (string, bool) {
	groups := strings.Split(s, n.group)
	if len(groups) == 1 {
		return s, true
	}
	if len(groups[0]) < 1 || len(groups[0]) > 3 {
		return "", false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func digitsOnly(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}
