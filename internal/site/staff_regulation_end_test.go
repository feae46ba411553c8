package site

import (
	"net/http"
	"strings"
	"testing"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
)

func TestARegulationIsEndedOnItsPage(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	hildes, karims := h.known(t, hilde), h.known(t, karim)
	of, end := link.StaffRegulation(regulated), link.StaffRegulationEnd(regulated)
	if text := karims.text(of); strings.Contains(text, "Beëindig het reglement") {
		t.Error("who does not head the Dienst is offered to end it")
	}
	says(t, "the regulation", hildes.text(of), "Beëindig het reglement")
	says(t, "the page", plain(hildes.text(end)), "versie 1, geldt vanaf 1 januari 2026", "2 oproepen zijn bekendgemaakt en lopen tot de sluiting", "Juni 2027, tot en met 20 juni 2027",
		"1 oproep in ontwerp gaat niet meer open als ze na de laatste dag nog loopt", "Zomer 2027, van 1 juni 2027 tot en met", "Dossiers blijven onder deze versie.")
	for _, wrong := range []string{"", "ooit", "1/1/2027", "19/6/2027"} {
		got := hildes.refill(end, "tot", wrong)
		refusedAt(t, got, http.StatusUnprocessableEntity, "tot")
		if !strings.Contains(got.body, `value="`+wrong+`"`) {
			t.Errorf("%q is gone", wrong)
		}
	}
	stale := hildes.open(end)
	says(t, "after it", plain(hildes.after(hildes.refill(end, "tot", "20/6/2027"), of)), "Het reglement geldt tot en met 20 juni 2027.", "1 januari 2026 tot en met 20 juni 2027", "gaf een reglement een einde")
	if got := hildes.fillFrom(stale, end, "tot", "30/6/2027"); got.StatusCode != http.StatusConflict {
		t.Errorf("ended from a stale page: %d", got.StatusCode)
	}
	h.later(calendar.Date(2027, 6, 21).Start().Sub(h.clock()))
	if got := h.guest(t).open(link.Subsidy(regulated)); got.StatusCode != http.StatusNotFound {
		t.Errorf("what is over is public: %d", got.StatusCode)
	}
	says(t, "the regulation that is over", h.known(t, hilde).text(of), "Voorbij")
	says(t, "its end", h.known(t, hilde).text(end), "Dit reglement kan niet eindigen")
}

func TestARoundInDraftIsThrownAwayOnItsPage(t *testing.T) {
	t.Parallel()
	h := newRules(t)
	karims := h.known(t, karim)
	all, err := h.db.AllRounds(t.Context(), h.clock(), 10)
	if err != nil {
		t.Fatal(err)
	}
	var draft, open grant.RoundID
	for _, r := range all {
		if r.Opened {
			open = r.ID
		} else {
			draft = r.ID
		}
	}
	drop := link.StaffRoundDrop(draft)
	says(t, "the round", karims.text(link.StaffRound(draft)), "Gooi het ontwerp weg")
	leads(t, karims.refill(link.StaffRoundEdit(draft), "titel", "Zomer 2027, tweede keer"), link.StaffRound(draft))
	says(t, "the question", karims.text(drop), "Zomer 2027", "Niemand buiten de dienst zag dit ontwerp")
	drawn := karims.open(drop)
	fields := append(fieldsOf(t, drawn, drop), "once", karims.onceOf(drawn, drop))
	for range 2 { // pressed twice
		leads(t, karims.send(drop, fields...), link.StaffRounds())
	}
	says(t, "after it", karims.text(link.StaffRounds()), "Het ontwerp van de oproep is weggegooid.")
	if got := karims.open(link.StaffRound(draft)); got.StatusCode != http.StatusNotFound {
		t.Errorf("it is there still: %d", got.StatusCode)
	}
	leadsOnlyWhereTheyMayGo(t, h.known(t, nadia), link.RecordBy(link.RecordSearch{Act: "grant."}))
	if text := karims.text(link.StaffRound(open)); strings.Contains(text, "Gooi het ontwerp weg") {
		t.Error("a published round is offered to be thrown away")
	}
	says(t, "the page of a published one", karims.text(link.StaffRoundDrop(open)), "Ze kan niet meer weg.")
}

// leadsOnlyWhereTheyMayGo fails unless each link of a page opens for who reads it.
func leadsOnlyWhereTheyMayGo(t *testing.T, g *guest, address string) {
	t.Helper()
	p := readPage(t, address, g.open(address).body)
	for _, main := range p.all(named("main")) {
		for n := range main.Descendants() {
			if to := attr(n, "href"); n.Data == "a" && strings.HasPrefix(to, "/") {
				if got := g.open(to); got.StatusCode != http.StatusOK {
					t.Errorf("%s leads to %s: %d", address, to, got.StatusCode)
				}
			}
		}
	}
}
