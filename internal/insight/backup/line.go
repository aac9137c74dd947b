package backup

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"candor/internal/kit/db"
)

// kinds gives what sort of values a column holds, from its type in either
// database.
func kinds(declared string) (string, bool) {
	switch {
	case declared == "text", declared == "character varying":
		return "text", true
	case declared == "bigint", declared == "integer", declared == "smallint":
		return "int", true
	case declared == "boolean":
		return "bool", true
	case strings.HasPrefix(declared, "timestamp"):
		return "time", true
	case declared == "blob", declared == "bytea":
		return "bytes", true
	}
	return "", false
}

// plainValue gives a value as a backup writes it, whichever database it is from.
func plainValue(c column, v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		if c.Kind == "time" {
			t, err := time.Parse("2006-01-02 15:04:05.999999999-07:00", v)
			return stamp(t), err
		}
		return v, nil
	case []byte:
		if c.Kind == "text" {
			return string(v), nil
		}
		return v, nil // JSON writes bytes in base64
	case int64:
		if c.Kind == "bool" {
			return v != 0, nil
		}
		return v, nil
	case bool:
		return v, nil
	case time.Time:
		return stamp(v), nil
	}
	return nil, fmt.Errorf("column %s holds a %T, which no backup knows", c.Name, v)
}

// readLine reads a row for the database it goes into. What is made anew gets a
// place-holder until then.
func readLine(t tableOf, line []byte, pg bool, n int64) ([]any, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var raw []any
	if err := d.Decode(&raw); err != nil {
		return nil, fmt.Errorf("%w: table %s: %w", ErrDamaged, t.Name, err)
	}
	out := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		switch {
		case i < len(raw):
			v, err := valueFor(c, raw[i], pg)
			if err != nil {
				return nil, fmt.Errorf("%w: table %s: %w", ErrDamaged, t.Name, err)
			}
			out[i] = v
		case c.Name == "num":
			out[i] = -1 - n
		case c.Kind == "time":
			out[i] = out[slices.Index(names(t.Columns), "at")]
		default:
			out[i] = ""
		}
	}
	return out, nil
}

func valueFor(c column, v any, pg bool) (any, error) {
	switch v := v.(type) {
	case nil, bool:
		return v, nil
	case json.Number:
		return v.Int64()
	case string:
		switch c.Kind {
		case "bytes":
			return base64.StdEncoding.DecodeString(v)
		case "time":
			t, err := time.Parse(time.RFC3339, v)
			if err != nil || pg {
				return t, err
			}
			return db.Stamp(t), nil
		}
		return v, nil
	}
	return nil, fmt.Errorf("a %T", v)
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
