package site

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/sheet"
)

// Downloaded reads a CSV as a Dutch spreadsheet does.
func (c core) downloaded(t *testing.T, address string) [][]string {
	t.Helper()
	got := c.get(t, address)
	text, marked := strings.CutPrefix(got.body, "\ufeff")
	if got.StatusCode != http.StatusOK || !marked || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/csv; charset=utf-8") {
		t.Fatalf("%s: %d, %v, %.80q", address, got.StatusCode, got.Header, got.body)
	}
	lines := csv.NewReader(strings.NewReader(text))
	lines.Comma = ';'
	rows, err := lines.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// Workbook reads the only sheet of an XLSX, with numbers as they are.
func (c core) workbook(t *testing.T, address string) [][]string {
	t.Helper()
	got := c.get(t, address)
	if got.StatusCode != http.StatusOK || !strings.HasSuffix(got.Header.Get("Content-Disposition"), ".xlsx") {
		t.Fatalf("%s: %d, %v", address, got.StatusCode, got.Header)
	}
	file, err := excelize.OpenReader(strings.NewReader(got.body), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := file.GetRows(file.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestADownloadHoldsExactlyTheListedRows(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	for _, f := range []project.Filter{
		{}, {Country: "GH", Year: 2025}, {Country: "MA", Sort: project.Highest}, {Words: "water", Sort: project.ByTitle},
		{Kind: project.School, Sort: project.Oldest}, {SDG: 4, State: project.Closed, Sort: project.Lowest}, {City: "tanger"},
		{Association: "rif-stroom"}, {Words: "xylofoon"}, {Country: "PH", Year: 1999},
	} {
		page := c.page200(t, link.Projects(f))
		titles := c.walkedTitles(t, link.Projects(f))
		rows := c.downloaded(t, link.ProjectsCSV(f))
		var got []string
		sum, cost := money.Cents(0), money.Cents(0)
		for _, r := range rows[1 : len(rows)-1] {
			got = append(got, r[0])
			sum += cents(t, r[grantedColumn])
			cost += cents(t, r[costColumn])
			if !strings.HasPrefix(r[len(r)-1], "http://localhost:8080/projecten/") {
				t.Errorf("%q stands at %q", r[0], r[len(r)-1])
			}
		}
		if f.Sort == project.Newest && f.Words == "" && !slices.Equal(got, titles) {
			t.Errorf("%+v: downloaded %q, listed %q", f, got, titles)
		}
		if !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(titles))) {
			t.Errorf("%+v: downloaded %q, listed %q", f, got, titles)
		}
		last := rows[len(rows)-1]
		if last[0] != "Totaal" || last[1] != strconv.Itoa(len(titles)) || cents(t, last[grantedColumn]) != sum || cents(t, last[costColumn]) != cost {
			t.Errorf("%+v: ends with %q after %d rows of %v", f, last, len(got), sum)
		}
		if head := page.headline(t); len(titles) > 0 && !strings.Contains(head, plain(sum.Short())) {
			t.Errorf("%+v: the page says %q, the file %v", f, head, sum)
		}
		if book := c.workbook(t, link.ProjectsXLSX(f)); !sameTable(t, rows, book) {
			t.Errorf("%+v: the workbook is another table\n%q\n%q", f, rows, book)
		}
	}
}

func cents(t *testing.T, typed string) money.Cents {
	t.Helper()
	amount, err := money.Parse(typed)
	if err != nil {
		t.Fatalf("%q: %v", typed, err)
	}
	return amount
}

// SameTable says whether a CSV and a workbook hold the same: amounts and days are numbers in the second.
func sameTable(t *testing.T, text, book [][]string) bool {
	t.Helper()
	if len(text) != len(book) {
		return false
	}
	for i, row := range text {
		for j, cell := range row {
			other := ""
			if j < len(book[i]) {
				other = book[i][j]
			}
			switch title := text[0][j]; {
			case i == 0 || cell == "":
			case j == costColumn || j == grantedColumn:
				euros, err := strconv.ParseFloat(other, 64)
				if err != nil {
					t.Fatalf("%s is %q: %v", title, other, err)
				}
				other = money.Cents(euros*100 + .5).Plain()
			case title == "Begin" || title == "Einde" || title == "Toegekend op":
				number, err := strconv.Atoi(other)
				if err != nil {
					t.Fatalf("%s is %q: %v", title, other, err)
				}
				other = calendar.Date(1899, 12, 30).AddDays(number).ISO()
			}
			if cell != other {
				t.Logf("row %d, %s: %q and %q", i, text[0][j], cell, other)
				return false
			}
		}
	}
	return true
}

func TestTheSharesOfADownloadAddUp(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	rows := c.downloaded(t, "/projecten.csv")
	column := map[string]int{}
	for i, title := range rows[0] {
		column[title] = i
	}
	split := 0
	for _, r := range rows[1 : len(rows)-1] {
		parts := strings.Split(r[column["Toegekend per land (EUR)"]], " | ")
		if n := len(strings.Split(r[column["Landen"]], " | ")); n != len(parts) || n != len(strings.Split(r[column["Aandeel per land"]], " | ")) {
			t.Errorf("%q: %q", r[0], r)
		}
		if parts[0] == "" {
			continue // at home
		}
		var sum money.Cents
		for _, part := range parts {
			sum += cents(t, part)
		}
		if sum != cents(t, r[grantedColumn]) {
			t.Errorf("%s: the parts %q are %v", r[0], parts, sum)
		}
		if len(parts) > 1 {
			split++
		}
	}
	if split == 0 {
		t.Error("no project has two countries")
	}
	if rows[0][grantedColumn] != "Toegekend (EUR)" || rows[0][costColumn] != "Projectkost (EUR)" {
		t.Errorf("other columns are added up: %q, %q", rows[0][costColumn], rows[0][grantedColumn])
	}
}

func TestADownloadIsSafeToOpen(t *testing.T) {
	t.Parallel()
	titles := []string{`=HYPERLINK("http://example.org";"klik")`, "+32 planten", "-bomen; \"struiken\"\nen gras", "@allen", "één € | twee"}
	c := village(t, titles...)
	rows, book := c.downloaded(t, "/projecten.csv?aard=school&sorteer=oudste"), c.workbook(t, "/projecten.xlsx?aard=school&sorteer=oudste")
	for i, title := range titles {
		want := sheet.Harmless(title)
		if got := strings.ReplaceAll(rows[i+1][0], "\r\n", "\n"); got != want {
			t.Errorf("%q is %q in the CSV", title, got)
		}
		if got := book[i+1][0]; got != want {
			t.Errorf("%q is %q in the workbook", title, got)
		}
	}
}

func TestADownloadIsNamedAfterItsDay(t *testing.T) {
	t.Parallel()
	c := village(t, "Bomen")
	for _, ending := range []string{"csv", "xlsx"} {
		got := c.ask(t, http.MethodHead, "/projecten."+ending, nil)
		want := "attachment; filename=projecten-" + calendar.DayOf(c.set.Clock()).ISO() + "." + ending
		if got.StatusCode != http.StatusOK || got.Header.Get("Content-Disposition") != want || got.body != "" {
			t.Errorf("%d, %v", got.StatusCode, got.Header)
		}
	}
}

func TestWithoutADatabaseADownloadIsAPage(t *testing.T) {
	t.Parallel()
	db, err := postgres.Open(t.Context(), postgres.Settings{URL: "postgres:///nowhere?host=" + t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	c := front(t, db)
	for _, address := range []string{"/projecten.csv", "/projecten.xlsx"} {
		got := c.get(t, address)
		if got.StatusCode != http.StatusServiceUnavailable || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") ||
			got.Header.Get("Content-Disposition") != "" {
			t.Errorf("%s: %d, %v", address, got.StatusCode, got.Header)
		}
	}
}

func TestAnEmptyPortalHasDownloadsToo(t *testing.T) {
	t.Parallel()
	c := front(t, pgtest.New(t))
	rows := c.downloaded(t, "/projecten.csv")
	if len(rows) != 2 || rows[1][0] != "Totaal" || rows[1][1] != "0" || rows[1][grantedColumn] != "0,00" {
		t.Errorf("%q", rows)
	}
	if book := c.workbook(t, "/projecten.xlsx"); len(book) != 2 {
		t.Errorf("%q", book)
	}
	for _, address := range []string{"/projecten", "/projecten?q=water&land=GH", "/verenigingen", "/verenigingen?q=water&soort=school"} {
		if p := c.page200(t, address); !strings.Contains(p.headline(t), "Geen ") {
			t.Errorf("%s: %q", address, p.headline(t))
		}
	}
}
