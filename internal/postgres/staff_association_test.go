package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/world"
)

func TestTheDienstFindsEveryAssociationThatItKnows(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	noon := time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)
	ids := map[string]association.ID{}
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		awa, _, err := tx.AddPerson(t.Context(), "awa@voorbeeld.be", "Awa", "x", false, noon)
		if err != nil {
			return err
		}
		for i, a := range []struct {
			name     string
			kbo      association.KBO
			standing association.Standing
		}{{"Zuidwind", "0999000129", association.Verified}, {"Été", "0999000228", association.Registered}, {"Brug", "", association.Refused},
			{"Anker", "0999000327", association.Registered}, {"Delta", "", association.Asked}} {
			id, err := tx.RegisterAssociation(t.Context(), association.Association{Name: a.name, Form: association.NonProfit, KBO: a.kbo,
				Region: world.WestAfrica, Postcode: "2060"}, noon)
			if err != nil {
				return err
			}
			ids[a.name] = id
			by := account.By{Person: awa, At: noon.Add(-time.Duration(i) * time.Hour)}
			if err := tx.SetStanding(t.Context(), id, a.standing, "omdat", by); err != nil {
				return err
			}
			if a.name == "Zuidwind" {
				if _, err := tx.AddMember(t.Context(), id, awa, account.LeadPart, noon); err != nil {
					return err
				}
				if err := tx.KeepFacts(t.Context(), id, association.Facts{Name: "Noordenwind", Form: association.NonProfit, KBO: a.kbo}, account.By{Person: awa, At: noon}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		says   string
		filter postgres.FiledFilter
		want   []string
	}{
		{"all, by name", postgres.FiledFilter{}, []string{"Anker", "Brug", "Delta", "Été", "Zuidwind"}},
		{"behind one", postgres.FiledFilter{After: ids["Delta"]}, []string{"Été", "Zuidwind"}},
		{"without accents", postgres.FiledFilter{Words: "ETE"}, []string{"Été"}},
		{"by what one calls itself now", postgres.FiledFilter{Words: "noorden"}, []string{"Zuidwind"}},
		{"by a part of a number", postgres.FiledFilter{Words: "0999.000.3"}, []string{"Anker"}},
		{"a sign that LIKE would know", postgres.FiledFilter{Words: "%"}, nil},
		{"that wait", postgres.FiledFilter{Standing: association.Registered}, []string{"Anker", "Été"}},
		{"with news", postgres.FiledFilter{News: true}, []string{"Zuidwind"}},
	} {
		page, more, err := db.FiledAssociations(t.Context(), c.filter, 9)
		var got []string
		for _, a := range page {
			got = append(got, a.Name)
		}
		if err != nil || more || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, more %v, %v", c.says, got, more, err)
		}
	}
	page, more, err := db.FiledAssociations(t.Context(), postgres.FiledFilter{Words: "Zuid"}, 1)
	if err != nil || more || len(page) != 1 || page[0].Members != 1 || page[0].Leads != 1 || !page[0].News || !page[0].Since.Equal(noon) {
		t.Errorf("%+v, more %v, %v", page, more, err)
	}
	if counts, err := db.Standings(t.Context()); err != nil || counts != (postgres.Standings{All: 5, Registered: 2, Asked: 1, Verified: 1, Refused: 1, News: 1}) {
		t.Errorf("%+v, %v", counts, err)
	}
	waiting, err := db.AssociationsToVerify(t.Context(), 9)
	if err != nil || len(waiting) != 3 || waiting[0].Name != "Anker" || waiting[2].Name != "Zuidwind" {
		t.Errorf("the longest first: %+v, %v", waiting, err)
	}
}

func TestWhoIsNamedStandsAnnounced(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	noon := time.Date(2027, time.May, 15, 10, 0, 0, 0, time.UTC)
	var id association.ID
	var awa, ben, eva account.ID
	err := db.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		for who, name := range map[*account.ID]string{&awa: "Awa", &ben: "Ben", &eva: "Eva"} {
			if *who, _, err = tx.AddPerson(t.Context(), account.Email(strings.ToLower(name)+"@voorbeeld.be"), name, "x", false, noon); err != nil {
				return err
			}
		}
		if id, err = tx.RegisterAssociation(t.Context(), association.Association{Name: "Kolda", Form: association.NonProfit, KBO: "0999000129",
			Region: world.WestAfrica, Postcode: "2060"}, noon); err != nil {
			return err
		}
		for _, who := range []account.ID{awa, ben} {
			if _, err := tx.AddMember(t.Context(), id, who, account.LeadPart, noon); err != nil {
				return err
			}
		}
		return tx.EndMembership(t.Context(), id, ben, noon.Add(time.Hour))
	})
	if err != nil {
		t.Fatal(err)
	}
	known, err := db.Known(t.Context(), id)
	if err != nil || len(known) != 2 || known[0].Person != awa || known[0].Until != nil || known[1].Person != ben || known[1].Until == nil {
		t.Errorf("%+v, %v", known, err)
	}
	if _, err := db.Nomination(t.Context(), id); !errors.Is(err, fault.NotFound) {
		t.Errorf("nobody is announced: %v", err)
	}
	n := account.Nomination{Association: id, Person: ben, Why: "Awa is weg.", AnnouncedBy: eva, AnnouncedAt: noon}
	err = db.InTx(t.Context(), func(tx postgres.Tx) error {
		for _, want := range []bool{true, false} {
			if added, err := tx.AddNomination(t.Context(), n); err != nil || added != want {
				t.Errorf("added %v, %v; want %v", added, err, want)
			}
		}
		return tx.LockStaff(t.Context())
	})
	if err != nil {
		t.Fatal(err)
	}
	row, err := db.Nomination(t.Context(), id)
	if err != nil || row.Name != "Ben" || row.AnnouncedByName != "Eva" || row.AssociationName != "Kolda" || row.Why != n.Why || !row.AnnouncedAt.Equal(noon) {
		t.Errorf("%+v, %v", row, err)
	}
	if all, err := db.Nominations(t.Context()); err != nil || len(all) != 1 || all[0].Person != ben {
		t.Errorf("%+v, %v", all, err)
	}
	if err := db.InTx(t.Context(), func(tx postgres.Tx) error { return tx.DropNomination(t.Context(), id) }); err != nil {
		t.Fatal(err)
	}
	if all, err := db.Nominations(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
}
