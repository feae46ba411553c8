package desk

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// An office is the Dienst as it keeps the growth path.
type office struct {
	club
}

func newOffice(t *testing.T) office {
	t.Helper()
	return office{club{Desk: newDesk(t, pgtest.New(t)), t: t}}
}

// keeper is somebody in the power of a budgetbeheerder, some days after noon.
func (o office) keeper(id account.ID, days int) account.BudgetKeeper {
	o.t.Helper()
	k, ok := account.Identity{Person: id, At: noon.AddDate(0, 0, days), Passed: true, Powers: []account.Part{account.BudgetKeeperPart}}.BudgetKeeper()
	if !ok {
		o.t.Fatal("no budget keeper")
	}
	return k
}

// told returns what the record holds of an act, the latest first.
func (o office) told(act string) []postgres.TrailRow {
	o.t.Helper()
	all, _, err := o.db.Trail(o.t.Context(), postgres.TrailFilter{Act: act}, 50)
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}

func steps(t *testing.T, to budget.Rate) budget.GrowthPath {
	t.Helper()
	p, err := budget.Linear(2027, 2031, 180, to)
	if err != nil {
		t.Fatal(err)
	}
	p.Reason = " Meerjarenplan. "
	return p
}

func TestEveryChangeOfThePathIsAVersion(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	greet, once := o.keeper(o.person("greet"), 0), NewOnce()
	for range 2 {
		if version, err := o.ChangePath(t.Context(), greet, once, 0, steps(t, 300)); err != nil || version != 1 {
			t.Fatalf("version %d, %v", version, err)
		}
	}
	second := steps(t, 340)
	second.Years[0].Status, second.Years[0].Decision, second.Demo = budget.Adopted, "2027_GR_00001", true
	if version, err := o.ChangePath(t.Context(), greet, NewOnce(), 1, second); err != nil || version != 2 {
		t.Fatalf("version %d, %v", version, err)
	}
	is, err := o.db.Path(t.Context(), 0)
	if err != nil || is.Version != 2 || is.Name != "Greet" || is.Reason != "Meerjarenplan." || is.Demo || !is.RegisteredAt.Equal(noon) || is.Years[4].Target != 340 {
		t.Errorf("%+v, %v", is, err)
	}
	acts := o.told("budget.path")
	if len(acts) != 2 || acts[0].Subject != PathSubject(2) || acts[0].Part != account.BudgetKeeperPart ||
		!strings.Contains(acts[0].Detail, `"Meerjarenplan."`) || !strings.Contains(acts[0].Detail, `340`) || !strings.Contains(acts[0].Detail, `300`) {
		t.Errorf("%+v", acts)
	}
	refusedAsAWhole(t, "the same again", refusalOf(o.ChangePath(t.Context(), greet, NewOnce(), 2, second)))
	back := steps(t, 300)
	refusedBecause(t, refusalOf(o.ChangePath(t.Context(), greet, NewOnce(), 2, back)), "status-2027")
	back.Reason = ""
	refusedBecause(t, refusalOf(o.ChangePath(t.Context(), greet, NewOnce(), 2, back)), "reden")
	if all, err := o.db.PathVersions(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("%d versions, %v", len(all), err)
	}
}

func refusalOf[T any](_ T, err error) error { return err }

func TestTheSecondSaverOfThePathSeesWhoCameInBetween(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	greet, eva := o.keeper(o.person("greet"), 0), o.keeper(o.person("eva"), 1)
	if _, err := o.ChangePath(t.Context(), greet, NewOnce(), 0, steps(t, 300)); err != nil {
		t.Fatal(err)
	}
	for _, seen := range []int{0, 2} {
		_, err := o.ChangePath(t.Context(), eva, NewOnce(), seen, steps(t, 340))
		changed, ok := errors.AsType[Changed](err)
		if !ok || !errors.Is(err, fault.Conflict) || changed.By != "Greet" || changed.Act != "budget.path" || !changed.At.Equal(noon) {
			t.Errorf("who saw %d: %v", seen, err)
		}
	}
	if is, err := o.db.Path(t.Context(), 0); err != nil || is.Version != 1 || is.Years[4].Target != 300 {
		t.Errorf("%+v, %v", is, err)
	}
}

func TestOfManySaversAtTheSameInstantOneIsFirst(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	greet := o.keeper(o.person("greet"), 0)
	var wait sync.WaitGroup
	var saved, late atomic.Int32
	for n := range 8 {
		p := steps(t, budget.Rate(300+n))
		wait.Go(func() {
			_, err := o.ChangePath(t.Context(), greet, NewOnce(), 0, p)
			if _, ok := errors.AsType[Changed](err); ok {
				late.Add(1)
			} else if err == nil {
				saved.Add(1)
			} else {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if saved.Load() != 1 || late.Load() != 7 || len(o.told("budget.path")) != 1 {
		t.Errorf("%d saved, %d late, %d in the record", saved.Load(), late.Load(), len(o.told("budget.path")))
	}
}

func TestAPopulationFigureHasADayAndASource(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	greet := o.keeper(o.person("greet"), 0)
	first := budget.Population{On: calendar.Date(2027, time.January, 1), Inhabitants: 568_000, Source: " Statbel, voorlopig ", SourceURL: "https://statbel.fgov.be/", Demo: true, Person: 99}
	once := NewOnce()
	for range 2 {
		if err := o.AddPopulation(t.Context(), greet, once, first); err != nil {
			t.Fatal(err)
		}
	}
	again := first
	again.Inhabitants, again.Source = 568_766, "Statbel"
	if err := o.AddPopulation(t.Context(), o.keeper(greet.By().Person, 3), NewOnce(), again); err != nil {
		t.Fatal(err)
	}
	is, err := o.db.Population(t.Context(), calendar.DayOf(noon))
	if err != nil || is.Inhabitants != 568_766 || is.Demo || is.Person != int64(greet.By().Person) || !is.RegisteredAt.Equal(noon.AddDate(0, 0, 3)) {
		t.Errorf("%+v, %v", is, err)
	}
	if was, err := o.db.PopulationsAsOf(t.Context(), calendar.DayOf(noon)); err != nil || len(was) != 1 || was[0].Inhabitants != 568_000 || was[0].Source != "Statbel, voorlopig" {
		t.Errorf("as it was: %+v, %v", was, err)
	}
	acts := o.told("budget.population")
	if len(acts) != 2 || acts[0].Subject != "population/2027-01-01" || !strings.Contains(acts[0].Detail, "568766") || !strings.Contains(acts[0].Detail, "568000") ||
		strings.Contains(acts[1].Detail, "before") {
		t.Errorf("%+v", acts)
	}
	for field, change := range map[string]func(*budget.Population){
		"dag":      func(p *budget.Population) { p.On = calendar.DayOf(noon) + 1 },
		"bron":     func(p *budget.Population) { p.Source = "  " },
		"inwoners": func(p *budget.Population) { p.Inhabitants = 568 },
		"adres":    func(p *budget.Population) { p.SourceURL = "statbel" },
	} {
		p := first
		change(&p)
		refusedBecause(t, o.AddPopulation(t.Context(), greet, NewOnce(), p), field)
	}
}

func TestAPriceIndexHasASource(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	greet := o.keeper(o.person("greet"), 0)
	index := budget.PriceIndex{Year: 2026, Points: 13_102, Source: "Statbel ", Demo: true}
	if err := o.AddPriceIndex(t.Context(), greet, NewOnce(), index); err != nil {
		t.Fatal(err)
	}
	index.Points = 13_112
	if err := o.AddPriceIndex(t.Context(), o.keeper(greet.By().Person, 3), NewOnce(), index); err != nil {
		t.Fatal(err)
	}
	all, err := o.db.IndexesAsOf(t.Context(), 0)
	if err != nil || len(all) != 1 || all[0].Points != 13_112 || all[0].Demo || all[0].Source != "Statbel" || all[0].Person != int64(greet.By().Person) {
		t.Errorf("%+v, %v", all, err)
	}
	if acts := o.told("budget.index"); len(acts) != 2 || acts[0].Subject != "index/2026" || !strings.Contains(acts[0].Detail, `"131,02"`) || !strings.Contains(acts[0].Detail, `"131,12"`) {
		t.Errorf("%+v", acts)
	}
	index.Source = ""
	refusedBecause(t, o.AddPriceIndex(t.Context(), greet, NewOnce(), index), "bron")
}

func TestAFigureOfAnotherCityIsCheckedByAColleague(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	greet, eva := o.person("greet"), o.person("eva")
	gent := budget.PeerFigure{City: " Gent ", Year: 2025, Rate: 340, Scope: budget.AllWithStaff, Source: "Jaarrekening", SourceURL: "https://stad.gent/",
		CheckedBy: 99, CheckedAt: noon, Demo: true, EnteredBy: 99}
	once := NewOnce()
	id, err := o.EnterPeer(t.Context(), o.keeper(greet, 0), once, gent)
	if err != nil || id == 0 {
		t.Fatalf("%d, %v", id, err)
	}
	if twin, err := o.EnterPeer(t.Context(), o.keeper(greet, 0), once, gent); err != nil || twin != id {
		t.Errorf("its twin is %d, %v", twin, err)
	}
	refusedAsAWhole(t, "once more", refusalOf(o.EnterPeer(t.Context(), o.keeper(eva, 0), NewOnce(), gent)))
	public := func() int {
		t.Helper()
		all, err := o.db.Peers(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	if n := public(); n != 0 {
		t.Errorf("%d figures are public that nobody checked", n)
	}
	refusedAsAWhole(t, "who entered it checks it", o.CheckPeer(t.Context(), o.keeper(greet, 1), NewOnce(), id))
	if err := o.CheckPeer(t.Context(), o.handler(eva), NewOnce(), id); !errors.Is(err, fault.Denied) {
		t.Errorf("a case handler: %v", err)
	}
	notTheirs(t, "what is not there", o.CheckPeer(t.Context(), o.head(eva, 1), NewOnce(), id+1))
	if err := o.CheckPeer(t.Context(), o.head(eva, 1), NewOnce(), id); err != nil {
		t.Fatal(err)
	}
	is, err := o.db.Peer(t.Context(), id)
	if err != nil || is.City != "Gent" || is.Demo || is.EnteredName != "Greet" || is.CheckedName != "Eva" || public() != 1 {
		t.Errorf("%+v, %v", is, err)
	}
	refusedAsAWhole(t, "twice", o.CheckPeer(t.Context(), o.head(eva, 1), NewOnce(), id))

	refusedBecause(t, o.WithdrawPeer(t.Context(), o.keeper(greet, 2), NewOnce(), id, " "), "reden")
	if err := o.WithdrawPeer(t.Context(), o.handler(eva), NewOnce(), id, "x"); !errors.Is(err, fault.Denied) {
		t.Errorf("a case handler: %v", err)
	}
	notTheirs(t, "what is not there", o.WithdrawPeer(t.Context(), o.keeper(greet, 2), NewOnce(), id+1, "x"))
	if err := o.WithdrawPeer(t.Context(), o.keeper(greet, 2), NewOnce(), id, " Van een ander jaar. "); err != nil {
		t.Fatal(err)
	}
	refusedAsAWhole(t, "again", o.WithdrawPeer(t.Context(), o.keeper(greet, 2), NewOnce(), id, "x"))
	if n := public(); n != 0 {
		t.Errorf("%d figures are public that were withdrawn", n)
	}
	for act, want := range map[string]string{"budget.peer": `"Gent"`, "budget.peer-check": `"Gent"`, "budget.peer-withdraw": `"Van een ander jaar."`} {
		all := slices.DeleteFunc(o.told(act), func(r postgres.TrailRow) bool { return r.Act != act })
		if len(all) != 1 || all[0].Subject != PeerSubject(id) || !strings.Contains(all[0].Detail, want) {
			t.Errorf("%s: %+v", act, all)
		}
	}
	gent.SourceURL = ""
	refusedBecause(t, refusalOf(o.EnterPeer(t.Context(), o.keeper(greet, 0), NewOnce(), gent)), "adres")
}
