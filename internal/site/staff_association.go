package site

import (
	"errors"
	"net/http"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
	"vriendenstad/templates/ui"
)

// filedShown is how many associations stand on one page of the Dienst's list.
const filedShown = 50

func (s *Site) staffAssociations(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	asked, err := form.ReadFiled(queryOf(r))
	if err != nil {
		return err
	}
	filter := postgres.FiledFilter{Words: asked.Words, Standing: asked.Standing, After: asked.After}
	if asked.Standing == form.News {
		filter.Standing, filter.News = "", true
	}
	rows, more, err := s.db.FiledAssociations(r.Context(), filter, filedShown)
	if err != nil {
		return err
	}
	counts, err := s.db.Standings(r.Context())
	if err != nil {
		return err
	}
	page := staff.AssociationsPage{Words: asked.Words, Standing: string(asked.Standing), All: counts.All, ToVerify: counts.Registered + counts.News,
		First: asked.After == 0, Tabs: []staff.Tab{{Label: "Alle", Count: counts.All}}}
	for _, t := range []struct {
		standing association.Standing
		n        int
	}{{association.Registered, counts.Registered}, {association.Asked, counts.Asked}, {association.Verified, counts.Verified}, {association.Refused, counts.Refused}} {
		page.Tabs = append(page.Tabs, staff.Tab{Key: string(t.standing), Label: ui.StandingLabel(t.standing), Count: t.n})
	}
	page.Tabs = append(page.Tabs, staff.Tab{Key: string(form.News), Label: "Nieuwe gegevens", Count: counts.News})
	for _, a := range rows {
		page.Rows = append(page.Rows, staff.FiledRow{ID: a.ID, Name: a.Name, Form: a.Form, KBO: a.KBO, VCode: a.VCode, District: a.Postcode.District(),
			Standing: a.Standing, News: a.News, Since: a.Since, Members: a.Members, Leads: a.Leads})
	}
	if more {
		page.Next = rows[len(rows)-1].ID
	}
	return s.showStaff(w, r, http.StatusOK, place{"Verenigingen", link.StaffAssociations()}, staff.Associations(page))
}

func (s *Site) staffAssociation(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	var typed form.Verdict
	if err := refill(s, r, by, &typed, form.ReadVerdict); err != nil {
		return err
	}
	return s.showAssociation(w, r, http.StatusOK, staff.AssociationPage{Typed: typed})
}

// showAssociation shows the association of the address with what is filled in of its page: the verdict that was typed, and what came of it.
func (s *Site) showAssociation(w http.ResponseWriter, r *http.Request, status int, page staff.AssociationPage) error {
	id, err := idOf[association.ID](r)
	if err != nil {
		return err
	}
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	a, err := s.db.PrivateAssociation(r.Context(), id)
	if err != nil {
		return err
	}
	if page.Board, err = s.db.Board(r.Context(), id); err != nil {
		return err
	}
	seen, err := desk.MarkOf(a, page.Board)
	if err != nil {
		return err
	}
	page.Association, page.Standing, page.Reason, page.Since, page.IBAN = a.Association, a.Standing, a.StandingReason, a.StandingAt, a.IBAN
	page.Seen, page.Once = string(seen), desk.NewOnce().String()
	if a.Waiting != nil {
		page.News = &staff.News{Facts: a.Waiting.Facts, SaidAt: a.Waiting.SaidAt}
	}
	by, _ := there.Staff()
	page.Handles, page.Heads = by.Has(account.CaseHandlerPart), by.Has(account.HeadPart)
	if err := s.fillPeople(r, &page, there.Person); err != nil {
		return err
	}
	q := form.ReadQuery(queryOf(r))
	before := form.ID[audit.ID](q, "na")
	if err := q.Err(); err != nil {
		return err
	}
	page.Later = before != 0
	page.Trail, page.Older, err = s.trail(r.Context(), postgres.TrailFilter{Subject: desk.AssociationSubject(id), Before: before}, trailShown)
	if err != nil {
		return err
	}
	return s.showStaff(w, r, status, place{a.Name, link.StaffAssociations()}, staff.Association(page))
}

// fillPeople fills in who is and was a member, and who is announced to speak for the association.
func (s *Site) fillPeople(r *http.Request, page *staff.AssociationPage, reader account.ID) error {
	known, err := s.db.Known(r.Context(), page.ID)
	if err != nil {
		return err
	}
	for _, k := range known {
		page.Own = page.Own || k.Person == reader
	}
	page.Members, page.Former = members(known)
	n, err := s.db.Nomination(r.Context(), page.ID)
	if errors.Is(err, fault.NotFound) {
		return nil
	}
	announced := nominated(r, n)
	page.Nomination = &announced
	return err
}

// members parts who is a member from who was.
func members(known []postgres.Known) (now, former []staff.Member) {
	for _, k := range known {
		m := staff.Member{Name: k.Name, Email: k.Email, Part: k.Part, Since: k.Since, Until: k.Until}
		if k.Until == nil {
			now = append(now, m)
		} else {
			former = append(former, m)
		}
	}
	return now, former
}

func (s *Site) staffVerdict(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	id, err := idOf[association.ID](r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadVerdict(r.PostForm)
	if err != nil {
		return err
	}
	err = s.desk.Verify(r.Context(), by, once, id, desk.Mark(typed.Seen), association.Standing(typed.Verdict), typed.Why)
	if changed, ok := errors.AsType[desk.Changed](err); ok {
		return s.showAssociation(w, r, http.StatusConflict, staff.AssociationPage{Typed: typed, Changed: overtaken(changed)})
	}
	if wrong, status := refusal(w, r, err); status != 0 {
		return s.showAssociation(w, r, status, staff.AssociationPage{Typed: typed, Wrong: wrong})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffAssociation(id), "Je oordeel is bewaard. De hoofdvertegenwoordigers krijgen een brief.")
}
