package site

import (
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/templates/staff"
)

func (s *Site) staffLead(w http.ResponseWriter, r *http.Request, by account.Head) error {
	var typed form.Lead
	if err := refill(s, r, by, &typed, form.ReadLead); err != nil {
		return err
	}
	return s.showLead(w, r, http.StatusOK, staff.LeadPage{Typed: typed})
}

func (s *Site) showLead(w http.ResponseWriter, r *http.Request, status int, page staff.LeadPage) error {
	id, err := idOf[association.ID](r)
	if err != nil {
		return err
	}
	a, err := s.db.PrivateAssociation(r.Context(), id)
	if err != nil {
		return err
	}
	known, err := s.db.Known(r.Context(), id)
	if err != nil {
		return err
	}
	page.ID, page.Name, page.Wait, page.Once = a.ID, a.Name, len(known) > 0, desk.NewOnce().String()
	page.Members, _ = members(known)
	return s.showStaff(w, r, status, place{"Duid een hoofdvertegenwoordiger aan", link.StaffAssociations()}, staff.Lead(page))
}

func (s *Site) nameLead(w http.ResponseWriter, r *http.Request, by account.Head) error {
	id, err := idOf[association.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadLead(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.NameLead(r.Context(), by, once, id, typed.Email, typed.Why)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showLead(w, r, status, staff.LeadPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffAssociation(id), "De aanduiding is genoteerd. Wie ze aangaat, krijgt een brief.")
}

func (s *Site) staffLeadConfirm(w http.ResponseWriter, r *http.Request, _ account.Head) error {
	return s.showNomination(w, r, http.StatusOK, "Voer de aanduiding uit", staff.WithdrawPage{})
}

func (s *Site) staffLeadWithdraw(w http.ResponseWriter, r *http.Request, by account.Head) error {
	var typed form.Reason
	if err := refill(s, r, by, &typed, form.ReadReason); err != nil {
		return err
	}
	return s.showNomination(w, r, http.StatusOK, "Trek de aanduiding in", staff.WithdrawPage{Typed: typed})
}

// showNomination shows one of the two pages that end what was announced, by its title.
func (s *Site) showNomination(w http.ResponseWriter, r *http.Request, status int, title string, page staff.WithdrawPage) error {
	id, err := idOf[association.ID](r)
	if err != nil {
		return err
	}
	n, err := s.db.Nomination(r.Context(), id)
	if err != nil {
		return err
	}
	page.Nomination, page.Once = nominated(r, n), desk.NewOnce().String()
	body := staff.LeadWithdraw(page)
	if title == "Voer de aanduiding uit" {
		body = staff.LeadConfirm(page)
	}
	return s.showStaff(w, r, status, place{title, link.StaffAssociations()}, body)
}

func (s *Site) confirmLead(w http.ResponseWriter, r *http.Request, by account.Head) error {
	id, err := idOf[association.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.ConfirmLead(r.Context(), by, once, id)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showNomination(w, r, status, "Voer de aanduiding uit", staff.WithdrawPage{Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffAssociation(id), "De aanduiding is uitgevoerd.")
}

func (s *Site) withdrawLead(w http.ResponseWriter, r *http.Request, by account.Head) error {
	id, err := idOf[association.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadReason(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.WithdrawLead(r.Context(), by, once, id, typed.Why)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showNomination(w, r, status, "Trek de aanduiding in", staff.WithdrawPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffAssociation(id), "De aanduiding is ingetrokken.")
}
