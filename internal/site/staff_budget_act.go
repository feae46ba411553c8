package site

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/templates/staff"
)

func (s *Site) creditPage(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	var typed form.Credit
	if err := refill(s, r, by, &typed, form.ReadCredit); err != nil {
		return err
	}
	return s.showCredit(w, r, http.StatusOK, staff.CreditPage{Typed: typed})
}

// showCredit shows the form of a year's credit, by the balances of this moment.
func (s *Site) showCredit(w http.ResponseWriter, r *http.Request, status int, page staff.CreditPage) error {
	var err error
	if page.Of, page.Envelopes, err = s.yearWith(r); err != nil {
		return err
	}
	last, err := s.db.LastCredit(r.Context(), page.Of.Year)
	if err != nil {
		return err
	}
	page.Seen, page.Once = last.ID, desk.NewOnce().String()
	title := "Boek een budgetwijziging"
	if page.Of.State == budget.Planned {
		title = "Stem krediet"
	}
	return s.showBudget(w, r, status, title, staff.Credit(page))
}

func (s *Site) bookCredit(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadCredit(r.PostForm)
	if err != nil {
		return err
	}
	for id := range typed.Amounts {
		if !holdsEnvelope(all, id) {
			return fault.Malformed
		}
	}
	changes, base, err := typed.Changes()
	if err == nil {
		err = s.desk.ChangeCredit(r.Context(), by, once, desk.CreditVote{Year: year.Year, Changes: changes, Base: base, Seen: typed.Seen})
	}
	if retry, status := retried(w, r, err); status != 0 {
		retry.Wrong = besideAmount(retry.Wrong, err, func(e budget.Envelope) string { return form.AmountField(e.ID) })
		return s.showCredit(w, r, status, staff.CreditPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.booked(w, r, link.StaffYear(year.Year), year.Year, "Het krediet is geboekt.", func(e budget.Envelope) string {
		amount := changes[e.ID]
		if amount == 0 {
			return ""
		}
		return fmt.Sprintf("%s: %s, nu %v krediet en %v beschikbaar.", e.Name, signed(amount), e.Credit.Short(), e.Available().Short())
	})
}

// booked ends an act of the ledger: it says what was booked, and how the envelopes stand now, of which words may tell something.
func (s *Site) booked(w http.ResponseWriter, r *http.Request, to string, year int, said string, words func(budget.Envelope) string) error {
	all, err := s.db.Envelopes(r.Context(), year, year)
	if err != nil {
		return err
	}
	for _, e := range all {
		if more := words(e); more != "" {
			said += " " + more
		}
	}
	return s.done(w, r, to, said)
}

// onlyIn tells what is left in one envelope.
func onlyIn(ids ...budget.EnvelopeID) func(budget.Envelope) string {
	return func(e budget.Envelope) string {
		if !slices.Contains(ids, e.ID) {
			return ""
		}
		return fmt.Sprintf("In %s is nu %v beschikbaar.", e.Titled(), e.Available().Short())
	}
}

// signed writes an amount with its sign: + € 5.000.
func signed(c money.Cents) string {
	if c < 0 {
		return "− " + (-c).Short()
	}
	return "+ " + c.Short()
}

func holdsEnvelope(all []budget.Envelope, id budget.EnvelopeID) bool {
	return slices.ContainsFunc(all, func(e budget.Envelope) bool { return e.ID == id })
}

// besideAmount moves a refusal of the ledger about an amount to the field of the envelope that refused, on a form with an amount for each:
// to the form as a whole where none did.
func besideAmount(wrong fault.Fields, err error, field func(budget.Envelope) string) fault.Fields {
	refused, ok := errors.AsType[budget.Refusal](err)
	if !ok {
		return wrong
	}
	moved := slices.Clone(wrong)
	for i := range moved {
		if moved[i].Name == "bedrag" {
			moved[i].Name = ""
			if refused.Envelope.ID != 0 {
				moved[i].Name = field(refused.Envelope)
			}
		}
	}
	return moved
}

func (s *Site) transferPage(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	var typed form.Transfer
	if err := refill(s, r, by, &typed, form.ReadTransfer); err != nil {
		return err
	}
	return s.showTransfer(w, r, http.StatusOK, staff.TransferPage{Typed: typed})
}

func (s *Site) showTransfer(w http.ResponseWriter, r *http.Request, status int, page staff.TransferPage) error {
	var err error
	if page.Of, page.Envelopes, err = s.yearWith(r); err != nil {
		return err
	}
	last, err := s.db.LastCredit(r.Context(), page.Of.Year)
	if err != nil {
		return err
	}
	page.Seen, page.Once = last.ID, desk.NewOnce().String()
	return s.showBudget(w, r, status, "Draag krediet over", staff.Transfer(page))
}

func (s *Site) bookTransfer(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadTransfer(r.PostForm)
	if err != nil {
		return err
	}
	amount, base, err := typed.Move()
	if err == nil && (!holdsEnvelope(all, typed.From) || !holdsEnvelope(all, typed.To)) {
		return fault.Malformed
	}
	if err == nil {
		err = s.desk.TransferCredit(r.Context(), by, once, desk.CreditMove{From: typed.From, To: typed.To, Amount: amount, Base: base, Seen: typed.Seen})
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showTransfer(w, r, status, staff.TransferPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.booked(w, r, link.StaffYear(year.Year), year.Year, amount.Short()+" is overgedragen.", onlyIn(typed.From, typed.To))
}

func (s *Site) commitPage(w http.ResponseWriter, r *http.Request, by account.Head) error {
	typed, err := form.ReadCommitment(queryOf(r)) // which may choose the envelope
	if err != nil {
		return err
	}
	if err := refill(s, r, by, &typed, form.ReadCommitment); err != nil {
		return err
	}
	return s.showCommit(w, r, http.StatusOK, staff.CommitPage{Typed: typed})
}

func (s *Site) showCommit(w http.ResponseWriter, r *http.Request, status int, page staff.CommitPage) error {
	var err error
	if page.Of, page.Envelopes, err = s.yearWith(r); err != nil {
		return err
	}
	if page.Beneficiaries, err = s.beneficiaries(r.Context()); err != nil {
		return err
	}
	page.Once = desk.NewOnce().String()
	return s.showBudget(w, r, status, "Leg een bedrag vast", staff.Commit(page))
}

// beneficiaries are the associations that a form offers.
func (s *Site) beneficiaries(ctx context.Context) ([]staff.Beneficiary, error) {
	choices, err := s.db.Beneficiaries(ctx)
	all := make([]staff.Beneficiary, len(choices))
	for i, c := range choices {
		all[i] = staff.Beneficiary{Name: c.Name, Slug: c.Slug}
	}
	return all, err
}

// promisedTo returns the association that was chosen, zero for none, and refuses one that is not verified.
func (s *Site) promisedTo(ctx context.Context, slug string) (association.ID, error) {
	if slug == "" {
		return 0, nil
	}
	id, err := s.db.PromisedTo(ctx, slug)
	if errors.Is(err, fault.NotFound) {
		err = fault.Fields{{Name: "begunstigde", Sentence: "Deze vereniging is niet nagekeken. Kies een andere."}}
	}
	return id, err
}

func (s *Site) bookCommitment(w http.ResponseWriter, r *http.Request, by account.Head) error {
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadCommitment(r.PostForm)
	if err != nil {
		return err
	}
	amount, base, err := typed.Given()
	if typed.Envelope != 0 && !holdsEnvelope(all, typed.Envelope) {
		return fault.Malformed
	}
	c := desk.DirectCommitment{Envelope: typed.Envelope, Title: typed.Title, Amount: amount, Base: base}
	if err == nil {
		c.To, err = s.promisedTo(r.Context(), typed.To)
	}
	var id budget.PromiseID
	if err == nil {
		id, err = s.desk.Commit(r.Context(), by, once, c)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showCommit(w, r, status, staff.CommitPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.booked(w, r, link.StaffPromise(id), year.Year, amount.Short()+" is vastgelegd.", onlyIn(typed.Envelope))
}

func (s *Site) reserveConditional(w http.ResponseWriter, r *http.Request, by account.BudgetKeeper) error {
	year, all, err := s.yearWith(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	q := form.ReadQuery(r.PostForm)
	in := form.ID[budget.EnvelopeID](q, "enveloppe")
	if err := q.Err(); err != nil {
		return err
	}
	if !holdsEnvelope(all, in) {
		return fault.Malformed
	}
	err = s.desk.ReserveConditional(r.Context(), by, once, in)
	if retry, status := retried(w, r, err); status != 0 {
		retry.Wrong = besideAmount(retry.Wrong, err, func(budget.Envelope) string { return "" })
		return s.showYear(w, r, status, retry)
	}
	if err != nil {
		return err
	}
	return s.booked(w, r, link.StaffYear(year.Year), year.Year, "Wat past, is gereserveerd.", onlyIn(in))
}
