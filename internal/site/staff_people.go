package site

import (
	"net/http"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

// peopleShown is how many people a search shows.
const peopleShown = 100

// offersShown is how long invitations that were not accepted stand on the page of people.
const offersShown = 31 * 24 * time.Hour

func (s *Site) people(w http.ResponseWriter, r *http.Request, _ account.Administrator) error {
	q := form.ReadQuery(queryOf(r))
	page := staff.PeoplePage{Words: q.Words("q")}
	if err := q.Err(); err != nil {
		return err
	}
	found, err := s.db.FindPeople(r.Context(), page.Words, peopleShown+1)
	if err != nil {
		return err
	}
	page.More = len(found) > peopleShown
	for _, p := range first(found, peopleShown) {
		page.Rows = append(page.Rows, personRow(p))
	}
	if page.Words == "" {
		if page.Invitations, err = s.offers(r); err != nil {
			return err
		}
	}
	return s.showStaff(w, r, http.StatusOK, place{"Mensen", link.People()}, staff.People(page))
}

func personRow(p postgres.PersonFound) staff.PersonRow {
	return staff.PersonRow{ID: p.ID, Name: p.Name, Email: p.Email, Powers: p.Powers, AdvisesUntil: p.AdvisesUntil, Associations: p.Associations,
		Confirmed: p.ConfirmedAt != nil, Disabled: p.DisabledAt != nil, Erased: p.ErasedAt != nil, HasSecond: p.HasSecond, AsksErasure: p.AskedErasureAt != nil}
}

// offers returns the invitations to the Dienst and its advisers that were not accepted.
func (s *Site) offers(r *http.Request) ([]staff.InvitationRow, error) {
	rows, err := s.db.InvitationsToDienst(r.Context(), nowOf(r).Add(-offersShown))
	if err != nil {
		return nil, err
	}
	all := make([]staff.InvitationRow, len(rows))
	for i, row := range rows {
		all[i] = staff.InvitationRow{ID: row.ID, Email: row.Email, Powers: row.Powers, Until: row.Until, By: row.InvitedByName, MadeAt: row.MadeAt, State: row.StateAt(nowOf(r))}
		if row.CheckResend(nowOf(r)) == nil {
			all[i].Resend = desk.NewOnce().String()
		}
		if row.CheckWithdraw(nowOf(r)) == nil {
			all[i].Withdraw = desk.NewOnce().String()
		}
	}
	return all, nil
}

func (s *Site) offerPage(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	var typed form.Offer
	if err := refill(s, r, by, &typed, form.ReadOffer); err != nil {
		return err
	}
	return s.showOffer(w, r, http.StatusOK, staff.OfferPage{Typed: typed})
}

func (s *Site) showOffer(w http.ResponseWriter, r *http.Request, status int, page staff.OfferPage) error {
	page.Once = desk.NewOnce().String()
	return s.showStaff(w, r, status, place{"Nodig iemand uit", link.People()}, staff.Offer(page))
}

func (s *Site) offer(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadOffer(r.PostForm)
	if err != nil {
		return err
	}
	powers, until, err := typed.Meant()
	if err != nil {
		err = desk.AlsoWrong(err, typed.Email, typed.Why)
	} else {
		err = s.desk.InviteStaff(r.Context(), by, once, s.caller(r), desk.StaffInvitation{Email: typed.Email, Powers: powers, Until: until, Why: typed.Why})
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showOffer(w, r, status, staff.OfferPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.People(), "De uitnodiging is onderweg.")
}

func (s *Site) resendOffer(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	id, err := idOf[account.InvitationID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	if err := s.desk.ResendStaff(r.Context(), by, once, s.caller(r), id); err != nil {
		return err
	}
	return s.done(w, r, link.People(), "De uitnodiging is opnieuw onderweg. De vorige link werkt niet meer.")
}

func (s *Site) withdrawOffer(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	id, err := idOf[account.InvitationID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	if err := s.desk.WithdrawStaff(r.Context(), by, once, id); err != nil {
		return err
	}
	return s.done(w, r, link.People(), "De uitnodiging is ingetrokken.")
}

func (s *Site) staffPerson(w http.ResponseWriter, r *http.Request, _ account.Administrator) error {
	id, err := idOf[account.ID](r)
	if err != nil {
		return err
	}
	p, err := s.db.PersonFound(r.Context(), id)
	if err != nil {
		return err
	}
	page := staff.PersonPage{PersonRow: personRow(p), RegisteredAt: p.RegisteredAt, ConfirmedAt: p.ConfirmedAt, DisabledAt: p.DisabledAt,
		ErasedAt: p.ErasedAt, AskedErasureAt: p.AskedErasureAt}
	page.Trail, page.MoreTrail, err = s.trail(r.Context(), postgres.TrailFilter{About: id}, trailShown)
	if err != nil {
		return err
	}
	return s.showStaff(w, r, http.StatusOK, place{personTitle(p), link.People()}, staff.Person(page))
}

func personTitle(p postgres.PersonFound) string {
	if p.Name == "" {
		return "Gewiste persoon"
	}
	return p.Name
}
