package postgres

import (
	"context"
	"slices"
	"strings"
	"unicode"
)

// maxWords is how many words of a question are searched for; the rest would not narrow it further.
const maxWords = 8

// A stem is a word of a question with all stems that it may stand for: its own, and those that hold it as a part.
type stem struct {
	typed   string
	lexemes []string
	// projects is at least the number of projects that hold one of the stems; least is at most that number.
	projects, least int
}

// typedWords parts a question into its words, in small letters.
func typedWords(question string) []string {
	all := strings.FieldsFunc(strings.ToLower(question), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(all) > maxWords {
		all = all[:maxWords]
	}
	return all
}

// stemming looks up what the words $1 may stand for. A word of five letters or more is widened with at most twelve stems that begin
// or end with its own: "samenwerking" finds "ontwikkelingssamenwerking". Words that stand in nearly every text have no stem.
const stemming = `
	SELECT typed.place, typed.word, coalesce(wide.lexeme, own.lexeme) AS lexeme, coalesce(wide.projects, 0) AS projects
	FROM unnest($1::text[]) WITH ORDINALITY AS typed (word, place)
	CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector('nl', typed.word))) AS own (lexeme)
	LEFT JOIN LATERAL (
	    SELECT lexeme, projects
	    FROM (SELECT lexeme, projects FROM lexeme WHERE lexeme = own.lexeme COLLATE "C"
	          UNION
	          SELECT lexeme, projects FROM lexeme
	          WHERE length(typed.word) >= 5
	            AND lexeme >= own.lexeme COLLATE "C" AND lexeme < (own.lexeme || chr(1114111)) COLLATE "C"
	          UNION
	          SELECT lexeme, projects FROM lexeme
	          WHERE length(typed.word) >= 5
	            AND reversed >= reverse(own.lexeme) COLLATE "C" AND reversed < (reverse(own.lexeme) || chr(1114111)) COLLATE "C"
	         ) near
	    WHERE projects > 0
	    ORDER BY (lexeme = own.lexeme COLLATE "C") DESC, projects DESC, lexeme
	    LIMIT 13) wide ON true
	ORDER BY typed.place, projects DESC, lexeme`

// stemRow is one stem of a word, by the word's place.
type stemRow struct {
	Place    int
	Word     string
	Lexeme   string
	Projects int
}

// gather puts the stems of each word together.
func gather(rows []stemRow) []stem {
	var all []stem
	last := 0
	for _, r := range rows {
		if r.Place != last {
			all, last = append(all, stem{typed: r.Word}), r.Place
		}
		one := &all[len(all)-1]
		one.lexemes = append(one.lexemes, r.Lexeme)
		one.projects += r.Projects
		one.least = max(one.least, r.Projects)
	}
	return all
}

// tsquery writes the question for the server: every word, each by any of its stems. The most seldom stands first: a row that lacks it is
// looked at no further.
func tsquery(stems []stem) string {
	var b strings.Builder
	for i, s := range seldomFirst(stems) {
		if i > 0 {
			b.WriteString(" & ")
		}
		b.WriteByte('(')
		for j, lexeme := range s.lexemes {
			if j > 0 {
				b.WriteString(" | ")
			}
			b.WriteByte('\'')
			b.WriteString(strings.NewReplacer(`'`, `''`, `\`, `\\`).Replace(lexeme))
			b.WriteByte('\'')
		}
		b.WriteByte(')')
	}
	return b.String()
}

// seldomFirst returns the words in the order of how many projects hold them.
func seldomFirst(stems []stem) []stem {
	sorted := slices.Clone(stems)
	slices.SortStableFunc(sorted, func(a, b stem) int { return a.projects - b.projects })
	return sorted
}

// suggest returns the question with each word that is found nowhere replaced by the nearest one that is,
// and nothing where no word is near.
func (s Store) suggest(ctx context.Context, stems []stem) (string, error) {
	words := make([]string, len(stems))
	changed := false
	for i, one := range stems {
		words[i] = one.typed
		if one.projects > 0 {
			continue
		}
		near, err := values[string](ctx, s, `
			SELECT w.word FROM word w JOIN lexeme l ON l.lexeme = w.lexeme
			WHERE w.word % $1 AND l.projects > 0
			ORDER BY similarity(w.word, $1) DESC, l.projects DESC, w.word
			LIMIT 1`, one.typed)
		if err != nil {
			return "", err
		}
		if len(near) == 0 {
			return "", nil
		}
		words[i], changed = near[0], true
	}
	if !changed {
		return "", nil
	}
	return strings.Join(words, " "), nil
}
