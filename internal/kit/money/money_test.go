package money_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"

	"candor/internal/kit/money"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"pgregory.net/rapid"
)

func usd(minor int64) money.Amount { return money.Of(minor, money.USD) }

func TestAmountsOfOneCurrencyAdd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		a, b money.Amount
		want money.Amount
		err  error
	}{
		{"cents", usd(10), usd(20), usd(30), nil},
		{"a credit", usd(10), usd(-30), usd(-20), nil},
		{"nothing at all before", money.Amount{}, usd(5), usd(5), nil},
		{"nothing at all after", usd(5), money.Amount{}, usd(5), nil},
		{"two currencies", usd(10), money.Of(10, "EUR"), money.Amount{}, money.ErrCurrency},
		{"nought of another currency", usd(10), money.Of(0, "EUR"), money.Amount{}, money.ErrCurrency},
		{"too much", usd(math.MaxInt64), usd(1), money.Amount{}, money.ErrRange},
		{"too little", usd(math.MinInt64), usd(-1), money.Amount{}, money.ErrRange},
	} {
		got, err := c.a.Add(c.b)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %s + %s = %s, %v, want %s, %v", c.name, c.a, c.b, got, err, c.want, c.err)
		}
	}
	if _, err := usd(0).Sub(usd(math.MinInt64)); !errors.Is(err, money.ErrRange) {
		t.Errorf("taking away the most negative = %v, want %v", err, money.ErrRange)
	}
	if _, err := usd(1).Compare(money.Of(1, "EUR")); !errors.Is(err, money.ErrCurrency) {
		t.Errorf("comparing currencies = %v, want %v", err, money.ErrCurrency)
	}
}

func TestShareRoundsAsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		minor    int64
		num, den int64
		even, up int64
		down     int64
	}{
		{"a half above an even cent", 5, 1, 2, 2, 3, 2},
		{"a half above an odd cent", 7, 1, 2, 4, 4, 3},
		{"a half below nothing", -5, 1, 2, -2, -3, -2},
		{"a third of a recovery", 10000, 1, 3, 3333, 3333, 3333},
		{"two thirds", 10000, 2, 3, 6667, 6667, 6666},
		{"7.25 per cent of 19.99", 1999, 725, 10000, 145, 145, 144},
		{"exact", 1000, 1, 4, 250, 250, 250},
		{"1.4 hours at 325.00", 32500, 14, 10, 45500, 45500, 45500},
		{"a negative share of a debt", -100, -1, 3, 33, 33, 33},
		{"wider than 64 bits on the way", math.MaxInt64, 4, 5, 7378697629483820646, 7378697629483820646, 7378697629483820645},
	} {
		for rounding, want := range map[money.Rounding]int64{money.HalfEven: c.even, money.HalfUp: c.up, money.Down: c.down} {
			got, err := usd(c.minor).Share(c.num, c.den, rounding)
			if err != nil || got != usd(want) {
				t.Errorf("%s: rounding %d = %s, %v, want %s", c.name, rounding, got, err, usd(want))
			}
		}
	}
	for _, bad := range [][2]int64{{1, 0}, {2, 1}, {math.MaxInt64, 1}} {
		if got, err := usd(math.MaxInt64).Share(bad[0], bad[1], money.HalfUp); !errors.Is(err, money.ErrRange) {
			t.Errorf("%d/%d of the largest sum = %s, %v, want %v", bad[0], bad[1], got, err, money.ErrRange)
		}
	}
}

func TestAllocateGivesLeftoversToTheMostHurt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		minor   int64
		weights []int64
		want    []int64
	}{
		{"thirds", 100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		{"a debt in thirds", -100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		{"by share", 101, []int64{70, 30}, []int64{71, 30}},
		{"the larger remainder first", 10, []int64{1, 5, 5}, []int64{1, 5, 4}},
		{"one gets nothing", 5, []int64{0, 1}, []int64{0, 5}},
		{"fewer cents than heads", 2, []int64{1, 1, 1}, []int64{1, 1, 0}},
		{"nothing to split", 0, []int64{1, 2}, []int64{0, 0}},
		{"the most negative sum", math.MinInt64, []int64{1}, []int64{math.MinInt64}},
	} {
		got, err := usd(c.minor).Allocate(c.weights...)
		if err != nil {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
			continue
		}
		for i, want := range c.want {
			if got[i] != usd(want) {
				t.Errorf("%s: part %d = %s, want %s", c.name, i, got[i], usd(want))
			}
		}
	}
	for _, weights := range [][]int64{nil, {0, 0}, {1, -1}, {math.MaxInt64, math.MaxInt64, math.MaxInt64}} {
		if _, err := usd(1).Allocate(weights...); !errors.Is(err, money.ErrWeights) {
			t.Errorf("weights %v: %v, want %v", weights, err, money.ErrWeights)
		}
	}
}

func TestAllocateLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		whole := usd(rapid.Int64().Draw(t, "minor"))
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1<<40), 1, 50).Draw(t, "weights")
		weights[0]++ // not all nought
		parts, err := whole.Allocate(weights...)
		if err != nil {
			t.Fatal(err)
		}
		sum, err := money.Sum(parts...)
		if err != nil || sum != whole {
			t.Fatalf("parts add up to %s, %v, want %s", sum, err, whole)
		}
		for i, part := range parts {
			if fair, _ := whole.Share(weights[i], total(weights), money.Down); distance(part.Minor, fair.Minor) > 1 {
				t.Fatalf("part %d = %s, want within a cent of %s", i, part, fair)
			}
		}
	})
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a          money.Amount
		en, es, eu string
	}{
		{usd(0), "$0.00", "$0.00", "0,00\u00a0$"},
		{usd(5), "$0.05", "$0.05", "0,05\u00a0$"},
		{usd(123456), "$1,234.56", "$1,234.56", "1234,56\u00a0$"},
		{usd(-123456789), "-$1,234,567.89", "-$1,234,567.89", "-1.234.567,89\u00a0$"},
		{money.Of(1234, "JPY"), "¥1,234", "¥1,234", "1234\u00a0¥"},
		{money.Of(1234567, "KWD"), "KWD\u00a01,234.567", "KWD\u00a01,234.567", "1234,567\u00a0KWD"},
		{usd(math.MinInt64), "-$92,233,720,368,547,758.08", "-$92,233,720,368,547,758.08", "-92.233.720.368.547.758,08\u00a0$"},
	} {
		for lang, want := range map[string]string{"en-US": c.en, "es": c.es, "es-ES": c.eu} {
			if got := c.a.Format(lang); got != want {
				t.Errorf("%s in %s = %q, want %q", c.a, lang, got, want)
			}
		}
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, lang string
		currency money.Currency
		want     int64
		ok       bool
	}{
		{"1234.5", "en-US", "USD", 123450, true},
		{"$1,234.56", "en-US", "USD", 123456, true},
		{"$ 1,234.56", "en-US", "USD", 123456, true},
		{"-$5", "en-US", "USD", -500, true},
		{"$-5", "en-US", "USD", -500, true},
		{"(1,234.56)", "en-US", "USD", -123456, true},
		{"USD 12", "en-US", "USD", 1200, true},
		{".50", "en-US", "USD", 50, true},
		{"1.234,56 €", "es-ES", "EUR", 123456, true},
		{"1,234.56", "es", "USD", 123456, true},
		{"1234", "en-US", "JPY", 1234, true},
		{"1.234", "en-US", "KWD", 1234, true},
		{"", "en-US", "USD", 0, false},
		{"$", "en-US", "USD", 0, false},
		{"-", "en-US", "USD", 0, false},
		{"--5", "en-US", "USD", 0, false},
		{"(-5)", "en-US", "USD", 0, false},
		{"1.234", "en-US", "USD", 0, false},
		{"1,23", "en-US", "USD", 0, false},
		{"1,2345", "en-US", "USD", 0, false},
		{",123", "en-US", "USD", 0, false},
		{"1,234.56", "es-ES", "USD", 0, false},
		{"12.5", "en-US", "JPY", 0, false},
		{"€5", "en-US", "USD", 0, false},
		{"1e3", "en-US", "USD", 0, false},
		{"１２", "en-US", "USD", 0, false},
		{"99999999999999999999", "en-US", "USD", 0, false},
		{"5", "en-US", "", 0, false},
		{"5", "en-US", "ZZZ", 0, false},
	} {
		got, err := money.Parse(c.in, c.currency, c.lang)
		if c.ok && (err != nil || got != money.Of(c.want, c.currency)) {
			t.Errorf("Parse(%q, %s, %s) = %s, %v, want %d", c.in, c.currency, c.lang, got, err, c.want)
		}
		if !c.ok && err == nil {
			t.Errorf("Parse(%q, %s, %s) = %s, want an error", c.in, c.currency, c.lang, got)
		}
	}
}

func TestEveryAmountReadsBackAsWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := money.Of(rapid.Int64().Draw(t, "minor"), rapid.SampledFrom([]money.Currency{"USD", "EUR", "JPY", "KWD", "CLF", "CHF"}).Draw(t, "currency"))
		lang := rapid.SampledFrom([]string{"en-US", "es", "es-ES"}).Draw(t, "lang")
		if got, err := money.Parse(a.Format(lang), a.Currency, lang); err != nil || got != a {
			t.Fatalf("%q reads back as %s, %v, want %s", a.Format(lang), got, err, a)
		}
		if got, err := money.Parse(a.Decimal(), a.Currency, "en-US"); err != nil || got != a {
			t.Fatalf("%q reads back as %s, %v, want %s", a.Decimal(), got, err, a)
		}
	})
}

func TestTrustKeepsItsOwnBooks(t *testing.T) {
	t.Parallel()
	held := money.InTrust(usd(10000))
	rest, err := held.Sub(money.InTrust(usd(10001)))
	if err != nil || !rest.IsNegative() {
		t.Errorf("taking a cent too much = %s, %v, want it negative", rest, err)
	}
	if sum, err := held.Add(money.InTrust(usd(1))); err != nil || sum.Amount() != usd(10001) {
		t.Errorf("a cent more = %s, %v, want 100.01", sum, err)
	}
	// The promise is that held.Add(usd(1)) does not compile; this is as near as a test comes.
	add, _ := reflect.TypeFor[money.Trust]().MethodByName("Add")
	if add.Type.In(1) != reflect.TypeFor[money.Trust]() {
		t.Errorf("trust money adds %s, want only trust money", add.Type.In(1))
	}
}

func TestAmountsAreTwoColumns(t *testing.T) {
	t.Parallel()
	type row struct {
		Fee  money.Amount `bun:"embed:fee_"`
		Held money.Trust  `bun:"embed:held_"`
	}
	table := sqlitedialect.New().Tables().Get(reflect.TypeFor[*row]())
	for _, column := range []string{"fee_minor", "fee_currency", "held_minor", "held_currency"} {
		if !table.HasField(column) {
			t.Errorf("no column %s in %v, want it", column, table.FieldMap)
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(usd(1250))
	if want := `{"minor":1250,"currency":"USD"}`; err != nil || string(text) != want {
		t.Errorf("JSON = %s, %v, want %s", text, err, want)
	}
	var back money.Amount
	if err := json.Unmarshal(text, &back); err != nil || back != usd(1250) {
		t.Errorf("read back = %s, %v, want USD 12.50", back, err)
	}
	for _, in := range []string{`{"minor":1.5,"currency":"USD"}`, `{"minor":1,"currency":"usd"}`, `{"minor":1,"currency":"ZZZ"}`} {
		if err := json.Unmarshal([]byte(in), &back); err == nil {
			t.Errorf("reading %s succeeded, want an error", in)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "$1,234.56", "(5)", "-.5", "1.234,56 €", "9223372036854775808"} {
		f.Add(s, "USD", "en-US")
		f.Add(s, "JPY", "es-ES")
	}
	f.Fuzz(func(t *testing.T, s, currency, lang string) {
		a, err := money.Parse(s, money.Currency(currency), lang)
		if err != nil {
			return
		}
		if back, err := money.Parse(a.Decimal(), a.Currency, "en-US"); err != nil || back != a {
			t.Errorf("Parse(%q) = %s, which reads back as %s, %v", s, a, back, err)
		}
	})
}

func total(weights []int64) (sum int64) {
	for _, w := range weights {
		sum += w
	}
	return sum
}

func distance(a, b int64) int64 { return max(a, b) - min(a, b) }
