package postgres_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
)

// A filing is a database with dossiers of an association, of which Awa is a member and Hilde, who handles them, is not.
type filing struct {
	t          *testing.T
	db         *postgres.DB
	awa, hilde account.By
	ids        []grant.ID
}

// filed makes so many dossiers, each submitted an hour after the one before it and asking for € 100 more: "Put 1", "Put 2", …
func filed(t *testing.T, db *postgres.DB, n int) filing {
	t.Helper()
	of, draft, awa := drafted(t, db)
	f := filing{t: t, db: db, awa: awa}
	write(t, db, func(tx postgres.Tx) error {
		person, _, err := tx.AddPerson(t.Context(), "hilde@voorbeeld.be", "Hilde", "hash", false, moment)
		f.hilde = account.By{Person: person, Part: account.CaseHandlerPart, At: moment}
		if err != nil {
			return err
		}
		if _, err := tx.AddMember(t.Context(), of, awa.Person, account.LeadPart, moment); err != nil {
			return err
		}
		a, err := tx.ApplicationOf(t.Context(), of, draft)
		if err != nil {
			return err
		}
		for i := range n {
			by := awa
			by.At = moment.Add(time.Duration(i) * time.Hour)
			id, err := tx.AddDraft(t.Context(), by, of, a.Round, a.Version)
			if err != nil {
				return err
			}
			if err := tx.SaveSection(t.Context(), by, id, grant.SavedSection{Section: "project", Version: 1, Answers: grant.Answers{}}, fmt.Sprint("Put ", i+1)); err != nil {
				return err
			}
			if _, err := tx.Submit(t.Context(), by, grant.Submission{Application: id, At: by.At, Requested: money.Cents(i+1) * 100_00, Frozen: "{}",
				Hash: bytes.Repeat([]byte{byte(i)}, 32)}); err != nil {
				return err
			}
			f.ids = append(f.ids, id)
		}
		return nil
	})
	return f
}

func (f filing) stands(id grant.ID, s grant.Status) {
	f.t.Helper()
	write(f.t, f.db, func(tx postgres.Tx) error { return tx.SetStatus(f.t.Context(), id, s) })
}

// asked asks for a completion of a dossier before the end of a day.
func (f filing) asked(id grant.ID, due calendar.Day) {
	f.t.Helper()
	write(f.t, f.db, func(tx postgres.Tx) error {
		return tx.AddRequest(f.t.Context(), id, grant.Request{Questions: []string{"waarom"}, Why: "Waarom?", Due: due}, f.hilde)
	})
	f.stands(id, grant.Incomplete)
}

func (f filing) list(filter postgres.DossierFilter, most int) postgres.DossierList {
	f.t.Helper()
	filter.Reader = f.hilde.Person
	list, err := f.db.Dossiers(f.t.Context(), filter, calendar.DayOf(moment), most)
	if err != nil {
		f.t.Fatal(err)
	}
	return list
}

func titles(rows []postgres.DossierRow) string {
	var all []string
	for _, r := range rows {
		all = append(all, strings.TrimPrefix(r.Title, "Put "))
	}
	return strings.Join(all, " ")
}

func TestDossiersAreFoundByStateRegulationRoundAndWords(t *testing.T) {
	t.Parallel()
	f := filed(t, pgtest.New(t), 6)
	today := calendar.DayOf(moment)
	f.asked(f.ids[1], today.AddDays(-1))
	f.asked(f.ids[2], today)
	f.stands(f.ids[3], grant.Supplemented)
	f.stands(f.ids[4], grant.Assessing)
	write(t, f.db, func(tx postgres.Tx) error {
		_, err := tx.AddMessage(t.Context(), f.ids[4], false, f.awa, "Is er nieuws?")
		return err
	})
	row, err := f.db.Dossier(t.Context(), f.ids[0])
	if err != nil {
		t.Fatal(err)
	}
	for says, test := range map[string]struct {
		filter postgres.DossierFilter
		want   string
	}{
		"all":                      {postgres.DossierFilter{}, "6 5 4 3 2 1"},
		"the oldest first":         {postgres.DossierFilter{Sort: postgres.FirstSubmitted}, "1 2 3 4 5 6"},
		"by amount":                {postgres.DossierFilter{Sort: postgres.MostRequested}, "6 5 4 3 2 1"},
		"by nothing that there is": {postgres.DossierFilter{Sort: "; DROP TABLE"}, "6 5 4 3 2 1"},
		"incomplete":               {postgres.DossierFilter{Status: grant.Incomplete}, "3 2"},
		"late":                     {postgres.DossierFilter{Late: true}, "2"},
		"waiting for the Dienst":   {postgres.DossierFilter{Waiting: true}, "6 5 4 1"},
		"of the regulation":        {postgres.DossierFilter{Code: "PRO"}, "6 5 4 3 2 1"},
		"of another":               {postgres.DossierFilter{Code: "NOO"}, ""},
		"of the round":             {postgres.DossierFilter{Round: row.Round}, "6 5 4 3 2 1"},
		"of another round":         {postgres.DossierFilter{Round: row.Round + 1}, ""},
		"by its number":            {postgres.DossierFilter{Words: "2027-0003"}, "3"},
		"by its title":             {postgres.DossierFilter{Words: "pÚT 5"}, "5"},
		"by its association":       {postgres.DossierFilter{Words: "kolda", Status: grant.Assessing}, "5"},
		"by no sign of a pattern":  {postgres.DossierFilter{Words: "%"}, ""},
	} {
		if got := titles(f.list(test.filter, 10).Rows); got != test.want {
			t.Errorf("%s: %q, want %q", says, got, test.want)
		}
	}
	list := f.list(postgres.DossierFilter{Status: grant.Assessing, Words: "put"}, 10)
	want := map[grant.Status]postgres.DossierState{
		grant.Submitted:    {Status: grant.Submitted, All: 2, Waiting: 2, Sum: 700_00, WaitingSum: 700_00},
		grant.Incomplete:   {Status: grant.Incomplete, All: 2, Late: 1, Sum: 500_00, LateSum: 200_00},
		grant.Supplemented: {Status: grant.Supplemented, All: 1, Waiting: 1, Sum: 400_00, WaitingSum: 400_00},
		grant.Assessing:    {Status: grant.Assessing, All: 1, Waiting: 1, Sum: 500_00, WaitingSum: 500_00},
	}
	if len(list.States) != len(want) || len(list.Rounds) != 1 || list.Rounds[0].Count != 6 || list.Rounds[0].Code != "PRO" {
		t.Errorf("%+v, %+v", list.States, list.Rounds)
	}
	for _, got := range list.States {
		if got != want[got.Status] {
			t.Errorf("%+v, want %+v", got, want[got.Status])
		}
	}
}

func TestDossiersComePageByPage(t *testing.T) {
	t.Parallel()
	f := filed(t, pgtest.New(t), 7)
	for sort, want := range map[postgres.DossierSort]string{postgres.LastSubmitted: "7 6 5 4 3 2 1", postgres.FirstSubmitted: "1 2 3 4 5 6 7", postgres.MostRequested: "7 6 5 4 3 2 1"} {
		var all []postgres.DossierRow
		filter := postgres.DossierFilter{Sort: sort}
		for page := 1; ; page++ {
			list := f.list(filter, 3)
			all = append(all, list.Rows...)
			if !list.More {
				break
			}
			if len(list.Rows) != 3 || page > 3 {
				t.Fatalf("page %d has %d", page, len(list.Rows))
			}
			filter.After = list.Rows[2].ID
		}
		if got := titles(all); got != want {
			t.Errorf("%q: %s", sort, got)
		}
	}
	if got := f.list(postgres.DossierFilter{After: 9_999}, 3); len(got.Rows) != 0 {
		t.Errorf("behind what is not there: %s", titles(got.Rows))
	}
}

func TestAMemberSeesNothingOfTheirAssociationAsStaff(t *testing.T) {
	t.Parallel()
	f := filed(t, pgtest.New(t), 2)
	list, err := f.db.Dossiers(t.Context(), postgres.DossierFilter{Reader: f.awa.Person}, calendar.DayOf(moment), 10)
	if err != nil || len(list.Rows)+len(list.States)+len(list.Rounds) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	today, err := f.db.Today(t.Context(), f.awa.Person, moment, 10, time.Minute)
	if err != nil || today.Waiting != 0 || len(today.Dossiers) != 0 {
		t.Errorf("%+v, %v", today, err)
	}
	write(t, f.db, func(tx postgres.Tx) error { return tx.EndMembership(t.Context(), 1, f.awa.Person, moment) })
	if list, err := f.db.Dossiers(t.Context(), postgres.DossierFilter{Reader: f.awa.Person}, calendar.DayOf(moment), 10); err != nil || len(list.Rows) != 0 {
		t.Errorf("who was a member: %d, %v", len(list.Rows), err)
	}
}

// What waits is asked for at once, and is what somebody can do something about.
func TestTodayTellsWhatWaits(t *testing.T) {
	t.Parallel()
	f := filed(t, pgtest.New(t), 5)
	ctx, day := t.Context(), calendar.DayOf(moment)
	f.asked(f.ids[0], day.AddDays(-3))
	f.asked(f.ids[1], day)
	f.stands(f.ids[2], grant.Checking)
	write(t, f.db, func(tx postgres.Tx) error {
		a, err := tx.Dossier(ctx, f.ids[0])
		if err != nil {
			return err
		}
		for i, closes := range []time.Time{moment.Add(-time.Minute), moment.Add(time.Hour)} {
			if _, err := tx.AddRound(ctx, grant.Round{Version: a.Version, Title: fmt.Sprint("Ronde ", i), OpensAt: closes.Add(-time.Hour), ClosesAt: closes}, f.hilde); err != nil {
				return err
			}
		}
		v, err := tx.Version(ctx, a.Version)
		if err != nil {
			return err
		}
		v.Number, v.InForce.First = 2, day.AddDays(30)
		if _, err := tx.AddVersion(ctx, v, f.hilde); err != nil {
			return err
		}
		for i, city := range []string{"Gent", "Leuven", "Mechelen"} {
			p := peer(city)
			p.EnteredBy = int64(f.hilde.Person)
			if i == 1 {
				p.EnteredBy = int64(f.awa.Person)
			}
			if _, err := tx.AddPeer(ctx, p); err != nil {
				return err
			}
		}
		for i, began := range []time.Time{moment.Add(-time.Hour), moment.Add(200 * time.Minute), moment.Add(time.Minute * 230)} {
			if _, err := tx.AddSession(ctx, bytes.Repeat([]byte{byte(i + 1)}, 32), f.hilde.Person, true, "", "", began); err != nil {
				return err
			}
		}
		return nil
	})
	today, err := f.db.Today(ctx, f.hilde.Person, moment, 1, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if today.Waiting != 2 || today.New != 1 || titles(today.Dossiers) != "4" || today.Lates != 1 || titles(today.Late) != "1" || !today.Since.Equal(moment.Add(200*time.Minute)) {
		t.Errorf("%d wait, %d are new since %v, the first is %s; %d are late, the first is %s", today.Waiting, today.New, today.Since, titles(today.Dossiers), today.Lates, titles(today.Late))
	}
	if len(today.Rounds) != 2 || today.Rounds[1].Title != "Ronde 1" || len(today.Versions) != 1 || today.Versions[0].Number != 2 || today.Versions[0].DraftedName != "Hilde" {
		t.Errorf("%+v, %+v", today.Rounds, today.Versions)
	}
	if !slices.EqualFunc(today.Peers, []string{"Leuven"}, func(p postgres.PeerRow, city string) bool { return p.City == city }) {
		t.Errorf("%+v", today.Peers)
	}
}

func TestADossierKnowsWhatTheLedgerHoldsForIt(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	f := filed(t, l.db, 2)
	promise := budget.Promise{Source: budget.Granted, Title: "Put 1", Application: int64(f.ids[0]), Year: 2027, Kind: "structureel", Amount: 4_500_00}
	write(t, l.db, func(tx postgres.Tx) (err error) {
		promise.ID, err = tx.AddPromise(t.Context(), promise)
		return err
	})
	stored, err := l.db.Promise(t.Context(), promise.ID)
	if err != nil || stored != promise {
		t.Errorf("%+v, %v", stored, err)
	}
	l.do(l.book("budget.credit", l.credit(2027, "structureel", 10_000_00, budget.Amendment, "02")))
	l.do(l.book("budget.commit", l.of(promise, budget.Commitment, "", 4_500_00)))
	l.do(l.book("budget.pay", l.of(promise, budget.Payment, "", 3_600_00)))
	row, err := l.db.Dossier(t.Context(), f.ids[0])
	if err != nil || row.Committed != 4_500_00 || row.Paid != 3_600_00 {
		t.Errorf("%v, %v, %v", row.Committed, row.Paid, err)
	}
	lines, err := l.db.ApplicationsOf(t.Context(), row.Association, moment)
	if err != nil || len(lines) != 3 || lines[2].Committed != 4_500_00 || lines[2].Paid != 3_600_00 || lines[1].Committed != 0 {
		t.Errorf("%+v, %v", lines, err)
	}
	if committed, paid, err := l.db.DossierHolding(t.Context(), f.ids[1]); err != nil || committed != 0 || paid != 0 {
		t.Errorf("%v, %v, %v", committed, paid, err)
	}
	// what is promised to a public project is promised to the dossier of its number
	if other, err := l.db.Dossier(t.Context(), f.ids[1]); err != nil {
		t.Fatal(err)
	} else {
		p := budget.Promise{Source: budget.Granted, Title: "Put 2", Year: 2027, Kind: "structureel", Amount: 1_000_00}
		write(t, l.db, func(tx postgres.Tx) error {
			id, err := tx.AddProject(t.Context(), project.Project{Slug: "put-2", Title: "Put 2", Number: string(other.Number), Associations: []association.ID{other.Association}, Kind: project.Structural,
				State: project.Running, Sector: 12220, Period: calendar.Period{First: calendar.DayOf(moment)}, GrantedOn: calendar.DayOf(moment), Granted: 1_000_00, Cost: 2_000_00, Summary: "Een put."})
			if err != nil {
				return err
			}
			p.Project = int64(id)
			p.ID, err = tx.AddPromise(t.Context(), p)
			return err
		})
		l.do(l.book("budget.commit", l.of(p, budget.Commitment, "", 1_000_00)))
		if committed, paid, err := l.db.DossierHolding(t.Context(), f.ids[1]); err != nil || committed != 1_000_00 || paid != 0 {
			t.Errorf("%v, %v, %v", committed, paid, err)
		}
	}
	refused := l.db.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.AddPromise(t.Context(), budget.Promise{Source: budget.Committed, Title: "Put 2", Application: int64(f.ids[1]), Year: 2027, Kind: "structureel", Amount: 1})
		return err
	})
	if refused == nil {
		t.Error("a promise that is no grant is of a dossier")
	}
}
