package db

import (
	"strings"

	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/schema"
)

// Neither database keeps a NUL in a text, and mail, forms and imports bring
// them. It is no letter of any script, so the text is kept without it rather
// than refused.
func letters(s string) string { return strings.ReplaceAll(s, "\x00", "") }

type lite struct{ *sqlitedialect.Dialect }

func (d lite) AppendString(b []byte, s string) []byte { return d.Dialect.AppendString(b, letters(s)) }

type postgres struct{ *pgdialect.Dialect }

func (d postgres) AppendString(b []byte, s string) []byte {
	return d.Dialect.AppendString(b, letters(s))
}

var (
	_ schema.Dialect = lite{}
	_ schema.Dialect = postgres{}
)

func sqliteDialect() schema.Dialect   { return lite{sqlitedialect.New()} }
func postgresDialect() schema.Dialect { return postgres{pgdialect.New()} }
