package worker

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// An asking is a town with an association of Awa, for which Modou writes too, and a draft of it in a round that closes in a week. Ben handles dossiers.
type asking struct {
	*town
	awa, modou, ben account.ID
	of              association.ID
	draft           grant.ID
	round           grant.RoundID
	by              account.By
}

func newAsking(t *testing.T) asking {
	t.Helper()
	c := asking{town: newTown(t)}
	c.awa, _ = c.person("Awa")
	c.modou, _ = c.person("Modou")
	c.ben, _ = c.person("Ben", account.CaseHandlerPart)
	c.of = c.club(c.awa)
	now := time.Now()
	c.by = account.By{Person: c.awa, Part: account.LeadPart, At: now}
	ctx := t.Context()
	v := grant.Version{Number: 1, InForce: calendar.Period{First: calendar.DayOf(now).AddDays(-30)}, Terms: grant.Terms{Title: "Projecten in het Zuiden",
		Applicants: []association.Form{association.NonProfit}, ForWhom: "vzw’s", MaxAmount: 8_000_00, MaxShare: 7_500, DecisionWithin: 75, Envelope: "projecten"}}
	c.in(func(tx postgres.Tx) (err error) {
		if _, err = tx.AddMember(ctx, c.of, c.modou, account.ContributorPart, now); err != nil {
			return err
		}
		if v.Regulation, err = tx.AddRegulation(ctx, grant.Regulation{Slug: "projecten", Code: "PRO"}); err != nil {
			return err
		}
		if v.ID, err = tx.AddVersion(ctx, v, c.by); err != nil {
			return err
		}
		if _, err = tx.PublishVersion(ctx, v, c.by); err != nil {
			return err
		}
		closes := grant.MidnightAfter(calendar.DayOf(now).AddDays(7))
		if c.round, err = tx.AddRound(ctx, grant.Round{Version: v.ID, Title: "Najaar", OpensAt: now.AddDate(0, 0, -7), ClosesAt: closes}, c.by); err != nil {
			return err
		}
		if _, err = tx.OpenRound(ctx, c.round, c.by); err != nil {
			return err
		}
		c.draft, err = tx.AddDraft(ctx, c.by, c.of, c.round, v.ID)
		return err
	})
	return c
}

// submitted submits the draft under its title.
func (c asking) submitted(tx postgres.Tx) error {
	a, err := tx.ApplicationOf(c.t.Context(), c.of, c.draft)
	if err != nil {
		return err
	}
	if err := tx.SaveSection(c.t.Context(), c.by, c.draft, grant.SavedSection{Section: "project", Version: 1, Answers: grant.Answers{grant.TitleKey: {Text: "Twee putten"}}}, "Twee putten"); err != nil {
		return err
	}
	candidate, err := tx.Candidate(c.t.Context(), a)
	if err != nil {
		return err
	}
	frozen, err := candidate.Freeze(c.by.At)
	if err != nil {
		return err
	}
	_, err = tx.Submit(c.t.Context(), c.by, grant.Submission{Application: c.draft, At: c.by.At, Requested: 3_000_00, Frozen: frozen.Text, Hash: frozen.Hash[:]})
	return err
}

// What a letter says of an application is so when it is sent: a draft, submitted, completed (R8).
func TestALetterOnAnApplicationIsTrueOrNotSent(t *testing.T) {
	t.Parallel()
	c := newAsking(t)
	ctx := t.Context()
	to := func(purpose job.Purpose, email account.Email, about account.ID) job.Letter {
		return job.Letter{Purpose: purpose, To: email, Person: about, About: int64(c.draft)}
	}
	const awa, modou, ben = "awa@voorbeeld.be", "modou@voorbeeld.be", "ben@voorbeeld.be"
	stands := func(s grant.Status) func(postgres.Tx) error {
		return func(tx postgres.Tx) error { return tx.SetStatus(ctx, c.draft, s) }
	}
	thrown := func(at time.Time) func(postgres.Tx) error {
		return func(tx postgres.Tx) error { return tx.DeleteDraft(ctx, c.draft, at) }
	}
	var message int64
	var request grant.Request
	c.follow([]step{
		{"a draft that closes soon", nil, to(job.DraftClosing, modou, 0), "Nog niet ingediend: jullie aanvraag", "is nog een ontwerp"},
		{"a draft, to who is no member", nil, to(job.DraftClosing, ben, 0), "", ""},
		{"a proposal to submit it", nil, to(job.SubmitProposed, awa, c.modou), "Klaar om in te dienen", "Modou vindt de aanvraag zonder titel"},
		{"a proposal, to who does not speak for it", nil, to(job.SubmitProposed, modou, c.awa), "", ""},
		{"a draft is no submission", nil, to(job.Applied, awa, 0), "", ""},
		{"a draft that was thrown away", thrown(time.Now()), to(job.DraftClosing, awa, 0), "", ""},
		{"and taken back", thrown(time.Time{}), to(job.DraftClosing, awa, 0), "Nog niet ingediend", "Kolda-Schelde"},

		{"a submission", c.submitted, to(job.Applied, modou, 0), "Ingediend: VS-", "De aanvraag “Twee putten” van Kolda-Schelde is ingediend"},
		{"a submission, to the Dienst", nil, to(job.Applied, ben, 0), "", ""},
		{"a submission is no draft", nil, to(job.DraftClosing, awa, 0), "", ""},
		{"nor is it proposed still", nil, to(job.SubmitProposed, awa, c.modou), "", ""},
		{"nor withdrawn", nil, to(job.Withdrawn, awa, 0), "", ""},

		{"a request to complete it", func(tx postgres.Tx) error {
			err := tx.AddRequest(ctx, c.draft, grant.Request{Questions: []string{"waarom"}, Why: "Waarom?", Due: calendar.Date(2030, time.June, 30)}, c.by)
			return errors.Join(err, tx.SetStatus(ctx, c.draft, grant.Incomplete))
		}, to(job.CompletionAsked, modou, 0), "Vul aan ten laatste op 30 juni 2030: VS-", "ten laatste op 30 juni 2030"},
		{"a request, to the Dienst", nil, to(job.CompletionAsked, ben, 0), "", ""},
		{"a request that is open is not completed", nil, to(job.CompletionGiven, ben, 0), "", ""},
		{"what was completed", func(tx postgres.Tx) (err error) {
			if request, err = tx.OpenRequest(ctx, c.draft); err != nil {
				return err
			}
			return errors.Join(tx.AnswerRequest(ctx, request.ID, c.by, "{}"), tx.SetStatus(ctx, c.draft, grant.Supplemented))
		}, to(job.CompletionGiven, ben, 0), "Aangevuld: VS-", "heeft de aanvraag “Twee putten” aangevuld"},
		{"a request that was answered", nil, to(job.CompletionAsked, awa, 0), "", ""},
		{"what is checked already", stands(grant.Checking), to(job.CompletionGiven, ben, 0), "", ""},

		{"no message", nil, to(job.MessageLeft, awa, 0), "", ""},
		{"a message of the Dienst", func(tx postgres.Tx) (err error) {
			message, err = tx.AddMessage(ctx, c.draft, true, account.By{Person: c.ben, At: c.by.At}, "Dag")
			return err
		}, to(job.MessageLeft, modou, 0), "Nieuw bericht: VS-", "schreef jullie een bericht"},
		{"a message of the Dienst, to the Dienst", nil, to(job.MessageLeft, ben, 0), "", ""},
		{"a message that was read", func(tx postgres.Tx) error { return tx.MarkRead(ctx, c.draft, true, c.by.At) }, to(job.MessageLeft, awa, 0), "", ""},
		{"a message of the association", func(tx postgres.Tx) error {
			_, err := tx.AddMessage(ctx, c.draft, false, c.by, "Dag")
			return err
		}, to(job.MessageLeft, ben, 0), "Nieuw bericht: VS-", "Kolda-Schelde schreef een bericht"},

		{"what was withdrawn", stands(grant.Withdrawn), to(job.Withdrawn, modou, 0), "Ingetrokken: VS-", "is ingetrokken"},
		{"what was withdrawn, to the Dienst", nil, to(job.Withdrawn, ben, 0), "Ingetrokken: VS-", "trok de aanvraag “Twee putten”"},
		{"what was withdrawn is not to be handled", nil, to(job.Applied, awa, 0), "", ""},
		{"nor to be completed", nil, to(job.CompletionAsked, awa, 0), "", ""},

		{"who handles dossiers and is a member", func(tx postgres.Tx) error {
			_, err := tx.AddMember(ctx, c.of, c.ben, account.ReaderPart, c.by.At)
			return errors.Join(err, tx.SetStatus(ctx, c.draft, grant.Supplemented))
		}, to(job.CompletionGiven, ben, 0), "", ""},
		{"who was removed", func(tx postgres.Tx) error { return tx.EndMembership(ctx, c.of, c.modou, c.by.At) }, to(job.Applied, modou, 0), "", ""},
		{"an application that is not there", nil, job.Letter{Purpose: job.Applied, To: awa, About: 9_999}, "", ""},
	})
	if message == 0 || request.ID == 0 {
		t.Error("the story was not told")
	}
}

// What was decided on a question to submit after the closing goes to who speaks for the association, as long as it is so.
func TestADecisionOnWhatCameTooLateIsTold(t *testing.T) {
	t.Parallel()
	c := newAsking(t)
	ctx, now := t.Context(), c.by.At
	const awa, modou = "awa@voorbeeld.be", "modou@voorbeeld.be"
	drafts := map[string]grant.ID{}
	c.in(func(tx postgres.Tx) error {
		first, err := tx.Round(ctx, c.round)
		if err != nil {
			return err
		}
		late, err := tx.AddRound(ctx, grant.Round{Version: first.Version, Title: "Zomer", OpensAt: now.AddDate(0, 0, -9), ClosesAt: now.Add(-time.Hour)}, c.by)
		if err != nil {
			return err
		}
		if _, err := tx.OpenRound(ctx, late, c.by); err != nil {
			return err
		}
		for _, what := range []string{"open", "admitted", "refused", "gone"} {
			if drafts[what], err = tx.AddDraft(ctx, c.by, c.of, late, first.Version); err != nil {
				return err
			}
			if err := tx.AddLate(ctx, drafts[what], "De stroom viel uit.", c.by); err != nil {
				return err
			}
		}
		return errors.Join(tx.DecideLate(ctx, drafts["admitted"], now.Add(time.Hour), "Dat klopt.", c.by), tx.DecideLate(ctx, drafts["gone"], now.Add(time.Hour), "Dat klopt.", c.by),
			tx.DecideLate(ctx, drafts["refused"], time.Time{}, "Er was stroom.", c.by), tx.DeleteDraft(ctx, drafts["gone"], now))
	})
	told := func(purpose job.Purpose, email account.Email, what string) job.Letter {
		return job.Letter{Purpose: purpose, To: email, Person: c.modou, About: int64(drafts[what])}
	}
	c.follow([]step{
		{"nothing was decided", nil, told(job.LateDecided, awa, "open"), "", ""},
		{"it was refused", nil, told(job.LateDecided, awa, "refused"), "Niet meer in te dienen: jullie aanvraag", "> Er was stroom."},
		{"it was refused, to who does not speak", nil, told(job.LateDecided, modou, "refused"), "", ""},
		{"it was admitted", nil, told(job.LateDecided, awa, "admitted"), "Je mag nog indienen: jullie aanvraag", "> Dat klopt."},
		{"a proposal of what may still be submitted", nil, told(job.SubmitProposed, awa, "admitted"), "Klaar om in te dienen", grant.Until(now.Add(time.Hour))},
		{"a proposal of what may not", nil, told(job.SubmitProposed, awa, "refused"), "", ""},
		{"it was thrown away", nil, told(job.LateDecided, awa, "gone"), "", ""},
	})
}

// enclosures returns the files of a message that went out, by their names.
func enclosures(t *testing.T, text string) map[string][]byte {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/mixed" {
		t.Fatalf("%s, %v", kind, err)
	}
	files := map[string][]byte{}
	for parts := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if part.FileName() == "" {
			continue
		}
		body := io.Reader(part)
		if part.Header.Get("Content-Transfer-Encoding") == "base64" {
			body = base64.NewDecoder(base64.StdEncoding, part)
		}
		if files[part.FileName()], err = io.ReadAll(body); err != nil {
			t.Fatal(err)
		}
	}
}

// The receipt arrives at each member by the mail server, with the same on paper.
func TestTheReceiptArrivesWithItsPDF(t *testing.T) {
	t.Parallel()
	c, p := newAsking(t), open(t)
	p.serve(t)
	c.in(c.submitted)
	for _, email := range []account.Email{"awa@voorbeeld.be", "modou@voorbeeld.be"} {
		c.enqueue(job.Letter{Purpose: job.Applied, To: email, About: int64(c.draft)})
	}
	c.working(c.worker(p.sender()))
	receipt, err := c.db.Receipt(t.Context(), c.draft)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		text := <-p.each
		files := enclosures(t, text)
		pdf := files["ontvangst-"+string(receipt.Number)+".pdf"]
		if len(files) != 1 || !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(pdf), []byte("%%EOF")) {
			t.Errorf("%d files, %d bytes\n%.600s", len(files), len(pdf), text)
		}
		if !strings.Contains(text, "Content-Type: application/pdf") || !strings.Contains(text, "Subject: Ingediend: "+string(receipt.Number)) {
			t.Errorf("%.600s", text)
		}
	}
}
