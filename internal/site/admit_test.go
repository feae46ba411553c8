package site

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// area is a page behind each wrapper, that says as what somebody came in.
func area(s *Site, r chi.Router) {
	says := func(w http.ResponseWriter, by account.Acting) error {
		_, err := w.Write([]byte("binnen als " + by.By().Part))
		return err
	}
	r.Get("/gebied/person", s.person(func(w http.ResponseWriter, _ *http.Request, by account.Person) error { return says(w, by) }))
	r.Get("/gebied/member", s.member(func(w http.ResponseWriter, _ *http.Request, by account.Member) error { return says(w, by) }))
	r.Get("/gebied/contributor", s.contributor(func(w http.ResponseWriter, _ *http.Request, by account.Contributor) error { return says(w, by) }))
	r.Get("/gebied/lead", s.lead(func(w http.ResponseWriter, _ *http.Request, by account.Lead) error { return says(w, by) }))
	r.Get("/gebied/staff", s.staff(func(w http.ResponseWriter, _ *http.Request, by account.Staff) error { return says(w, by) }))
	r.Get("/gebied/case", s.caseHandler(func(w http.ResponseWriter, _ *http.Request, by account.CaseHandler) error { return says(w, by) }))
	r.Get("/gebied/budget", s.budgetKeeper(func(w http.ResponseWriter, _ *http.Request, by account.BudgetKeeper) error { return says(w, by) }))
	r.Get("/gebied/head", s.head(func(w http.ResponseWriter, _ *http.Request, by account.Head) error { return says(w, by) }))
	r.Get("/gebied/editor", s.editor(func(w http.ResponseWriter, _ *http.Request, by account.Editor) error { return says(w, by) }))
	r.Get("/gebied/administrator", s.administrator(func(w http.ResponseWriter, _ *http.Request, by account.Administrator) error { return says(w, by) }))
	r.Get("/gebied/adviser", s.adviser(func(w http.ResponseWriter, _ *http.Request, by account.Adviser) error { return says(w, by) }))
	r.Get("/gebied/dossier/{id}", s.member(func(http.ResponseWriter, *http.Request, account.Member) error { return fault.NotFound }))
	r.Get("/gebied/brief/{token}", s.person(func(http.ResponseWriter, *http.Request, account.Person) error { return fault.NotFound }))
}

func TestEachPartIsAdmittedToItsOwnArea(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil, area)
	h.must(t, func(tx postgres.Tx) error {
		return tx.SetAdviser(t.Context(), h.person(t, modou).ID, calendar.DayOf(h.clock()))
	})
	const first, second = "/mijn/verenigingen", "/mijn/account/tweede-stap"
	for email, want := range map[string]map[string]string{ // the part, or where to go first; what is not here is 403
		awa:   {"person": "persoon"},
		esi:   {"person": "persoon", "member": "hoofdvertegenwoordiger", "contributor": "hoofdvertegenwoordiger", "lead": "hoofdvertegenwoordiger"},
		kofi:  {"person": "persoon", "member": first, "contributor": first, "lead": first},
		hilde: {"person": "persoon", "staff": "diensthoofd", "head": "diensthoofd"},
		nele:  {"person": "persoon", "staff": second, "editor": second},
		modou: {"person": "persoon", "adviser": second},
	} {
		g := h.known(t, email)
		for _, part := range []string{"person", "member", "contributor", "lead", "staff", "case", "budget", "head", "editor", "administrator", "adviser"} {
			got := g.open("/gebied/" + part)
			switch to := want[part]; {
			case to == "":
				if got.StatusCode != http.StatusForbidden {
					t.Errorf("%s as %s: %d", email, part, got.StatusCode)
				}
				checkFaultPage(t, got)
			case strings.HasPrefix(to, "/"):
				leads(t, got, to)
			case got.StatusCode != 200 || got.body != "binnen als "+to:
				t.Errorf("%s as %s: %d %.60s", email, part, got.StatusCode, got.body)
			}
			if got.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s as %s may be kept", email, part)
			}
		}
	}
	leads(t, h.guest(t).open("/gebied/head?x=1"), "/aanmelden?naar=%2Fgebied%2Fhead%3Fx%3D1")
}

func TestAReaderDoesNotWrite(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil, area)
	g := h.known(t, kofi)
	for _, m := range mustHear(t, h, g).Memberships {
		g.send("/mijn/namens", "vereniging", numeral(int64(m.Association)))
		for part, may := range map[string]bool{"member": true, "contributor": m.Part == account.ContributorPart, "lead": false} {
			if got := g.open("/gebied/" + part); (got.StatusCode == 200) != may || !may && got.StatusCode != 403 {
				t.Errorf("%s of %s as %s: %d", m.Part, m.Name, part, got.StatusCode)
			}
		}
	}
}

func TestWhoWasRemovedHasNoAccessAtTheNextClick(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil, area)
	g := h.known(t, kofi)
	for _, m := range mustHear(t, h, g).Memberships {
		g.send("/mijn/namens", "vereniging", numeral(int64(m.Association)))
		if got := g.open("/gebied/member"); got.StatusCode != 200 {
			t.Fatalf("%d", got.StatusCode)
		}
	}
	for _, m := range mustHear(t, h, g).Memberships {
		h.must(t, func(tx postgres.Tx) error {
			return tx.EndMembership(t.Context(), m.Association, h.person(t, kofi).ID, h.clock())
		})
	}
	for _, part := range []string{"member", "contributor", "lead"} {
		if got := g.open("/gebied/" + part); got.StatusCode != 403 {
			t.Errorf("%s: %d", part, got.StatusCode)
		}
	}
	hildes := h.known(t, hilde)
	h.must(t, func(tx postgres.Tx) error {
		return tx.SetPowers(t.Context(), h.person(t, hilde).ID, nil, account.By{At: h.clock()})
	})
	if got := hildes.open("/gebied/head"); got.StatusCode != 403 {
		t.Errorf("a power that was taken away: %d", got.StatusCode)
	}
}

func TestDeniedTriesAreWrittenDownWithoutSecrets(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil, area)
	g := h.known(t, esi)
	token := string(account.NewToken())
	for address, status := range map[string]int{"/gebied/head": 403, "/gebied/dossier/17": 404, "/gebied/brief/" + token: 404} {
		if got := g.open(address); got.StatusCode != status {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
	trail, _, err := h.db.Trail(t.Context(), postgres.TrailFilter{Act: "access.deny"}, 10)
	if err != nil {
		t.Fatal(err)
	}
	tried := map[string]bool{}
	for _, row := range trail {
		tried[row.Subject] = row.Person == h.person(t, esi).ID && strings.Contains(row.Detail, "127.0.0.0/24")
	}
	if len(trail) != 3 || !tried["GET /gebied/head"] || !tried["GET /gebied/dossier/17"] || !tried["GET /gebied/brief/{token}"] {
		t.Errorf("%v", tried)
	}
}
