package sheet

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"vriendenstad/internal/calendar"
)

var (
	book    = Book{Title: "Projecten van Vriendenstad", Sheet: "Projecten", Made: time.Date(2026, time.September, 18, 10, 0, 0, 0, time.UTC)}
	columns = []Column{{Title: "Titel", Width: 40}, {Title: "Toegekend (EUR)"}, {Title: "Toegekend op"}, {Title: "Aantal"}}
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// opened returns the workbook that was written, with at most so many rows on a sheet.
func opened(t *testing.T, most int, write func(*XLSX)) *excelize.File {
	t.Helper()
	var file bytes.Buffer
	table, err := newXLSX(&file, book, columns, most)
	must(t, err)
	write(table)
	if file.Len() > 0 {
		t.Errorf("%d bytes are sent before the last row is known", file.Len())
	}
	must(t, table.Close())
	if _, err := os.Stat(table.folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the rows that waited are still there: %v", err)
	}
	got, err := excelize.OpenReader(&file)
	must(t, err)
	t.Cleanup(func() { must(t, got.Close()) })
	return got
}

func TestXLSXHoldsNumbersAndDays(t *testing.T) {
	t.Parallel()
	got := opened(t, mostRows, func(table *XLSX) {
		must(t, table.Row(Text("Dorpsschool <Tanger> & één"), Amount(780_050), Day(calendar.Date(2026, time.May, 15)), Number(1240)))
		must(t, table.Row(Text("=1+1"), Amount(-5), Day(0), Cell{}))
		must(t, table.Total(Text("Totaal"), Amount(780_045), Cell{}, Number(2)))
	})
	rows, err := got.GetRows("Projecten")
	must(t, err)
	want := [][]string{
		{"Titel", "Toegekend (EUR)", "Toegekend op", "Aantal"},
		{"Dorpsschool <Tanger> & één", "7,800.50", "15/05/2026", "1,240"},
		{"'=1+1", "-0.05"},
		{"Totaal", "7,800.45", "", "2"},
	}
	if !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("got  %q\nwant %q", rows, want)
	}
	for cell, want := range map[string]string{"B2": "7800.5", "C2": "46157", "D2": "1240", "B4": "7800.45"} {
		raw, err := got.GetCellValue("Projecten", cell, excelize.Options{RawCellValue: true})
		must(t, err)
		kind, err := got.GetCellType("Projecten", cell)
		must(t, err)
		if raw != want || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s is %q of kind %v, want the number %s", cell, raw, kind, want)
		}
	}
	if formula, err := got.GetCellFormula("Projecten", "A3"); err != nil || formula != "" {
		t.Errorf("a title is a formula: %q, %v", formula, err)
	}
	about, err := got.GetDocProps()
	must(t, err)
	if about.Creator != "Vriendenstad" || about.Created != "2026-09-18T10:00:00Z" {
		t.Errorf("made by %q on %q", about.Creator, about.Created)
	}
}

func TestATableLongerThanASheetGoesOnOnTheNext(t *testing.T) {
	t.Parallel()
	got := opened(t, 4, func(table *XLSX) {
		for n := range 5 {
			must(t, table.Row(Text("rij"), Amount(100), Day(0), Number(n)))
		}
		must(t, table.Total(Text("Totaal"), Amount(500), Day(0), Number(5)))
	})
	if all := got.GetSheetList(); !slices.Equal(all, []string{"Projecten", "Projecten 2", "Projecten 3"}) {
		t.Fatalf("sheets %q", all)
	}
	var numbers []string
	for _, name := range got.GetSheetList() {
		rows, err := got.GetRows(name)
		must(t, err)
		if len(rows) > 4 || rows[0][0] != "Titel" {
			t.Errorf("%s: %q", name, rows)
		}
		for _, r := range rows[1:] {
			if len(r) == 4 {
				numbers = append(numbers, r[3])
			} else if r[0] != "Excel toont op één blad niet meer dan 4 rijen. De lijst gaat verder op het blad “Projecten 2”." &&
				r[0] != "Excel toont op één blad niet meer dan 4 rijen. De lijst gaat verder op het blad “Projecten 3”." {
				t.Errorf("%s ends with %q", name, r)
			}
		}
	}
	if !slices.Equal(numbers, []string{"0", "1", "2", "3", "4", "5"}) {
		t.Errorf("rows %q", numbers)
	}
}

func TestACellThatExcelWouldCutIsRefused(t *testing.T) {
	t.Parallel()
	table, err := NewXLSX(io.Discard, book, columns)
	must(t, err)
	if err := table.Row(Text(strings.Repeat("é", mostLetters+1)), Cell{}, Cell{}, Cell{}); err == nil {
		t.Error("the cell is written, and shortened")
	}
	must(t, table.Row(Text(strings.Repeat("é", mostLetters)), Cell{}, Cell{}, Cell{}))
	must(t, table.Drop())
	must(t, table.Drop())
}

func TestATableThatIsDroppedLeavesNothing(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	table, err := NewXLSX(&file, book, columns)
	must(t, err)
	must(t, table.Row(Text("een"), Amount(1), Cell{}, Cell{}))
	must(t, table.Drop())
	left, err := filepath.Glob(filepath.Join(table.folder, "*"))
	if err != nil || len(left) > 0 || file.Len() > 0 {
		t.Errorf("%q, %v, %d bytes", left, err, file.Len())
	}
}

func TestAWriterThatFailsIsHeard(t *testing.T) {
	t.Parallel()
	table, err := NewXLSX(full{}, book, columns)
	must(t, err)
	if err := table.Close(); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestALongTableIsNotHeldInMemory(t *testing.T) {
	table, err := NewXLSX(io.Discard, book, columns)
	must(t, err)
	words := Text(strings.Repeat("lang ", 200))
	before, most := inUse(), uint64(0)
	for n := range 70_000 { // some 80 MB
		must(t, table.Row(words, Amount(100), Day(1), Number(n)))
		if n%20_000 == 0 {
			most = max(most, inUse())
		}
	}
	most = max(most, inUse())
	must(t, table.Close())
	if most > before+50<<20 {
		t.Errorf("it holds %d MB", (most-before)>>20)
	}
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkRows(b *testing.B) {
	row := []Cell{Text("Waterput en sanitair dorpsschool Tanger"), Amount(780_000), Day(calendar.Date(2026, time.May, 15)), Number(3)}
	for name, start := range map[string]func() (Table, error){
		"csv":  func() (Table, error) { return NewCSV(io.Discard, columns) },
		"xlsx": func() (Table, error) { return NewXLSX(io.Discard, book, columns) },
	} {
		b.Run(name, func(b *testing.B) {
			table, err := start()
			must(b, err)
			for b.Loop() {
				must(b, table.Row(row...))
			}
			must(b, table.Close())
		})
	}
}
