package money

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// Rounding says what becomes of a part of a cent. There is no default: the contract
// or the rule that gives the percentage gives the rounding too.
type Rounding int

const (
	// HalfEven rounds to the nearest, and a half to the even neighbour, so that many
	// roundings lean to neither side.
	HalfEven Rounding = iota + 1
	// HalfUp rounds to the nearest, and a half away from nothing, as people do by hand.
	HalfUp
	// Down drops the part, in favour of whoever pays.
	Down
)

// Share is num/den of the amount: a third of a recovery is Share(1, 3, Down), 7.25 per
// cent of it Share(725, 10000, HalfEven), and 1.4 hours at an hourly rate
// Share(14, 10, HalfUp). It fails with ErrRange, also if den is nought.
func (a Amount) Share(num, den int64, rounding Rounding) (Amount, error) {
	if den == 0 {
		return Amount{}, fmt.Errorf("dividing by nought: %w", ErrRange)
	}
	hi, lo := bits.Mul64(abs(a.Minor), abs(num))
	divisor := abs(den)
	if hi >= divisor {
		return Amount{}, ErrRange
	}
	whole, rest := bits.Div64(hi, lo, divisor)
	if rounding.up(whole, rest, divisor) {
		whole++ // wraps only at the largest uint64, which signed refuses either way
		if whole == 0 {
			return Amount{}, ErrRange
		}
	}
	negative := (a.Minor < 0) != (num < 0) != (den < 0)
	return signed(whole, negative, a.Currency)
}

// up tells whether rest/divisor of a unit is rounded away from nothing.
func (r Rounding) up(whole, rest, divisor uint64) bool {
	half := cmp.Compare(rest, divisor-rest)
	switch r {
	case HalfUp:
		return half >= 0 && rest > 0
	case HalfEven:
		return half > 0 || half == 0 && whole%2 == 1
	case Down:
		return false
	}
	panic(fmt.Sprintf("money: no rounding %d", r))
}

// Allocate splits the amount in proportion to the weights and loses nothing: the parts
// add up to the whole. Cents left over go to the parts that rounding down hurt most,
// and among equals to the earlier, so that the same split always comes out the same.
//
// It fails with ErrWeights if a weight is negative, or all are nought.
func (a Amount) Allocate(weights ...int64) ([]Amount, error) {
	total, err := sumWeights(weights)
	if err != nil {
		return nil, err
	}
	whole := abs(a.Minor)
	left := whole
	parts := make([]uint64, len(weights))
	rests := make([]uint64, len(weights))
	byRest := make([]int, len(weights))
	for i, w := range weights {
		hi, lo := bits.Mul64(whole, uint64(w)) //nolint:gosec // weights are not negative
		parts[i], rests[i] = bits.Div64(hi, lo, total)
		left -= parts[i]
		byRest[i] = i
	}
	slices.SortStableFunc(byRest, func(i, j int) int { return cmp.Compare(rests[j], rests[i]) })
	for _, i := range byRest[:left] { // fewer are left than parts were rounded
		parts[i]++
	}
	amounts := make([]Amount, len(parts))
	for i, part := range parts {
		if amounts[i], err = signed(part, a.Minor < 0, a.Currency); err != nil {
			return nil, err
		}
	}
	return amounts, nil
}

func sumWeights(weights []int64) (total uint64, err error) {
	for _, w := range weights {
		if w < 0 || total > math.MaxInt64 {
			return 0, ErrWeights
		}
		total += uint64(w)
	}
	if total == 0 || total > math.MaxInt64 {
		return 0, ErrWeights
	}
	return total, nil
}

// abs is the distance from nothing, which for the most negative number needs the sign bit.
func abs(n int64) uint64 {
	if n < 0 {
		return -uint64(n) //nolint:gosec // two's complement is the point
	}
	return uint64(n)
}

// signed puts the sign back on, or fails with ErrRange.
func signed(n uint64, negative bool, c Currency) (Amount, error) {
	switch {
	case negative && n <= 1<<63:
		return Of(int64(-n), c), nil //nolint:gosec // as in abs
	case !negative && n <= math.MaxInt64:
		return Of(int64(n), c), nil
	}
	return Amount{}, ErrRange
}
