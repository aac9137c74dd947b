package money

// Trust is money of clients and third persons that the firm holds for them. It has
// the arithmetic of a ledger and no more: it is not taxed, discounted, or added to
// an Amount. To take an earned fee, move the sum: a withdrawal in the one ledger and
// a receipt in the other, both on record.
type Trust Amount

// InTrust is a sum received to be held.
func InTrust(a Amount) Trust { return Trust(a) }

// Amount is the sum as seen from outside the trust: what a statement shows, or what
// arrives on the other side of a transfer.
func (t Trust) Amount() Amount { return Amount(t) }

// Add is the sum of two holdings. It fails with ErrCurrency or ErrRange.
func (t Trust) Add(other Trust) (Trust, error) {
	sum, err := Amount(t).Add(Amount(other))
	return Trust(sum), err
}

// Sub is what remains after a withdrawal. It may come out negative, which no client's
// ledger may: the caller refuses that, because only it knows whose money it would be.
func (t Trust) Sub(other Trust) (Trust, error) {
	rest, err := Amount(t).Sub(Amount(other))
	return Trust(rest), err
}

// IsZero tells whether nothing is held.
func (t Trust) IsZero() bool { return t.Minor == 0 }

// IsNegative tells whether more was taken than held: someone else's money.
func (t Trust) IsNegative() bool { return t.Minor < 0 }

// Compare orders two holdings. It fails with ErrCurrency.
func (t Trust) Compare(other Trust) (int, error) { return Amount(t).Compare(Amount(other)) }

// String is the holding for logs and tests.
func (t Trust) String() string { return "trust " + Amount(t).String() }

// Format is the holding as people of the language write it.
func (t Trust) Format(lang string) string { return Amount(t).Format(lang) }
