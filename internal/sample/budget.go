package sample

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/project"
)

// The budget of the sample city is invented, and marked so: in it every public project has its commitment, and what was paid by its state.

// lastMoney is what is left for emergency aid in the year of seeding: enough for one decision.
const lastMoney = 10_000 * euro

// envelopeOf is the envelope that pays for a kind of project.
var envelopeOf = map[project.Kind]budget.Kind{
	project.Structural: budget.Structural, project.Single: "projecten", project.School: "scholen", project.Awareness: "sensibilisering",
	project.Emergency: budget.Emergency,
}

// split parts a year's credit over the envelopes, in hundredths: emergency aid has the rest, less than a tenth.
var split = map[budget.Kind]money.Cents{budget.Structural: 45, "projecten": 27, "scholen": 10, "sensibilisering": 10, budget.Emergency: 8}

// twoYears are the credits of the year before that of seeding, and of the year itself.
var twoYears = [2]map[budget.Kind]money.Cents{
	{budget.Structural: 316_000 * euro, "projecten": 190_000 * euro, "scholen": 70_000 * euro, "sensibilisering": 70_000 * euro, budget.Emergency: 57_000 * euro},
	{budget.Structural: 382_000 * euro, "projecten": 229_000 * euro, "scholen": 85_000 * euro, "sensibilisering": 85_000 * euro, budget.Emergency: 67_000 * euro},
}

// budgetCeiling is the most that emergency aid may have of a year, in basis points.
const budgetCeiling = 1_000

// amended is what a budgetwijziging in June added to the projects of the year of seeding.
const amended = 10_000 * euro

// A promised amount is one that is paid to no public project.
type promised struct {
	title string
	to    association.ID
	kind  budget.Kind
	month time.Month
	// amount is in cents; zero for all but what is left of emergency aid.
	amount money.Cents
	paid   bool
}

// direct returns what the year of seeding promises beside the projects.
func direct() []promised {
	return []promised{
		{"Werking gezondheid in Kinshasa en Kumasi (fictief)", 0, budget.Structural, time.January, 118_000 * euro, true},
		{"Waterprogramma Tanger en Saint-Louis (fictief)", 0, budget.Structural, time.February, 96_000 * euro, true},
		{"Uitwisseling van stadsdiensten (fictief)", 0, budget.Structural, time.March, 42_500 * euro, false},
		{"Begeleiding van projectgroepen (fictief)", 0, "projecten", time.February, 64_000 * euro, true},
		{"Lespakketten over de wereld in de klas (fictief)", 0, "scholen", time.March, 38_500 * euro, true},
		{"Week van de internationale solidariteit (fictief)", 0, "sensibilisering", time.April, 27_800 * euro, true},
		{"Noodhulp door een samenwerking van organisaties (fictief)", 0, budget.Emergency, time.April, 0, true},
	}
}

// A bookkeeper books as the program itself, in the past.
type bookkeeper struct {
	ctx context.Context
	tx  postgres.Tx
	// envelopes are those of all years.
	envelopes map[int]map[budget.Kind]budget.Envelope
	today     calendar.Day
}

// writeBudget writes the ledger of the sample city: a year for each in which something was granted, up to the year after that of seeding.
func (s Set) writeBudget(ctx context.Context, tx postgres.Tx, projects map[project.ID]project.ID, carriers map[association.ID]association.ID, today calendar.Day) error {
	b := bookkeeper{ctx, tx, map[int]map[budget.Kind]budget.Envelope{}, today}
	needs := map[int]map[budget.Kind]money.Cents{}
	last := today.Year()
	first := last - 1
	for _, p := range s.Projects {
		year := p.GrantedOn.Year()
		if needs[year] == nil {
			needs[year] = map[budget.Kind]money.Cents{}
		}
		first = min(first, year)
		if !p.InKind {
			needs[year][envelopeOf[p.Kind]] += p.Granted
		}
	}
	for year := first; year <= last; year++ {
		if err := b.openYear(year, creditOf(year, last, needs[year])); err != nil {
			return fmt.Errorf("budget of %d: %w", year, err)
		}
	}
	if _, err := tx.AddYear(ctx, budget.Year{Year: last + 1, Ceiling: budgetCeiling, Demo: true}, leftovers(last+1, last)); err != nil {
		return err
	}
	all := slices.SortedFunc(slices.Values(s.Projects), func(a, c project.Project) int { return int(a.GrantedOn - c.GrantedOn) })
	for _, p := range all {
		if p.InKind {
			continue
		}
		if err := b.grant(p, projects[p.ID], carriers[p.Associations[0]]); err != nil {
			return fmt.Errorf("grant of %s: %w", p.Number, err)
		}
	}
	for i, d := range direct() {
		if err := b.promise(i, d); err != nil {
			return fmt.Errorf("%s: %w", d.title, err)
		}
	}
	return nil
}

// creditOf returns the credit of a year's envelopes: of the last two as the growth path has it, of earlier ones as much as was granted asks for.
func creditOf(year, last int, needs map[budget.Kind]money.Cents) map[budget.Kind]money.Cents {
	if year >= last-1 {
		return twoYears[year-last+1]
	}
	const thousand = 1_000 * euro
	total := 60 * thousand
	for kind, need := range needs {
		total = max(total, (need*100/split[kind]+thousand)/thousand*thousand)
	}
	credit := map[budget.Kind]money.Cents{}
	for kind, percent := range split {
		credit[kind] = total * percent / 100
	}
	return credit
}

// leftovers returns what becomes of what is left of a year: in the years before that of seeding it lapsed.
func leftovers(year, seeded int) map[budget.Kind]budget.Leftover {
	if year < seeded {
		return nil
	}
	return map[budget.Kind]budget.Leftover{budget.Structural: budget.SameKind, "projecten": budget.SameKind, "scholen": budget.ToStructural,
		"sensibilisering": budget.Lapses, budget.Emergency: budget.ToStructural}
}

// booked books entries on a day, at noon, with their act in the record.
func (b bookkeeper) booked(day calendar.Day, act, subject string, entries ...budget.Entry) error {
	by := account.By{At: day.Start().Add(12 * time.Hour)}
	if _, err := b.tx.Book(b.ctx, by, act, entries...); err != nil {
		return err
	}
	_, err := b.tx.AddEntry(b.ctx, by, act, subject, &audit.Detail{After: entries})
	return err
}

// openYear plans a year, votes its credit on a day of the December before it, and lets it begin. The structural envelope of the year of seeding had less at first.
func (b bookkeeper) openYear(year int, credit map[budget.Kind]money.Cents) error {
	if _, err := b.tx.AddYear(b.ctx, budget.Year{Year: year, Ceiling: budgetCeiling, Demo: true}, leftovers(year, b.today.Year())); err != nil {
		return err
	}
	all, err := b.tx.Envelopes(b.ctx, year, year)
	if err != nil {
		return err
	}
	june := calendar.Date(year, time.June, 22)
	raised := year == b.today.Year() && june <= b.today
	b.envelopes[year] = map[budget.Kind]budget.Envelope{}
	vote := budget.Base{Decision: budget.Decision(fmt.Sprintf("%d_GR_99010", year-1)), On: calendar.Date(year-1, time.December, 15)}
	var entries []budget.Entry
	for _, e := range all {
		b.envelopes[year][e.Kind] = e
		amount := credit[e.Kind]
		if raised && e.Kind == "projecten" {
			amount -= amended
		}
		entries = append(entries, budget.Entry{Kind: budget.Credit, Basis: budget.Initial, Envelope: e.ID, Emergency: e.Emergency, Amount: amount, Base: vote})
	}
	subject := fmt.Sprintf("budget/%d", year)
	if err := b.booked(vote.On, "budget.credit", subject, entries...); err != nil {
		return err
	}
	if _, err := b.tx.OpenYear(b.ctx, year); err != nil || !raised {
		return err
	}
	return b.booked(june, "budget.credit", subject, budget.Entry{Kind: budget.Credit, Basis: budget.Amendment, Envelope: b.envelopes[year]["projecten"].ID,
		Amount: amended, Base: budget.Base{Decision: budget.Decision(fmt.Sprintf("%d_GR_99011", year)), On: june, Why: "Er kwamen meer goede aanvragen dan verwacht (fictief)."}})
}

// advance is the part of a grant, in hundredths, that is paid before the report.
var advance = map[project.Kind]money.Cents{project.Structural: 70, project.Single: 80, project.School: 75, project.Awareness: 80, project.Emergency: 100}

// grant commits what a project was granted, and pays what its state says.
func (b bookkeeper) grant(p project.Project, id project.ID, to association.ID) error {
	number, _, _ := strings.Cut(p.Decision, " ")
	in := b.envelopes[p.GrantedOn.Year()][envelopeOf[p.Kind]]
	base := budget.Base{Decision: budget.Decision(number), On: p.GrantedOn}
	promise := budget.Promise{Source: budget.Granted, Title: p.Title, Association: to, Project: int64(id), Year: in.Year, Kind: in.Kind,
		Emergency: in.Emergency, Amount: p.Granted, Demo: true}
	of, err := b.commit(promise, in, base)
	if err != nil || p.State == project.Granted {
		return err
	}
	first := p.Granted * advance[p.Kind] / 100
	if err := b.pay(of, in, p.GrantedOn.AddDays(24), first); err != nil {
		return err
	}
	if p.State != project.Closed && p.State != project.Recovered {
		return nil
	}
	if err := b.pay(of, in, p.Period.Last.AddDays(60), p.Granted-first); err != nil || p.State == project.Closed {
		return err
	}
	day := min(p.Period.Last.AddDays(75), b.today)
	return b.booked(day, "budget.recover", fmt.Sprintf("promise/%d", of), budget.Entry{Kind: budget.Recovery, Envelope: in.ID, Emergency: in.Emergency,
		Promise: of, Amount: p.Granted, Base: budget.Base{On: day, Why: "De zaal viel weg, en de meeste avonden gingen niet door (fictief)."}})
}

func (b bookkeeper) commit(p budget.Promise, in budget.Envelope, base budget.Base) (budget.PromiseID, error) {
	id, err := b.tx.AddPromise(b.ctx, p)
	if err != nil {
		return 0, err
	}
	return id, b.booked(base.On, "budget.commit", fmt.Sprintf("promise/%d", id), budget.Entry{Kind: budget.Commitment, Envelope: in.ID,
		Emergency: in.Emergency, Promise: id, Amount: p.Amount, Base: base})
}

// pay books a payment on the day, or on the day of seeding where that is earlier.
func (b bookkeeper) pay(of budget.PromiseID, in budget.Envelope, day calendar.Day, amount money.Cents) error {
	if amount == 0 {
		return nil
	}
	day = min(day, b.today)
	return b.booked(day, "budget.pay", fmt.Sprintf("promise/%d", of), budget.Entry{Kind: budget.Payment, Envelope: in.ID, Emergency: in.Emergency,
		Promise: of, Amount: amount, Base: budget.Base{On: day}})
}

// promise commits what the year of seeding promises beside the projects, as far as the year has come.
func (b bookkeeper) promise(n int, d promised) error {
	in := b.envelopes[b.today.Year()][d.kind]
	day := council(calendar.Date(in.Year, d.month, 20))
	if d.amount == 0 {
		now, err := b.tx.Envelope(b.ctx, in.ID)
		if err != nil {
			return err
		}
		d.amount, day = now.Available()-lastMoney, min(day, b.today)
	}
	if day > b.today {
		return nil
	}
	base := budget.Base{Decision: budget.Decision(fmt.Sprintf("%d_CBS_%05d", in.Year, 99020+n)), On: day}
	id, err := b.commit(budget.Promise{Source: budget.Committed, Title: d.title, Association: d.to, Year: in.Year, Kind: in.Kind,
		Emergency: in.Emergency, Amount: d.amount, Demo: true}, in, base)
	if err != nil || !d.paid {
		return err
	}
	return b.pay(id, in, day.AddDays(30), d.amount)
}

// CloseYears closes the sample city's years before that of seeding, as proposed by one of its people and confirmed by another. It does nothing where
// they are closed.
func CloseYears(ctx context.Context, db *postgres.DB, keeper, head account.ID, today calendar.Day) error {
	return db.InTx(ctx, func(tx postgres.Tx) error {
		years, err := tx.BudgetYears(ctx)
		if err != nil {
			return err
		}
		for _, y := range years {
			if y.State != budget.Open || y.Year >= today.Year() {
				continue
			}
			last, err := tx.LastBooked(ctx, y.Year)
			if err != nil {
				return err
			}
			day := calendar.Date(y.Year+1, time.January, 31)
			by := account.By{Person: keeper, Part: account.BudgetKeeperPart, At: min(day, today).Start()}
			if _, err := tx.ProposeClosing(ctx, by, budget.Closing{Year: y, LastEntry: last.ID}, nil, "Het jaar is om (fictief)."); err != nil {
				return err
			}
			by.Person, by.Part = head, account.HeadPart
			if err := tx.ConfirmClosing(ctx, by, y.Year); err != nil {
				return err
			}
			if err := tx.CloseYear(ctx, y.Year); err != nil {
				return err
			}
			if _, err := tx.AddEntry(ctx, by, "budget.close", fmt.Sprintf("budget/%d", y.Year), nil); err != nil {
				return err
			}
		}
		return nil
	})
}
