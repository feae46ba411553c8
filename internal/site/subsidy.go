package site

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/layout"
	"vriendenstad/templates/public"
)

// examplesShown is how many projects stand below a regulation.
const examplesShown = 3

// Subsidies shows what is open now, what comes, and what the envelopes still have.
func (s *Site) subsidies(w http.ResponseWriter, r *http.Request) error {
	all, envelopes, err := s.offered(r.Context(), nowOf(r))
	if err != nil {
		return err
	}
	page := public.SubsidiesPage{Now: nowOf(r), All: all}
	for _, e := range envelopes { // in the order of pages
		if slices.ContainsFunc(all, func(one public.Subsidy) bool { return one.Version.Envelope == e.Kind }) {
			page.Envelopes = append(page.Envelopes, e)
		}
	}
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       "Subsidies",
		Description: "Wat verenigingen en scholen uit Antwerpen bij de stad kunnen aanvragen: welke oproepen nu open zijn, welke nog komen, en hoeveel geld er nog is.",
		Section:     layout.Subsidies,
		Crumbs:      []layout.Crumb{{Label: "Subsidies"}},
	}, public.Subsidies(page))
}

// offered returns all regulations that are published, each with the envelope of this year that pays, and the envelopes.
func (s *Site) offered(ctx context.Context, now time.Time) ([]public.Subsidy, []budget.Envelope, error) {
	regulations, err := s.db.Regulations(ctx, now)
	if err != nil {
		return nil, nil, err
	}
	envelopes, err := s.envelopesNow(ctx, now)
	if err != nil {
		return nil, nil, err
	}
	all := make([]public.Subsidy, len(regulations))
	for i, r := range regulations {
		all[i] = subsidyOf(r, envelopes)
	}
	return all, envelopes, nil
}

// envelopesNow returns the envelopes of the running year, none before that has begun.
func (s *Site) envelopesNow(ctx context.Context, now time.Time) ([]budget.Envelope, error) {
	year := calendar.DayOf(now).Year()
	all, err := s.db.Envelopes(ctx, year, year)
	return slices.DeleteFunc(all, func(e budget.Envelope) bool { return e.State != budget.Open }), err
}

func subsidyOf(r postgres.Regulation, envelopes []budget.Envelope) public.Subsidy {
	one := public.Subsidy{Version: r.Version, Rounds: r.Rounds}
	if at := slices.IndexFunc(envelopes, func(e budget.Envelope) bool { return e.Kind == r.Envelope }); at >= 0 {
		one.Envelope = &envelopes[at]
	}
	return one
}

// Subsidy shows the rules of one regulation in plain words, in the version that is in force or in the one that is asked for.
func (s *Site) subsidy(w http.ResponseWriter, r *http.Request) error {
	slug, err := slugOf(r)
	if err != nil {
		return err
	}
	found, err := s.db.RegulationBySlug(r.Context(), slug, nowOf(r))
	if err != nil {
		return err
	}
	page := public.SubsidyPage{Now: nowOf(r), Current: found.Number, Extensions: map[grant.RoundID][]grant.Extension{}, Numbers: map[grant.RoundID]int{}}
	envelopes, err := s.envelopesNow(r.Context(), nowOf(r))
	if err != nil {
		return err
	}
	page.Subsidy = subsidyOf(found, envelopes)
	if err := s.fillVersions(r, &page); err != nil {
		return err
	}
	if err := s.fillExtensions(r.Context(), &page); err != nil {
		return err
	}
	if page.Examples, err = s.db.Examples(r.Context(), page.Version, examplesShown); err != nil {
		return err
	}
	if page.Who, err = s.applicant(r, page.Version); err != nil {
		return err
	}
	knownAs(r, link.Subsidy(slug))
	return s.show(w, r, http.StatusOK, layout.Head{
		Title:       page.Title,
		Description: page.Lead(),
		Section:     layout.Subsidies,
		Crumbs:      []layout.Crumb{{Label: "Subsidies", Href: link.Subsidies()}, {Label: page.Title}},
		NoIndex:     page.Number != page.Current,
	}, public.SubsidyRules(page))
}

// fillVersions fills in the versions that everybody may read, and puts the one that the address asks for in the place of the current one. It is
// [fault.NotFound] where there is none of that number.
func (s *Site) fillVersions(r *http.Request, page *public.SubsidyPage) error {
	all, err := s.db.VersionsOf(r.Context(), page.Slug)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(v postgres.VersionRow) bool { return !v.Published })
	byID := map[grant.VersionID]int{}
	for _, v := range all {
		page.Versions, byID[v.ID] = append(page.Versions, v.Number), v.Number
	}
	for _, round := range page.Rounds {
		page.Numbers[round.ID] = byID[round.Version]
	}
	asked := queryOf(r).Get("versie")
	if asked == "" {
		return nil
	}
	at := slices.IndexFunc(all, func(v postgres.VersionRow) bool { return strconv.Itoa(v.Number) == asked })
	if at < 0 {
		return fault.NotFound
	}
	page.Version = all[at].Version
	return nil
}

// fillExtensions fills in the extensions of the rounds that are open.
func (s *Site) fillExtensions(ctx context.Context, page *public.SubsidyPage) error {
	for _, round := range page.Rounds {
		if round.StateAt(page.Now) != grant.Extended {
			continue
		}
		all, err := s.db.Extensions(ctx, round.ID)
		if err != nil {
			return err
		}
		page.Extensions[round.ID] = all
	}
	return nil
}

// applicant says how whoever looks stands to applying. Who brings no cookie is nobody, and is not asked for; while the database cannot say, so is everybody.
func (s *Site) applicant(r *http.Request, under grant.Version) (public.Applicant, error) {
	if !s.keeper.came(r) {
		return public.Applicant{}, nil
	}
	there, err := s.presence(r)
	if err != nil || there.how != account.SignedIn {
		return public.Applicant{}, nil // the header says the same
	}
	of := actsFor(there)
	switch {
	case len(there.Memberships) == 0:
		return public.Applicant{Standing: public.Alone}, nil
	case of == 0:
		return public.Applicant{Standing: public.Undecided}, nil
	}
	a, err := s.db.PrivateAssociation(r.Context(), of)
	if err != nil {
		return public.Applicant{}, err
	}
	who := public.Applicant{Standing: standingOf(there, a.Association, under), Association: a.Name}
	if who.Standing == public.May {
		who.Once = desk.NewOnce().String()
	}
	return who, nil
}

func standingOf(there presence, of association.Association, under grant.Version) public.Standing {
	if !under.Covers(of.Form) {
		return public.Other
	}
	m, _ := there.Member(of.ID)
	if _, writes := m.Contributor(); !writes {
		return public.Reads
	}
	return public.May
}

// Guide asks the next question of the wegwijzer, or says which regulation fits. What was answered stands in the address, and nowhere else.
func (s *Site) guide(w http.ResponseWriter, r *http.Request) error {
	plan, err := form.ReadGuide(queryOf(r))
	if err != nil {
		return err
	}
	page := public.GuidePage{Now: nowOf(r), Plan: plan}
	next, more := plan.Next()
	status := http.StatusOK
	switch {
	case !more:
		if page.All, _, err = s.offered(r.Context(), nowOf(r)); err != nil {
			return err
		}
	case queryOf(r).Get("vraag") == string(next):
		page.Wrong.Add(string(next), "Kies een antwoord.")
		status = http.StatusUnprocessableEntity
	}
	knownAs(r, link.Guide(grant.Plan{}))
	return s.show(w, r, status, layout.Head{
		Title:       "Welke subsidie past bij mij?",
		Description: "Hoogstens acht korte vragen, en je weet welke subsidie van de stad past bij wat je wil doen, welke niet, en waarom. Niets wordt bewaard.",
		Section:     layout.Subsidies,
		Crumbs:      []layout.Crumb{{Label: "Subsidies", Href: link.Subsidies()}, {Label: "Wegwijzer"}},
		NoIndex:     plan != grant.Plan{},
	}, public.Guide(page))
}
