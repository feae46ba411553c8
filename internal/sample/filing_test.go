package sample_test

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/depot"
	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
	"vriendenstad/internal/sample"
)

func TestTheNumbersOfDossiersHaveNoGapsAndNoDoubles(t *testing.T) {
	t.Parallel()
	onSomedays(t, func(t *testing.T, today calendar.Day, made sample.Set) {
		numbers := map[grant.DossierNumber]bool{}
		last := map[int]int{}
		for i, a := range made.Applications {
			if (a.Status == grant.Draft) != (a.Number == "") || a.At.After(today.Start().Add(time.Hour)) {
				t.Errorf("%s, %s, has the number %q on %v", a.Title, a.Status, a.Number, a.At)
			}
			if i > 0 && a.At.Before(made.Applications[i-1].At) {
				t.Errorf("%s was submitted before the one before it", a.Title)
			}
			if a.Number == "" {
				continue
			}
			year := calendar.DayOf(a.At).Year()
			last[year]++
			if numbers[a.Number] || a.Number != grant.NumberOf(year, last[year]) {
				t.Errorf("%s has the number %s", a.Title, a.Number)
			}
			numbers[a.Number] = true
		}
		applied := 0
		for _, p := range made.Projects {
			if !strings.HasPrefix(p.Number, "VS-") {
				t.Errorf("%s has the number %q", p.Title, p.Number)
			}
			if numbers[grant.DossierNumber(p.Number)] {
				applied++
				at := slices.IndexFunc(made.Applications, func(a sample.Application) bool { return string(a.Number) == p.Number })
				a := made.Applications[at]
				asked, _ := a.Answers.Asked()
				if a.Title != p.Title || a.By != p.Associations[0] || calendar.DayOf(a.At) >= p.GrantedOn || asked < p.Granted {
					t.Errorf("%s, for %v on %v, became %s, of %v on %v", a.Title, asked, a.At, p.Title, p.Granted, p.GrantedOn)
				}
			}
		}
		if applied != 15 {
			t.Errorf("%d projects were applied for", applied)
		}
	})
}

func TestTheSampleCitysApplicationsAreOfEveryStatusThatThereIsWorkFor(t *testing.T) {
	t.Parallel()
	count := map[grant.Status]int{}
	associations := map[association.ID]bool{}
	for _, a := range sample.Make(somedays[0]).Applications {
		count[a.Status]++
		associations[a.By] = true
	}
	for _, s := range []grant.Status{grant.Draft, grant.Submitted, grant.Checking, grant.Incomplete, grant.Supplemented, grant.Inadmissible, grant.Assessing,
		grant.Advising, grant.OnAgenda, grant.Granted, grant.Refused, grant.Withdrawn, grant.Reporting, grant.Reviewing, grant.Ended} {
		if count[s] == 0 {
			t.Errorf("none is %s", s)
		}
	}
	if len(associations) != 18 {
		t.Errorf("%d associations applied", len(associations))
	}
}

// On whichever day the city is made, each application falls in a round of its regulation, and answers what is asked there.
func TestEachApplicationIsCompleteUnderTheRulesOfItsRound(t *testing.T) {
	t.Parallel()
	const every = 11 // days
	for today := calendar.Date(2026, time.January, 1); today < calendar.Date(2028, time.March, 1); today = today.AddDays(every) {
		made := sample.Make(today)
		for _, a := range made.Applications {
			at := slices.IndexFunc(made.Calls, func(c sample.Call) bool {
				closes := c.ClosesAt
				if !c.LongerTo.IsZero() {
					closes = c.LongerTo
				}
				return c.Code == a.Code && c.Opened && !a.At.Before(c.OpensAt) && a.At.Before(closes)
			})
			if at < 0 {
				t.Errorf("%v: %s came on %v, when no round of %s was open", today, a.Title, a.At, a.Code)
				continue
			}
			of := slices.IndexFunc(made.Regulations, func(r sample.Regulation) bool { return r.Code == a.Code })
			terms := made.Regulations[of].Versions[made.Calls[at].Version-1].Terms
			files := map[string]int{}
			for _, f := range a.Files {
				files[f.Question]++
			}
			gaps := terms.Missing(a.Answers, files)
			if a.Status != grant.Draft && len(gaps) > 0 || a.Status == grant.Draft && len(gaps) == 0 {
				t.Errorf("%v: %s is %s and lacks %v", today, a.Title, a.Status, gaps)
			}
			if !terms.Covers(made.Associations[a.By-1].Form) {
				t.Errorf("%s is asked for by %s", a.Code, made.Associations[a.By-1].Name)
			}
		}
	}
}

func TestADraftThatIsHalfDoneHasThreeAnswersAndAFile(t *testing.T) {
	t.Parallel()
	made := sample.Make(somedays[1])
	at := slices.IndexFunc(made.Applications, func(a sample.Application) bool {
		return a.Status == grant.Draft && made.Associations[a.By-1].Slug == "teranga-schelde"
	})
	given, terms := 0, made.Regulations[1].Versions[1].Terms
	for _, s := range terms.Sections {
		for _, q := range s.Questions {
			if !made.Applications[at].Answers[q.Key].Empty() {
				given++
			}
		}
	}
	if given != 3 || len(made.Applications[at].Files) != 1 {
		t.Errorf("%d answers and %d files: %v", given, len(made.Applications[at].Files), made.Applications[at].Answers)
	}
}

func TestApplicationsAreWellSetAndNameNobody(t *testing.T) {
	t.Parallel()
	person := regexp.MustCompile(`\S@\S|\+\d{2}|\b0\d{1,3}[ /.-]?\d{2,3}[ .]?\d{2}[ .]?\d{2}\b|\bBE\d{2}[ ]?\d{4}|\b(mevrouw|meneer|mr\.|dr\.|ir\.)\s`)
	check := func(of, text string) {
		if person.MatchString(text) || strings.Contains(text, "  ") || strings.ContainsAny(text, "'\"") || strings.TrimSpace(text) != text {
			t.Errorf("%s: badly set, or somebody is named: %q", of, text)
		}
	}
	for _, a := range sample.Make(somedays[0]).Applications {
		for _, answer := range a.Answers {
			check(a.Title, answer.Text)
			for _, r := range answer.Rows {
				for _, cell := range r.Cells {
					check(a.Title, cell)
				}
			}
		}
		if partner := a.Answers[grant.PartnerKey]; !partner.Empty() && !strings.HasSuffix(partner.Rows[0].Cells[0], " (fictief)") {
			t.Errorf("%s does not say that its partner is invented", a.Title)
		}
		for _, w := range a.Talk {
			check(a.Title, w.Words)
		}
		if a.Asks != nil {
			check(a.Title, a.Asks.Why)
		}
		for _, f := range a.Files {
			check(f.Name, strings.Join(f.Text, " "))
			if document.CleanName(f.Name) != f.Name || !regexp.MustCompile(`\(ficti(ef|f|ve|tious)\)`).MatchString(f.Title) {
				t.Errorf("%q, %q", f.Name, f.Title)
			}
		}
	}
}

// seeded returns a database with the sample city, its people and what they applied for, and the files that they attached.
func seeded(t *testing.T, now time.Time) (*postgres.DB, depot.Store) {
	t.Helper()
	db := pgtest.New(t)
	if err := sample.City(t.Context(), db, calendar.DayOf(now)); err != nil {
		t.Fatal(err)
	}
	if err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		for _, p := range sample.People() {
			id, _, err := tx.AddPerson(t.Context(), p.Email, p.Name, "", true, now)
			if err != nil {
				return err
			}
			for slug, part := range p.Members {
				of, err := tx.AssociationBySlug(t.Context(), slug)
				if err != nil {
					return err
				}
				if _, err := tx.AddMember(t.Context(), of.ID, id, part, now); err != nil {
					return err
				}
			}
			if err := tx.SetPowers(t.Context(), id, p.Powers, account.By{At: now}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	files, err := depot.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.Applications(t.Context(), db, files, now); err != nil {
		t.Fatal(err)
	}
	return db, files
}

func TestInACityWithoutPeopleTheNextDossierHasANumberOfItsOwn(t *testing.T) {
	t.Parallel()
	ctx, today := t.Context(), somedays[1]
	db := pgtest.New(t)
	if err := sample.City(ctx, db, today); err != nil {
		t.Fatal(err)
	}
	if err := sample.KeepNumbers(ctx, db, today); err != nil {
		t.Fatal(err)
	}
	now := today.Start().Add(11 * time.Hour)
	rush, err := sample.MakeRush(ctx, db, now, 1)
	if err != nil {
		t.Fatal(err)
	}
	var number grant.DossierNumber
	if err := db.InTx(ctx, func(tx postgres.Tx) error {
		id, err := rush.AddDraft(ctx, tx, rush.Applicants[0], "Arganolie", now)
		if err != nil {
			return err
		}
		number, err = tx.Submit(ctx, account.By{Person: rush.Applicants[0].Lead, At: now}, grant.Submission{Application: id, At: now, Frozen: "{}", Hash: make([]byte, 32)})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, slug := range []string{"projecten-in-het-zuiden", "inleefreis"} { // of the one there are projects, of the other others of their kind
		r, err := db.RegulationBySlug(ctx, slug, now)
		if err != nil {
			t.Fatal(err)
		}
		examples, err := db.Examples(ctx, r.Version, 3)
		if want := map[string]int{"PRO": 3}[r.Code]; err != nil || len(examples) != want {
			t.Errorf("%s has %d examples, %v", r.Code, len(examples), err)
		}
	}
	made := sample.Make(today)
	if slices.ContainsFunc(made.Projects, func(p project.Project) bool { return p.Number == string(number) }) ||
		slices.ContainsFunc(made.Applications, func(a sample.Application) bool { return a.Number == number }) {
		t.Errorf("it has the number of another, %s", number)
	}
	if err := sample.KeepNumbers(ctx, db, today); err != nil {
		t.Errorf("again: %v", err)
	}
}

// dossiers returns what was submitted, of all associations.
func dossiers(t *testing.T, db *postgres.DB, made sample.Set, now time.Time) []grant.Application {
	t.Helper()
	var all []grant.Application
	for _, a := range made.Associations {
		there, err := db.AssociationBySlug(t.Context(), a.Slug)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := db.ApplicationsOf(t.Context(), there.ID, now)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range lines {
			if one.Status != grant.Draft {
				all = append(all, one.Application)
			}
		}
	}
	return all
}

// inOrder fails unless the record tells of each application in the order of time, from its begin on, and of nothing that is still to come.
func inOrder(t *testing.T, db *postgres.DB, now time.Time) {
	t.Helper()
	all := map[string][]postgres.TrailRow{} // the newest first, by application
	for _, kind := range []string{"application.", "document.", "sample.handle"} {
		page, more, err := db.Trail(t.Context(), postgres.TrailFilter{Act: kind}, 2_000)
		if err != nil || more {
			t.Fatalf("more %v, %v", more, err)
		}
		for _, e := range page {
			all[e.Subject] = append(all[e.Subject], e)
		}
	}
	if len(all) < 30 {
		t.Fatalf("the record tells of %d applications", len(all))
	}
	for subject, trail := range all {
		slices.SortFunc(trail, func(a, b postgres.TrailRow) int { return int(b.ID - a.ID) })
		if !slices.IsSortedFunc(trail, func(a, b postgres.TrailRow) int { return b.At.Compare(a.At) }) {
			t.Errorf("%s is told out of time", subject)
		}
		if first := trail[len(trail)-1]; first.Act != "application.begin" || trail[0].At.After(now) {
			t.Errorf("%s begins with %s and goes on until %v", subject, first.Act, trail[0].At)
		}
	}
}

func TestWhatWasAppliedForIsWrittenAsTheCounterDoes(t *testing.T) {
	t.Parallel()
	for _, today := range []calendar.Day{somedays[0], somedays[1], calendar.Date(2027, time.October, 2)} {
		t.Run(today.ISO(), func(t *testing.T) {
			t.Parallel()
			ctx, now := t.Context(), today.Start().Add(11*time.Hour)
			db, files := seeded(t, now)
			made := sample.Make(today)
			all := dossiers(t, db, made, now)
			if len(all) < 28 {
				t.Fatalf("%d dossiers", len(all))
			}
			for _, d := range all {
				at := slices.IndexFunc(made.Applications, func(a sample.Application) bool { return a.Number == d.Number })
				if at < 0 || made.Applications[at].Status != d.Status || !d.Demo || d.Title == "" {
					t.Errorf("%s, %s, is %s", d.Number, d.Title, d.Status)
				}
				receipt, err := db.Receipt(ctx, d.ID)
				if err != nil {
					t.Fatal(err)
				}
				hash, _ := grant.ParseHash(receipt.Proof())
				if on, err := db.SubmittedOn(ctx, hash); err != nil || on != calendar.DayOf(d.SubmittedAt) {
					t.Errorf("the proof of %s says %v, %v", d.Number, on, err)
				}
				given, _, err := grant.Thaw(receipt.Frozen)
				if err != nil || given.Title() != d.Title {
					t.Errorf("%s was frozen as %q, %v", d.Number, given.Title(), err)
				}
				docs, err := db.Documents(ctx, d.ID)
				if err != nil {
					t.Fatal(err)
				}
				for _, doc := range docs {
					file, err := files.Open(ctx, doc.Stored)
					if err != nil {
						t.Fatal(err)
					}
					page, err := io.ReadAll(file)
					if err != nil || int64(len(page)) != doc.Size || !strings.HasPrefix(string(page), "%PDF-") || file.Close() != nil {
						t.Errorf("%s of %s: %d bytes, %v", doc.Name, d.Number, len(page), err)
					}
				}
			}
			inOrder(t, db, now)
			regulations, err := db.Regulations(ctx, now)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range regulations {
				examples, err := db.Examples(ctx, r.Version, 20)
				if want := map[string]int{"STR": 2, "PRO": 6, "NOO": 2, "SCF": 1, "SCL": 1, "SEN": 3}[r.Code]; err != nil || len(examples) != want {
					t.Errorf("%s has %d examples, not %d, %v", r.Code, len(examples), want, err)
				}
				for _, e := range examples {
					if e.Kind != r.Kind || e.InKind != r.InKind() {
						t.Errorf("%s has the example %s", r.Code, e.Title)
					}
				}
			}
			if err := sample.Applications(ctx, db, files, now.Add(time.Hour)); err != nil {
				t.Errorf("again: %v", err)
			}
			if again := dossiers(t, db, made, now); len(again) != len(all) {
				t.Errorf("again: %d dossiers", len(again))
			}
		})
	}
}
