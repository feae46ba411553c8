package site

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
)

func TestAPaymentIsPreparedByOneAndApprovedByAnotherOnTheirPages(t *testing.T) {
	t.Parallel()
	v := running(t)
	id := v.commit(t, "projecten", 7_500_00)
	lottes, hildes, brams := v.known(t, lotte), v.known(t, hilde), v.known(t, bram)
	pay, in := link.StaffPromisePay(id), v.id(t, "projecten")
	says(t, "the payments", lottes.text(link.StaffPayments()), "Er wacht geen enkele betaling op goedkeuring.")
	says(t, "the form", lottes.text(pay), "Projecten 2027: € 7.500,00 te betalen")
	refusedAt(t, lottes.fill(pay, "bedrag", "een beetje", "dag", "morgen"), 422, "enveloppe", "bedrag", "dag")
	refusedSaying(t, lottes.fill(pay, "enveloppe", in, "bedrag", "8.000", "dag", "14/5/2027"), "Er kan hier nog € 7.500,00 betaald worden", "bedrag")
	says(t, "the promise", lottes.after(lottes.fill(pay, "enveloppe", in, "bedrag", "6.000", "dag", "14/5/2027", "waarom", "Eerste schijf."), link.StaffPromise(id)),
		"De betaling van € 6.000 wacht op goedkeuring door het diensthoofd.")
	refusedSaying(t, lottes.fill(pay, "enveloppe", in, "bedrag", "6.000", "dag", "14/5/2027"), "Er kan hier nog € 1.500,00 betaald worden", "bedrag")
	orders, err := v.db.PaymentOrders(t.Context())
	v.do(t, err)
	order := orders[0].ID
	page, approve := link.StaffPayment(order), link.StaffPaymentApprove(order)
	says(t, "the home of the head", hildes.text(link.Staff()), "Er wacht één ding op jou.", "Betalingen goed te keuren", "Lotte Peeters")
	says(t, "the home of the keeper", lottes.text(link.Staff()), "Er wacht niets op jou.")
	says(t, "the budget", lottes.text(link.StaffBudget()), "Er wacht één ding.", "jou: een collega keurt goed")
	says(t, "the payment", hildes.text(page), "Betaling van € 6.000,00", "Eerste schijf.", "€ 7.500,00, waarvan € 0,00 betaald", "€ 1.500,00", "Keur de betaling goed")
	if got := lottes.send(approve, "once", desk.NewOnce().String()); got.StatusCode != http.StatusForbidden {
		t.Errorf("the keeper approves: %d", got.StatusCode)
	}
	staleOnce := brams.onceOf(brams.open(page), approve)
	says(t, "the promise", hildes.after(hildes.press(page, approve), link.StaffPromise(id)), "De betaling is geboekt.", "€ 6.000 betaald")
	refusedSaying(t, brams.send(approve, "once", staleOnce), "Over deze betaling is intussen al beslist.")
	if got := brams.open(page); got.StatusCode != http.StatusNotFound {
		t.Errorf("a payment that was booked: %d", got.StatusCode)
	}

	leads(t, lottes.fill(pay, "enveloppe", in, "bedrag", "1.500", "dag", "14/5/2027"), link.StaffPromise(id))
	orders, err = v.db.PaymentOrders(t.Context())
	v.do(t, err)
	page = link.StaffPayment(orders[0].ID)
	refuse := link.StaffPaymentRefuse(orders[0].ID)
	refusedSaying(t, hildes.press(page, refuse), "Schrijf waarom de betaling niet doorgaat.", "reden")
	says(t, "the promise", hildes.after(hildes.press(page, refuse, "reden", "Het verslag ontbreekt."), link.StaffPromise(id)), "De betaling is geweigerd.", "weigerde een betaling", "Het verslag ontbreekt.")

	back := link.StaffPromiseRecover(id)
	refusedAt(t, lottes.fill(back, "enveloppe", in, "bedrag", "1.000", "dag", "14/5/2027"), 422, "waarom")
	refusedSaying(t, lottes.fill(back, "enveloppe", in, "bedrag", "7.000", "dag", "14/5/2027", "waarom", "Niet gebruikt."), "Er is € 6.000,00 betaald en nog niet teruggekomen.", "bedrag")
	says(t, "the promise", lottes.after(lottes.fill(back, "enveloppe", in, "bedrag", "1.000", "dag", "14/5/2027", "waarom", "Niet gebruikt."), link.StaffPromise(id)),
		"Het komt niet terug in het krediet.")
	release := link.StaffPromiseRelease(id)
	refusedAtGroup(t, lottes.fill(release, "enveloppe", in, "bedrag", "500", "dag", "14/5/2027", "waarom", "Rest."), "kant")
	refusedSaying(t, lottes.fill(release, "enveloppe", in, "kant", "committed", "bedrag", "2.000", "dag", "14/5/2027", "waarom", "Rest."), "Hier kan nog € 1.500,00 vrijvallen", "bedrag")
	says(t, "the promise", lottes.after(lottes.fill(release, "enveloppe", in, "kant", "committed", "bedrag", "1.500", "dag", "14/5/2027", "waarom", "Rest."), link.StaffPromise(id)),
		"€ 1.500 is vrijgevallen. In Projecten 2027 is nu € 223.000 beschikbaar.")
	says(t, "its year", lottes.text(link.StaffYear(thisYear)), "€ 7.500 vastleggingen − € 1.500 vrijgevallen", "€ 1.000 terugvorderingen", "Dit komt niet terug in het krediet.")
	says(t, "a form about nothing", lottes.text(pay), "Daarvoor is er nu niets")
}

func TestAnAgreementIsSignedWithAYearOnConditionAndThatYearIsReservedLater(t *testing.T) {
	t.Parallel()
	v := running(t)
	lottes, hildes := v.known(t, lotte), v.known(t, hilde)
	sign := link.StaffAgreementNew()
	says(t, "the agreements", hildes.text(link.StaffAgreements()), "Er is nog geen overeenkomst over meer jaren.")
	fields := []string{"titel", "Drie jaar Kumasi", "begunstigde", "akwaaba", "besluit", "2027_CBS_00060", "dag", "3/5/2027", "waarom", "Zo afgesproken.",
		"jaar-1", "2027", "soort-1", "structureel", "bedrag-1", "15.000", "jaar-2", "2028", "soort-2", "structureel", "bedrag-2", "15.000"}
	refusedAt(t, hildes.fill(sign, "jaar-1", "dit jaar", "bedrag-1", "veel", "jaar-2", "2028", "bedrag-2", "1", "jaar-3", "2028", "bedrag-3", "1", "soort-3", "scholen"), 422,
		"jaar-1", "soort-1", "bedrag-1", "soort-2", "jaar-3")
	refusedSaying(t, hildes.fill(sign, "titel", "Niets", "besluit", "2027_CBS_00060", "dag", "3/5/2027"), "Geef bij minstens één jaar een bedrag.")
	p := refusedSaying(t, hildes.fill(sign, fields...), "2028 heeft nog geen budget. Beloof dat jaar onder voorbehoud van krediet.")
	if !strings.Contains(p.text(), "Zo afgesproken.") {
		t.Error("what was typed is gone")
	}
	refusedSaying(t, hildes.fill(sign, append(fields, "voorbehoud-2", "ja", "jaar-3", "2026", "soort-3", "scholen", "bedrag-3", "1")...), "2026 heeft nog geen budget.")
	large := append([]string{}, fields...)
	large[15] = "400.000"
	refusedSaying(t, hildes.fill(sign, append(large, "voorbehoud-2", "ja")...), "Enveloppe Structurele steun 2027: beschikbaar € 382.000,00.", "bedrag-1")
	says(t, "the agreements", hildes.after(hildes.fill(sign, append(fields, "voorbehoud-2", "ja")...), link.StaffAgreements()), "De overeenkomst is ondertekend.",
		"1 overeenkomst: € 15.000 in enveloppes.", "€ 15.000 is beloofd onder voorbehoud van krediet, en telt nergens mee.", "Met Akwaaba.", "Onder voorbehoud van krediet")
	all, err := v.db.Agreements(t.Context())
	v.do(t, err)
	says(t, "the promise", hildes.text(link.StaffPromise(all[0].Years[1].Promise)), "Onder voorbehoud van krediet.", "telt nergens mee", "Drie jaar Kumasi")

	v.plan(t, thisYear+1)
	next := link.StaffYear(thisYear + 1)
	says(t, "the next year", lottes.text(next), "Dit telt niet mee in de bedragen hierboven: 1 belofte van overeenkomsten, samen € 15.000.")
	refusedSaying(t, lottes.press(next, link.StaffConditional(thisYear+1)), "Dat is te weinig voor de oudste belofte onder voorbehoud.")
	v.vote(t, thisYear+1, map[budget.Kind]money.Cents{"structureel": 40_000_00}, "00061")
	says(t, "the home of the keeper", lottes.text(link.Staff()), "Er wacht één ding op jou.", "Structurele steun 2028", "De oudste is € 15.000, beschikbaar is € 40.000.")
	says(t, "the next year", lottes.after(lottes.press(next, link.StaffConditional(thisYear+1)), next), "Wat past, is gereserveerd. In Structurele steun 2028 is nu € 25.000 beschikbaar.", "€ 15.000 reserveringen")

	commit := link.StaffPromiseCommit(all[0].Years[0].Promise)
	in := v.id(t, "structureel")
	refusedAt(t, hildes.fill(commit, "enveloppe", in, "bedrag", "14.000", "dag", "3/5/2027"), 422, "besluit")
	refusedSaying(t, hildes.fill(commit, "enveloppe", in, "bedrag", "16.000", "dag", "3/5/2027", "besluit", "2027_CBS_00062"), "Dit is meer dan toegekend werd", "bedrag")
	says(t, "the promise", hildes.after(hildes.fill(commit, "enveloppe", in, "bedrag", "14.000", "dag", "3/5/2027", "besluit", "2027_CBS_00062"), ""),
		"€ 14.000 is vastgelegd. In Structurele steun 2027 is nu € 368.000 beschikbaar.", "In de plaats van € 15.000 die gereserveerd was")
}

func TestAYearIsClosedByTwoOnItsPage(t *testing.T) {
	t.Parallel()
	v := running(t)
	lottes, hildes := v.known(t, lotte), v.known(t, hilde)
	page := link.StaffClosing(thisYear)
	v.commit(t, "noodhulp", 61_000_00)
	v.do(t, v.desk.SignAgreement(t.Context(), v.head, desk.NewOnce(), budget.Agreement{Title: "Twee jaar Tanger", Decision: "2027_CBS_00070", DecidedOn: calendar.Date(2027, 5, 3),
		Years: []budget.AgreementYear{{Year: thisYear, Kind: "projecten", Amount: 9_000_00}}}, ""))
	held, err := v.db.ReservedIn(t.Context(), thisYear)
	v.do(t, err)
	moves := "mee-" + strconv.FormatInt(int64(held[0].ID), 10)
	says(t, "the closing", lottes.text(page), "Plan eerst dat jaar.", "Twee jaar Tanger")
	refusedSaying(t, lottes.fill(page, "waarom", "Het jaar is om."), "Plan eerst dat jaar.")
	v.plan(t, thisYear+1)
	v.vote(t, thisYear+1, map[budget.Kind]money.Cents{"structureel": 10_000_00}, "00071")
	refusedAt(t, lottes.fill(page), 422, "waarom")
	got := lottes.fill(page, moves, "ja", "waarom", "Het jaar is om.", "doe", "bereken")
	text := readPage(t, page, got.body).text()
	if got.StatusCode != http.StatusOK || !strings.Contains(got.body, `name="`+moves+`" value="ja" checked`) || !strings.Contains(text, "Het jaar is om.") {
		t.Errorf("reckoned: %d\n%s", got.StatusCode, text)
	}
	says(t, "what is reckoned", text, "Projecten 2027 · Twee jaar Tanger", "Van Projecten 2027 naar Projecten 2028", "Gaat naar Structurele steun 2028.", "Vervalt.", "Gaat naar Noodhulp 2028.")
	if _, err := v.db.ClosingProposal(t.Context(), thisYear); err == nil {
		t.Error("reckoning proposed it")
	}
	says(t, "what is proposed", lottes.after(lottes.fill(page, moves, "ja", "waarom", "Het jaar is om."), page), "De afsluiting van 2027 is voorgesteld.", "Voorgesteld door Lotte Peeters", "Gaat mee naar 2028")
	says(t, "the home of the head", hildes.text(link.Staff()), "Afsluiting van 2027, voorgesteld door Lotte Peeters.")
	drawn := hildes.open(page)
	v.commit(t, "scholen", 5_000_00)
	got = hildes.send(link.StaffClosingConfirm(thisYear), "once", hildes.onceOf(drawn, link.StaffClosingConfirm(thisYear)))
	text = readPage(t, page, got.body).text()
	if got.StatusCode != http.StatusConflict {
		t.Errorf("stale: %d", got.StatusCode)
	}
	says(t, "the stale proposal", text, "Intussen gewijzigd door Hilde Claes", "legde een bedrag vast", "Sinds het voorstel is er nog geboekt")
	says(t, "the closing", lottes.after(lottes.press(page, link.StaffClosingWithdraw(thisYear)), page), "Het voorstel is ingetrokken.")
	refusedSaying(t, hildes.send(link.StaffClosingConfirm(thisYear), "once", desk.NewOnce().String()), "Er is geen voorstel om te bevestigen.")
	refusedSaying(t, lottes.send(link.StaffClosingWithdraw(thisYear), "once", desk.NewOnce().String()), "Er is geen voorstel dat nog ingetrokken kan worden.")
	leads(t, lottes.fill(page, moves, "ja", "waarom", "Het jaar is om."), page)
	says(t, "the year", hildes.after(hildes.press(page, link.StaffClosingConfirm(thisYear)), link.StaffYear(thisYear)), "2027 is afgesloten. Wat meegaat, staat nu in 2028.", "Afgesloten", "vervallen")
	if e := v.in(t, thisYear+1, "projecten"); e.Reserved != 9_000_00 || e.Credit != 229_000_00 {
		t.Errorf("%+v", e)
	}
	says(t, "its closing", hildes.text(page), "2027 is afgesloten.", "Het jaar is om.", "Bekijk de boekingen")
	says(t, "its credit", lottes.text(link.StaffCredit(thisYear)), "2027 is afgesloten: het krediet ligt vast.")
	says(t, "the closing of a year that is to come", lottes.text(link.StaffClosing(thisYear+1)), "2028 is nog gepland.")
}
