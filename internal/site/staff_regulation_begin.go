package site

import (
	"cmp"
	"net/http"
	"slices"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/templates/staff"
)

// newRegulation offers the form in which a regulation is begun.
func (s *Site) newRegulation(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	var typed form.Regulation
	if err := refill(s, r, by, &typed, form.ReadRegulation); err != nil {
		return err
	}
	return s.showRegulationForm(w, r, http.StatusOK, staff.RegulationFormPage{Typed: typed})
}

func (s *Site) showRegulationForm(w http.ResponseWriter, r *http.Request, status int, page staff.RegulationFormPage) error {
	last, err := s.db.LastVersions(r.Context())
	if err != nil {
		return err
	}
	held, err := s.db.RoundVersions(r.Context(), nowOf(r))
	if err != nil {
		return err
	}
	for _, v := range slices.Concat(last, held) {
		if !slices.ContainsFunc(page.Like, func(there grant.Version) bool { return there.ID == v.ID }) {
			page.Like = append(page.Like, v.Version)
		}
	}
	slices.SortFunc(page.Like, func(a, b grant.Version) int { return cmp.Or(cmp.Compare(a.Code, b.Code), b.Number-a.Number) })
	if page.Purposes, err = s.db.Purposes(r.Context()); err != nil {
		return err
	}
	page.Once = desk.NewOnce().String()
	return s.showRounds(w, r, status, "Begin een reglement", staff.RegulationForm(page))
}

func (s *Site) draftRegulation(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadRegulation(r.PostForm)
	if err != nil {
		return err
	}
	f, err := typed.Founding()
	if err == nil {
		err = s.desk.DraftRegulation(r.Context(), by, once, f)
	}
	if retry, status := retried(w, r, err); status != 0 {
		typed.InOrder(retry.Wrong)
		typed.Slug = typed.Address()
		return s.showRegulationForm(w, r, status, staff.RegulationFormPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffVersionForm(f.Slug), "Het ontwerp staat er. Vul hieronder aan wat het reglement zegt.")
}

func (s *Site) regulationName(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	all, _, err := s.versionsOf(r)
	if err != nil {
		return err
	}
	typed := form.RegulationName{Slug: all[0].Slug, Code: all[0].Code}
	if err := refill(s, r, by, &typed, form.ReadRegulationName); err != nil {
		return err
	}
	return s.showRegulationName(w, r, http.StatusOK, staff.RegulationNamePage{Typed: typed})
}

func (s *Site) showRegulationName(w http.ResponseWriter, r *http.Request, status int, page staff.RegulationNamePage) error {
	all, seen, err := s.versionsOf(r)
	if err != nil {
		return err
	}
	page.Of, page.Fixed = all[0].Version, desk.LastPublished(all).Published
	page.Seen, page.Once = string(seen), desk.NewOnce().String()
	return s.showRounds(w, r, status, "Wijzig adres en code", staff.RegulationName(page))
}

func (s *Site) renameRegulation(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadRegulationName(r.PostForm)
	if err != nil {
		return err
	}
	to := grant.Regulation{Slug: typed.Slug, Code: typed.Code}
	err = s.desk.RenameRegulation(r.Context(), by, once, slug, desk.Mark(typed.Seen), to)
	if retry, status := retried(w, r, err); status != 0 {
		return s.showRegulationName(w, r, status, staff.RegulationNamePage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRegulation(to.Slug), "Het adres en de code zijn bewaard.")
}
