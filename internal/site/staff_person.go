package site

import (
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

// A changeForm is one of the forms that change what somebody may do.
type changeForm struct {
	title string
	draw  func(staff.ChangePage) templ.Component
	// fits says whether the form is for this person as they stand now.
	fits func(postgres.PersonFound) bool
}

func notErased(p postgres.PersonFound) bool { return p.ErasedAt == nil }

var (
	powersForm = changeForm{"Wijzig de bevoegdheden", staff.Powers, notErased}
	termForm   = changeForm{"Wijzig de termijn als adviseur", staff.Term, notErased}
	accessForm = changeForm{"Wijzig de toegang", staff.Access, notErased}
	eraseForm  = changeForm{"Wis deze persoon", staff.Erase, func(p postgres.PersonFound) bool { return p.AskedErasureAt != nil && p.ErasedAt == nil }}
)

// showChange shows a form for the person of the address. Fill is told who it is, to fill the form with what stands there; nil leaves the page
// as it is given.
func (s *Site) showChange(w http.ResponseWriter, r *http.Request, status int, f changeForm, page staff.ChangePage, fill func(postgres.PersonFound, *staff.ChangePage)) error {
	id, err := idOf[account.ID](r)
	if err != nil {
		return err
	}
	p, err := s.db.PersonFound(r.Context(), id)
	if err != nil {
		return err
	}
	if !f.fits(p) {
		return fault.NotFound
	}
	page.PersonRow, page.Once = personRow(p), desk.NewOnce().String()
	if fill != nil {
		fill(p, &page)
	}
	return s.showStaff(w, r, status, place{f.title, link.People()}, f.draw(page))
}

func (s *Site) powersPage(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if ok {
		typed, err := form.ReadPowers(kept)
		if err != nil {
			return err
		}
		return s.showChange(w, r, http.StatusOK, powersForm, staff.ChangePage{Powers: typed}, nil)
	}
	return s.showChange(w, r, http.StatusOK, powersForm, staff.ChangePage{}, func(p postgres.PersonFound, page *staff.ChangePage) {
		page.Powers.Powers = p.Powers
	})
}

func (s *Site) setPowers(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	id, err := idOf[account.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadPowers(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.SetPowers(r.Context(), by, once, id, typed.Seen, typed.Powers, typed.Why)
	if changed, ok := errors.AsType[desk.Changed](err); ok {
		return s.showChange(w, r, http.StatusConflict, powersForm, staff.ChangePage{Powers: typed, Changed: overtaken(changed)}, nil)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showChange(w, r, status, powersForm, staff.ChangePage{Powers: typed, Wrong: wrong}, nil)
	}
	if err != nil {
		return err
	}
	return s.changed(w, r, by, id, "De bevoegdheden zijn bewaard. Deze persoon is overal afgemeld.")
}

// changed says that somebody's rights were changed. Administrators who changed their own are signed out by it.
func (s *Site) changed(w http.ResponseWriter, r *http.Request, by account.Administrator, id account.ID, sentence string) error {
	if by.By().Person == id {
		return goTo(w, r, link.SignIn())
	}
	return s.done(w, r, link.StaffPerson(id), sentence)
}

func (s *Site) termPage(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	kept, ok, err := s.typed(r, by)
	if err != nil {
		return err
	}
	if ok {
		typed, err := form.ReadTerm(kept)
		if err != nil {
			return err
		}
		return s.showChange(w, r, http.StatusOK, termForm, staff.ChangePage{Term: typed}, nil)
	}
	return s.showChange(w, r, http.StatusOK, termForm, staff.ChangePage{}, func(p postgres.PersonFound, page *staff.ChangePage) {
		if !p.AdvisesUntil.IsZero() {
			page.Term.Until = p.AdvisesUntil.String()
		}
	})
}

func (s *Site) setTerm(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	id, err := idOf[account.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadTerm(r.PostForm)
	if err != nil {
		return err
	}
	until, err := typed.Day()
	if err == nil {
		err = s.desk.SetAdviser(r.Context(), by, once, id, until, typed.Why)
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showChange(w, r, status, termForm, staff.ChangePage{Term: typed, Wrong: wrong}, nil)
	}
	if err != nil {
		return err
	}
	return s.changed(w, r, by, id, "De termijn is bewaard. Deze persoon is overal afgemeld.")
}

func (s *Site) accessPage(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	var typed form.Access
	if err := refill(s, r, by, &typed, form.ReadAccess); err != nil {
		return err
	}
	return s.showChange(w, r, http.StatusOK, accessForm, staff.ChangePage{Access: typed}, nil)
}

func (s *Site) setAccess(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	id, err := idOf[account.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadAccess(r.PostForm)
	if err != nil {
		return err
	}
	if typed.To == "" {
		return fault.Malformed
	}
	err = s.desk.Disable(r.Context(), by, once, id, typed.To == form.Closed, typed.Why)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showChange(w, r, status, accessForm, staff.ChangePage{Access: typed, Wrong: wrong}, nil)
	}
	if err != nil {
		return err
	}
	sentence := "De toegang is afgesloten. Deze persoon is overal afgemeld."
	if typed.To == form.Open {
		sentence = "De toegang is weer open."
	}
	return s.changed(w, r, by, id, sentence)
}

func (s *Site) erasePage(w http.ResponseWriter, r *http.Request, _ account.Administrator) error {
	return s.showChange(w, r, http.StatusOK, eraseForm, staff.ChangePage{}, nil)
}

func (s *Site) erase(w http.ResponseWriter, r *http.Request, by account.Administrator) error {
	id, err := idOf[account.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	err = s.desk.ConfirmErasure(r.Context(), by, once, id)
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showChange(w, r, status, eraseForm, staff.ChangePage{Wrong: wrong}, nil)
	}
	if err != nil {
		return err
	}
	return s.changed(w, r, by, id, "Deze persoon is gewist.")
}
