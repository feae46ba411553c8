package site

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"strconv"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
)

// furnishBudget gives the town a year that runs, with credit, something promised, and a payment that waits.
func furnishBudget(ctx context.Context, tx postgres.Tx, keeper account.ID) error {
	year, by := matrixNow.Year(), account.By{Person: keeper, Part: account.BudgetKeeperPart, At: matrixNow}
	if _, err := tx.AddYear(ctx, budget.Year{Year: year, Ceiling: 1_000}, nil); err != nil {
		return err
	}
	all, err := tx.Envelopes(ctx, year, year)
	if err != nil {
		return err
	}
	in, base := all[0], budget.Base{Decision: "2027_GR_00001", On: calendar.DayOf(matrixNow)}
	if _, err := tx.Book(ctx, by, "budget.credit", budget.Entry{Kind: budget.Credit, Basis: budget.Initial, Envelope: in.ID, Amount: 10_000_00, Base: base}); err != nil {
		return err
	}
	if _, err := tx.OpenYear(ctx, year); err != nil {
		return err
	}
	p := budget.Promise{Source: budget.Committed, Title: "Steun", Year: year, Kind: in.Kind, Amount: 1_000_00}
	if p.ID, err = tx.AddPromise(ctx, p); err != nil {
		return err
	}
	e := budget.Entry{Kind: budget.Commitment, Envelope: in.ID, Promise: p.ID, Amount: 1_000_00, Base: base}
	if _, err := tx.Book(ctx, by, "budget.commit", e); err != nil {
		return err
	}
	e.Kind, e.Amount = budget.Payment, 400_00
	_, err = tx.AddPaymentOrder(ctx, by, e)
	return err
}

// budgetExamples adds to the examples those of the pages of the ledger.
func (to town) budgetExamples(paths map[string]string, forms map[string]url.Values) {
	to.t.Helper()
	year := matrixNow.Year()
	orders, err := to.db.PaymentOrders(to.t.Context())
	if err != nil || len(orders) != 1 {
		to.t.Fatalf("%v, %v", orders, err)
	}
	lines, _, err := to.db.Ledger(to.t.Context(), postgres.LedgerFilter{Year: year}, 1)
	if err != nil || len(lines) == 0 {
		to.t.Fatalf("%v, %v", lines, err)
	}
	for begin, ends := range map[string][]string{
		"/beheer/budget/{jaar}": {"", "/regels", "/openen", "/krediet", "/overdracht", "/vastlegging", "/voorbehoud", "/beloften", "/boekingen", "/boekingen.csv",
			"/boekingen.xlsx", "/afsluiten", "/afsluiten/intrekken", "/afsluiten/bevestigen"},
		"/beheer/budget/boekingen/{id}":  {"", "/rechtzetten"},
		"/beheer/budget/beloften/{id}":   {"", "/vastleggen", "/vrijval", "/betaling", "/terugvordering"},
		"/beheer/budget/betalingen/{id}": {"", "/goedkeuren", "/weigeren"},
	} {
		id := map[string]string{
			"/beheer/budget/{jaar}": strconv.Itoa(year), "/beheer/budget/boekingen/{id}": fmt.Sprint(lines[0].ID),
			"/beheer/budget/beloften/{id}": fmt.Sprint(orders[0].Promise), "/beheer/budget/betalingen/{id}": fmt.Sprint(orders[0].ID),
		}[begin]
		for _, end := range ends {
			paths[begin+end] = strings.NewReplacer("{jaar}", id, "{id}", id).Replace(begin) + end
		}
	}
	maps.Copy(forms, map[string]url.Values{"/beheer/budget/{jaar}/voorbehoud": {"enveloppe": {fmt.Sprint(orders[0].Envelope)}}})
}
