package site

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// The most that the page of a year tells of one envelope's promises, and of the year's decisions on credit.
const (
	promisesShown = 200
	creditsShown  = 2_000
)

// BudgetYear shows the envelopes of a year, each with its decisions and its promises.
func (s *Site) budgetYear(w http.ResponseWriter, r *http.Request) error {
	number, err := readYear(chi.URLParam(r, "year"))
	if err != nil {
		return err
	}
	query := form.ReadQuery(queryOf(r))
	page := public.BudgetYearPage{Today: calendar.DayOf(nowOf(r)), Typed: query.Text("op")}
	if err := query.Err(); err != nil {
		return err
	}
	if page.Year, err = s.db.BudgetYear(r.Context(), number); err != nil {
		return err
	}
	on, err := asOf(page.Typed, page.Today)
	wrong, status := refusal(w, r, err)
	switch {
	case status != 0:
		page.Wrong = wrong
	case err != nil:
		return err
	default:
		status, page.On = http.StatusOK, on
	}
	if err := s.fillYear(r.Context(), &page); err != nil {
		return err
	}
	if status == http.StatusOK {
		knownAs(r, link.BudgetYearAsOf(number, page.On))
	}
	head := layout.Head{
		Title:       fmt.Sprintf("Budget %d", number),
		Description: fmt.Sprintf("De enveloppes van %d: wat gestemd, vastgelegd en betaald is, met welk besluit, voor welk project, en wat nog vrij is.", number),
		Section:     layout.Budget,
		Crumbs:      []layout.Crumb{{Label: "Budget", Href: link.Budget()}, {Label: strconv.Itoa(number)}},
		NoIndex:     !page.On.IsZero(),
	}
	if page.Previous != 0 {
		head.Prev = link.BudgetYear(page.Previous)
	}
	if page.Next != 0 {
		head.Next = link.BudgetYear(page.Next)
	}
	return s.show(w, r, status, head, public.BudgetYear(page))
}

// readYear reads a year of an address: four digits and nothing else. What is no year has no page.
func readYear(text string) (int, error) {
	if len(text) != 4 || strings.Trim(text, "0123456789") != "" {
		return 0, fault.NotFound
	}
	return strconv.Atoi(text)
}

func (s *Site) fillYear(ctx context.Context, page *public.BudgetYearPage) error {
	years, err := s.db.BudgetYears(ctx)
	if err != nil {
		return err
	}
	for _, y := range years { // the latest first
		switch {
		case y.Year > page.Year.Year:
			page.Next = y.Year
		case y.Year < page.Year.Year && page.Previous == 0:
			page.Previous = y.Year
		}
	}
	growth, err := s.db.Growth(ctx, page.On)
	if err != nil {
		return err
	}
	page.Figures.Year = page.Year.Year
	for _, f := range growth.Years {
		if f.Year == page.Year.Year {
			page.Figures = f
		}
	}
	envelopes, err := s.envelopesOf(ctx, page)
	if err != nil {
		return err
	}
	purposes, err := s.db.Purposes(ctx)
	if err != nil {
		return err
	}
	for _, e := range envelopes {
		one := public.Envelope{Envelope: e}
		if at := slices.IndexFunc(purposes, func(p budget.Purpose) bool { return p.Kind == e.Kind }); at >= 0 {
			one.Purpose = purposes[at].Text
		}
		page.Envelopes = append(page.Envelopes, one)
	}
	if err := s.fillCredits(ctx, page); err != nil {
		return err
	}
	return s.fillPromises(ctx, page)
}

// envelopesOf returns the envelopes of the page's year, now or as they stood at the end of its day. A year that was closed after that day was not then.
func (s *Site) envelopesOf(ctx context.Context, page *public.BudgetYearPage) ([]budget.Envelope, error) {
	if page.On.IsZero() {
		return s.db.Envelopes(ctx, page.Year.Year, page.Year.Year)
	}
	end := page.On.AddDays(1).Start()
	closed, err := s.db.ClosedAt(ctx, page.Year.Year)
	if err != nil {
		return nil, err
	}
	if page.State == budget.Closed && !closed.Before(end) {
		page.State = budget.Open
	}
	all, err := s.db.EnvelopesAsOf(ctx, end)
	return slices.DeleteFunc(all, func(e budget.Envelope) bool { return e.Year != page.Year.Year }), err
}

// fillCredits fills in where the credit of each envelope comes from.
func (s *Site) fillCredits(ctx context.Context, page *public.BudgetYearPage) error {
	for _, kind := range []budget.EntryKind{budget.Credit, budget.Transfer} {
		lines, _, err := s.db.Ledger(ctx, postgres.LedgerFilter{Year: page.Year.Year, Kind: kind, Last: page.On}, creditsShown)
		if err != nil {
			return err
		}
		for _, l := range slices.Backward(lines) {
			if !slices.ContainsFunc(lines, func(other postgres.LedgerLine) bool { return other.ID == l.ReversedBy }) {
				l.ReversedBy = 0 // it was put right later than on the page's day
			}
			at := slices.IndexFunc(page.Envelopes, func(e public.Envelope) bool { return e.ID == l.Line })
			if at >= 0 {
				addCredit(&page.Envelopes[at], l)
			}
		}
	}
	for i := range page.Envelopes {
		slices.SortStableFunc(page.Envelopes[i].Credits, func(a, b public.CreditLine) int { return int(a.Registered - b.Registered) })
	}
	return nil
}

// addCredit adds a line of the ledger to where the envelope's credit comes from. A transfer takes from the envelope that it leaves.
func addCredit(e *public.Envelope, l postgres.LedgerLine) {
	line := public.CreditLine{Amount: l.Amount, Decision: l.Decision, On: l.On, Registered: calendar.DayOf(l.At), Why: l.Why, Undone: l.ReversedBy != 0}
	leaves := l.Kind == budget.Transfer && l.Line == l.Envelope
	if leaves {
		line.Amount = -l.Amount
	}
	other := l.OtherName
	if l.OtherYear != l.Year {
		other = fmt.Sprintf("%s %d", l.OtherName, l.OtherYear)
	}
	switch {
	case l.Kind == budget.Credit && l.Basis == budget.Initial:
		line.What = "Krediet gestemd"
		e.Voted += l.Amount
	case l.Kind == budget.Credit:
		line.What = "Budgetwijziging"
		e.Amended += l.Amount
	case leaves:
		line.What = "Overdracht naar " + other
	default:
		line.What = "Overdracht van " + other
	}
	switch {
	case l.Kind == budget.Credit:
	case l.OtherYear == l.Year:
		e.Moved += line.Amount
	case leaves:
		e.CarriedOut += l.Amount
	default:
		e.CarriedIn += l.Amount
	}
	if l.Reverses != 0 {
		line.What = "Rechtzetting: " + line.What
	}
	e.Credits = append(e.Credits, line)
}

// fillPromises fills in what the city holds itself to, by a decision, out of each envelope.
func (s *Site) fillPromises(ctx context.Context, page *public.BudgetYearPage) error {
	read := func() (postgres.PublicYear, error) { return s.db.PublicYear(ctx, page.Year.Year) }
	if !page.On.IsZero() {
		read = func() (postgres.PublicYear, error) {
			return s.db.PublicYearAsOf(ctx, page.Year.Year, page.On.AddDays(1).Start())
		}
	}
	all, err := read()
	if err != nil {
		return err
	}
	for i := range page.Envelopes {
		e := &page.Envelopes[i]
		for _, p := range all.Promises {
			switch {
			case p.Envelope != e.ID:
			case len(e.Promises) == promisesShown:
				e.Unshown++
			default:
				e.Promises = append(e.Promises, promiseLine(p))
			}
		}
		for _, p := range all.Conditional {
			if p.Kind == e.Kind {
				e.Conditional = append(e.Conditional, promiseLine(p))
			}
		}
	}
	return nil
}

func promiseLine(p postgres.PublicPromise) public.PromiseLine {
	line := public.PromiseLine{
		Title: p.Title, Project: p.ProjectSlug, Association: p.Slug, Beneficiary: p.Beneficiary, Decision: p.Decision, On: p.DecidedOn,
		Amount: p.Amount, Reserved: p.Reserved, Committed: p.Committed, Paid: p.Paid, Recovered: p.Recovered, Demo: p.Demo,
	}
	if p.ProjectTitle != "" {
		line.Title = p.ProjectTitle
	}
	if !p.RegisteredAt.IsZero() {
		line.Registered = calendar.DayOf(p.RegisteredAt)
	}
	return line
}
