package site

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

func paymentOf(o postgres.PaymentOrder, there presence) staff.Payment {
	return staff.Payment{ID: o.ID, Promise: o.Promise, Title: o.Title, Beneficiary: o.Beneficiary, EnvelopeName: o.EnvelopeName, Year: o.Year,
		Amount: o.Amount, PayOn: o.PayOn, Why: o.Why, PreparedBy: o.PreparedName, Own: o.PreparedBy == there.Person}
}

func (s *Site) staffPayments(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	return s.showPayments(w, r, http.StatusOK, staff.Retry{})
}

func (s *Site) showPayments(w http.ResponseWriter, r *http.Request, status int, retry staff.Retry) error {
	page := staff.PaymentsPage{Retry: retry}
	var there presence
	var err error
	if page.BudgetPowers, there, err = s.budgetPowers(r); err != nil {
		return err
	}
	orders, err := s.db.PaymentOrders(r.Context())
	if err != nil {
		return err
	}
	for _, o := range orders {
		page.All = append(page.All, paymentOf(o, there))
	}
	return s.showBudget(w, r, status, "Betalingen", staff.Payments(page))
}

func (s *Site) staffPayment(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	var typed form.Reason
	if err := refill(s, r, by, &typed, form.ReadReason); err != nil {
		return err
	}
	return s.showPayment(w, r, http.StatusOK, staff.PaymentPage{Typed: typed})
}

// showPayment shows the payment of the address while it waits. Where somebody ended it between the page and an act, what waits now is shown
// with the refusal.
func (s *Site) showPayment(w http.ResponseWriter, r *http.Request, status int, page staff.PaymentPage) error {
	id, err := idOf[int64](r)
	if err != nil {
		return err
	}
	var there presence
	if page.BudgetPowers, there, err = s.budgetPowers(r); err != nil {
		return err
	}
	orders, err := s.db.PaymentOrders(r.Context())
	if err != nil {
		return err
	}
	at := slices.IndexFunc(orders, func(o postgres.PaymentOrder) bool { return o.ID == id })
	if at < 0 && len(page.Wrong) > 0 {
		return s.showPayments(w, r, status, page.Retry)
	}
	if at < 0 {
		return fault.NotFound
	}
	page.Payment = paymentOf(orders[at], there)
	all, err := s.held(r, page.Promise)
	if err != nil {
		return err
	}
	for _, h := range all {
		if h.Envelope == orders[at].Envelope {
			page.Held = h
		}
	}
	page.Approve, page.Refuse = desk.NewOnce().String(), desk.NewOnce().String()
	return s.showBudget(w, r, status, "Betaling", staff.PaymentOrder(page))
}

func (s *Site) approvePayment(w http.ResponseWriter, r *http.Request, by account.Head) error {
	return s.endPayment(w, r, form.Reason{}, "De betaling is geboekt.", func(ctx context.Context, once desk.Once, id int64) (budget.PromiseID, error) {
		return s.desk.ApprovePayment(ctx, by, once, id)
	})
}

func (s *Site) refusePayment(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	if _, err := posted(r); err != nil {
		return err
	}
	typed, err := form.ReadReason(r.PostForm)
	if err != nil {
		return err
	}
	return s.endPayment(w, r, typed, "De betaling is geweigerd. Het bedrag blijft vastgelegd.", func(ctx context.Context, once desk.Once, id int64) (budget.PromiseID, error) {
		if !by.Has(account.HeadPart) && !by.Has(account.BudgetKeeperPart) {
			return 0, fmt.Errorf("a payment: %w", fault.Denied)
		}
		if typed.Why == "" {
			return 0, fault.Fields{{Name: "reden", Sentence: "Schrijf waarom de betaling niet doorgaat. Het staat in het logboek, bij de belofte."}}
		}
		return s.desk.RefusePayment(ctx, by, once, id, typed.Why)
	})
}

func (s *Site) endPayment(w http.ResponseWriter, r *http.Request, typed form.Reason, said string, end func(context.Context, desk.Once, int64) (budget.PromiseID, error)) error {
	id, err := idOf[int64](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	promise, err := end(r.Context(), once, id)
	if retry, status := retried(w, r, err); status != 0 {
		retry.Wrong = besideAmount(retry.Wrong, err, func(budget.Envelope) string { return "" })
		return s.showPayment(w, r, status, staff.PaymentPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffPromise(promise), said)
}

func (s *Site) staffAgreements(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	page := staff.AgreementsPage{}
	var err error
	if page.BudgetPowers, _, err = s.budgetPowers(r); err != nil {
		return err
	}
	all, err := s.db.Agreements(r.Context())
	if err != nil {
		return err
	}
	purposes, err := s.db.Purposes(r.Context())
	if err != nil {
		return err
	}
	names := map[budget.Kind]string{}
	for _, p := range purposes {
		names[p.Kind] = p.Name
	}
	known, err := s.promisedNames(r.Context(), all)
	if err != nil {
		return err
	}
	for _, a := range all {
		shown := staff.Agreement{Agreement: a, Beneficiary: known[a.Association]}
		for _, y := range a.Years {
			shown.Years = append(shown.Years, staff.AgreementYear{AgreementYear: y, Purpose: names[y.Kind]})
		}
		page.All = append(page.All, shown)
	}
	return s.showBudget(w, r, http.StatusOK, "Overeenkomsten", staff.Agreements(page))
}

// promisedNames returns how the associations of agreements are called.
func (s *Site) promisedNames(ctx context.Context, all []budget.Agreement) (map[association.ID]string, error) {
	names := map[association.ID]string{}
	for _, a := range all {
		if a.Association == 0 || names[a.Association] != "" {
			continue
		}
		found, err := s.db.PrivateAssociation(ctx, a.Association)
		if err != nil {
			return nil, err
		}
		names[a.Association] = found.Name
	}
	return names, nil
}

// signPage offers this year and the ones after it.
func (s *Site) signPage(w http.ResponseWriter, r *http.Request, by account.Head) error {
	var typed form.Agreement
	for i := range typed.Rows {
		typed.Rows[i].Year = strconv.Itoa(calendar.DayOf(nowOf(r)).Year() + i)
	}
	if err := refill(s, r, by, &typed, form.ReadAgreement); err != nil {
		return err
	}
	return s.showSign(w, r, http.StatusOK, staff.SignPage{Typed: typed})
}

func (s *Site) showSign(w http.ResponseWriter, r *http.Request, status int, page staff.SignPage) error {
	var err error
	if page.Purposes, err = s.db.Purposes(r.Context()); err != nil {
		return err
	}
	if page.Beneficiaries, err = s.beneficiaries(r.Context()); err != nil {
		return err
	}
	all, err := s.budgetEnvelopes(r.Context())
	if err != nil {
		return err
	}
	page.Envelopes = slices.DeleteFunc(all, func(e budget.Envelope) bool { return e.State == budget.Closed })
	page.Once = desk.NewOnce().String()
	return s.showBudget(w, r, status, "Onderteken een overeenkomst", staff.Sign(page))
}

func (s *Site) sign(w http.ResponseWriter, r *http.Request, by account.Head) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadAgreement(r.PostForm)
	if err != nil {
		return err
	}
	with, err := s.promisedTo(r.Context(), typed.To)
	var signed budget.Agreement
	if err == nil {
		signed, err = typed.Signed(with)
	}
	if err == nil {
		err = s.desk.SignAgreement(r.Context(), by, once, signed, typed.Why)
	}
	if retry, status := retried(w, r, err); status != 0 {
		retry.Wrong = besideAmount(retry.Wrong, err, func(e budget.Envelope) string { return rowField(typed, e) })
		return s.showSign(w, r, status, staff.SignPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	said := "De overeenkomst is ondertekend."
	if slices.ContainsFunc(signed.Years, func(y budget.AgreementYear) bool { return !y.Conditional }) {
		said += " Wat niet onder voorbehoud is, is gereserveerd."
	}
	return s.done(w, r, link.StaffAgreements(), said)
}

// rowField names the field with the amount that did not fit in an envelope, empty where no row is about it.
func rowField(typed form.Agreement, e budget.Envelope) string {
	row, ok := typed.RowOf(e.Year, e.Kind)
	if !ok {
		return ""
	}
	return form.RowField("bedrag", row)
}
