package sheet

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
)

// bom tells Excel that what follows is UTF-8; without it é becomes Ã©.
const bom = "\ufeff"

// csvKept is how many bytes are kept before any are passed on: an error in the first rows leaves nothing behind.
const csvKept = 32 << 10

// A CSV writes a table as text: UTF-8 with a mark at its begin, semicolons, decimal commas, lines that end in CRLF.
type CSV struct {
	buffer  *bufio.Writer
	lines   *csv.Writer
	columns int
	cells   []string
}

// NewCSV begins a table on w with its titles. Nothing reaches w before some 32 kB are there, or [CSV.Close] is called.
func NewCSV(w io.Writer, columns []Column) (*CSV, error) {
	t := &CSV{buffer: bufio.NewWriterSize(w, csvKept), columns: len(columns), cells: make([]string, 0, len(columns))}
	if _, err := t.buffer.WriteString(bom); err != nil {
		return nil, err
	}
	t.lines = csv.NewWriter(t.buffer)
	t.lines.Comma = ';'
	t.lines.UseCRLF = true
	for _, c := range columns {
		t.cells = append(t.cells, c.Title)
	}
	return t, t.lines.Write(t.cells)
}

// Row writes a row.
func (t *CSV) Row(cells ...Cell) error {
	if len(cells) != t.columns {
		return fmt.Errorf("a row of %d cells in a table of %d columns", len(cells), t.columns)
	}
	t.cells = t.cells[:0]
	for _, c := range cells {
		t.cells = append(t.cells, c.String())
	}
	return t.lines.Write(t.cells)
}

// Total writes a row of sums, which is a row like any other here.
func (t *CSV) Total(cells ...Cell) error { return t.Row(cells...) }

// Close passes on what is left.
func (t *CSV) Close() error {
	t.lines.Flush()
	if err := t.lines.Error(); err != nil {
		return err
	}
	return t.buffer.Flush()
}

// Drop does nothing: a CSV keeps nothing that outlives it.
func (t *CSV) Drop() error { return nil }
