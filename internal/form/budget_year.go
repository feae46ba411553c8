package form

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A YearRules is the form of what is chosen before a year begins, as it was typed: the ceiling of emergency aid in percent, and what becomes of
// what is left, by kind of envelope. Year is asked for a year that is to be planned alone.
type YearRules struct {
	Year, Ceiling string
	Leftovers     map[budget.Kind]string
}

// LeftoverField names the field with the rule of a kind of envelope.
func LeftoverField(kind budget.Kind) string { return "rest-" + string(kind) }

// ReadYearRules reads what is chosen for a year.
func ReadYearRules(values url.Values) (YearRules, error) {
	q := ReadQuery(values)
	r := YearRules{Year: strings.TrimSpace(q.Text("jaar")), Ceiling: strings.TrimSpace(q.Text("plafond")), Leftovers: map[budget.Kind]string{}}
	for name := range q.values {
		kind, ok := strings.CutPrefix(name, "rest-")
		if !ok {
			continue
		}
		if !IsSlug(kind) || len(r.Leftovers) == mostNamed {
			q.Refuse()
			break
		}
		r.Leftovers[budget.Kind(kind)] = q.Text(name)
	}
	return r, q.Err()
}

// Planned returns what [YearRules.Chosen] returns, with the year, and refuses what is none.
func (r YearRules) Planned(kinds []budget.Kind) (int, int, map[budget.Kind]budget.Leftover, error) {
	var wrong fault.Fields
	year, ok := ParseYear(r.Year)
	if !ok {
		wrong.Add("jaar", "Schrijf een jaar, zoals 2027.")
	}
	ceiling, rules, err := r.Chosen(kinds)
	add(&wrong, err)
	return year, ceiling, rules, wrong.Err()
}

// ParseYear reads a budget year as addresses write it: four digits, from 2000 to 2100.
func ParseYear(text string) (int, bool) {
	year, err := strconv.Atoi(text)
	return year, err == nil && len(text) == 4 && year >= 2000 && year <= 2100
}

// Chosen returns the ceiling in basis points and the rule of each of the kinds, and refuses what cannot be read and what was not chosen.
func (r YearRules) Chosen(kinds []budget.Kind) (int, map[budget.Kind]budget.Leftover, error) {
	var wrong fault.Fields
	share, err := money.Parse(strings.TrimSpace(strings.TrimSuffix(r.Ceiling, "%")))
	if err != nil {
		wrong.Add("plafond", "Schrijf een deel van het geheel in procent, bijvoorbeeld 10 of 7,5.")
	}
	rules := map[budget.Kind]budget.Leftover{}
	for _, kind := range kinds {
		rule := budget.Leftover(r.Leftovers[kind])
		if !slices.Contains(budget.Leftovers(), rule) {
			wrong.Add(LeftoverField(kind), "Kies wat er gebeurt met wat overblijft.")
		}
		rules[kind] = rule
	}
	return int(share), rules, wrong.Err()
}

// Percent writes basis points as people type them: 10, 7,5.
func Percent(points int) string {
	whole := strings.TrimSuffix(money.Cents(points).Plain(), ",00")
	if strings.Contains(whole, ",") {
		whole = strings.TrimSuffix(whole, "0")
	}
	return whole
}

// A Closing is the form in which the end of a year is proposed: the promises of which the reservation goes on to the next, and why.
type Closing struct {
	MovesOn []budget.PromiseID
	Why     string
	// Reckon says that nothing is proposed yet: only what it would come to is asked for.
	Reckon bool
}

// MoveOnField names the field that lets a promise's reservation go on.
func MoveOnField(id budget.PromiseID) string { return "mee-" + strconv.FormatInt(int64(id), 10) }

// ReadClosing reads a closing.
func ReadClosing(values url.Values) (Closing, error) {
	q := ReadQuery(values)
	c := Closing{MovesOn: sorted(numbered[budget.PromiseID](q, "mee-")), Why: strings.TrimSpace(lines(q.Text("waarom"))), Reckon: q.Text("doe") == "bereken"}
	return c, q.Err()
}

// AgreementRows is how many years the form of an agreement has room for.
const AgreementRows = 6

// An Agreement is the form of an agreement over years, as it was typed. To is an association's name in addresses, empty for nobody whom the
// portal knows.
type Agreement struct {
	Title, To string
	Base
	Rows [AgreementRows]AgreementRow
}

// An AgreementRow is one year of it. A row without an amount says nothing.
type AgreementRow struct {
	Year, Kind, Amount string
	Conditional        bool
}

// RowField names a field of a row, which counts from zero: "bedrag-3" is the amount of the third.
func RowField(name string, row int) string { return fmt.Sprintf("%s-%d", name, row+1) }

// ReadAgreement reads an agreement.
func ReadAgreement(values url.Values) (Agreement, error) {
	q := ReadQuery(values)
	a := Agreement{Title: strings.TrimSpace(q.Text("titel")), To: q.Slug("begunstigde"), Base: readBase(q)}
	for i := range a.Rows {
		a.Rows[i] = AgreementRow{Year: strings.TrimSpace(q.Text(RowField("jaar", i))), Kind: q.Slug(RowField("soort", i)),
			Amount: strings.TrimSpace(q.Text(RowField("bedrag", i))), Conditional: q.Text(RowField("voorbehoud", i)) != ""}
	}
	return a, q.Err()
}

// Signed returns the agreement with an association, the earliest year first, and refuses what cannot be read.
func (a Agreement) Signed(with association.ID) (budget.Agreement, error) {
	var wrong fault.Fields
	base := a.base(&wrong)
	signed := budget.Agreement{Title: a.Title, Association: with, Decision: base.Decision, DecidedOn: base.On}
	rows := map[int]bool{}
	for i, row := range a.Rows {
		if row.Amount == "" {
			continue
		}
		year, ok := ParseYear(row.Year)
		switch {
		case !ok:
			wrong.Add(RowField("jaar", i), "Schrijf een jaar, zoals 2027.")
		case rows[year]:
			wrong.Add(RowField("jaar", i), "%d staat al in de overeenkomst. Elk jaar staat er één keer in.", year)
		}
		rows[year] = ok
		amount := amountOf(RowField("bedrag", i), row.Amount, &wrong)
		if row.Kind == "" {
			wrong.Add(RowField("soort", i), "Kies een enveloppe.")
		}
		signed.Years = append(signed.Years, budget.AgreementYear{Year: year, Kind: budget.Kind(row.Kind), Amount: amount, Conditional: row.Conditional})
	}
	slices.SortStableFunc(signed.Years, func(a, b budget.AgreementYear) int { return a.Year - b.Year })
	return signed, wrong.Err()
}

// RowOf returns the row that promises an amount of a kind of envelope in a year, and false where none does.
func (a Agreement) RowOf(year int, kind budget.Kind) (int, bool) {
	at := slices.IndexFunc(a.Rows[:], func(r AgreementRow) bool {
		return r.Amount != "" && r.Year == strconv.Itoa(year) && r.Kind == string(kind)
	})
	return at, at >= 0
}

// An Entries is a search of a year's entries, as it was typed.
type Entries struct {
	Envelope                     budget.EnvelopeID
	Kind                         budget.EntryKind
	Decision, Words, First, Last string
	Before                       budget.EntryID
}

// ReadEntries reads a search of entries.
func ReadEntries(values url.Values) (Entries, error) {
	q := ReadQuery(values)
	e := Entries{Envelope: ID[budget.EnvelopeID](q, "enveloppe"), Kind: OneOf(q, "soort", budget.EntryKinds()), Decision: q.Words("besluit"),
		Words: q.Words("q"), First: q.Words("van"), Last: q.Words("tot"), Before: ID[budget.EntryID](q, "na")}
	return e, q.Err()
}

// Meant returns the decision and the days that are searched, zero where a side is open, and refuses what cannot be read.
func (e Entries) Meant() (budget.Decision, calendar.Day, calendar.Day, error) {
	var wrong fault.Fields
	number := decision(e.Decision, &wrong)
	first, last, err := Record{From: e.First, Until: e.Last}.Days()
	add(&wrong, err)
	return number, first, last, wrong.Err()
}
