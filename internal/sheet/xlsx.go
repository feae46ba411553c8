package sheet

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
)

// What Excel can hold.
const (
	mostRows    = excelize.TotalRows      // on one sheet, its titles included
	mostLetters = excelize.TotalCellChars // in one cell, in UTF-16
)

// A Book says what an XLSX file is called within itself.
type Book struct {
	// Title is the whole file's, Sheet the name on the tab below, of at most 25 letters and none of : \ / ? * [ ].
	Title, Sheet string
	// Made is when the file was made.
	Made time.Time
}

// An XLSX writes a table as a workbook. Its rows wait in a file until the last one is known; only then the workbook is
// written. A table that is longer than Excel's 1,048,576 rows goes on on a next sheet, and says so on the last line.
type XLSX struct {
	to      io.Writer
	name    string
	columns []Column
	most    int // rows on one sheet, less in a test
	folder  string
	file    *excelize.File
	styles  styles
	rows    *excelize.StreamWriter
	sheets  int
	row     int // the last one written on this sheet
	cells   []excelize.Cell
	values  []any // of the row's *excelize.Cell, nil where a cell is empty
}

// NewXLSX begins a table with its titles. Nothing reaches w before [XLSX.Close]. A table that is not closed is to be dropped.
func NewXLSX(w io.Writer, b Book, columns []Column) (*XLSX, error) {
	return newXLSX(w, b, columns, mostRows)
}

func newXLSX(w io.Writer, b Book, columns []Column, most int) (*XLSX, error) {
	folder, err := os.MkdirTemp("", "sheet-") // the library would go on in memory where it cannot make a file
	if err != nil {
		return nil, err
	}
	t := &XLSX{
		to: w, name: b.Sheet, columns: columns, most: most, folder: folder,
		file:  excelize.NewFile(excelize.Options{TmpDir: folder}),
		cells: make([]excelize.Cell, len(columns)), values: make([]any, len(columns)),
	}
	t.file.ZipWriter = func(io.Writer) excelize.ZipWriter { return fastZip(t.to) }
	err = t.begin(b)
	if err != nil {
		return nil, errors.Join(err, t.Drop())
	}
	return t, nil
}

// fastZip packs loosely: the rows repeat themselves enough.
func fastZip(w io.Writer) *zip.Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestSpeed)
	})
	return z
}

func (t *XLSX) begin(b Book) error {
	made := b.Made.UTC().Format(time.RFC3339)
	err := t.file.SetDocProps(&excelize.DocProperties{Title: b.Title, Creator: "Vriendenstad", LastModifiedBy: "Vriendenstad",
		Created: made, Modified: made, Language: "nl-BE"})
	if err != nil {
		return err
	}
	if t.styles, err = newStyles(t.file); err != nil {
		return err
	}
	if err := t.file.SetSheetName(t.file.GetSheetName(0), b.Sheet); err != nil {
		return err
	}
	return t.beginSheet(b.Sheet)
}

// beginSheet writes the titles, which stay in sight.
func (t *XLSX) beginSheet(name string) error {
	var err error
	if t.rows, err = t.file.NewStreamWriter(name); err != nil {
		return err
	}
	for i, c := range t.columns {
		width := c.Width
		if width == 0 {
			width = 12
		}
		if err := t.rows.SetColWidth(i+1, i+1, float64(width)); err != nil {
			return err
		}
	}
	if err := t.rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	t.sheets, t.row = t.sheets+1, 0
	for i, c := range t.columns {
		t.put(i, excelize.Cell{StyleID: t.styles.title, Value: c.Title})
	}
	return t.write(len(t.columns))
}

// Row writes a row.
func (t *XLSX) Row(cells ...Cell) error { return t.next(cells, t.styles.plain) }

// Total writes a row of sums in bold.
func (t *XLSX) Total(cells ...Cell) error { return t.next(cells, t.styles.total) }

func (t *XLSX) next(cells []Cell, as look) error {
	if len(cells) != len(t.columns) {
		return fmt.Errorf("a row of %d cells in a table of %d columns", len(cells), len(t.columns))
	}
	if t.row == t.most-1 {
		if err := t.turn(); err != nil {
			return err
		}
	}
	for i, c := range cells {
		v, err := as.cell(c)
		if err != nil {
			return err
		}
		t.put(i, v)
	}
	return t.write(len(cells))
}

// turn ends a full sheet with a line that says where the list goes on, and begins the next.
func (t *XLSX) turn() error {
	name := t.name + " " + strconv.Itoa(t.sheets+1)
	t.put(0, excelize.Cell{StyleID: t.styles.total.text,
		Value: "Excel toont op één blad niet meer dan " + money.Count(t.most) + " rijen. De lijst gaat verder op het blad “" + name + "”."})
	if err := t.write(1); err != nil {
		return err
	}
	if err := t.rows.Flush(); err != nil {
		return err
	}
	if _, err := t.file.NewSheet(name); err != nil {
		return err
	}
	return t.beginSheet(name)
}

// put sets a cell of the row that is written next.
func (t *XLSX) put(i int, c excelize.Cell) {
	t.cells[i], t.values[i] = c, nil
	if c != (excelize.Cell{}) {
		t.values[i] = &t.cells[i]
	}
}

// write writes the first cells of the row.
func (t *XLSX) write(cells int) error {
	t.row++
	return t.rows.SetRow("A"+strconv.Itoa(t.row), t.values[:cells])
}

// Close writes the workbook and takes away what waited for it.
func (t *XLSX) Close() error {
	err := t.rows.Flush()
	if err == nil {
		err = t.file.Write(t.to)
	}
	return errors.Join(err, t.Drop())
}

// Drop takes away the rows that waited.
func (t *XLSX) Drop() error {
	return errors.Join(t.file.Close(), os.RemoveAll(t.folder))
}

// A look holds the styles of a row's cells, and whether its empty ones have one too.
type look struct {
	text, amount, day, number int
	border                    bool
}

type styles struct {
	title        int
	plain, total look
}

func newStyles(file *excelize.File) (styles, error) {
	var s styles
	var err error
	words, amounts, days, numbers := `@`, `#,##0.00`, `dd/mm/yyyy`, `#,##0` // @ keeps text what it is, also when it is edited
	line := []excelize.Border{{Type: "bottom", Style: 2, Color: "161C33"}}
	above := []excelize.Border{{Type: "top", Style: 2, Color: "161C33"}}
	bold := &excelize.Font{Bold: true}
	make := func(format *string, font *excelize.Font, border []excelize.Border) (id int) {
		if err == nil {
			id, err = file.NewStyle(&excelize.Style{CustomNumFmt: format, Font: font, Border: border})
		}
		return id
	}
	s.title = make(nil, bold, line)
	s.plain = look{make(&words, nil, nil), make(&amounts, nil, nil), make(&days, nil, nil), make(&numbers, nil, nil), false}
	s.total = look{make(&words, bold, above), make(&amounts, bold, above), make(&days, bold, above), make(&numbers, bold, above), true}
	return s, err
}

// cell writes a value with its type: an amount, a day and a number are numbers, which Excel can add up and sort.
func (l look) cell(c Cell) (excelize.Cell, error) {
	switch c.kind {
	case text:
		words := Harmless(c.text)
		if len(words) > mostLetters && len(utf16.Encode([]rune(words))) > mostLetters {
			return excelize.Cell{}, fmt.Errorf("a cell of more than %d letters", mostLetters)
		}
		return excelize.Cell{StyleID: l.text, Value: words}, nil
	case amount:
		return excelize.Cell{StyleID: l.amount, Value: money.Cents(c.value).Euros()}, nil
	case day:
		return excelize.Cell{StyleID: l.day, Value: serial(calendar.Day(c.value))}, nil
	case number:
		return excelize.Cell{StyleID: l.number, Value: c.value}, nil
	}
	if l.border {
		return excelize.Cell{StyleID: l.text}, nil
	}
	return excelize.Cell{}, nil
}

// serial is the number by which Excel knows a day: 1 January 1900 is 1, and it takes 1900 for a leap year.
func serial(d calendar.Day) int {
	n := int(d - calendar.Date(1899, time.December, 31))
	if n > 59 {
		n++
	}
	return n
}
