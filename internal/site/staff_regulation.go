package site

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/staff"
)

// RegulationsKept are the pages of regulations and rounds, by the power that they are for: a dossierbehandelaar drafts, the head publishes.
func (s *Site) regulationsKept(r chi.Router) {
	r.Get("/beheer/reglementen", s.dossierStaff(s.staffRegulations))
	r.Get("/beheer/reglementen/nieuw", s.caseHandler(s.newRegulation))
	r.Post("/beheer/reglementen/nieuw", s.caseHandler(s.draftRegulation))
	r.Get("/beheer/reglementen/{slug}/adres", s.caseHandler(s.regulationName))
	r.Post("/beheer/reglementen/{slug}/adres", s.caseHandler(s.renameRegulation))
	r.Get("/beheer/reglementen/{slug}", s.dossierStaff(s.staffRegulation))
	r.Get("/beheer/reglementen/{slug}/versies/{number}", s.dossierStaff(s.staffVersion))
	r.Get("/beheer/reglementen/{slug}/ontwerp", s.caseHandler(s.versionForm))
	r.Post("/beheer/reglementen/{slug}/ontwerp", s.caseHandler(s.saveVersion))
	r.Get("/beheer/reglementen/{slug}/ontwerp/weggooien", s.caseHandler(s.dropVersionPage))
	r.Post("/beheer/reglementen/{slug}/ontwerp/weggooien", s.caseHandler(s.dropVersion))
	r.Get("/beheer/reglementen/{slug}/ontwerp/bekendmaken", s.head(s.publishVersionPage))
	r.Post("/beheer/reglementen/{slug}/ontwerp/bekendmaken", s.head(s.publishVersion))

	r.Get("/beheer/reglementen/{slug}/einde", s.head(s.endVersionPage))
	r.Post("/beheer/reglementen/{slug}/einde", s.head(s.endVersion))

	r.Get("/beheer/oproepen", s.dossierStaff(s.staffRounds))
	r.Get("/beheer/oproepen/nieuw", s.caseHandler(s.newRound))
	r.Post("/beheer/oproepen/nieuw", s.caseHandler(s.draftRound))
	r.Get("/beheer/oproepen/{id}", s.dossierStaff(s.staffRound))
	r.Get("/beheer/oproepen/{id}/bewerken", s.caseHandler(s.roundForm))
	r.Post("/beheer/oproepen/{id}/bewerken", s.caseHandler(s.saveRound))
	r.Get("/beheer/oproepen/{id}/weggooien", s.caseHandler(s.dropRoundPage))
	r.Post("/beheer/oproepen/{id}/weggooien", s.caseHandler(s.dropRound))
	r.Get("/beheer/oproepen/{id}/openen", s.head(s.openRoundPage))
	r.Post("/beheer/oproepen/{id}/openen", s.head(s.openRound))
	r.Get("/beheer/oproepen/{id}/verlengen", s.head(s.extendRoundPage))
	r.Post("/beheer/oproepen/{id}/verlengen", s.head(s.extendRound))
}

func (s *Site) staffRegulations(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	last, err := s.db.LastVersions(r.Context())
	if err != nil {
		return err
	}
	current, err := s.db.Regulations(r.Context(), nowOf(r))
	if err != nil {
		return err
	}
	page := staff.RegulationsPage{Drafts: by.Has(account.CaseHandlerPart)}
	for _, v := range last {
		row := staff.RegulationRow{Last: v.Version}
		for _, c := range current {
			if c.Regulation == v.Regulation && c.InForce.Holds(calendar.DayOf(nowOf(r))) {
				row.InForce = c.Number
			}
		}
		page.Rows = append(page.Rows, row)
	}
	return s.showRounds(w, r, http.StatusOK, "Reglementen", staff.Regulations(page))
}

// versionsOf returns the versions of the regulation in the address, the latest first, and the mark of a page that shows them.
func (s *Site) versionsOf(r *http.Request) ([]postgres.VersionRow, desk.Mark, error) {
	slug, err := slugOf(r)
	if err != nil {
		return nil, "", err
	}
	all, err := s.db.VersionsOf(r.Context(), slug)
	if err != nil {
		return nil, "", err
	}
	seen, err := desk.VersionsMark(all)
	return all, seen, err
}

func versionView(v postgres.VersionRow) staff.VersionView {
	return staff.VersionView{Version: v.Version, DraftedBy: v.DraftedName, PublishedBy: v.PublishedName, DraftedAt: v.DraftedAt, PublishedAt: v.PublishedAt}
}

func (s *Site) staffRegulation(w http.ResponseWriter, r *http.Request, by account.Staff) error {
	all, _, err := s.versionsOf(r)
	if err != nil {
		return err
	}
	page := staff.RegulationPage{Now: nowOf(r), Drafts: by.Has(account.CaseHandlerPart), Heads: by.Has(account.HeadPart)}
	for _, v := range all {
		page.Versions = append(page.Versions, versionView(v))
	}
	of := all[0].Regulation
	rounds, err := s.db.RoundsOf(r.Context(), of)
	if err != nil {
		return err
	}
	page.Rounds = roundViews(rounds)
	page.Trail, _, err = s.trail(r.Context(), postgres.TrailFilter{Subject: desk.RegulationSubject(of)}, trailShown)
	if err != nil {
		return err
	}
	return s.showRounds(w, r, http.StatusOK, all[0].Title, staff.Regulation(page))
}

// staffVersion shows one version, with what it changes of the one before it.
func (s *Site) staffVersion(w http.ResponseWriter, r *http.Request, _ account.Staff) error {
	all, _, err := s.versionsOf(r)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(v postgres.VersionRow) bool { return strconv.Itoa(v.Number) == chi.URLParam(r, "number") })
	if at < 0 {
		return fault.NotFound
	}
	page := staff.VersionPage{VersionView: versionView(all[at]), Now: nowOf(r)}
	if at+1 < len(all) {
		page.Before = &all[at+1].Version
		page.Differences = grant.Compare(*page.Before, all[at].Version)
	}
	return s.showRounds(w, r, http.StatusOK, all[at].Title+", versie "+strconv.Itoa(all[at].Number), staff.Version(page))
}

// versionForm offers the next version: the draft that is there, or a copy of the last one.
func (s *Site) versionForm(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	all, _, err := s.versionsOf(r)
	if err != nil {
		return err
	}
	typed := form.TypedVersion(all[0].Version)
	if err := refill(s, r, by, &typed, form.ReadVersion); err != nil {
		return err
	}
	return s.showVersionForm(w, r, http.StatusOK, staff.VersionFormPage{Typed: typed})
}

func (s *Site) showVersionForm(w http.ResponseWriter, r *http.Request, status int, page staff.VersionFormPage) error {
	all, seen, err := s.versionsOf(r)
	if err != nil {
		return err
	}
	page.Of, page.Seen, page.Once = all[0].Version, string(seen), desk.NewOnce().String()
	if page.Purposes, err = s.db.Purposes(r.Context()); err != nil {
		return err
	}
	return s.showRounds(w, r, status, "Ontwerp van een reglement", staff.VersionForm(page))
}

func (s *Site) saveVersion(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadVersion(r.PostForm)
	if err != nil {
		return err
	}
	from, change, err := typed.Change()
	if err == nil {
		err = s.desk.SaveVersion(r.Context(), by, once, slug, desk.Mark(typed.Seen), from, change)
	}
	if retry, status := retried(w, r, err); status != 0 {
		return s.showVersionForm(w, r, status, staff.VersionFormPage{Typed: typed, Retry: retry})
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRegulation(slug), "Het ontwerp is bewaard. Het diensthoofd kan het bekendmaken.")
}

func (s *Site) dropVersionPage(w http.ResponseWriter, r *http.Request, _ account.CaseHandler) error {
	return s.showDraft(w, r, http.StatusOK, staff.PublishPage{}, false)
}

func (s *Site) publishVersionPage(w http.ResponseWriter, r *http.Request, _ account.Head) error {
	return s.showDraft(w, r, http.StatusOK, staff.PublishPage{}, true)
}

// showDraft shows the page that asks once whether the draft is published, or thrown away.
func (s *Site) showDraft(w http.ResponseWriter, r *http.Request, status int, page staff.PublishPage, publish bool) error {
	all, seen, err := s.versionsOf(r)
	if err != nil {
		return err
	}
	if all[0].Published {
		return s.showRounds(w, r, status, all[0].Title, staff.NoDraft(all[0].Version, page.Changed))
	}
	page.Draft, page.Seen, page.Once = versionView(all[0]), string(seen), desk.NewOnce().String()
	if len(all) > 1 {
		page.Before = &all[1].Version
		page.Differences = grant.Compare(all[1].Version, all[0].Version)
	}
	if publish {
		return s.showRounds(w, r, status, "Maak een reglement bekend", staff.PublishVersion(page))
	}
	return s.showRounds(w, r, status, "Gooi een ontwerp weg", staff.DropVersion(page))
}

func (s *Site) dropVersion(w http.ResponseWriter, r *http.Request, by account.CaseHandler) error {
	return s.decideDraft(w, r, false, "Het ontwerp is weggegooid.", func(once desk.Once, slug string, seen desk.Mark) error {
		return s.desk.DropVersion(r.Context(), by, once, slug, seen)
	})
}

func (s *Site) publishVersion(w http.ResponseWriter, r *http.Request, by account.Head) error {
	return s.decideDraft(w, r, true, "Het reglement is bekendgemaakt.", func(once desk.Once, slug string, seen desk.Mark) error {
		return s.desk.PublishVersion(r.Context(), by, once, slug, seen)
	})
}

// decideDraft does with a draft what somebody decided on a page that showed it.
func (s *Site) decideDraft(w http.ResponseWriter, r *http.Request, publish bool, done string, decide func(desk.Once, string, desk.Mark) error) error {
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	once, err := onceOf(r)
	if err != nil {
		return err
	}
	typed, err := form.ReadSeen(r.PostForm)
	if err != nil {
		return err
	}
	err = decide(once, slug, desk.Mark(typed.Seen))
	if retry, status := retried(w, r, err); status != 0 {
		return s.showDraft(w, r, status, staff.PublishPage{Retry: retry}, publish)
	}
	if err != nil {
		return err
	}
	_, err = s.db.VersionsOf(r.Context(), slug)
	if errors.Is(err, fault.NotFound) { // it went with the draft of its first version
		return s.done(w, r, link.StaffRegulations(), done)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, link.StaffRegulation(slug), done)
}
