package site

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/a-h/templ"
	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/staff"
	"vriendenstad/templates/ui"
)

// Dienst are the pages of staff, by the power that they are for.
func (s *Site) dienst(r chi.Router) {
	r.Get("/beheer", s.staff(s.staffHome))

	r.Get("/beheer/verenigingen", s.dossierStaff(s.staffAssociations))
	r.Get("/beheer/verenigingen/{id}", s.dossierStaff(s.staffAssociation))
	r.Post("/beheer/verenigingen/{id}/oordeel", s.caseHandler(s.staffVerdict))
	r.Get("/beheer/verenigingen/{id}/hoofdvertegenwoordiger", s.head(s.staffLead))
	r.Post("/beheer/verenigingen/{id}/hoofdvertegenwoordiger", s.head(s.nameLead))
	r.Get("/beheer/verenigingen/{id}/hoofdvertegenwoordiger/bevestigen", s.head(s.staffLeadConfirm))
	r.Post("/beheer/verenigingen/{id}/hoofdvertegenwoordiger/bevestigen", s.head(s.confirmLead))
	r.Get("/beheer/verenigingen/{id}/hoofdvertegenwoordiger/intrekken", s.head(s.staffLeadWithdraw))
	r.Post("/beheer/verenigingen/{id}/hoofdvertegenwoordiger/intrekken", s.head(s.withdrawLead))

	r.Get("/beheer/mensen", s.administrator(s.people))
	r.Get("/beheer/mensen/uitnodigen", s.administrator(s.offerPage))
	r.Post("/beheer/mensen/uitnodigen", s.administrator(s.offer))
	r.Post("/beheer/uitnodigingen/{id}/opnieuw", s.administrator(s.resendOffer))
	r.Post("/beheer/uitnodigingen/{id}/intrekken", s.administrator(s.withdrawOffer))
	r.Get("/beheer/mensen/{id}", s.administrator(s.staffPerson))
	r.Get("/beheer/mensen/{id}/bevoegdheden", s.administrator(s.powersPage))
	r.Post("/beheer/mensen/{id}/bevoegdheden", s.administrator(s.setPowers))
	r.Get("/beheer/mensen/{id}/adviseur", s.administrator(s.termPage))
	r.Post("/beheer/mensen/{id}/adviseur", s.administrator(s.setTerm))
	r.Get("/beheer/mensen/{id}/toegang", s.administrator(s.accessPage))
	r.Post("/beheer/mensen/{id}/toegang", s.administrator(s.setAccess))
	r.Get("/beheer/mensen/{id}/wissen", s.administrator(s.erasePage))
	r.Post("/beheer/mensen/{id}/wissen", s.administrator(s.erase))

	r.Get("/beheer/logboek", s.administrator(s.recordPage))
	r.Get("/beheer/logboek/nazicht", s.administrator(s.checkPage))

	s.ledger(r)
	s.growthKept(r)
	s.regulationsKept(r)
	s.dossiers(r)

	r.Get("/advies", s.adviser(s.advice))
}

// DienstLong are the pages of staff that may take as long as a download.
func (s *Site) dienstLong(r chi.Router) {
	r.Get("/beheer/logboek.csv", s.administrator(s.recordCSV))
	r.Post("/beheer/logboek/nazicht", s.administrator(s.checkRecord))
	s.ledgerFiles(r)
}

// dossierPowers are those that work with associations and their dossiers. The editor does not need to know of them, and the administrator,
// who keeps people, stays away from dossiers and money.
var dossierPowers = []account.Part{account.CaseHandlerPart, account.BudgetKeeperPart, account.HeadPart}

func worksWithDossiers(i account.Identity) bool {
	return slices.ContainsFunc(i.Powers, func(p account.Part) bool { return slices.Contains(dossierPowers, p) })
}

// dossierStaff admits to what all need to see who work with associations and their dossiers.
func (s *Site) dossierStaff(h func(http.ResponseWriter, *http.Request, account.Staff) error) http.HandlerFunc {
	return admit(s, h, inPart(func(i account.Identity) (account.Staff, bool) {
		by, ok := i.Staff()
		return by, ok && worksWithDossiers(i)
	}, worksWithDossiers))
}

// A place is a page within the frame of staff: its title, and the item of the bar that it belongs to.
type place struct{ title, item string }

// showStaff shows a page in the frame of staff, with the items that this person may enter.
func (s *Site) showStaff(w http.ResponseWriter, r *http.Request, status int, at place, body templ.Component) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	bar := &layout.Bar{Name: "beheer", Home: link.Staff(), Part: ui.PartsLabel(there.Powers)}
	for _, i := range []struct {
		label, href string
		may         bool
	}{
		{"Vandaag", link.Staff(), true},
		{"Aanvragen", link.StaffDossiers(), readsDossiers(there.Identity)},
		{"Oproepen", link.StaffRounds(), worksWithDossiers(there.Identity)},
		{"Verenigingen", link.StaffAssociations(), worksWithDossiers(there.Identity)},
		{"Budget", link.StaffBudget(), there.IsStaff()},
		{"Mensen", link.People(), slices.Contains(there.Powers, account.AdministratorPart)},
		{"Logboek", link.Record(), slices.Contains(there.Powers, account.AdministratorPart)},
	} {
		if i.may {
			bar.Items = append(bar.Items, layout.Tab{Label: i.label, Href: i.href, Current: i.href == at.item})
		}
	}
	bar.Warnings = s.warnings()
	return s.private(w, r, status, layout.Head{Title: at.title, Bar: bar}, body)
}

// warnings says what is wrong with how the portal runs.
func (s *Site) warnings() []layout.Warning {
	var all []layout.Warning
	if s.db.AsOwner() {
		all = append(all, layout.Warning{Title: "De databank laat het programma meer toe dan nodig is",
			More: "De server draait zonder de eigen rol vriendenstad_program. Wat niet mag veranderen, is nu alleen door triggers beschermd. " +
				"Vraag wie de databankserver beheert om de twee regels SQL uit te voeren die vriendenstad migrate toont."})
	}
	if s.set.Unsent {
		all = append(all, layout.Warning{Title: "Brieven worden niet verstuurd",
			More: "Er is geen mailserver ingesteld. Niemand kan zich registreren, een nieuw wachtwoord vragen of uitgenodigd worden. " +
				"Vraag wie de server beheert om SMTP_HOST in te stellen."})
	}
	return all
}

// toVerifyShown is how many associations that wait stand on the home of staff.
const toVerifyShown = 12

func (s *Site) staffHome(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	there, err := s.presence(r)
	if err != nil {
		return err
	}
	page := staff.HomePage{Today: calendar.DayOf(nowOf(r)), Handles: worksWithDossiers(there.Identity), Verifies: by.Has(account.CaseHandlerPart), Heads: by.Has(account.HeadPart),
		Administers: by.Has(account.AdministratorPart)}
	if page.Verifies {
		if err := s.waitingAssociations(r, &page); err != nil {
			return err
		}
	}
	if err := s.today(r, by, &page); err != nil {
		return err
	}
	if page.Heads {
		announced, err := s.db.Nominations(r.Context())
		if err != nil {
			return err
		}
		for _, n := range announced {
			page.Nominations = append(page.Nominations, nominated(r, n))
		}
	}
	if page.Heads || by.Has(account.BudgetKeeperPart) {
		if page.Budget, err = s.myBudgetWork(r.Context(), there); err != nil {
			return err
		}
	}
	if page.Administers {
		asked, err := s.db.ErasuresWaiting(r.Context())
		if err != nil {
			return err
		}
		for _, p := range asked {
			page.Erasures = append(page.Erasures, staff.Erasure{ID: p.ID, Name: p.Name, AskedAt: p.AskedErasureAt})
		}
		if page.Chain, err = s.chain(r); err != nil {
			return err
		}
	}
	return s.showStaff(w, r, http.StatusOK, place{"Vandaag", link.Staff()}, staff.Home(page))
}

func (s *Site) waitingAssociations(r *http.Request, page *staff.HomePage) error {
	waiting, err := s.db.AssociationsToVerify(r.Context(), toVerifyShown+1)
	if err != nil {
		return err
	}
	page.MoreToVerify = len(waiting) > toVerifyShown
	for _, a := range first(waiting, toVerifyShown) {
		page.ToVerify = append(page.ToVerify, staff.Waiting{ID: a.ID, Name: a.Name, Form: a.Form, KBO: a.KBO, VCode: a.VCode, News: a.News, Since: a.Since})
	}
	return nil
}

func nominated(r *http.Request, n postgres.NominationRow) staff.Nomination {
	return staff.Nomination{Association: n.Association, AssociationName: n.AssociationName, Nomination: n.Nomination, Name: n.Name,
		AnnouncedByName: n.AnnouncedByName, Open: n.CheckOpen(nowOf(r)) == nil}
}

// chain says how far the record is sealed, and when somebody last looked whether it is whole.
func (s *Site) chain(r *http.Request) (staff.Chain, error) {
	state, err := s.db.Chain(r.Context())
	if err != nil {
		return staff.Chain{}, err
	}
	chain := staff.Chain{Seals: state.Seals, Last: state.Last, SealedAt: state.SealedAt, Waiting: state.Waiting,
		Late: state.Oldest != nil && nowOf(r).Sub(*state.Oldest) > audit.SealedWithin}
	check, entry, err := s.desk.LastCheck(r.Context())
	if errors.Is(err, fault.NotFound) {
		return chain, nil
	}
	if err != nil {
		return chain, err
	}
	chain.CheckedAt, chain.CheckedBy, chain.Whole = &entry.At, entry.Name, check.Whole()
	return chain, nil
}

// trailShown is how many entries stand on the page of what they are about.
const trailShown = 30

// trail returns what was done, as pages draw it, and whether there is more.
func (s *Site) trail(ctx context.Context, f postgres.TrailFilter, most int) ([]staff.Entry, bool, error) {
	rows, more, err := s.db.Trail(ctx, f, most)
	all := make([]staff.Entry, len(rows))
	for i, row := range rows {
		all[i] = entry(row)
	}
	return all, more, err
}

func entry(row postgres.TrailRow) staff.Entry {
	return staff.Entry{ID: row.ID, At: row.At, Person: row.Person, Name: row.Name, Part: row.Part, Act: row.Act, Subject: row.Subject,
		Detail: row.Detail, ErasedAt: row.ErasedAt, Sealed: row.Sealed}
}

// overtaken says who came between a page and what was sent from it.
func overtaken(c desk.Changed) *staff.Changed {
	return &staff.Changed{By: c.By, Act: c.Act, At: c.At}
}

// idOf returns the number in the request's address, and [fault.NotFound] for what is none.
func idOf[T ~int64](r *http.Request) (T, error) {
	id, ok := form.ParseID[T](chi.URLParam(r, "id"))
	if !ok {
		return 0, fault.NotFound
	}
	return id, nil
}
