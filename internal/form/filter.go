// Package form reads what people type and what addresses carry into values of the domain, once.
package form

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// MaxWords is the longest that what is searched for may be, in letters.
const MaxWords = 200

// MaxSlug is the longest name of a thing in an address.
const MaxSlug = 200

// A Query reads parameters of an address: each at most once. What cannot be read is [fault.Malformed].
type Query struct {
	values url.Values
	err    error
}

// ReadQuery returns a reader of the parameters. Parameters that nobody asks for do no harm.
func ReadQuery(values url.Values) *Query { return &Query{values: values} }

// Text returns the parameter, empty where it is not there.
func (q *Query) Text(name string) string {
	all := q.values[name]
	if len(all) > 1 {
		q.err = fault.Malformed
	}
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// Words returns what is searched for, without spaces around it. Signs that steer text are taken out.
func (q *Query) Words(name string) string {
	text := strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == 0xfeff || (r >= 0x200b && r <= 0x200d):
			return -1
		}
		return r
	}, q.Text(name)))
	if utf8.RuneCountInString(text) > MaxWords {
		q.err = fault.Malformed
		return ""
	}
	return text
}

// Slug returns the name of a thing: small letters, digits and hyphens.
func (q *Query) Slug(name string) string {
	text := q.Text(name)
	if text != "" && !IsSlug(text) {
		q.err = fault.Malformed
		return ""
	}
	return text
}

// IsSlug says whether the text can be the name of a thing in an address.
func IsSlug(text string) bool {
	return text != "" && len(text) <= MaxSlug && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" &&
		text[0] != '-' && text[len(text)-1] != '-' && !strings.Contains(text, "--")
}

// Country returns a country's code, empty where none is asked for.
func (q *Query) Country(name string) world.Code {
	return read(q, name, func(text string) (world.Code, bool) {
		code := world.Code(text)
		return code, code.Valid()
	})
}

// OneOf returns the parameter when it is one of the values.
func OneOf[T ~string](q *Query, name string, all []T) T {
	return read(q, name, func(text string) (T, bool) { return T(text), slices.Contains(all, T(text)) })
}

// Err returns [fault.Malformed] when a parameter could not be read.
func (q *Query) Err() error { return q.err }

// Refuse makes the query unreadable.
func (q *Query) Refuse() { q.err = fault.Malformed }

func read[T any](q *Query, name string, parse func(string) (T, bool)) T {
	var none T
	text := q.Text(name)
	if text == "" {
		return none
	}
	v, ok := parse(text)
	if !ok {
		q.err = fault.Malformed
		return none
	}
	return v
}

// ReadFilter reads the address of a list of projects: what is asked and from which row on. A cursor that belongs to
// another list is [fault.Malformed], as is all that no page of ours links to.
func ReadFilter(values url.Values) (project.Filter, project.Cursor, error) {
	q := ReadQuery(values)
	f := project.Filter{
		Words:       q.Words("q"),
		Country:     q.Country("land"),
		Year:        read(q, "jaar", project.ParseYear),
		SDG:         read(q, "sdg", world.ParseSDG),
		Kind:        OneOf(q, "aard", project.Kinds()),
		State:       OneOf(q, "status", project.States()),
		Class:       read(q, "bedrag", project.ParseClass),
		Association: q.Slug("vereniging"),
		City:        q.Slug("stad"),
		Sort:        project.Sort(q.Text("sorteer")),
	}
	if f.Sort == project.ByRecent && f.Words == "" {
		f.Sort = project.Newest
	}
	if !f.Valid() {
		q.Refuse()
	}
	cursor := func(text string) (project.ID, bool) { return readCursor(f, text) }
	from := project.Cursor{After: read(q, "na", cursor), Before: read(q, "voor", cursor)}
	if from.After != 0 && from.Before != 0 {
		q.Refuse()
	}
	return f, from, q.Err()
}

func readCursor(f project.Filter, text string) (project.ID, bool) {
	number, mark, found := strings.Cut(text, ".")
	id, err := strconv.ParseInt(number, 36, 64)
	return project.ID(id), found && err == nil && id > 0 && mark == f.Mark() && strconv.FormatInt(id, 36) == number
}

// ReadAssociations reads the address of the list of associations.
func ReadAssociations(values url.Values) (words string, country world.Code, schools bool, after string, err error) {
	q := ReadQuery(values)
	words, country, after = q.Words("q"), q.Country("land"), q.Slug("na")
	schools = OneOf(q, "soort", []association.Form{association.School}) != ""
	return words, country, schools, after, q.Err()
}
