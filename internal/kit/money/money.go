// Package money counts money in whole cents, and keeps a client's money apart from the firm's.
//
// An Amount is an exact number of a currency's smallest units. Nothing here rounds
// unless the caller names how, and a sum that is split comes together again to the
// last cent. Amounts of different currencies do not add, and sums too large to hold
// are refused rather than wrapped round.
//
// Money held in trust is a [Trust], a type of its own: it cannot be added to the
// firm's by mistake (Model Rule 1.15(a) forbids the commingling, the compiler the code).
package money

import (
	"cmp"
	"errors"
	"fmt"
	"math"
)

// Errors of arithmetic. They are mistakes of the program or of its data, so they
// carry no words for the person at the screen.
var (
	ErrCurrency = errors.New("amounts of different currencies")
	ErrRange    = errors.New("amount too large")
	ErrWeights  = errors.New("a sum cannot be split by these weights")
)

// Amount is a sum of the firm's own money, or of anyone's but the clients' held in
// trust. In a row it is two columns: bun:"embed:fee_" makes fee_minor and fee_currency.
//
// The zero Amount is nothing in no currency, and adds to any amount.
type Amount struct {
	Minor    int64    `bun:"minor" json:"minor"`       // whole cents, or what the currency has
	Currency Currency `bun:"currency" json:"currency"` // ISO 4217, as USD
}

// Of is minor units of a currency: Of(1250, "USD") is twelve dollars and a half.
func Of(minor int64, c Currency) Amount { return Amount{Minor: minor, Currency: c} }

// Add is the sum of two amounts of one currency. It fails with ErrCurrency or ErrRange.
func (a Amount) Add(b Amount) (Amount, error) {
	if a == (Amount{}) {
		return b, nil
	}
	if b == (Amount{}) {
		return a, nil
	}
	if a.Currency != b.Currency {
		return Amount{}, fmt.Errorf("adding %s to %s: %w", b.Currency, a.Currency, ErrCurrency)
	}
	sum := a.Minor + b.Minor
	if (sum > a.Minor) != (b.Minor > 0) && b.Minor != 0 {
		return Amount{}, ErrRange
	}
	return Of(sum, a.Currency), nil
}

// Sub is a less b. It fails as Add does.
func (a Amount) Sub(b Amount) (Amount, error) {
	negative, err := b.Neg()
	if err != nil {
		return Amount{}, err
	}
	return a.Add(negative)
}

// Neg turns a debt into a credit. Only the most negative number has no opposite.
func (a Amount) Neg() (Amount, error) {
	if a.Minor == math.MinInt64 {
		return Amount{}, ErrRange
	}
	return Of(-a.Minor, a.Currency), nil
}

// Sum adds up amounts of one currency; of none, it is the zero Amount.
func Sum(amounts ...Amount) (total Amount, err error) {
	for _, a := range amounts {
		if total, err = total.Add(a); err != nil {
			return Amount{}, err
		}
	}
	return total, nil
}

// IsZero tells whether the amount is nothing, in whatever currency.
func (a Amount) IsZero() bool { return a.Minor == 0 }

// IsNegative tells whether the amount is below nothing.
func (a Amount) IsNegative() bool { return a.Minor < 0 }

// Compare orders two amounts of one currency. It fails with ErrCurrency.
func (a Amount) Compare(b Amount) (int, error) {
	if a.Currency != b.Currency && a != (Amount{}) && b != (Amount{}) {
		return 0, fmt.Errorf("comparing %s with %s: %w", a.Currency, b.Currency, ErrCurrency)
	}
	return cmp.Compare(a.Minor, b.Minor), nil
}

// String is the amount for logs and tests, as USD 12.50. People see [Amount.Format].
func (a Amount) String() string {
	if a.Currency == "" {
		return a.Decimal()
	}
	return string(a.Currency) + " " + a.Decimal()
}
