package site

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/link"
	"vriendenstad/internal/postgres"
)

// closed is a draft of Akwaaba with every answer, an hour after its round closed.
func closed(t *testing.T, h house) grant.ID {
	t.Helper()
	id := h.whole(t)
	open, err := h.db.OpenRounds(t.Context(), h.clock())
	if err != nil || len(open) != 1 {
		t.Fatalf("%v, %v", open, err)
	}
	h.later(open[0].ClosesAt.Sub(h.clock()) + time.Hour)
	return id
}

// asksLate sends the form in which a member asks to submit after the closing, from the page that it stands on.
func (g *guest) asksLate(id grant.ID, page, why string) answer {
	g.t.Helper()
	return g.send(link.AskLate(id), "reden", why, "once", g.once(page, link.AskLate(id)))
}

// decidesLate sends the form in which the head of the Dienst decides.
func (g *guest) decidesLate(id grant.ID, fields ...string) answer {
	g.t.Helper()
	at := link.StaffLate(id)
	return g.send(at, append(fields, "once", g.once(at, at))...)
}

func TestADraftThatCameTooLateIsAskedForAdmittedAndSubmitted(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	id := closed(t, h)
	yaws, esis, kofis := h.known(t, yaw), h.known(t, esi), h.known(t, kofi)
	kofis.choose("akwaaba")
	says(t, "the list", yaws.text(link.MyApplications()), "Was er overmacht, dan kunnen jullie vragen om nog in te dienen.")
	got := yaws.open(link.CheckApplication(id))
	says(t, "the page", readPage(t, "", got.body).text(), "Vraag de dienst om nog te mogen indienen", "Jullie antwoorden ziet ze niet", "Vraag om nog te mogen indienen")
	if !strings.Contains(got.body, `href="`+link.LateOf(id)+`"`) {
		t.Error("the refusal does not lead to the form")
	}
	if text := kofis.open(link.CheckApplication(id)); strings.Contains(text.body, link.AskLate(id)) || !strings.Contains(text.body, "Je leest mee") {
		t.Error("a reader may ask")
	}
	if got := yaws.asksLate(id, link.MyApplication(id), " "); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, `aria-invalid="true"`) {
		t.Errorf("without a reason: %d", got.StatusCode)
	}
	leads(t, yaws.asksLate(id, link.MyApplication(id), "De stroom viel <b>uit</b>."), link.CheckApplication(id))
	for _, page := range []string{link.MyApplication(id), link.CheckApplication(id)} {
		says(t, "once asked", esis.text(page), "Jullie vraag ligt bij de dienst", "Yaw Osei vroeg het op 22 mei 2027", "De stroom viel <b>uit</b>.", "Het diensthoofd beslist nog.")
		if got := esis.open(page); strings.Contains(got.body, link.AskLate(id)) {
			t.Error("it can be asked twice")
		}
	}
	says(t, "the list, once asked", yaws.text(link.MyApplications()), "De dienst beslist of jullie nog mogen indienen.")

	karims, hildes := h.known(t, karim), h.known(t, hilde)
	says(t, "the day of who handles dossiers", karims.text(link.Staff()), "Vragen om na de sluiting in te dienen", "Het diensthoofd beslist hierover.")
	says(t, "the head's day", hildes.text(link.Staff()), "Vragen om na de sluiting in te dienen", "Akwaaba", "Twee putten")
	at := link.StaffLate(id)
	page := hildes.open(at)
	text := readPage(t, "", page.body).text()
	says(t, "the question", text, "Akwaaba", "Kleine projecten", "Twee putten", "Laatst bewaard 15 mei 2027", "De stroom viel <b>uit</b>.", "de dienst leest ze pas als ze ingediend zijn")
	for _, secret := range []string{"Omdat er geen water is", "3.000", "Yaw Osei"} {
		if strings.Contains(page.body, secret) {
			t.Errorf("the Dienst reads %q of a draft", secret)
		}
	}
	if got := karims.open(at); got.StatusCode != http.StatusOK || strings.Contains(got.body, `name="besluit"`) || !strings.Contains(got.body, "Het diensthoofd beslist.") {
		t.Errorf("who handles dossiers: %d", got.StatusCode)
	}
	if got := hildes.open(link.StaffDossier(id)); got.StatusCode != http.StatusNotFound {
		t.Errorf("the draft as a dossier: %d", got.StatusCode)
	}
	for says, fields := range map[string][]string{
		"nothing":    {"reden", "Ja."},
		"no reason":  {"besluit", "toelaten", "tot", "24/05/2027"},
		"no day":     {"besluit", "toelaten", "reden", "Ja."},
		"no day yet": {"besluit", "toelaten", "tot", "morgen", "reden", "Ja."},
		"too long":   {"besluit", "toelaten", "tot", "24/06/2027", "reden", "Ja."},
	} {
		if got := hildes.decidesLate(id, fields...); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "has-error") {
			t.Errorf("%s: %d", says, got.StatusCode)
		}
	}
	stale := hildes.once(at, at)
	leads(t, hildes.decidesLate(id, "besluit", "toelaten", "tot", "24/05/2027", "reden", "Er was een stroompanne."), at)
	says(t, "the question, decided", hildes.text(at), "Toegelaten door Hilde Claes op 22 mei 2027", "tot 24 mei 2027, middernacht.", "Dit besluit ligt vast.")
	got = hildes.send(at, "besluit", "weigeren", "reden", "Nee.", "once", stale)
	if got.StatusCode != http.StatusConflict {
		t.Errorf("decided again: %d", got.StatusCode)
	}
	says(t, "decided again", readPage(t, "", got.body).text(), "Intussen gewijzigd door Hilde Claes", "Toegelaten door Hilde Claes")

	says(t, "the home of the association", esis.text(link.Mine()), "mag nog ingediend worden", "de dienst laat het toe tot 24 mei 2027")
	says(t, "the list, admitted", esis.text(link.MyApplications()), "de dienst laat toe dat jullie nog indienen")
	says(t, "the draft, admitted", esis.text(link.MyApplication(id)), "Jullie mogen nog indienen", "Er was een stroompanne.", "tot 24 mei 2027")
	says(t, "the page to submit, admitted", esis.text(link.CheckApplication(id)), "Alles is er", "Jullie mogen nog indienen tot 24 mei 2027, middernacht.")
	leads(t, esis.submit(id), link.Receipt(id))
	const admitted = "Ingediend na de sluiting. Het diensthoofd liet dat toe op 22 mei 2027"
	for _, page := range []string{link.Receipt(id), link.MyDossier(id)} {
		says(t, page, esis.text(page), admitted, "Er was een stroompanne.")
		if text := esis.text(page); strings.Contains(text, "Hilde") {
			t.Errorf("%s: the association reads a name of the Dienst", page)
		}
	}
	if pdf := esis.open(link.ReceiptPDF(id)); pdf.StatusCode != http.StatusOK {
		t.Errorf("the PDF: %d", pdf.StatusCode)
	}
	says(t, "the dossier", karims.text(link.StaffDossier(id)), "Na de sluiting", "Toegelaten tot 24 mei 2027", "door Hilde Claes", "Er was een stroompanne.",
		"liet toe na de sluiting in te dienen", "vroeg om nog te mogen indienen", "toegelaten na de sluiting: tot 24 mei 2027, middernacht")
	says(t, "the question, submitted", hildes.text(at), "De vereniging diende in.", "VS-2027-0001")
	if text := hildes.text(link.Staff()); strings.Contains(text, "na de sluiting in te dienen") {
		t.Error("it waits still")
	}
}

func TestADraftThatCameTooLateIsRefusedForGood(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	id := closed(t, h)
	esis, hildes := h.known(t, esi), h.known(t, hilde)
	leads(t, esis.asksLate(id, link.CheckApplication(id), "Wij vergaten het."), link.CheckApplication(id))
	leads(t, hildes.decidesLate(id, "besluit", "weigeren", "tot", "", "reden", "Vergeten is geen overmacht."), link.StaffLate(id))
	says(t, "the decision", hildes.text(link.StaffLate(id)), "Niet toegelaten", "Vergeten is geen overmacht.")
	for _, page := range []string{link.MyApplication(id), link.CheckApplication(id)} {
		says(t, "refused", esis.text(page), "Indienen kan niet meer", "Vergeten is geen overmacht.", "Opnieuw vragen kan niet.")
	}
	says(t, "the list", esis.text(link.MyApplications()), "Dit ontwerp kan je niet meer indienen.")
	if got := esis.send(link.AskLate(id), "reden", "Toch?", "once", desk.NewOnce().String()); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("asked again: %d", got.StatusCode)
	}
	if got := esis.submit(id); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.body, "liet niet toe dat jullie nog indienen") {
		t.Errorf("submitted: %d", got.StatusCode)
	}
	beas := h.known(t, bea)
	if got := beas.send(link.AskLate(id), "reden", "Mag ik?", "once", desk.NewOnce().String()); got.StatusCode != http.StatusNotFound {
		t.Errorf("another association: %d", got.StatusCode)
	}
}

// A head who was a member of the association sees nothing of the question, and what was typed in a session that expired is there again.
func TestAQuestionAfterTheClosingIsForWhoIsNotConcerned(t *testing.T) {
	t.Parallel()
	h := newApplying(t)
	id := closed(t, h)
	yaws := h.known(t, yaw)
	once := yaws.once(link.CheckApplication(id), link.AskLate(id))
	h.later(account.MemberIdle + time.Minute)
	leads(t, yaws.send(link.AskLate(id), "reden", "De stroom viel uit.", "once", once), link.SignInTo(link.CheckApplication(id)))
	yaws = h.known(t, yaw)
	says(t, "what was typed", yaws.text(link.CheckApplication(id)), wasAway)
	if got := yaws.open(link.CheckApplication(id)); !strings.Contains(got.body, "De stroom viel uit.</textarea>") {
		t.Error("it is not in its field")
	}
	leads(t, yaws.asksLate(id, link.CheckApplication(id), "De stroom viel uit."), link.CheckApplication(id))
	hildes := h.known(t, hilde)
	form := hildes.once(link.StaffLate(id), link.StaffLate(id))
	h.later(account.StaffIdle + time.Minute)
	leads(t, hildes.send(link.StaffLate(id), "besluit", "toelaten", "tot", "24/05/2027", "reden", "Een panne.", "once", form), link.SignInTo(link.StaffLate(id)))
	hildes = h.known(t, hilde)
	if got := hildes.open(link.StaffLate(id)); !strings.Contains(got.body, "Een panne.</textarea>") || !strings.Contains(got.body, `value="24/05/2027"`) {
		t.Error("the decision is not in its form")
	}
	h.must(t, func(tx postgres.Tx) error {
		_, err := tx.AddMember(t.Context(), h.association(t, "akwaaba").ID, h.person(t, hilde).ID, account.ReaderPart, h.clock())
		return err
	})
	if got := hildes.open(link.StaffLate(id)); got.StatusCode != http.StatusForbidden {
		t.Errorf("of her own association: %d", got.StatusCode)
	}
	if text := hildes.text(link.Staff()); strings.Contains(text, "na de sluiting in te dienen") {
		t.Error("it waits for her")
	}
}
