// Package errs holds the errors that a person is shown.
//
// An error made here carries words that are safe for whoever asked, as an
// English text that is also the key of its translation. Every other error is
// Internal: it is logged, and the person sees only a reference number.
package errs

import (
	"errors"
	"fmt"
)

// Kind says what went wrong, and so what the person can do about it.
type Kind int

// The kinds of error.
const (
	Internal        Kind = iota // our fault
	Invalid                     // what was given can't be used as it is
	Unauthenticated             // we don't know who asks
	Forbidden                   // we know, and they may not
	NotFound                    // it doesn't exist, or they may not know that it does
	Conflict                    // someone else changed it, or it is already so
	TooMany                     // slow down
	Unavailable                 // nothing was done; try again later
	NoRoom                      // nothing was done: the disk is full
	Unsure                      // it may have been done or not: look before trying again
)

// Field is what is wrong with one field of a form.
type Field struct {
	Name string // the field's name in the form or the API
	Text string // English, and the key of its translation
	Args []any
}

// Error is an error that may be shown.
type Error struct {
	Kind   Kind
	Text   string
	Args   []any
	Fields []Field
	cause  error
}

func (e *Error) Error() string {
	s := fmt.Sprintf(e.Text, e.Args...)
	for _, f := range e.Fields {
		s += "; " + f.Name + ": " + fmt.Sprintf(f.Text, f.Args...)
	}
	if e.cause != nil {
		s += ": " + e.cause.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.cause }

// New makes an error of a kind; text is English and the key of its translation.
func New(k Kind, text string, args ...any) *Error {
	return &Error{Kind: k, Text: text, Args: args}
}

// Because returns e with the cause that goes to the log.
func (e *Error) Because(err error) *Error {
	c := *e
	c.cause = err
	return &c
}

// Missing is the answer for what doesn't exist and for what is walled off:
// the two must not be told apart.
func Missing() *Error { return New(NotFound, "There is nothing here, or you may not see it.") }

// Problems gathers what is wrong with a form. The zero value is ready.
type Problems struct{ fields []Field }

// Add notes a problem with a field.
func (p *Problems) Add(field, text string, args ...any) {
	p.fields = append(p.fields, Field{field, text, args})
}

// Check notes the problem unless ok.
func (p *Problems) Check(ok bool, field, text string, args ...any) {
	if !ok {
		p.Add(field, text, args...)
	}
}

// Err is nil when nothing was wrong.
func (p *Problems) Err() error {
	if len(p.fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Text: "Please look at the marked fields.", Fields: p.fields}
}

// KindOf tells the kind of err; errors from elsewhere are Internal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// Is reports whether err is of kind k.
func Is(err error, k Kind) bool { return err != nil && KindOf(err) == k }
