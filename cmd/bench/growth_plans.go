package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
)

// explainGrowth writes down what the server does for each statement of each question, in the small and in the large portal.
func explainGrowth(ctx context.Context, rep *report, all []grown) error {
	rep.note("%-24s %-60s %26s %34s", "statement by statement", "", "small: ms buffers removed", "large: ms buffers removed")
	for _, one := range all {
		for i := range one.small {
			few, _, err := explainAll(ctx, one.small[i].steps)
			if err != nil {
				return fmt.Errorf("%s, small: %w", one.name, err)
			}
			many, _, err := explainAll(ctx, one.large[i].steps)
			if err != nil {
				return fmt.Errorf("%s, large: %w", one.name, err)
			}
			writePlans(rep, one, i, few, many)
		}
	}
	return nil
}

// writePlans writes the statements of one page side by side: they are not the same ones where the store chose another way.
func writePlans(rep *report, one grown, i int, few, many []explained) {
	name := one.name
	if len(one.small) > 1 {
		_, name, _ = strings.Cut(one.small[i].path, "?")
	}
	for n := range max(len(few), len(many)) {
		told := func(steps []step, plans []explained) (string, string) {
			if n >= len(plans) {
				return "", "–"
			}
			return short(steps[n].sql), fmt.Sprintf("%8.2f %8d %8d", milliseconds(plans[n].took), plans[n].buffers, plans[n].removed)
		}
		sql, small := told(one.small[i].steps, few)
		other, large := told(one.large[i].steps, many)
		if sql != other {
			sql = other
		}
		rep.note("%-24.24s %-60s %26s %34s", name, sql, small, large)
		name = ""
	}
}

// trapPatience is how long the first trap may take to show what it is.
const trapPatience = 30 * time.Second

// checkTraps holds the store against both traps of performance.
func checkTraps(ctx context.Context, rep *report, small, large *stage) error {
	nowhere := link.Projects(project.Filter{Words: unknownWord})
	few, err := small.look(ctx, nowhere, 0)
	if err != nil {
		return err
	}
	many, err := large.look(ctx, nowhere, 0)
	if err != nil {
		return err
	}
	_, before, err := explainAll(ctx, few.steps)
	if err != nil {
		return err
	}
	_, after, err := explainAll(ctx, many.steps)
	if err != nil {
		return err
	}
	rep.add(entry{Scenario: "trap 1: unknown word"}.against("× buffers", float64(after.buffers)/float64(before.buffers), atMost(1.3)))
	fallen, err := trap(ctx, large.database, trapPatience)
	if err != nil {
		return err
	}
	rep.note("trap 1: who looks along the dates for a word that stands nowhere waits %.2f s; the portal's statements take %.2f ms together",
		fallen.Seconds(), milliseconds(after.took))
	return checkSecondTrap(ctx, rep, large)
}

// checkSecondTrap sees that no statement of a search with words is carried out by a plan that was made for any words.
func checkSecondTrap(ctx context.Context, rep *report, large *stage) error {
	generic, walks := 0, 0
	for _, q := range mixed() {
		p, err := large.look(ctx, link.Projects(q.filter()), -1)
		if err != nil {
			return err
		}
		for _, one := range p.steps {
			if !strings.Contains(one.sql, "tsv @@") {
				continue
			}
			n, err := one.genericPlans(ctx, 8)
			if err != nil {
				return err
			}
			generic += n
			told, err := one.explain(ctx)
			if err != nil {
				return err
			}
			if told.reads("Seq Scan project") {
				walks++
			}
		}
	}
	rep.add(entry{Scenario: "trap 2: plans for any words"}.against("used", float64(generic), atMost(0.001)),
		entry{Scenario: "trap 2: whole table read"}.against("times", float64(walks), atMost(0.001)))
	return nil
}
