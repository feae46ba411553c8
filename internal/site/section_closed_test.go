package site

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// asksFor submits the draft and opens these questions of it again; none leaves it closed.
func (h house) asksFor(t *testing.T, questions ...string) {
	t.Helper()
	by := account.By{At: h.clock()}
	h.must(t, func(tx postgres.Tx) error {
		if _, err := tx.LockDossier(t.Context(), 1); errors.Is(err, fault.NotFound) { // a draft is none
			if _, err := tx.Submit(t.Context(), by, grant.Submission{Application: 1, At: by.At, Requested: 100_00, Frozen: "{}", Hash: bytes.Repeat([]byte{1}, 32)}); err != nil {
				return err
			}
		}
		if len(questions) == 0 {
			return nil
		}
		if err := tx.AddRequest(t.Context(), 1, grant.Request{Questions: questions, Why: "Zeg meer.", Due: calendar.DayOf(by.At).AddDays(14)}, by); err != nil {
			return err
		}
		return tx.SetStatus(t.Context(), 1, grant.Incomplete)
	})
}

// told fails where the page does not say beside a question that these words are not kept, or says that all is saved.
func told(t *testing.T, got answer, question, words string) {
	t.Helper()
	p := readPage(t, "", got.body)
	if got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("%d", got.StatusCode)
	}
	marked(t, p, question)
	for _, says := range []string{"staat niet meer open", "Niet alles is bewaard", words} {
		if !strings.Contains(p.text(), says) {
			t.Errorf("no %q in %s", says, p.text())
		}
	}
	if strings.Contains(p.text(), "Bewaard om") {
		t.Errorf("it says that all is saved: %s", p.text())
	}
}

// A page that was drawn while all was open saves what is open still, and tells what is not kept.
func TestWordsToAQuestionThatWasClosedAreToldAndTheOthersSaved(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	g.sheet(at+"/project").with("titel", "Twee putten", "waarom", "Water.", "mensen", "30").press("bewaar")
	stale, other := g.sheet(at+"/project"), g.sheet(at+"/project")
	h.asksFor(t, "waarom")
	leads(t, other.with("waarom", "Dorst.").press("bewaar"), at+"/project")

	told(t, stale.with("titel", "Drie putten", "mensen", "30", "periode.van", "1 mei 2027").press("verder"), "titel", "Drie putten")
	told(t, stale.press("bewaar"), "periode", "1 mei 2027")
	now := readPage(t, "", g.open(at+"/project").body)
	if got := formOf(now); got.Get("waarom") != "Dorst." || got.Has("titel") || !strings.Contains(now.text(), "Twee putten") || strings.Contains(now.text(), "Drie putten") {
		t.Errorf("it stands as %v\n%s", got, now.text())
	}

	auto := stale.with("nummer", "7", "waarom", "Honger.").press("vanzelf")
	if auto.StatusCode != http.StatusUnprocessableEntity && auto.StatusCode != http.StatusConflict || !strings.Contains(auto.body, "data-merged") || !strings.Contains(auto.body, `data-unkept="vraag_titel"`) ||
		!strings.Contains(auto.body, "Drie putten") || strings.Contains(auto.body, "Bewaard om") {
		t.Errorf("%d: %s", auto.StatusCode, auto.body)
	}
	for _, a := range []string{"titel", "periode"} {
		all, err := h.db.Alternatives(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			if one.Question == a {
				t.Errorf("%s waits to be chosen, which nobody can", a)
			}
		}
	}
}

// What is open alone is what a page of a completion sends: what it does not send is not taken for cleared, and what is as it was is not told of.
func TestAPageThatSaysNothingNewToAClosedQuestionIsSaved(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	stale := g.sheet(at+"/project").with("titel", "Twee putten", "waarom", "Water.")
	if got := stale.press("vanzelf"); got.StatusCode != http.StatusOK {
		t.Fatal(got.StatusCode)
	}
	h.asksFor(t, "waarom")
	if got := stale.with("nummer", "2", "waarom", "Dorst.").press("vanzelf"); got.StatusCode != http.StatusOK || !strings.Contains(got.body, "Bewaard om") {
		t.Errorf("%d: %s", got.StatusCode, got.body)
	}
	leads(t, g.sheet(at+"/project").with("waarom", "Meer dorst.").press("bewaar"), at+"/project")
}

// Where nothing of the section is open any more the page says so, and shows the words.
func TestWordsToASectionThatIsClosedAreShown(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	g.sheet(at+"/project").with("titel", "Twee putten").press("bewaar")
	stale := g.sheet(at + "/project")
	h.asksFor(t)
	got := stale.with("titel", "Drie putten").press("verder")
	told(t, got, "titel", "Drie putten")
	if !strings.Contains(got.body, "Deze aanvraag is ingediend.") || strings.Contains(got.body, "data-apply") {
		t.Errorf("%s", readPage(t, "", got.body).text())
	}
	if got := stale.press("vanzelf"); got.StatusCode != http.StatusUnprocessableEntity || strings.Contains(got.body, "Bewaard om") {
		t.Errorf("%d: %s", got.StatusCode, got.body)
	}
}

// A question that closes while somebody is away takes no words with it, and what stands in it is still there to read.
func TestWordsTypedTooLateToAClosedQuestionAreShownAfterSigningIn(t *testing.T) {
	t.Parallel()
	h := newDrafting(t, nil)
	g := h.known(t, yaw)
	at := g.drafts()
	g.sheet(at+"/project").with("titel", "Twee putten", "waarom", "Water.", "mensen", "30").press("bewaar")
	stale := g.sheet(at+"/project").with("titel", "Drie putten", "waarom", "Dorst.")
	h.asksFor(t, "waarom")
	h.later(account.MemberIdle + time.Minute)
	stale.press("vanzelf")
	g = h.known(t, yaw)
	got := g.open(at + "/project")
	p := readPage(t, "", got.body)
	marked(t, p, "titel")
	for _, says := range []string{"Twee putten", "Drie putten", "staat niet meer open", "30", "Nog niet bewaard"} {
		if !strings.Contains(p.text(), says) {
			t.Errorf("no %q in %s", says, p.text())
		}
	}
	if now := formOf(p); now.Get("waarom") != "Dorst." {
		t.Errorf("%v", now)
	}
}

// A file to a question that was closed is told of beside it, and nothing of it stays; the words that came with it are saved.
func TestAFileToAQuestionThatWasClosedIsRefusedBesideIt(t *testing.T) {
	t.Parallel()
	store, folder := newDepot(t)
	h := newDrafting(t, func(set *Settings) { set.Depot = store })
	g := h.known(t, yaw)
	at := g.drafts()
	stale := g.sheet(at+"/geld").with("gevraagd", "3.000", "doe", "bewaar")
	h.asksFor(t, "gevraagd")
	var fields []string
	for name := range stale.values {
		fields = append(fields, name, stale.values.Get(name))
	}
	got := g.upload(at+"/geld", []sent{{"bestand.offertes", "Offerte.pdf", pdf}}, fields...)
	p := readPage(t, "", got.body)
	if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(p.text(), "“Offertes” staat niet meer open") || kept(t, folder) != 0 {
		t.Errorf("%d, %d files: %s", got.StatusCode, kept(t, folder), p.text())
	}
	marked(t, p, "offertes")
	if now := g.sheet(at + "/geld"); now.values.Get("gevraagd") != "3.000" {
		t.Errorf("%v", now.values)
	}
}
