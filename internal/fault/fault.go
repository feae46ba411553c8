// Package fault holds the ways in which a request can fail that are answers, not defects.
//
// A rule or a query returns one of these, perhaps wrapped with the thing at hand; the site turns it into
// a status and a Dutch page. Every other error is a defect: it is logged once and shown as
// "Er ging iets mis".
package fault

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// The answers that need no words of their own. Compare with [errors.Is].
var (
	// NotFound says that there is no such thing, or none that this person may know of.
	NotFound = errors.New("not found")
	// Denied says that the person is known and may not do this.
	Denied = errors.New("denied")
	// Conflict says that the thing has changed in between, or that a form's key was used for another act.
	Conflict = errors.New("conflict")
	// Malformed says that the request cannot be read: a bad escape, a doubled parameter, a forged cursor.
	Malformed = errors.New("malformed")
	// TooLarge says that the body is larger than the page accepts.
	TooLarge = errors.New("too large")
	// Unsupported says that the body is of a kind that the page does not read.
	Unsupported = errors.New("unsupported kind of body")
	// TooMany says that this came too often; the answer names when to come back.
	TooMany = errors.New("too many")
	// Unavailable says that something the answer needs is away for the moment, most often the database.
	Unavailable = errors.New("unavailable")
)

// Later is [TooMany] with the time after which to come back.
type Later struct{ For time.Duration }

// Error says for the log how long to wait.
func (l Later) Error() string { return fmt.Sprintf("too many: wait %v", l.For.Round(time.Second)) }

// Is says that this is a way of saying [TooMany].
func (l Later) Is(target error) bool { return target == TooMany }

// Fields are the refusals of one form: a Dutch sentence for each field that is not right.
// The zero value refuses nothing.
type Fields []Field

// A Field is one refusal. Name is the form's field; the empty name stands for the form as a whole.
type Field struct {
	Name     string
	Sentence string
}

// Add refuses the field of that name, with a Dutch sentence that may hold [fmt] verbs.
func (f *Fields) Add(name, sentence string, values ...any) {
	if len(values) > 0 {
		sentence = fmt.Sprintf(sentence, values...)
	}
	*f = append(*f, Field{Name: name, Sentence: sentence})
}

// Of returns the sentences against the field of that name, none where it is right.
func (f Fields) Of(name string) []string {
	var all []string
	for _, one := range f {
		if one.Name == name {
			all = append(all, one.Sentence)
		}
	}
	return all
}

// Err returns the refusals as an error, and nil when there are none.
func (f Fields) Err() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// Error lists the refusals for the log. Pages show each at its field instead.
func (f Fields) Error() string {
	parts := make([]string, len(f))
	for i, one := range f {
		parts[i] = one.Name + ": " + one.Sentence
	}
	return "refused: " + strings.Join(parts, "; ")
}
