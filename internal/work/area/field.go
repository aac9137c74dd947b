package area

import (
	"regexp"
	"slices"
	"strings"

	"candor/internal/kit/civil"
	"candor/internal/kit/money"
	"candor/internal/people/contact"
)

// FieldType says what kind of answer a field takes.
type FieldType string

// The types of field.
const (
	Text   FieldType = "text"
	Choice FieldType = "choice"
	Date   FieldType = "date"   // YYYY-MM-DD
	Money  FieldType = "money"  // a decimal of the firm's currency
	Number FieldType = "number" // a decimal
	YesNo  FieldType = "bool"   // yes or no
)

// FieldTypes lists them in the order people are shown them.
func FieldTypes() []FieldType { return []FieldType{Text, Choice, Date, Money, Number, YesNo} }

// Field is one thing the firm wants to know of each matter of an area.
type Field struct {
	Key      string    `json:"key"`
	Label    string    `json:"label"`
	Type     FieldType `json:"type"`
	Choices  []string  `json:"choices,omitempty"`
	Required bool      `json:"required,omitempty"`
}

func neatChoices(cs []string) []string {
	var out []string
	for _, c := range cs {
		if c = contact.Neat(c); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

var decimal = regexp.MustCompile(`^-?\d{1,15}(\.\d{1,9})?$`)

// Clean gives a typed value as it is kept, or what is wrong with it.
func (f Field) Clean(typed string, c money.Currency) (value, problem string) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		if f.Required {
			return "", "This is needed for matters of this area."
		}
		return "", ""
	}
	switch f.Type {
	case Choice:
		if !slices.Contains(f.Choices, typed) {
			return typed, "Choose one of the list."
		}
	case Date:
		if _, err := civil.Parse(typed); err != nil {
			return typed, "Write the date as year-month-day, such as 2026-05-31."
		}
	case Money:
		a, err := money.Parse(typed, c, "en")
		if err != nil {
			return typed, "Write an amount, such as 1,250.00."
		}
		return a.Decimal(), ""
	case Number:
		n := strings.ReplaceAll(typed, ",", "")
		if !decimal.MatchString(n) {
			return typed, "Write a number, such as 12.5."
		}
		return n, ""
	case YesNo:
		if typed != "yes" && typed != "no" {
			return typed, "Choose yes or no."
		}
	case Text:
		if len(typed) > 2000 {
			return typed, "Keep this under 2,000 letters."
		}
	}
	return typed, ""
}
