package desk

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// PathSubject names a version of the growth path as the record does.
func PathSubject(version int) string { return "path/" + strconv.Itoa(version) }

// PeerSubject names a figure of another city as the record does.
func PeerSubject(id budget.PeerID) string { return "peer/" + strconv.FormatInt(int64(id), 10) }

// ChangePath registers the next version of the growth path, and returns its number. Seen is the version that the page was drawn from, zero where
// there was none: when it is not the current one any more the answer is [Changed].
func (d *Desk) ChangePath(ctx context.Context, by account.BudgetKeeper, once Once, seen int, p budget.GrowthPath) (int, error) {
	subject, err := d.act(ctx, by, once, "budget.path", func(tx postgres.Tx, now time.Time) (string, error) {
		was, err := currentPath(ctx, tx, seen)
		if err != nil {
			return "", err
		}
		p.Reason = strings.TrimSpace(p.Reason)
		for i := range p.Years {
			p.Years[i].FallReason = strings.TrimSpace(p.Years[i].FallReason)
		}
		if err := p.Check(was, calendar.DayOf(now)); err != nil {
			return "", err
		}
		changed := budget.Compare(was, p)
		if len(changed) == 0 {
			return "", refuse("", "Dit groeipad is gelijk aan het vorige. Er is niets bewaard.")
		}
		p.RegisteredAt, p.Person, p.Demo = now, int64(by.By().Person), false
		version, err := tx.AddPath(ctx, seen, p)
		if errors.Is(err, fault.Conflict) { // somebody came first at the same instant
			if _, first := currentPath(ctx, tx, seen); first != nil {
				err = first
			}
		}
		tx.Note(audit.Detail{Before: yearsOf(changed, true), After: yearsOf(changed, false), Why: p.Reason})
		return PathSubject(version), err
	})
	return int(numberOf[int64](subject)), err
}

// currentPath returns the growth path that is current, and [Changed] where it is not the one that was seen.
func currentPath(ctx context.Context, tx postgres.Tx, seen int) (budget.GrowthPath, error) {
	is, err := tx.Path(ctx, 0)
	if err == nil && is.Version != seen {
		err = Changed{By: is.Name, Act: "budget.path", At: is.RegisteredAt}
	}
	return is.GrowthPath, err
}

// yearsOf returns the years of a change as they were, or as they are now.
func yearsOf(changed []budget.PathChange, before bool) []budget.PathYear {
	var all []budget.PathYear
	for _, c := range changed {
		y := c.New
		if before {
			y = c.Old
		}
		if y != nil {
			all = append(all, *y)
		}
	}
	return all
}

// AddPopulation registers the number of inhabitants on a day, with its source. A figure of that day that was there before stays to be seen, and
// counts no more.
func (d *Desk) AddPopulation(ctx context.Context, by account.BudgetKeeper, once Once, p budget.Population) error {
	_, err := d.act(ctx, by, once, "budget.population", func(tx postgres.Tx, now time.Time) (string, error) {
		p.Source, p.SourceURL = strings.TrimSpace(p.Source), strings.TrimSpace(p.SourceURL)
		if err := p.Check(calendar.DayOf(now)); err != nil {
			return "", err
		}
		all, err := tx.PopulationsAsOf(ctx, 0)
		if err != nil {
			return "", err
		}
		detail := audit.Detail{After: populationTold(p)}
		for _, was := range all {
			if was.On == p.On {
				detail.Before = populationTold(was)
			}
		}
		tx.Note(detail)
		p.RegisteredAt, p.Person, p.Demo = now, int64(by.By().Person), false
		return "population/" + p.On.ISO(), tx.AddPopulation(ctx, p)
	})
	return err
}

// AddPriceIndex registers the price level of a year, with its source. A figure of that year that was there before stays to be seen, and counts no
// more.
func (d *Desk) AddPriceIndex(ctx context.Context, by account.BudgetKeeper, once Once, i budget.PriceIndex) error {
	_, err := d.act(ctx, by, once, "budget.index", func(tx postgres.Tx, now time.Time) (string, error) {
		i.Source, i.SourceURL = strings.TrimSpace(i.Source), strings.TrimSpace(i.SourceURL)
		if err := i.Check(); err != nil {
			return "", err
		}
		all, err := tx.IndexesAsOf(ctx, 0)
		if err != nil {
			return "", err
		}
		detail := audit.Detail{After: indexTold(i)}
		for _, was := range all {
			if was.Year == i.Year {
				detail.Before = indexTold(was)
			}
		}
		tx.Note(detail)
		i.RegisteredAt, i.Person, i.Demo = now, int64(by.By().Person), false
		return "index/" + strconv.Itoa(i.Year), tx.AddPriceIndex(ctx, i)
	})
	return err
}

// EnterPeer enters a figure of another city, which is published when a colleague has checked it.
func (d *Desk) EnterPeer(ctx context.Context, by account.BudgetKeeper, once Once, p budget.PeerFigure) (budget.PeerID, error) {
	subject, err := d.act(ctx, by, once, "budget.peer", func(tx postgres.Tx, now time.Time) (string, error) {
		p = p.Entered(int64(by.By().Person), now)
		if err := p.Check(calendar.DayOf(now)); err != nil {
			return "", err
		}
		id, err := tx.AddPeer(ctx, p)
		if err == nil && id == 0 {
			err = refuse("", "Er staat al een cijfer van %s voor %d dat hetzelfde telt. Trek dat eerst in als het niet klopt.", p.City, p.Year)
		}
		tx.Note(audit.Detail{After: peerTold(p)})
		return PeerSubject(id), err
	})
	return numberOf[budget.PeerID](subject), err
}

// CheckPeer says that a figure is as its source has it, and publishes it. It is done by a budgetbeheerder or a diensthoofd, [fault.Denied] to others,
// and never by who entered it.
func (d *Desk) CheckPeer(ctx context.Context, who account.Acting, once Once, id budget.PeerID) error {
	by := who.By()
	if !keepsFigures(by.Part) {
		return fault.Denied
	}
	_, err := d.act(ctx, who, once, "budget.peer-check", func(tx postgres.Tx, _ time.Time) (string, error) {
		was, err := tx.LockPeer(ctx, id)
		if err != nil {
			return "", err
		}
		if err := was.CheckBy(int64(by.Person)); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{After: peerTold(was.PeerFigure)})
		return PeerSubject(id), tx.CheckPeer(ctx, id, by)
	})
	return err
}

// WithdrawPeer takes a figure of another city back, with a reason. It is done by a budgetbeheerder or a diensthoofd, [fault.Denied] to others.
func (d *Desk) WithdrawPeer(ctx context.Context, who account.Acting, once Once, id budget.PeerID, why string) error {
	by := who.By()
	if !keepsFigures(by.Part) {
		return fault.Denied
	}
	why = strings.TrimSpace(why)
	_, err := d.act(ctx, who, once, "budget.peer-withdraw", func(tx postgres.Tx, _ time.Time) (string, error) {
		was, err := tx.LockPeer(ctx, id)
		if err != nil {
			return "", err
		}
		if err := was.CheckWithdraw(why); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: peerTold(was.PeerFigure), Why: why})
		return PeerSubject(id), tx.WithdrawPeer(ctx, id, by, why)
	})
	return err
}

func keepsFigures(part account.Part) bool {
	return part == account.BudgetKeeperPart || part == account.HeadPart
}

// What the record tells of a figure: what it says and where it was read, not what the database keeps of it besides.

func populationTold(p budget.Population) map[string]any {
	return map[string]any{"on": p.On.ISO(), "inhabitants": p.Inhabitants, "source": p.Source, "url": p.SourceURL}
}

func indexTold(i budget.PriceIndex) map[string]any {
	return map[string]any{"year": i.Year, "points": i.String(), "source": i.Source, "url": i.SourceURL}
}

func peerTold(p budget.PeerFigure) map[string]any {
	return map[string]any{"city": p.City, "year": p.Year, "rate": p.Rate, "inhabitants": p.Inhabitants, "scope": p.Scope, "note": p.ScopeNote,
		"source": p.Source, "url": p.SourceURL}
}
