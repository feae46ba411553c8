package site

import (
	"context"
	"fmt"
	"slices"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
	"vriendenstad/templates/public"
)

// mostChanges is how many changes of credit since a day a page tells.
const mostChanges = 200

// since returns what was registered after a day, by what is known now.
func (s *Site) since(ctx context.Context, on calendar.Day, then postgres.Growth, versions []postgres.PathVersion) (*public.Since, error) {
	now, err := s.db.Growth(ctx, 0)
	if err != nil {
		return nil, err
	}
	all := public.Since{Moved: public.MovedBetween(then.Years, now.Years)}
	for i, v := range slices.Backward(versions) {
		if v.Version <= then.Path.Version {
			continue
		}
		one := public.VersionSince{GrowthPath: v.GrowthPath}
		if i+1 < len(versions) {
			one.Changes = budget.Compare(versions[i+1].GrowthPath, v.GrowthPath)
		}
		all.Versions = append(all.Versions, one)
	}
	counts, err := s.db.PopulationsAsOf(ctx, 0)
	if err != nil {
		return nil, err
	}
	for _, p := range counts {
		if !p.RegisteredAt.Before(on.AddDays(1).Start()) {
			all.Populations = append(all.Populations, p)
		}
	}
	all.Credits, err = s.creditsSince(ctx, on)
	return &all, err
}

// creditsSince returns the decisions on credit and the transfers that were booked after a day, the earliest first: one line for each decision
// on a year.
func (s *Site) creditsSince(ctx context.Context, on calendar.Day) ([]public.CreditSince, error) {
	var all []public.CreditSince
	for _, kind := range []budget.EntryKind{budget.Credit, budget.Transfer} {
		lines, _, err := s.db.Ledger(ctx, postgres.LedgerFilter{Kind: kind, First: on.AddDays(1)}, mostChanges)
		if err != nil {
			return nil, err
		}
		for _, l := range slices.Backward(lines) {
			if kind == budget.Transfer && l.Line != l.Envelope {
				continue // the other side of the same entry
			}
			one := creditSince(l)
			at := slices.IndexFunc(all, func(c public.CreditSince) bool {
				return kind == budget.Credit && c.Decision == one.Decision && c.Year == one.Year && c.What == one.What && c.Registered == one.Registered
			})
			if at < 0 {
				all = append(all, one)
			} else {
				all[at].Amount += one.Amount
			}
		}
	}
	for i, c := range all {
		if c.Amount != 0 {
			all[i].What += ", samen " + c.Amount.Short()
		}
	}
	return all, nil
}

func creditSince(l postgres.LedgerLine) public.CreditSince {
	one := public.CreditSince{Year: l.Year, Decision: l.Decision, On: l.On, Registered: calendar.DayOf(l.At)}
	switch {
	case l.Kind == budget.Transfer && l.OtherYear != l.Year:
		one.What = fmt.Sprintf("%v van %s ging naar %s %d", l.Amount.Short(), l.EnvelopeName, l.OtherName, l.OtherYear)
	case l.Kind == budget.Transfer:
		one.What = fmt.Sprintf("overdracht van %v van %s naar %s", l.Amount.Short(), l.EnvelopeName, l.OtherName)
	case l.Basis == budget.Initial:
		one.What, one.Amount = "krediet gestemd", l.Amount
	default:
		one.What, one.Amount = "budgetwijziging", l.Amount
	}
	return one
}
