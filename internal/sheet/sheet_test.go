package sheet_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/internal/sheet"
)

var columns = []sheet.Column{{Title: "Titel", Width: 40}, {Title: "Toegekend (EUR)"}, {Title: "Toegekend op"}, {Title: "Aantal"}}

// written returns the table as a CSV file.
func written(t testing.TB, write func(sheet.Table)) string {
	t.Helper()
	var file bytes.Buffer
	table, err := sheet.NewCSV(&file, columns)
	if err != nil {
		t.Fatal(err)
	}
	write(table)
	if err := table.Close(); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

// read opens a CSV file as a Dutch spreadsheet does.
func read(t testing.TB, file string) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(file, "\ufeff")
	if !marked {
		t.Fatalf("no mark of UTF-8 in %.20q", file)
	}
	lines := csv.NewReader(strings.NewReader(text))
	lines.Comma = ';'
	all, err := lines.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestCSVIsWhatADutchSpreadsheetOpens(t *testing.T) {
	t.Parallel()
	file := written(t, func(table sheet.Table) {
		must(t, table.Row(sheet.Text(`Dorpsschool "Tanger"; één`), sheet.Amount(780_050), sheet.Day(calendar.Date(2026, time.May, 15)), sheet.Number(240)))
		must(t, table.Row(sheet.Text("twee\nregels"), sheet.Amount(-5), sheet.Day(0), sheet.Cell{}))
		must(t, table.Total(sheet.Text("Totaal"), sheet.Amount(780_045), sheet.Cell{}, sheet.Number(2)))
	})
	want := "\ufeffTitel;Toegekend (EUR);Toegekend op;Aantal\r\n" +
		"\"Dorpsschool \"\"Tanger\"\"; één\";7800,50;2026-05-15;240\r\n" +
		"\"twee\r\nregels\";-0,05;;\r\n" +
		"Totaal;7800,45;;2\r\n"
	if file != want {
		t.Errorf("got  %q\nwant %q", file, want)
	}
}

func TestARowHasACellForEachColumn(t *testing.T) {
	t.Parallel()
	table, err := sheet.NewCSV(io.Discard, columns)
	must(t, err)
	if table.Row(sheet.Text("te kort")) == nil {
		t.Error("a row that is too short is written")
	}
}

func TestNothingIsSentBeforeThereIsSomethingToSend(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	table, err := sheet.NewCSV(&file, columns)
	must(t, err)
	must(t, table.Row(sheet.Text("een"), sheet.Amount(1), sheet.Day(0), sheet.Number(1)))
	if file.Len() > 0 {
		t.Errorf("%d bytes are sent", file.Len())
	}
}

func TestATextIsNeverAFormula(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"": "", "Waterput": "Waterput", "2 = 2": "2 = 2", "a@b": "a@b", "'t Zuid": "'t Zuid", "€ 5": "€ 5",
		"=1+1": "'=1+1", "+32": "'+32", "-5": "'-5", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx",
		" =1": "' =1", "\u00a0+1": "'\u00a0+1", "\ufeff=1": "'\ufeff=1", "＝1": "'＝1", "– dash": "– dash", " ": " ",
	} {
		if got := sheet.Harmless(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}

func FuzzHarmless(f *testing.F) {
	for _, seed := range []string{"=cmd|' /C calc'!A0", "+1", "-1", "@x", "\t=1", "\r\n=1", "a;b\"c\nd", "é", "\xff=", "\u200b=1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		safe := sheet.Harmless(typed)
		if strings.TrimPrefix(safe, "'") != strings.TrimPrefix(typed, "'") && safe != typed {
			t.Fatalf("%q becomes %q: other words", typed, safe)
		}
		if trimmed := strings.TrimSpace(safe); trimmed != "" && strings.ContainsRune("=+-@", rune(trimmed[0])) {
			t.Fatalf("%q is still a formula", safe)
		}
		if safe != "" && strings.ContainsRune("\t\r\n", rune(safe[0])) {
			t.Fatalf("%q begins with what ends a cell", safe)
		}
		if !utf8.ValidString(typed) {
			return
		}
		file := written(t, func(table sheet.Table) {
			must(t, table.Row(sheet.Text(typed), sheet.Amount(1), sheet.Cell{}, sheet.Cell{}))
		})
		rows := read(t, file)
		crlf := strings.NewReplacer("\r\n", "\n", "\r", "")
		if len(rows) != 2 || crlf.Replace(rows[1][0]) != crlf.Replace(safe) {
			t.Fatalf("%q is read back as %q", safe, rows)
		}
	})
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 20).Draw(rt, "rows")
		var want [][]string
		file := written(t, func(table sheet.Table) {
			for range n {
				words := rapid.StringMatching(`[a-zéï;"' \n=+€-]{0,20}`).Draw(rt, "words")
				cents := money.Cents(rapid.Int64Range(math.MinInt32, math.MaxInt64).Draw(rt, "cents"))
				must(t, table.Row(sheet.Text(words), sheet.Amount(cents), sheet.Cell{}, sheet.Number(n)))
				want = append(want, []string{sheet.Harmless(words), cents.Plain(), "", sheet.Number(n).String()})
			}
		})
		got := read(t, file)[1:]
		if !slices.EqualFunc(got, want, slices.Equal) {
			rt.Fatalf("read back\n%q\nwant\n%q", got, want)
		}
	})
}
