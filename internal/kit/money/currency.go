package money

import "fmt"

// Currency is an ISO 4217 code, such as USD.
type Currency string

// USD is the currency of most of our firms.
const USD Currency = "USD"

// Known tells whether the code is one of ISO 4217.
func (c Currency) Known() bool { return c.digits() >= 0 }

// Digits counts the decimals of the currency's smallest unit: 2 for cents, 0 for yen.
// Of an unknown code it answers 2.
func (c Currency) Digits() int {
	if n := c.digits(); n >= 0 {
		return n
	}
	return 2
}

// UnmarshalText reads a code, and refuses one that ISO 4217 does not know. An empty
// code belongs to the zero Amount.
func (c *Currency) UnmarshalText(text []byte) error {
	code := Currency(text)
	if code != "" && !code.Known() {
		return fmt.Errorf("%q is not a currency", code)
	}
	*c = code
	return nil
}

// digits is the table of ISO 4217 minor units, or -1.
func (c Currency) digits() int {
	switch c {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX",
		"UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	case "CLF", "UYW":
		return 4
	case "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM",
		"BBD", "BDT", "BGN", "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP",
		"BYN", "BZD", "CAD", "CDF", "CHE", "CHF", "CHW", "CNY", "COP", "COU", "CRC",
		"CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD",
		"FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG",
		"HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES", "KGS", "KHR", "KPW", "KYD",
		"KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK",
		"MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD",
		"NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN",
		"QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP",
		"SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT",
		"TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "USD", "USN", "UYU", "UZS", "VED",
		"VES", "WST", "XCD", "XCG", "YER", "ZAR", "ZMW", "ZWG":
		return 2
	}
	return -1
}

// symbol is the sign people write, or nothing where only the code is plain.
func (c Currency) symbol() string {
	switch c {
	case "USD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	case "JPY":
		return "¥"
	case "CAD":
		return "CA$"
	case "MXN":
		return "MX$"
	}
	return ""
}
