package site

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
)

// busy is a running treasury with a commitment of schools, and a transfer to them.
func busy(t *testing.T) (treasury, budget.PromiseID) {
	t.Helper()
	v := running(t)
	id := v.commit(t, "scholen", 4_000_00)
	v.do(t, v.desk.TransferCredit(t.Context(), v.keeper, desk.NewOnce(), desk.CreditMove{From: v.in(t, thisYear, "projecten").ID, To: v.in(t, thisYear, "scholen").ID,
		Amount: 1_500_00, Base: base("00003"), Seen: v.lastCredit(t)}))
	return v, id
}

func (v treasury) lastCredit(t *testing.T) budget.EntryID {
	t.Helper()
	last, err := v.db.LastCredit(t.Context(), thisYear)
	v.do(t, err)
	return last.ID
}

func TestEntriesAreFound(t *testing.T) {
	t.Parallel()
	v, _ := busy(t)
	karims := v.known(t, karim)
	says(t, "all entries", karims.text(link.StaffEntries(link.EntrySearch{Year: thisYear})), "8 lijnen.", "Krediet (5) € 848.000", "Overdracht (2) € 0",
		"Naar Scholen", "Van Projecten", "-€ 1.500", "Steun aan Kumasi", "Hilde Claes")
	for _, test := range []struct {
		search link.EntrySearch
		want   string
	}{
		{link.EntrySearch{Envelope: v.in(t, thisYear, "scholen").ID}, "3 lijnen in Scholen 2027. Daar is € 82.500 beschikbaar."},
		{link.EntrySearch{Decision: "2027_gr_00001"}, "5 lijnen."},
		{link.EntrySearch{Kind: budget.Commitment}, "1 lijn."},
		{link.EntrySearch{Kind: budget.Payment}, "Geen boekingen gevonden"},
		{link.EntrySearch{Words: "kumásí"}, "1 lijn."},
		{link.EntrySearch{Words: "xylofoon"}, "Geen boekingen gevonden"},
		{link.EntrySearch{First: "15/5/2027", Last: "15/5/2027"}, "8 lijnen."},
		{link.EntrySearch{Last: "14/5/2027"}, "Geen boekingen gevonden"},
	} {
		test.search.Year = thisYear
		says(t, link.StaffEntries(test.search), karims.text(link.StaffEntries(test.search)), test.want)
	}
	refusedAt(t, karims.open(link.StaffEntries(link.EntrySearch{Year: thisYear, First: "gisteren", Decision: "12"})), http.StatusUnprocessableEntity, "van", "besluit")
	for address, status := range map[string]int{
		link.StaffEntriesCSV(link.EntrySearch{Year: thisYear, First: "gisteren"}): http.StatusUnprocessableEntity,
		link.StaffEntriesCSV(link.EntrySearch{Year: thisYear}) + "?na=3":          http.StatusBadRequest,
		link.StaffEntries(link.EntrySearch{Year: thisYear}) + "?soort=gift":       http.StatusBadRequest,
		link.StaffEntries(link.EntrySearch{Year: thisYear + 1}):                   http.StatusNotFound,
		"/beheer/budget/27":   http.StatusNotFound,
		link.StaffEntry(9999): http.StatusNotFound,
		link.StaffPromise(99): http.StatusNotFound,
	} {
		if got := karims.open(address); got.StatusCode != status {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}

func TestEntriesArePaged(t *testing.T) {
	t.Parallel()
	v := running(t)
	for i := range entriesShown {
		v.vote(t, thisYear, map[budget.Kind]money.Cents{"scholen": 1_00}, fmt.Sprintf("1%04d", i))
	}
	karims := v.known(t, karim)
	first := readPage(t, "", karims.open(link.StaffEntries(link.EntrySearch{Year: thisYear})).body)
	next := ""
	for _, a := range first.all(named("a")) {
		if attr(a, "rel") == "next" {
			next = attr(a, "href")
		}
	}
	if !strings.Contains(first.text(), "55 lijnen.") || next == "" {
		t.Fatalf("%q\n%s", next, first.text())
	}
	second := karims.text(next)
	says(t, "the second page", second, "55 lijnen.", "Naar de nieuwste")
	if strings.Count(second, "Nummer ") != 5 {
		t.Errorf("%d entries stand on the second page", strings.Count(second, "Nummer "))
	}
}

// table reads a CSV as a Dutch spreadsheet does.
func (g *guest) table(address string) [][]string {
	g.t.Helper()
	got := g.open(address)
	text, marked := strings.CutPrefix(got.body, "\ufeff")
	if got.StatusCode != http.StatusOK || !marked || got.Header.Get("Cache-Control") != "no-store" {
		g.t.Fatalf("%s: %d, %v", address, got.StatusCode, got.Header)
	}
	lines := csv.NewReader(strings.NewReader(text))
	lines.Comma = ';'
	rows, err := lines.ReadAll()
	if err != nil {
		g.t.Fatal(err)
	}
	return rows
}

func TestADownloadOfEntriesHoldsExactlyTheFoundLines(t *testing.T) {
	t.Parallel()
	v, _ := busy(t)
	karims := v.known(t, karim)
	rows := karims.table(link.StaffEntriesCSV(link.EntrySearch{Year: thisYear}))
	if len(rows) != 1+8+1 || rows[9][0] != "Totaal" || rows[9][1] != "8" || rows[9][amountColumn] != "" {
		t.Errorf("%d rows, the last is %q", len(rows), rows[len(rows)-1])
	}
	if transfer := rows[1]; transfer[2] != "Overdracht" || transfer[3] != "Naar Scholen" || transfer[amountColumn] != "-1500,00" || rows[2][amountColumn] != "1500,00" || rows[2][0] != transfer[0] {
		t.Errorf("%q\n%q", rows[1], rows[2])
	}
	credits := link.EntrySearch{Year: thisYear, Kind: budget.Credit}
	rows = karims.table(link.StaffEntriesCSV(credits))
	if len(rows) != 1+5+1 || rows[6][amountColumn] != "848000,00" {
		t.Errorf("%q", rows)
	}
	got := karims.open(link.StaffEntriesXLSX(credits))
	file, err := excelize.OpenReader(strings.NewReader(got.body), excelize.Options{RawCellValue: true})
	v.do(t, err)
	defer file.Close()
	sheet, err := file.GetRows(file.GetSheetName(0))
	v.do(t, err)
	if len(sheet) != len(rows) || !slices.Equal(sheet[0], rows[0]) || !strings.Contains(got.Header.Get("Content-Disposition"), "boekingen-2027-2027-05-15.xlsx") {
		t.Errorf("%d rows in Excel: %v", len(sheet), got.Header)
	}
}

func TestAnEntryIsPutRightOnceAndWhole(t *testing.T) {
	t.Parallel()
	v, id := busy(t)
	lottes := v.known(t, lotte)
	lines := lottes.table(link.StaffEntriesCSV(link.EntrySearch{Year: thisYear, Kind: budget.Commitment}))
	var entry budget.EntryID
	if _, err := fmt.Sscan(lines[1][0], &entry); err != nil {
		t.Fatal(err)
	}
	page, undo := link.StaffEntry(entry), link.StaffEntryUndo(entry)
	says(t, "the entry", lottes.text(page), "Vastlegging "+lines[1][0], "Scholen 2027: € 4.000,00", "Een boeking wordt nooit gewist of gewijzigd.")
	refusedAt(t, lottes.press(page, undo, "dag", "3 mei"), 422, "dag")
	got := refusedAt(t, lottes.press(page, undo, "dag", "14/5/2027", "waarom", "Verkeerde vereniging."), 422, "besluit")
	if !strings.Contains(got.text(), "Verkeerde vereniging.") {
		t.Error("what was typed is gone")
	}
	says(t, "the entry", lottes.after(lottes.press(page, undo, "dag", "14/5/2027", "waarom", "Verkeerde vereniging.", "besluit", "2027_CBS_00099"), page),
		"De boeking is rechtgezet. In Scholen 2027 is nu € 86.500 beschikbaar.", "Rechtgezet door", "Deze boeking is al rechtgezet.")
	refusedSaying(t, lottes.send(undo, "once", desk.NewOnce().String(), "dag", "14/5/2027", "waarom", "Nog eens.", "besluit", "2027_CBS_00098"), "Deze boeking is al rechtgezet.")
	says(t, "the promise", lottes.text(link.StaffPromise(id)), "-€ 4.000", "Zet "+lines[1][0]+" recht.", "€ 0 vastgelegd")
	last := lottes.table(link.StaffEntriesCSV(link.EntrySearch{Year: thisYear}))[1][0]
	says(t, "what put it right", lottes.text(link.StaffBudget()+"/boekingen/"+last), "Dit is zelf een rechtzetting.")
	says(t, "for who may not", v.known(t, karim).text(page), "Rechtgezet door")
	if text := v.known(t, karim).text(page); strings.Contains(text, "Een boeking wordt nooit gewist") {
		t.Error("a form for who may not")
	}
}

func TestThePagesOfTheLedgerAreWellMade(t *testing.T) {
	t.Parallel()
	v, id := busy(t)
	v.plan(t, thisYear+1)
	v.do(t, v.desk.SignAgreement(t.Context(), v.head, desk.NewOnce(), budget.Agreement{Title: "Twee jaar Tanger", Decision: "2027_CBS_00070", DecidedOn: calendar.Date(2027, 5, 3),
		Years: []budget.AgreementYear{{Year: thisYear, Kind: "projecten", Amount: 9_000_00}, {Year: thisYear + 1, Kind: "projecten", Amount: 9_000_00, Conditional: true}}}, ""))
	v.do(t, v.desk.PreparePayment(t.Context(), v.keeper, desk.NewOnce(), desk.Booking{Promise: id, Envelope: v.in(t, thisYear, "scholen").ID, Amount: 1_000_00,
		Base: budget.Base{On: calendar.Date(2027, 5, 14)}}))
	orders, err := v.db.PaymentOrders(t.Context())
	v.do(t, err)
	lottes, hildes := v.known(t, lotte), v.known(t, hilde)
	entries := link.EntrySearch{Year: thisYear}
	for address, g := range map[string]*guest{
		link.StaffBudget(): lottes, link.StaffBudgetPlan(): lottes, link.StaffYear(thisYear): lottes, link.StaffYear(thisYear + 1): lottes, link.StaffYearRules(thisYear + 1): lottes,
		link.StaffYearOpen(thisYear + 1): lottes, link.StaffCredit(thisYear): lottes, link.StaffTransfer(thisYear): lottes, link.StaffCommit(thisYear): hildes,
		link.StaffPromises(thisYear, 0): lottes, link.StaffEntries(entries): lottes, link.StaffEntry(1): lottes, link.StaffClosing(thisYear): lottes, link.StaffClosing(thisYear + 1): hildes,
		link.StaffPromise(id): lottes, link.StaffPromiseRelease(id): lottes, link.StaffPromisePay(id): lottes, link.StaffPromiseRecover(id): lottes, link.StaffPromiseCommit(id): hildes,
		link.StaffPayments(): hildes, link.StaffPayment(orders[0].ID): hildes, link.StaffAgreements(): hildes, link.StaffAgreementNew(): hildes, link.Staff(): hildes,
		link.StaffPromises(thisYear, v.in(t, thisYear, "scholen").ID): hildes,
	} {
		got := g.open(address)
		p := readPage(t, address, got.body)
		if got.StatusCode != http.StatusOK || got.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d, %q", address, got.StatusCode, got.Header.Get("Cache-Control"))
		}
		for _, fault := range append(append(append(p.headingFaults(), p.unlabelled()...), p.attributes()...), append(append(p.doubledIDs(), p.namelessLinks()...), p.namelessDrawings()...)...) {
			t.Errorf("%s: %s", address, fault)
		}
		for _, a := range p.all(named("a")) {
			to, _, _ := strings.Cut(attr(a, "href"), "#")
			if to == "" || !strings.HasPrefix(to, "/beheer/budget") {
				continue
			}
			if led := g.open(to); led.StatusCode != http.StatusOK {
				t.Errorf("%s leads to %s: %d", address, to, led.StatusCode)
			}
		}
	}
}
