package main

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/sample"
)

// The story of the budget in three minutes: two people commit the last money for emergency aid at once, one wins and one is told why; money of another
// envelope cannot help; a budgetwijziging can; and every citizen sees it.
func TestBrowserTheLastMoneyForEmergencyAidIsCommittedOnce(t *testing.T) {
	t.Parallel()
	portal, database := servePeople(t)
	head, deputy, keeper := openTab(t, portal), openTab(t, portal), openTab(t, portal)
	today := calendar.DayOf(time.Now())
	year := today.Year()
	emergency, structural := envelopeOf(t, database, year, budget.Emergency), envelopeOf(t, database, year, budget.Structural)
	day := today.ISO()

	head.signIn("diensthoofd@vriendenstad.example")
	deputy.signIn(string(sample.Deputy))
	for i, one := range []*tab{head, deputy} {
		one.open(link.StaffCommit(year))
		one.fill(map[string]string{"enveloppe": emergency, "titel": "Noodhulp na de storm " + strconv.Itoa(i+1), "bedrag": "10.000",
			"besluit": fmt.Sprintf("%d_CBS_0990%d", year, i), "dag": day})
		one.leaves()
	}
	for _, one := range []*tab{head, deputy} {
		ask[bool](one, `document.querySelector("main form").requestSubmit(), true`)
	}
	var winner, loser *tab
	for _, one := range []*tab{head, deputy} {
		one.arrives("the button")
		if strings.HasPrefix(ask[string](one, `location.pathname`), link.StaffBudget()+"/beloften/") {
			winner = one
		} else {
			loser = one
		}
	}
	if winner == nil || loser == nil {
		t.Fatalf("%s and %s", ask[string](head, `document.body.innerText`), ask[string](deputy, `document.body.innerText`))
	}
	loser.says(fmt.Sprintf("Enveloppe Noodhulp %d: beschikbaar €\u00a00,00.", year))
	loser.says("geld van een andere enveloppe kan hier niet naartoe")

	keeper.signIn(string(sample.StaffEmail("budgetbeheerder")))
	keeper.open(link.StaffTransfer(year))
	keeper.fill(map[string]string{"van": structural, "naar": emergency, "bedrag": "10.000", "dag": day, "waarom": "Er is een storm geweest."})
	keeper.send()
	keeper.says("Noodhulp krijgt geen geld van een andere enveloppe.")

	keeper.open(link.StaffCredit(year))
	field := "bedrag-" + emergency
	keeper.fill(map[string]string{field: "10.000", "besluit": fmt.Sprintf("%d_GR_09900", year), "dag": day, "waarom": "De gemeenteraad verhoogt de noodhulp."})
	keeper.send()
	keeper.at(link.StaffYear(year))

	loser.send() // what was typed still stands there
	if at := ask[string](loser, `location.pathname`); !strings.HasPrefix(at, link.StaffBudget()+"/beloften/") {
		t.Fatalf("after the budgetwijziging the browser is at %s:\n%s", at, ask[string](loser, `document.body.innerText`))
	}
	visitor := openTab(t, portal)
	visitor.open(link.BudgetYear(year))
	visitor.says("Noodhulp na de storm 1")
	visitor.says("Noodhulp na de storm 2")
	visitor.open(link.Budget())
	visitor.says("€\u00a077.000")
}

// envelopeOf returns the number of an envelope as forms write it.
func envelopeOf(t *testing.T, database string, year int, kind budget.Kind) string {
	t.Helper()
	db, err := pgx.Connect(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	var id budget.EnvelopeID
	if err := db.QueryRow(t.Context(), `SELECT id FROM budget_envelope WHERE year = $1 AND kind = $2`, year, kind).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(form.AmountField(id), "bedrag-")
}
