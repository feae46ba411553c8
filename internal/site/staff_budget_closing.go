package site

import (
	"errors"
	"fmt"
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

func (s *Site) staffClosing(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	var typed form.Closing
	if err := refill(s, r, by, &typed, form.ReadClosing); err != nil {
		return err
	}
	return s.showClosing(w, r, http.StatusOK, staff.ClosingPage{Typed: typed})
}

// showClosing shows how the year of the address would end today: as it was proposed, or else by what is chosen on the page.
func (s *Site) showClosing(w http.ResponseWriter, r *http.Request, status int, page staff.ClosingPage) error {
	var there presence
	var err error
	if page.BudgetPowers, there, err = s.budgetPowers(r); err != nil {
		return err
	}
	if page.Of, err = s.yearOf(r); err != nil {
		return err
	}
	title := fmt.Sprintf("Afsluiting %d", page.Of.Year)
	var proposal postgres.ClosingProposal
	if page.Proposed, proposal, err = s.proposedClosing(r.Context(), there, page.Of.Year); err != nil {
		return err
	}
	page.Why = proposal.Why
	if page.Of.State != budget.Open {
		return s.showBudget(w, r, status, title, staff.Closing(page))
	}
	movesOn := page.Typed.MovesOn
	if page.Proposed != nil {
		movesOn = proposal.MovedOn
	}
	const some = "-" // why it is closed hinders nobody from reckoning
	page.Closing, err = s.desk.Closing(r.Context(), page.Of.Year, movesOn, some, nowOf(r))
	hinders, refused := errors.AsType[fault.Fields](err)
	if err != nil && !refused {
		return err
	}
	if len(page.Wrong) == 0 {
		page.Hinders = hinders
	}
	page.Stale = page.Proposed != nil && page.Closing.LastEntry != proposal.LastEntry
	if page.Names, err = s.db.Envelopes(r.Context(), page.Of.Year, page.Of.Year+1); err != nil {
		return err
	}
	page.Once, page.Withdraw, page.Confirm = desk.NewOnce().String(), desk.NewOnce().String(), desk.NewOnce().String()
	return s.showBudget(w, r, status, title, staff.Closing(page))
}

// proposeClosing proposes the end of a year, or reckons what it would come to and shows that.
func (s *Site) proposeClosing(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	year, err := s.yearOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadClosing(r.PostForm)
	if err != nil {
		return err
	}
	if typed.Reckon {
		return s.showClosing(w, r, http.StatusOK, staff.ClosingPage{Typed: typed})
	}
	err = s.desk.ProposeClosing(r.Context(), by, once, year.Year, typed.MovesOn, typed.Why)
	if retry, status := retried(w, r, err); status != 0 {
		return s.showClosing(w, r, status, staff.ClosingPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffClosing(year.Year), fmt.Sprintf("De afsluiting van %d is voorgesteld. Er is nog niets geboekt: het diensthoofd bevestigt.", year.Year))
}

func (s *Site) withdrawClosing(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	year, err := s.yearOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.WithdrawClosing(r.Context(), by, once, year.Year)
	if retry, status := retried(w, r, err); status != 0 {
		return s.showClosing(w, r, status, staff.ClosingPage{Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffClosing(year.Year), "Het voorstel is ingetrokken.")
}

func (s *Site) confirmClosing(w http.ResponseWriter, r *http.Request, by account.Head) error {
	year, err := s.yearOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.ConfirmClosing(r.Context(), by, once, year.Year)
	if errors.Is(err, fault.NotFound) {
		err = fault.Fields{{Sentence: "Er is geen voorstel om te bevestigen. Misschien is het intussen ingetrokken."}}
	}
	if retry, status := retried(w, r, err); status != 0 {
		retry.Wrong = besideAmount(retry.Wrong, err, func(budget.Envelope) string { return "" })
		return s.showClosing(w, r, status, staff.ClosingPage{Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffYear(year.Year), fmt.Sprintf("%d is afgesloten. Wat meegaat, staat nu in %d.", year.Year, year.Year+1))
}
