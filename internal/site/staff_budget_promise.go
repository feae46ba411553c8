package site

import (
	"context"
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
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

// promiseLines is how many lines stand on the page of a promise.
const promiseLines = 50

func (s *Site) staffPromises(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	q := form.ReadQuery(queryOf(r))
	page := staff.PromisesPage{Chosen: form.ID[budget.EnvelopeID](q, "enveloppe")}
	if err := q.Err(); err != nil {
		return err
	}
	var err error
	if page.Of, page.Envelopes, err = s.yearWith(r); err != nil {
		return err
	}
	if page.Chosen != 0 && !holdsEnvelope(page.Envelopes, page.Chosen) {
		return fault.NotFound
	}
	for _, e := range page.Envelopes {
		if page.Chosen != 0 && e.ID != page.Chosen {
			continue
		}
		all, err := s.db.HeldIn(r.Context(), e.ID)
		if err != nil {
			return err
		}
		for _, h := range all {
			page.Found = append(page.Found, heldOf(h, page.Of.State))
		}
	}
	return s.showBudget(w, r, http.StatusOK, fmt.Sprintf("Beloften %d", page.Of.Year), staff.Promises(page))
}

func heldOf(h postgres.Held, state budget.YearState) staff.Held {
	return staff.Held{
		Promise:      h.Promise,
		Holding:      budget.Holding{Promise: h.ID, Envelope: h.Envelope, Reserved: h.Reserved, Committed: h.Committed, Paid: h.Paid, Recovered: h.Recovered},
		EnvelopeName: h.EnvelopeName, EnvelopeYear: h.EnvelopeYear, State: state, Ordered: h.Ordered,
		Beneficiary: h.Beneficiary, Slug: h.Slug, ProjectTitle: h.ProjectTitle, ProjectRef: h.ProjectSlug,
	}
}

// held returns what a promise has of each envelope.
func (s *Site) held(r *http.Request, id budget.PromiseID) ([]staff.Held, error) {
	rows, err := s.db.HeldOf(r.Context(), id)
	if err != nil {
		return nil, err
	}
	var all []staff.Held
	for _, h := range rows {
		year, err := s.db.BudgetYear(r.Context(), h.EnvelopeYear)
		if err != nil {
			return nil, err
		}
		all = append(all, heldOf(h, year.State))
	}
	return all, nil
}

func (s *Site) staffPromise(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	id, err := idOf[budget.PromiseID](r)
	if err != nil {
		return err
	}
	q := form.ReadQuery(queryOf(r))
	before := form.ID[budget.EntryID](q, "na")
	if err := q.Err(); err != nil {
		return err
	}
	page := staff.PromisePage{LaterLines: before != 0}
	var there presence
	if page.BudgetPowers, there, err = s.budgetPowers(r); err != nil {
		return err
	}
	if page.Of, err = s.db.Promise(r.Context(), id); err != nil {
		return err
	}
	if page.Held, err = s.held(r, id); err != nil {
		return err
	}
	page.Member = worksWithDossiers(there.Identity)
	if err := s.namePromise(r, &page); err != nil {
		return err
	}
	states := map[int]budget.YearState{}
	for _, h := range page.Held {
		states[h.EnvelopeYear] = h.State
	}
	found, more, err := s.db.Ledger(r.Context(), postgres.LedgerFilter{Promise: id, Before: before}, promiseLines)
	if err != nil {
		return err
	}
	page.More = more
	for _, l := range found {
		page.Lines = append(page.Lines, entryLine(l, states[l.Year]))
	}
	page.Trail, page.MoreTrail, err = s.trail(r.Context(), postgres.TrailFilter{Subject: desk.PromiseSubject(id)}, trailShown)
	if err != nil {
		return err
	}
	return s.showBudget(w, r, http.StatusOK, page.Of.Title, staff.Promise(page))
}

// namePromise fills in how all is called that a promise is tied to.
func (s *Site) namePromise(r *http.Request, page *staff.PromisePage) error {
	purposes, err := s.db.Purposes(r.Context())
	if err != nil {
		return err
	}
	if at := slices.IndexFunc(purposes, func(p budget.Purpose) bool { return p.Kind == page.Of.Kind }); at >= 0 {
		page.Purpose = purposes[at].Name
	}
	if len(page.Held) > 0 {
		page.ProjectTitle, page.ProjectRef = page.Held[0].ProjectTitle, page.Held[0].ProjectRef
	}
	if page.Of.Association != 0 {
		a, err := s.db.PrivateAssociation(r.Context(), page.Of.Association)
		if err != nil {
			return err
		}
		page.Beneficiary = a.Name
		if a.Standing == association.Verified {
			page.Slug = a.Slug
		}
	}
	if page.Of.Agreement == 0 {
		return nil
	}
	agreements, err := s.db.Agreements(r.Context())
	if at := slices.IndexFunc(agreements, func(a budget.Agreement) bool { return a.ID == page.Of.Agreement }); at >= 0 {
		page.Agreement = &agreements[at]
	}
	return err
}

// What is said when one of the acts on a promise was done.
func committedWords(amount money.Cents) string { return amount.Short() + " is vastgelegd." }

func releasedWords(amount money.Cents) string { return amount.Short() + " is vrijgevallen." }

func preparedWords(amount money.Cents) string {
	return "De betaling van " + amount.Short() + " wacht op goedkeuring door het diensthoofd."
}

func recoveredWords(amount money.Cents) string {
	return amount.Short() + " is als terugvordering geboekt. Het komt niet terug in het krediet."
}

// bookingPage makes the page with the form of one of the acts on what a promise has.
func bookingPage[T account.Acting](s *Site, act func(budget.PromiseID) staff.BookingAct) func(http.ResponseWriter, *http.Request, T) error {
	return func(w http.ResponseWriter, r *http.Request, by T) error {
		var typed form.Booking
		if err := refill(s, r, by, &typed, form.ReadBooking); err != nil {
			return err
		}
		return s.showBooking(w, r, http.StatusOK, act, staff.BookingPage{Typed: typed})
	}
}

// showBooking shows the form of one of the acts on the promise of the address: with the envelopes that the act can be about.
func (s *Site) showBooking(w http.ResponseWriter, r *http.Request, status int, act func(budget.PromiseID) staff.BookingAct, page staff.BookingPage) error {
	id, err := idOf[budget.PromiseID](r)
	if err != nil {
		return err
	}
	if page.Of, err = s.db.Promise(r.Context(), id); err != nil {
		return err
	}
	page.Act, page.Once = act(id), desk.NewOnce().String()
	all, err := s.held(r, id)
	if err != nil {
		return err
	}
	page.Held = slices.DeleteFunc(all, func(h staff.Held) bool { return page.Act.Left(h) <= 0 && h.Envelope != page.Typed.Envelope })
	return s.showBudget(w, r, status, page.Act.Title, staff.Booking(page))
}

// booking makes the handler of one of the acts on what a promise has. Said says what was done, of the amount.
func booking[T account.Acting](s *Site, act func(budget.PromiseID) staff.BookingAct, book func(ctx context.Context, by T, once desk.Once, b desk.Booking) error,
	said func(money.Cents) string) func(http.ResponseWriter, *http.Request, T) error {
	return func(w http.ResponseWriter, r *http.Request, by T) error {
		id, err := idOf[budget.PromiseID](r)
		if err != nil {
			return err
		}
		once, err := onceOf(r)
		if err != nil {
			return err
		}
		typed, err := form.ReadBooking(r.PostForm)
		if err != nil {
			return err
		}
		all, err := s.held(r, id)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(h staff.Held) bool { return h.Envelope == typed.Envelope })
		if typed.Envelope != 0 && at < 0 {
			return fault.Malformed
		}
		amount, base, err := typed.Given(act(id).Sided)
		if err == nil {
			err = book(r.Context(), by, once, desk.Booking{Promise: id, Envelope: typed.Envelope, Side: typed.Side, Amount: amount, Base: base})
		}
		if retry, status := retried(w, r, err); status != 0 {
			return s.showBooking(w, r, status, act, staff.BookingPage{Typed: typed, Retry: retry})
		}
		if err != nil {
			return err
		}
		return s.booked(w, r, link.StaffPromise(id), all[at].EnvelopeYear, said(amount), onlyIn(typed.Envelope))
	}
}
