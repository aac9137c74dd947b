package civil

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// MarshalText writes YYYY-MM-DD, or nothing.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MarshalJSON writes a string, or null for no date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads a string; null and "" are no date.
func (d *Date) UnmarshalJSON(data []byte) error {
	var s string // null leaves it empty
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("reading a date: %w", err)
	}
	return d.UnmarshalText([]byte(s))
}

// Value stores text, because SQLite has no date type; no date is NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads text, NULL, or the midnight that a driver makes of a date column.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	case time.Time:
		*d = Of(v, v.Location())
		return nil
	}
	return fmt.Errorf("reading a date: a column of type %T", src)
}

// MarshalText writes HH:MM.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads HH:MM.
func (c *Clock) UnmarshalText(text []byte) error {
	parsed, err := ParseClock(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// Value stores HH:MM.
func (c Clock) Value() (driver.Value, error) { return c.String(), nil }

// Scan reads HH:MM.
func (c *Clock) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return c.UnmarshalText([]byte(v))
	case []byte:
		return c.UnmarshalText(v)
	}
	return fmt.Errorf("reading a time of day: a column of type %T", src)
}
