package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
)

// A theme of growth: the same question of the small and of the large portal, and what it may cost more there.
type grown struct {
	name         string
	time, cpu    goal
	small, large []page
}

func growth(ctx context.Context, args []string) (err error) {
	begin := time.Now()
	flags := flag.NewFlagSet("growth", flag.ContinueOnError)
	program := flags.String("program", "var/bin/vriendenstad", "the portal's `program`")
	out := flags.String("out", "var/bench-growth.json", "`file` for the report")
	under := flags.String("dir", "", "`folder` for the temporary databases")
	few := flags.Int("small", 10_000, "`number` of projects of the small portal")
	many := flags.Int("large", 1_000_000, "`number` of projects of the large portal")
	unit := flags.Duration("each", 1600*time.Millisecond, "how long each load runs in each of three rounds")
	if err := flags.Parse(args); err != nil {
		return err
	}
	g, err := lay(ctx, *under, say)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.clear()) }()
	small, err := raiseFilled(ctx, g, "small", *few, *program)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, small.strike()) }()
	large, err := raiseFilled(ctx, g, "large", *many, *program)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, large.strike()) }()

	var rep report
	all, err := grow(ctx, small, large)
	if err != nil {
		return err
	}
	rounds, naive, err := growthRun(ctx, g, small, large, all, *unit)
	if err != nil {
		return err
	}
	judgeGrowth(&rep, all, rounds)
	if err := explainGrowth(ctx, &rep, all); err != nil {
		return err
	}
	if err := checkTraps(ctx, &rep, small, large); err != nil {
		return err
	}
	rep.about("%d and %d projects, %d connections, 3 rounds of %.1f s; %.0f s in all", small.projects, large.projects, connections,
		unit.Seconds(), time.Since(begin).Seconds())
	rep.about("%s; others used %.2f of the cores meanwhile", machine(), rounds.busy())
	rep.note("the naive page of the mixed words at %d projects: %.0f a second", small.projects, naive)
	return errors.Join(rep.write(os.Stdout), rep.save(*out))
}

func raiseFilled(ctx context.Context, g *ground, name string, projects int, program string) (*stage, error) {
	database, err := g.fill(ctx, name, projects)
	if err != nil {
		return nil, err
	}
	return raise(ctx, g, database, program)
}

// grow looks at the questions of both portals.
func grow(ctx context.Context, small, large *stage) ([]grown, error) {
	var all []grown
	ask := func(name string, time, cpu goal, paths func(*stage) ([]string, error)) error {
		one := grown{name: name, time: time, cpu: cpu}
		for _, side := range []struct {
			of *stage
			to *[]page
		}{{small, &one.small}, {large, &one.large}} {
			asked, err := paths(side.of)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			for _, path := range asked {
				p, err := side.of.look(ctx, path, -1)
				if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				*side.to = append(*side.to, p)
			}
		}
		all = append(all, one)
		return nil
	}
	of := func(filters ...project.Filter) func(*stage) ([]string, error) {
		var paths []string
		for _, f := range filters {
			paths = append(paths, link.Projects(f))
		}
		return func(*stage) ([]string, error) { return paths, nil }
	}
	worst, took, err := large.worst(ctx, nasty())
	if err != nil {
		return nil, err
	}
	say("the worst search is %s: alone %d ms", link.Projects(worst.filter()), took.Milliseconds())
	meant, took, err := large.worst(ctx, hostile())
	if err != nil {
		return nil, err
	}
	say("the worst of the hostile ones is %s: alone %d ms", link.Projects(meant.filter()), took.Milliseconds())
	var mix []project.Filter
	for _, q := range mixed() {
		mix = append(mix, q.filter())
	}
	flat := atMost(1.3)
	err = errors.Join(
		ask("list", flat, goal{}, of(project.Filter{})),
		ask("list, from the middle", flat, goal{}, func(s *stage) ([]string, error) { return s.middlePage(ctx) }),
		ask("one facet", flat, goal{}, of(narrowed()["one facet"])),
		ask("two facets", flat, goal{}, of(narrowed()["two facets"])),
		ask("frequent word", flat, goal{}, of(project.Filter{Words: frequentWord})),
		ask("mixed words", goal{}, atMost(1.8), of(mix...)),
		ask("unknown word", goal{}, goal{}, of(project.Filter{Words: unknownWord})),
		ask("worst search", goal{}, goal{}, of(worst.filter())),
		ask("detail", goal{}, goal{}, func(s *stage) ([]string, error) { return s.aDetail(ctx) }),
		ask("home", goal{}, goal{}, func(*stage) ([]string, error) { return []string{link.Home()}, nil }),
	)
	return all, err
}

// middlePage is the page of the list that begins in its middle.
func (s *stage) middlePage(ctx context.Context) ([]string, error) {
	var from project.Cursor
	err := s.naive.QueryRow(ctx, `SELECT id FROM project ORDER BY granted_on DESC, id DESC OFFSET $1 LIMIT 1`, s.projects/2).Scan(&from.After)
	return []string{link.ProjectsFrom(project.Filter{}, from)}, err
}

func (s *stage) aDetail(ctx context.Context) ([]string, error) {
	first, err := s.in.db.Projects(ctx, project.Filter{}, project.Cursor{})
	if err != nil || len(first.Rows) == 0 {
		return nil, err
	}
	return []string{link.Project(first.Rows[0].Slug)}, nil
}

// worst returns the search of these that takes longest, and how long, once its rows have been read from the disk. One that is given up
// even then fails the run.
func (s *stage) worst(ctx context.Context, of []question) (question, time.Duration, error) {
	var worst question
	var longest time.Duration
	for _, q := range of {
		path := link.Projects(q.filter())
		if _, _, err := s.in.page(ctx, path); err != nil {
			say("cold, %v", err)
		}
		begin := time.Now()
		if _, _, err := s.in.page(ctx, path); err != nil {
			return worst, longest, err
		}
		if took := time.Since(begin); took > longest {
			worst, longest = q, took
		}
	}
	return worst, longest, nil
}

// growthRun loads both portals with all questions in turn, and the small one's database with the naive search.
func growthRun(ctx context.Context, g *ground, small, large *stage, all []grown, unit time.Duration) (rounds, float64, error) {
	searches, err := small.search(ctx, mixed())
	if err != nil {
		return nil, 0, err
	}
	if _, err := large.search(ctx, mixed()); err != nil {
		return nil, 0, err
	}
	run := runner{times: 3, database: g.server.PID(), say: say, slots: []slot{
		{name: "naive", load: small.naively(searches)},
	}}
	for _, one := range all {
		run.slots = append(run.slots,
			slot{name: one.name + ", small", load: asking(small.portal.address, asks(one.small)...), of: small.portal},
			slot{name: one.name + ", large", load: asking(large.portal.address, asks(one.large)...), of: large.portal})
	}
	say("%d loads take turns, for %.0f s", len(run.slots), run.need(unit).Seconds())
	figures, err := run.run(ctx, unit)
	if err != nil {
		return nil, 0, err
	}
	return figures, middle(figures["naive"]).rate(), nil
}

// judgeGrowth writes down what each question costs more where there is more.
func judgeGrowth(rep *report, all []grown, figures rounds) {
	for _, one := range all {
		small, large := one.name+", small", one.name+", large"
		cpu := make([]float64, len(figures[small]))
		for turn, f := range figures[large] {
			cpu[turn] = float64(f.cpu()) / float64(figures[small][turn].cpu())
		}
		rep.add(
			middle(figures[small]).entry(small),
			middle(figures[large]).entry(large).against("× time", figures.ratio(small, large), one.time),
			middle(figures[large]).entry(large).against("× processor", median(cpu), one.cpu),
		)
		if one.name == "worst search" {
			rep.add(middle(figures[large]).entry(large).against("time ÷ naive at small", figures.ratio("naive", large), atMost(1.5)))
		}
	}
}

// short is the beginning of a statement, in one line.
func short(sql string) string {
	words := strings.Join(strings.Fields(sql), " ")
	return words[:min(len(words), 60)]
}
