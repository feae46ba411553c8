package form

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
)

// A Board is the form of an association's board, as it was typed.
type Board []BoardRow

// A BoardRow is one line of it.
type BoardRow struct{ Name, Office string }

// BoardName and BoardOffice name the fields of the line with that place, counted from 1.
func BoardName(place int) string { return fmt.Sprintf("board-name-%d", place) }

// BoardOffice names the field beside it.
func BoardOffice(place int) string { return fmt.Sprintf("board-office-%d", place) }

// ReadBoard reads the form of a board: up to the largest one there can be, and a line more, so that it is refused in words.
func ReadBoard(values url.Values) (Board, error) {
	q := ReadQuery(values)
	var b Board
	for place := 1; place <= association.LargestBoard+1; place++ {
		if row := (BoardRow{q.Text(BoardName(place)), q.Text(BoardOffice(place))}); row != (BoardRow{}) {
			b = append(b, row)
		}
	}
	return b, q.Err()
}

// TypedBoard fills the form with a board.
func TypedBoard(board []association.BoardMember) Board {
	b := make(Board, len(board))
	for i, m := range board {
		b[i] = BoardRow(m)
	}
	return b
}

// Rows returns the lines with empty ones behind them: at least so many, one of them empty, and no more than a board can have.
func (b Board) Rows(least int) Board {
	want := min(max(least, len(b)+1), association.LargestBoard)
	return append(slices.Clone(b), make(Board, max(0, want-len(b)))...)
}

// Members reads the board. Lines that were left empty do not count.
func (b Board) Members() ([]association.BoardMember, error) {
	var wrong fault.Fields
	var all []association.BoardMember
	for _, row := range b {
		if strings.TrimSpace(row.Name+row.Office) == "" {
			continue
		}
		name, err := account.ParseName(row.Name)
		office := strings.Join(strings.Fields(row.Office), " ")
		switch {
		case err != nil && strings.TrimSpace(row.Name) == "":
			wrong.Add("board", "Wie is “%s”? Schrijf de naam erbij, of laat de lijn leeg.", office)
		case err != nil:
			wrong.Add("board", "%s.", err)
		case !visible(office) || utf8.RuneCountInString(office) > account.LongestName:
			wrong.Add("board", "Schrijf de functie van %s in hoogstens %d tekens.", name, account.LongestName)
		}
		all = append(all, association.BoardMember{Name: name, Office: office})
	}
	return all, wrong.Err()
}

// A NewAssociation is the form that registers an association, with its board.
type NewAssociation struct {
	Association
	Board Board
}

// ReadNewAssociation reads the form that registers an association.
func ReadNewAssociation(values url.Values) (NewAssociation, error) {
	a, err := ReadAssociation(values)
	if err != nil {
		return NewAssociation{}, err
	}
	board, err := ReadBoard(values)
	return NewAssociation{a, board}, err
}

// Parts reads what was typed, and refuses, all at once, what cannot be read and what the rules refuse.
func (n NewAssociation) Parts() (association.Association, []association.BoardMember, error) {
	a, err := n.Association.Association()
	board, unread := n.Board.Members()
	return a, board, withRules(nil, err, unread, a.Facts().CheckKnown(), association.CheckBoard(a.Form, board))
}
