package sample_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/sample"
)

// digests sum up what the sample writes, row by row, without the numbers that the database gives.
const digests = `
	SELECT 'project', count(*), md5(string_agg(concat_ws('|', slug, title, number, place, sdgs, sector, kind, state, first_day, last_day, cost,
	       granted, granted_on, decision, summary, results, antwerp_learnt, partner_learnt, in_kind, demo, association_names, city_name, countries,
	       (SELECT string_agg(country || basis_points, ',' ORDER BY position) FROM project_country c WHERE c.project = p.id)), '' ORDER BY slug))
	FROM project p
	UNION ALL
	SELECT 'association', count(*), md5(string_agg(concat_ws('|', slug, name, form, net, kbo, vcode, countries, region, themes, postcode, about,
	       website, demo), '' ORDER BY slug)) FROM association
	UNION ALL
	SELECT 'partner_city', count(*), md5(string_agg(concat_ws('|', slug, name, country, relation, state, agreement_first, agreement_last, intro),
	       '' ORDER BY slug)) FROM partner_city
	UNION ALL
	SELECT 'country', count(*), md5(string_agg(concat_ws('|', code, slug, name, zuidwerking, tie), '' ORDER BY code)) FROM country
	UNION ALL
	SELECT 'source', count(*), md5(string_agg(concat_ws('|', country, fact, title, url, invented), '' ORDER BY fact, title, url, country)) FROM source
	UNION ALL
	SELECT 'project_count', count(*), md5(string_agg(concat_ws('|', key, projects, granted), '' ORDER BY key)) FROM project_count
	ORDER BY 1`

type digest struct {
	Table string
	Rows  int
	Sum   string
}

func digestsOf(t *testing.T, db *postgres.DB) []digest {
	t.Helper()
	conn := connect(t, db)
	rows, err := conn.Query(t.Context(), digests)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[digest])
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func connect(t *testing.T, db *postgres.DB) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	return conn
}

func TestCityIsMadeOnce(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	today := somedays[1]
	if err := sample.City(t.Context(), db, today); err != nil {
		t.Fatal(err)
	}
	before := digestsOf(t, db)
	if err := sample.City(t.Context(), db, today.AddDays(400)); err != nil {
		t.Fatal(err)
	}
	after := digestsOf(t, db)
	for i := range before {
		if before[i] != after[i] || before[i].Rows == 0 {
			t.Errorf("%+v became %+v", before[i], after[i])
		}
	}
}

func TestCityHoldsAllThatWasMade(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	today := somedays[3]
	if err := sample.City(t.Context(), db, today); err != nil {
		t.Fatal(err)
	}
	made := sample.Make(today)
	overview, err := db.Overview(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if overview.Cities != len(made.Partners) || overview.Projects != len(made.Projects) || overview.Countries != len(made.Countries) ||
		overview.Associations != len(made.Associations) {
		t.Errorf("%+v", overview)
	}
	for _, want := range made.Projects {
		got, err := db.ProjectBySlug(t.Context(), want.Slug)
		if err != nil {
			t.Fatalf("%s: %v", want.Slug, err)
		}
		if got.Title != want.Title || got.Granted != want.Granted || got.Period != want.Period || len(got.Shares) != len(want.Shares) {
			t.Errorf("%+v is not %+v", got.Project, want)
		}
		for i, id := range want.Associations {
			if name := made.Associations[id-1].Name; got.AssociationNames[i] != name {
				t.Errorf("%s is carried by %s, not by %s", want.Title, got.AssociationNames[i], name)
			}
		}
		if want.City != 0 && got.CityName != made.Partners[want.City-1].Name {
			t.Errorf("%s belongs to %s", want.Title, got.CityName)
		}
	}
	teasers, err := db.Teasers(t.Context(), 3)
	if err != nil || len(teasers) != 3 {
		t.Errorf("%d teasers, %v", len(teasers), err)
	}
	for _, words := range []string{"drinkwater", "samenwerking", "water senegal", "vroedvrouw", "kinshasa"} {
		list, err := db.Projects(t.Context(), project.Filter{Words: words}, project.Cursor{})
		if err != nil || list.Total.Projects == 0 {
			t.Errorf("%q is found in %d projects, %v", words, list.Total.Projects, err)
		}
	}
}

// Whenever the city is made, its ledger holds what was granted, and the last money for emergency aid waits for a decision.
// Who is granted money has an account to be paid on, but for one: of that it is asked. No account is anybody's.
func TestWhoIsGrantedMoneyHasAnAccount(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	today := somedays[1]
	if err := sample.City(t.Context(), db, today); err != nil {
		t.Fatal(err)
	}
	made := sample.Make(today)
	granted := map[association.ID]bool{}
	for _, p := range made.Projects {
		for _, id := range p.Associations {
			granted[id] = granted[id] || p.Granted > 0 && !p.InKind
		}
	}
	var without []string
	for _, a := range made.Associations {
		there, err := db.AssociationBySlug(t.Context(), a.Slug)
		if err != nil {
			t.Fatal(err)
		}
		private, err := db.PrivateAssociation(t.Context(), there.ID)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case !granted[a.ID] && private.IBAN != "":
			t.Errorf("%s was granted nothing and has an account", a.Name)
		case granted[a.ID] && private.IBAN == "":
			without = append(without, a.Slug)
		case granted[a.ID] && private.IBAN.String() != "BE68 5390 0754 7034":
			t.Errorf("%s is paid on %s, which may be somebody's", a.Name, private.IBAN)
		}
	}
	if len(without) != 1 || without[0] != "akwaaba-antwerpen" {
		t.Errorf("%v have no account", without)
	}
}

func TestTheLedgerHoldsWhatWasGranted(t *testing.T) {
	t.Parallel()
	for _, today := range []calendar.Day{calendar.Date(2026, time.November, 23), calendar.Date(2027, time.January, 2), calendar.Date(2028, time.June, 30)} {
		t.Run(today.ISO(), func(t *testing.T) {
			t.Parallel()
			db := pgtest.New(t)
			if err := sample.City(t.Context(), db, today); err != nil {
				t.Fatal(err)
			}
			granted := map[int]money.Cents{}
			for _, p := range sample.Make(today).Projects {
				if !p.InKind {
					granted[p.GrantedOn.Year()] += p.Granted
				}
			}
			all, err := db.Envelopes(t.Context(), 0, 3000)
			if err != nil {
				t.Fatal(err)
			}
			held := map[int]money.Cents{}
			for _, e := range all {
				held[e.Year] += e.Committed
				if e.Year == today.Year() && e.Emergency && e.Available() != 10_000_00 {
					t.Errorf("%v is left for emergency aid", e.Available())
				}
			}
			for year, amount := range granted {
				if held[year] < amount || year < today.Year() && held[year] != amount {
					t.Errorf("%d: %v was granted, %v is committed", year, amount, held[year])
				}
			}
		})
	}
}
