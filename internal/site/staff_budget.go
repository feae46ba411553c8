package site

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

// Ledger are the pages on which the Dienst keeps the budget. All of the Dienst may read them; what moves money asks a power and a fresh code.
func (s *Site) ledger(r chi.Router) {
	r.Get("/beheer/budget", s.staff(s.staffBudget))
	r.Get("/beheer/budget/nieuw", s.budgetKeeper(s.planPage))
	r.Post("/beheer/budget/nieuw", s.budgetKeeper(s.plan))
	r.Get("/beheer/budget/{jaar}", s.staff(s.staffYear))
	r.Get("/beheer/budget/{jaar}/regels", s.budgetKeeper(s.rulesPage))
	r.Post("/beheer/budget/{jaar}/regels", s.budgetKeeper(s.setRules))
	r.Get("/beheer/budget/{jaar}/openen", s.budgetKeeper(s.openYearPage))
	r.Post("/beheer/budget/{jaar}/openen", s.strong(s.budgetKeeper(s.openYear)))
	r.Get("/beheer/budget/{jaar}/krediet", s.budgetKeeper(s.creditPage))
	r.Post("/beheer/budget/{jaar}/krediet", s.strong(s.budgetKeeper(s.bookCredit)))
	r.Get("/beheer/budget/{jaar}/overdracht", s.budgetKeeper(s.transferPage))
	r.Post("/beheer/budget/{jaar}/overdracht", s.strong(s.budgetKeeper(s.bookTransfer)))
	r.Get("/beheer/budget/{jaar}/vastlegging", s.head(s.commitPage))
	r.Post("/beheer/budget/{jaar}/vastlegging", s.strong(s.head(s.bookCommitment)))
	r.Post("/beheer/budget/{jaar}/voorbehoud", s.strong(s.budgetKeeper(s.reserveConditional)))
	r.Get("/beheer/budget/{jaar}/beloften", s.staff(s.staffPromises))
	r.Get("/beheer/budget/{jaar}/boekingen", s.staff(s.staffEntries))
	r.Get("/beheer/budget/boekingen/{id}", s.staff(s.staffEntry))
	r.Post("/beheer/budget/boekingen/{id}/rechtzetten", s.strong(s.budgetKeeper(s.undoEntry)))
	r.Get("/beheer/budget/{jaar}/afsluiten", s.staff(s.staffClosing))
	r.Post("/beheer/budget/{jaar}/afsluiten", s.budgetKeeper(s.proposeClosing))
	r.Post("/beheer/budget/{jaar}/afsluiten/intrekken", s.budgetKeeper(s.withdrawClosing))
	r.Post("/beheer/budget/{jaar}/afsluiten/bevestigen", s.strong(s.head(s.confirmClosing)))

	r.Get("/beheer/budget/beloften/{id}", s.staff(s.staffPromise))
	r.Get("/beheer/budget/beloften/{id}/vastleggen", s.head(bookingPage[account.Head](s, staff.CommitReserved)))
	r.Post("/beheer/budget/beloften/{id}/vastleggen", s.strong(s.head(booking(s, staff.CommitReserved, s.desk.CommitReserved, committedWords))))
	r.Get("/beheer/budget/beloften/{id}/vrijval", s.budgetKeeper(bookingPage[account.BudgetKeeper](s, staff.ReleaseMoney)))
	r.Post("/beheer/budget/beloften/{id}/vrijval", s.strong(s.budgetKeeper(booking(s, staff.ReleaseMoney, s.desk.ReleaseMoney, releasedWords))))
	r.Get("/beheer/budget/beloften/{id}/betaling", s.budgetKeeper(bookingPage[account.BudgetKeeper](s, staff.PreparePayment)))
	r.Post("/beheer/budget/beloften/{id}/betaling", s.strong(s.budgetKeeper(booking(s, staff.PreparePayment, s.desk.PreparePayment, preparedWords))))
	r.Get("/beheer/budget/beloften/{id}/terugvordering", s.budgetKeeper(bookingPage[account.BudgetKeeper](s, staff.RecoverMoney)))
	r.Post("/beheer/budget/beloften/{id}/terugvordering", s.strong(s.budgetKeeper(booking(s, staff.RecoverMoney, s.desk.Recover, recoveredWords))))

	r.Get("/beheer/budget/betalingen", s.staff(s.staffPayments))
	r.Get("/beheer/budget/betalingen/{id}", s.staff(s.staffPayment))
	r.Post("/beheer/budget/betalingen/{id}/goedkeuren", s.strong(s.head(s.approvePayment)))
	r.Post("/beheer/budget/betalingen/{id}/weigeren", s.staff(s.refusePayment))
	r.Get("/beheer/budget/overeenkomsten", s.staff(s.staffAgreements))
	r.Get("/beheer/budget/overeenkomsten/nieuw", s.head(s.signPage))
	r.Post("/beheer/budget/overeenkomsten/nieuw", s.strong(s.head(s.sign)))
}

// LedgerFiles are the downloads of the ledger, which may take their time.
func (s *Site) ledgerFiles(r chi.Router) {
	r.Get("/beheer/budget/{jaar}/boekingen.csv", s.staff(s.entriesCSV))
	r.Get("/beheer/budget/{jaar}/boekingen.xlsx", s.staff(s.entriesXLSX))
}

// yearOf returns the year of the request's address, and [fault.NotFound] where it has no budget.
func (s *Site) yearOf(r *http.Request) (budget.Year, error) {
	number, ok := form.ParseYear(chi.URLParam(r, "jaar"))
	if !ok {
		return budget.Year{}, fault.NotFound
	}
	return s.db.BudgetYear(r.Context(), number)
}

// yearWith returns the year of the request's address with its envelopes.
func (s *Site) yearWith(r *http.Request) (budget.Year, []budget.Envelope, error) {
	year, err := s.yearOf(r)
	if err != nil {
		return year, nil, err
	}
	all, err := s.db.Envelopes(r.Context(), year.Year, year.Year)
	return year, all, err
}

// budgetPowers says what who asks may do in the budget, and who they are.
func (s *Site) budgetPowers(r *http.Request) (staff.BudgetPowers, presence, error) {
	there, err := s.presence(r)
	if err != nil {
		return staff.BudgetPowers{}, there, err
	}
	by, _ := there.Staff()
	return staff.BudgetPowers{Keeps: by.Has(account.BudgetKeeperPart), Heads: by.Has(account.HeadPart)}, there, nil
}

// showBudget shows a page of the budget.
func (s *Site) showBudget(w http.ResponseWriter, r *http.Request, status int, title string, body templ.Component) error {
	return s.showStaff(w, r, status, place{title, link.StaffBudget()}, body)
}

// retried says why a form is shown again: somebody came in between, or it is refused. The zero status is neither.
func retried(w http.ResponseWriter, r *http.Request, err error) (staff.Retry, int) {
	if changed, ok := errors.AsType[desk.Changed](err); ok {
		return staff.Retry{Changed: overtaken(changed)}, http.StatusConflict
	}
	wrong, status := refusal(w, r, err)
	return staff.Retry{Wrong: wrong}, status
}

func (s *Site) staffBudget(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	page := staff.BudgetPage{}
	var there presence
	var err error
	if page.BudgetPowers, there, err = s.budgetPowers(r); err != nil {
		return err
	}
	all, err := s.budgetEnvelopes(r.Context())
	if err != nil {
		return err
	}
	years, err := s.db.BudgetYears(r.Context())
	if err != nil {
		return err
	}
	slices.SortStableFunc(years, func(a, b budget.Year) int {
		return cmp.Or(yearPlace(a)-yearPlace(b), sooner(a, b))
	})
	for _, y := range years {
		of := slices.DeleteFunc(slices.Clone(all), func(e budget.Envelope) bool { return e.Year != y.Year })
		page.Years = append(page.Years, staff.BudgetYear{Of: y, Sum: budget.SumOf(of)})
	}
	if page.Work, err = s.budgetWork(r.Context(), there, all); err != nil {
		return err
	}
	return s.showBudget(w, r, http.StatusOK, "Budget", staff.Budget(page))
}

// yearPlace says how far up a year stands: what runs, then what is to come, then what is over.
func yearPlace(y budget.Year) int {
	return slices.Index([]budget.YearState{budget.Open, budget.Planned, budget.Closed}, y.State)
}

// sooner puts years to come from the first on, and others from the last back.
func sooner(a, b budget.Year) int {
	if a.State == budget.Planned {
		return a.Year - b.Year
	}
	return b.Year - a.Year
}

// budgetEnvelopes returns the envelopes of all years.
func (s *Site) budgetEnvelopes(ctx context.Context) ([]budget.Envelope, error) {
	const first, last = 2000, 2100 // as the schema has it
	return s.db.Envelopes(ctx, first, last)
}

// budgetWork returns all that waits in the budget.
func (s *Site) budgetWork(ctx context.Context, there presence, all []budget.Envelope) (staff.BudgetWork, error) {
	var work staff.BudgetWork
	orders, err := s.db.PaymentOrders(ctx)
	if err != nil {
		return work, err
	}
	for _, o := range orders {
		work.Payments = append(work.Payments, paymentOf(o, there))
	}
	for _, year := range yearsOf(all, budget.Open) {
		proposed, _, err := s.proposedClosing(ctx, there, year)
		if err != nil {
			return work, err
		}
		if proposed != nil {
			work.Closings = append(work.Closings, *proposed)
		}
	}
	agreements, err := s.db.Agreements(ctx)
	if err != nil {
		return work, err
	}
	work.Fitting = fitting(all, agreements)
	return work, nil
}

// myBudgetWork returns what waits in the budget for somebody who can do something about it.
func (s *Site) myBudgetWork(ctx context.Context, there presence) (staff.BudgetWork, error) {
	all, err := s.budgetEnvelopes(ctx)
	if err != nil {
		return staff.BudgetWork{}, err
	}
	work, err := s.budgetWork(ctx, there, all)
	by, _ := there.Staff()
	work.Payments = slices.DeleteFunc(work.Payments, func(p staff.Payment) bool { return p.Own || !by.Has(account.HeadPart) })
	work.Closings = slices.DeleteFunc(work.Closings, func(c staff.ProposedClosing) bool { return c.Own || !by.Has(account.HeadPart) })
	if !by.Has(account.BudgetKeeperPart) {
		work.Fitting = nil
	}
	return work, err
}

// yearsOf returns the years of envelopes in that state.
func yearsOf(all []budget.Envelope, state budget.YearState) []int {
	var years []int
	for _, e := range all {
		if e.State == state && !slices.Contains(years, e.Year) {
			years = append(years, e.Year)
		}
	}
	return years
}

// fitting returns the envelopes with credit for the oldest of what was promised of them "onder voorbehoud".
func fitting(all []budget.Envelope, agreements []budget.Agreement) []staff.Fitting {
	var some []staff.Fitting
	for _, e := range all {
		f := staff.Fitting{Envelope: e}
		var oldest budget.PromiseID
		for _, a := range agreements {
			for _, y := range a.Years {
				if !y.Conditional || y.Year != e.Year || y.Kind != e.Kind {
					continue
				}
				f.Promises++
				if oldest == 0 || y.Promise < oldest {
					oldest, f.Oldest = y.Promise, y.Amount
				}
			}
		}
		if f.Promises > 0 && e.State != budget.Closed && f.Oldest <= e.Available() {
			some = append(some, f)
		}
	}
	return some
}

// proposedClosing returns what was proposed for a year and not confirmed, nil for nothing.
func (s *Site) proposedClosing(ctx context.Context, there presence, year int) (*staff.ProposedClosing, postgres.ClosingProposal, error) {
	p, err := s.db.ClosingProposal(ctx, year)
	if errors.Is(err, fault.NotFound) {
		return nil, p, nil
	}
	if err != nil || p.ConfirmedBy != nil {
		return nil, p, err
	}
	return &staff.ProposedClosing{Year: year, By: p.Name, Own: p.ProposedBy == there.Person}, p, nil
}

func (s *Site) staffYear(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	return s.showYear(w, r, http.StatusOK, staff.Retry{})
}

// showYear shows the year of the address, with what came of a form on it.
func (s *Site) showYear(w http.ResponseWriter, r *http.Request, status int, retry staff.Retry) error {
	page := staff.YearPage{Retry: retry}
	var there presence
	var err error
	if page.BudgetPowers, there, err = s.budgetPowers(r); err != nil {
		return err
	}
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	page.Of = year
	parts, err := s.db.LedgerParts(r.Context(), year.Year)
	if err != nil {
		return err
	}
	for _, e := range all {
		view := staff.EnvelopeView{Envelope: e, Reckoning: reckoning(parts, e.ID)}
		if view.Conditional, err = s.db.Conditional(r.Context(), e.Year, e.Kind); err != nil {
			return err
		}
		if page.Keeps && year.State != budget.Closed {
			view.Once = desk.NewOnce().String()
		}
		page.Envelopes = append(page.Envelopes, view)
	}
	if page.Closing, _, err = s.proposedClosing(r.Context(), there, year.Year); err != nil {
		return err
	}
	q := form.ReadQuery(queryOf(r))
	before := form.ID[audit.ID](q, "na")
	if err := q.Err(); err != nil {
		return err
	}
	page.Later = before != 0
	page.Trail, page.Older, err = s.trail(r.Context(), postgres.TrailFilter{Subject: desk.YearSubject(year.Year), Before: before}, trailShown)
	if err != nil {
		return err
	}
	return s.showBudget(w, r, status, "Budget "+chi.URLParam(r, "jaar"), staff.BudgetYearOf(page))
}

// reckoning gathers what an envelope's figures are the sum of.
func reckoning(parts []postgres.LedgerPart, of budget.EnvelopeID) staff.Reckoning {
	var k staff.Reckoning
	for _, p := range parts {
		if p.Envelope != of {
			continue
		}
		switch p.Kind {
		case budget.Credit:
			if p.Of == string(budget.Initial) {
				k.Voted += p.Amount
			} else {
				k.Amended += p.Amount
			}
		case budget.Transfer:
			if p.Of == "in" {
				k.In += p.Amount
			} else {
				k.Out += p.Amount
			}
		case budget.Reservation:
			k.ReservedFor += p.Amount
		case budget.Commitment:
			k.CommittedFor += p.Amount
			k.TakenOver += p.Unreserved
		case budget.Release:
			if p.Of == string(budget.FromReserved) {
				k.ReleasedReserved += p.Amount
			} else {
				k.ReleasedCommitted += p.Amount
			}
		}
	}
	return k
}
