package site

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
)

func TestTodayHoldsWhatSomebodyCanDoSomethingAbout(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	karims, hildes := h.known(t, karim), h.known(t, hilde)
	says(t, "a day without dossiers", karims.text(link.Staff()), "Er wacht", "Geen aanvraag wacht op de dienst.")
	says(t, "a day without drafts", hildes.text(link.Staff()), "Er wacht geen oproep of reglement op jou.")

	var ids []grant.ID
	for range 3 {
		ids = append(ids, h.whole(t))
		h.known(t, esi).submit(ids[len(ids)-1])
	}
	ask := link.StaffDossierAsk(ids[0])
	leads(t, karims.send(ask, "vraag", "waarom", "waarom", "Voor wie?", "uiterlijk", "16/05/2027", "once", karims.once(ask, ask)), link.StaffDossier(ids[0]))
	h.must(t, func(tx postgres.Tx) error {
		r, err := tx.Dossier(t.Context(), ids[0])
		if err != nil {
			return err
		}
		by := account.By{Person: h.person(t, karim).ID, At: h.clock()}
		if _, err = tx.AddRound(t.Context(), grant.Round{Version: r.Version, Title: "Herfst 2027", OpensAt: h.clock().AddDate(0, 3, 0), ClosesAt: h.clock().AddDate(0, 4, 0)}, by); err != nil {
			return err
		}
		_, err = tx.AddPeer(t.Context(), budget.PeerFigure{City: "Gent", Year: 2026, Rate: 340, Scope: budget.AllWithStaff, Source: "Jaarrekening", SourceURL: "https://stad.gent/",
			EnteredBy: int64(by.Person), EnteredAt: by.At})
		return err
	})
	says(t, "the day", karims.text(link.Staff()), "Er wachten", "Aanvragen die wachten", "VS-2027-0002", "VS-2027-0003")
	if text := karims.text(link.Staff()); strings.Contains(text, "Herfst 2027") || strings.Contains(text, "te laat zijn") {
		t.Error("who handles dossiers reads what the head does, or that something is late that is not")
	}
	says(t, "the head's day", hildes.text(link.Staff()), "Herfst 2027", "Karim Bensalem", "Gent, 2026")
	h.later(3 * 24 * time.Hour)
	karims = h.known(t, karim)
	says(t, "three days later", karims.text(link.Staff()), "Aanvullingen die te laat zijn", "Te laat: 16 mei 2027", "VS-2027-0001", "Geen nieuwe sinds je vorige bezoek, op")
	ids = append(ids, h.whole(t))
	h.known(t, esi).submit(ids[3])
	says(t, "a new one", karims.text(link.Staff()), "Eén is nieuw sinds je vorige bezoek, op 15 mei 2027", "VS-2027-0004")
}

func TestTheListOfDossiersIsCountedNarrowedAndTurned(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	karims := h.known(t, karim)
	says(t, "the empty list", karims.text(link.StaffDossiers()), "Geen dossiers.", "Zodra een vereniging indient, staat het hier.")
	h.must(t, func(tx postgres.Tx) error { return h.manyDossiers(t, tx, dossiersShown+2) })
	first := karims.open(link.StaffDossiersBy(link.DossierSearch{Sort: "oudst"}))
	p := readPage(t, "", first.body)
	says(t, "the list", plain(p.text()), "52 dossiers, samen € 137.800 gevraagd.", "Wacht op de dienst 52", "AKW, Lente 2027 (52)", "VS-2027-0001", "Volgende")
	if n := len(p.all(named("tr"))); n != dossiersShown+1 {
		t.Errorf("%d rows", n)
	}
	next := ""
	for _, a := range p.all(named("a")) {
		if attr(a, "rel") == "next" {
			next = attr(a, "href")
		}
	}
	second := readPage(t, "", karims.open(next).body)
	says(t, "its second page", second.text(), "52 dossiers", "VS-2027-0051", "VS-2027-0052", "Naar het begin")
	if n := len(second.all(named("tr"))); n != 3 {
		t.Errorf("%d rows on the second page", n)
	}
	says(t, "narrowed", plain(karims.text(link.StaffDossiersBy(link.DossierSearch{Words: "put 7", Status: "te-doen"}))), "1 dossier, samen € 700 gevraagd.")
	says(t, "narrowed to nothing", karims.text(link.StaffDossiersBy(link.DossierSearch{Status: "granted"})), "Geen dossiers.", "Toon alle aanvragen", "Toegekend (0)")
	for _, address := range []string{"?stand=draft", "?stand=zoiets", "?reglement=GEEN", "?oproep=-1", "?na=a", "?sorteer=titel"} {
		if got := karims.open(link.StaffDossiers() + address); got.StatusCode != 400 {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}

// manyDossiers gives Akwaaba so many dossiers.
func (h house) manyDossiers(t *testing.T, tx postgres.Tx, n int) error {
	t.Helper()
	open, err := tx.OpenRounds(t.Context(), h.clock())
	if err != nil {
		return err
	}
	by := account.By{Person: h.person(t, esi).ID, At: h.clock()}
	of := h.association(t, "akwaaba").ID
	for i := range n {
		id, err := tx.AddDraft(t.Context(), by, of, open[0].ID, open[0].Version)
		if err != nil {
			return err
		}
		if err := tx.SaveSection(t.Context(), by, id, grant.SavedSection{Section: "project", Version: 1, Answers: grant.Answers{}}, fmt.Sprint("Put ", i+1)); err != nil {
			return err
		}
		hash := [32]byte{byte(i), byte(i >> 8), 1}
		if _, err := tx.Submit(t.Context(), by, grant.Submission{Application: id, At: by.At, Requested: money.Cents(i+1) * 100_00, Frozen: "{}", Hash: hash[:]}); err != nil {
			return err
		}
		by.At = by.At.Add(time.Minute)
	}
	return nil
}

// A closing that came while the portal was away stands on the day of who handles dossiers, and the head is offered to extend it, until somebody does.
func TestAnOutageOverAClosingProposesToExtend(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	closes := h.clock().AddDate(0, 0, 7)
	for at := closes.Add(-2 * time.Hour); at.Before(closes.Add(-25 * time.Minute)); at = at.Add(time.Minute) {
		if err := h.desk.Beat(t.Context(), at); err != nil {
			t.Fatal(err)
		}
	}
	h.later(closes.Add(5 * time.Minute).Sub(h.clock()))
	if err := h.desk.Beat(t.Context(), h.clock()); err != nil {
		t.Fatal(err)
	}
	round := h.roundOf(t, "Lente 2027").ID
	karims, hildes := h.known(t, karim), h.known(t, hilde)
	says(t, "who handles dossiers", karims.text(link.Staff()), "Het portaal was onbereikbaar rond een sluiting", "Kleine projecten, Lente 2027", "Bekijk de oproep")
	got := hildes.open(link.Staff())
	says(t, "the head", readPage(t, "", got.body).text(), "Er wacht één ding op jou.", "Bekijk of je ze verlengt")
	extend := link.StaffRoundExtend(round)
	if !strings.Contains(got.body, `href="`+extend+`"`) {
		t.Errorf("no way to %s", extend)
	}
	leads(t, hildes.refill(extend, "sluit", "30/5/2027", "bericht", "Het portaal was onbereikbaar."), link.StaffRound(round))
	if text := hildes.text(link.Staff()); strings.Contains(text, "onbereikbaar") {
		t.Error("it is proposed still")
	}
}
