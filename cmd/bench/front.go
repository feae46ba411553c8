package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
)

// frontFlags are what can be said to the run of the front.
type frontFlags struct {
	program, out, under string
	projects            int
	whole               bool
}

// The seconds of [bound], and what of them is kept for the end.
const (
	frontTime = 90 * time.Second
	frontRest = 10 * time.Second
)

func front(ctx context.Context, args []string) (err error) {
	begin := time.Now()
	var f frontFlags
	flags := flag.NewFlagSet("front", flag.ContinueOnError)
	flags.StringVar(&f.program, "program", "var/bin/vriendenstad", "the portal's `program`")
	flags.StringVar(&f.out, "out", "var/bench.json", "`file` for the report")
	flags.StringVar(&f.under, "dir", "", "`folder` for the temporary database")
	flags.IntVar(&f.projects, "projects", 10_000, "`number` of projects, up to 1,000,000")
	flags.BoolVar(&f.whole, "whole", false, "run every load 1 s + 3 s, however long that takes in all")
	if err := flags.Parse(args); err != nil {
		return err
	}
	bounded := f.projects <= 10_000 && !f.whole
	if bounded {
		var done context.CancelFunc
		ctx, done = context.WithTimeoutCause(ctx, frontTime, errors.New("this took longer than "+bound))
		defer done()
	}
	g, err := lay(ctx, f.under, say)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.clear()) }()
	database, err := g.fill(ctx, "bench", f.projects)
	if err != nil {
		return err
	}
	s, err := raise(ctx, g, database, f.program)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.strike()) }()

	var rep report
	p, err := prepare(ctx, g, s, &rep)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.constant.stop()) }()
	unit := fullWindow.whole()
	if bounded {
		if unit, err = p.run.fitting(frontTime - frontRest - time.Since(begin)); err != nil {
			return err
		}
	}
	all, err := p.run.run(ctx, unit)
	if err != nil {
		return err
	}
	p.judge(&rep, all)
	if err := p.download(ctx, &rep); err != nil {
		return err
	}
	p.judgeMemory(&rep)
	rep.about("%d projects, %d connections, %d rounds; the list 1 s + 3 s, the others %.1f s each; %.0f s in all",
		s.projects, connections, p.run.times, unit.Seconds(), time.Since(begin).Seconds())
	rep.about("%s; others used %.2f of the cores meanwhile", machine(), all.busy())
	return errors.Join(rep.write(os.Stdout), rep.save(f.out))
}

// A program of measuring: the slots with what they are made of.
type plan struct {
	stage    *stage
	constant *child
	run      runner
	list     page
	// memory is what the portal held after each load, at most, in bytes.
	memory map[string]int
}

// prepare looks at all that will be loaded, and weighs what needs no load.
func prepare(ctx context.Context, g *ground, s *stage, rep *report) (*plan, error) {
	p := &plan{stage: s, memory: map[string]int{}}
	if err := p.weigh(ctx, rep); err != nil {
		return nil, err
	}
	list, next, details, err := s.pages(ctx)
	if err != nil {
		return nil, err
	}
	p.list = list
	home, err := s.look(ctx, link.Home(), -1)
	if err != nil {
		return nil, err
	}
	searches, err := s.search(ctx, mixed())
	if err != nil {
		return nil, err
	}
	compressed, err := fetch(ctx, s.portal.address, list.path, modern)
	if err != nil {
		return nil, err
	}
	still, err := unchanged(ctx, s.portal.address)
	if err != nil {
		return nil, err
	}
	detailBytes, detailAsks := average(details)
	p.constant, err = constant(ctx, filepath.Join(g.dir, "const.log"), map[string]int{
		"list": list.bytes, "detail": detailBytes, "home": home.bytes, "list-br": len(compressed.body),
	})
	if err != nil {
		return nil, err
	}
	rep.note("list: %d bytes, %d statements; next page: %d statements; detail: %d bytes, %d statements; home: %d bytes, %d statements",
		list.bytes, len(list.steps), len(next.steps), detailBytes, detailAsks, home.bytes, len(home.steps))
	bare := func(name string) slot {
		return slot{name: "const " + name, load: asking(p.constant.address, ask{path: "/" + name, rows: -1}), of: p.constant}
	}
	ours := func(name string, all ...ask) slot {
		return slot{name: name, load: asking(s.portal.address, all...), of: s.portal}
	}
	full := func(one slot) slot { one.full = true; return one }
	slow := func(one slot) slot { one.weight = 2; return one }
	zipped := list.ask
	zipped.headers = "Accept-Encoding: " + modern + "\r\n"
	p.run = runner{times: 3, database: g.server.PID(), say: g.say, after: p.remember, slots: []slot{
		full(bare("list")), full(slot{name: "raw list", load: playing([][]step{list.steps})}), full(ours("list", list.ask)),
		ours("next page", next.ask), ours("list, compressed", zipped),
		bare("detail"), {name: "raw detail", load: playing(stepsOf(details))}, ours("detail", asks(details)...),
		bare("home"), {name: "raw home", load: playing([][]step{home.steps})}, ours("home", home.ask),
		slow(slot{name: "naive search", load: s.naively(searches)}), slow(ours("search", searches.pages...)),
		bare("list-br"), ours("static, 304", still),
	}}
	return p, nil
}

func stepsOf(pages []page) [][]step {
	all := make([][]step, len(pages))
	for i, one := range pages {
		all[i] = one.steps
	}
	return all
}

// remember keeps how much memory the portal was seen to hold.
func (p *plan) remember(one slot) error {
	if one.of != p.stage.portal {
		return nil
	}
	held, err := resident(p.stage.portal.pid())
	p.memory[one.name] = max(p.memory[one.name], held)
	return err
}

// unchanged is the question whether the style sheet is still the same.
func unchanged(ctx context.Context, address string) (ask, error) {
	home, err := fetch(ctx, address, link.Home(), "identity")
	if err != nil {
		return ask{}, err
	}
	styles := found(stylesheets, string(home.body))
	if len(styles) == 0 {
		return ask{}, errors.New("the home page names no style sheet")
	}
	sheet, err := fetch(ctx, address, styles[0], modern)
	return ask{
		path: styles[0], status: 304, rows: -1,
		headers: "Accept-Encoding: " + modern + "\r\nIf-None-Match: " + sheet.header.Get("Etag") + "\r\n",
	}, err
}

// judge writes down how the loads went, each against its limits.
func (p *plan) judge(rep *report, all rounds) {
	entryOf := func(name string) entry { return middle(all[name]).entry(name) }
	limited := func(name string, toLimit, toConst goal) {
		e := entryOf(name)
		rep.add(e.against("÷ L", all.toLimit(name, "const "+name, "raw "+name), toLimit),
			e.against("÷ const", all.ratio(name, "const "+name), toConst))
	}
	rep.add(entryOf("const list"), entryOf("raw list"))
	limited("list", atLeast(.65), atLeast(.15))
	rep.add(entryOf("next page").against("÷ const", all.ratio("next page", "const list"), goal{}))
	rep.add(entryOf("list, compressed").against("÷ list", all.ratio("list, compressed", "list"), goal{}))
	rep.add(entryOf("const detail"), entryOf("raw detail"))
	limited("detail", goal{}, atLeast(.25))
	rep.add(entryOf("const home"), entryOf("raw home"))
	limited("home", goal{}, goal{})
	rep.add(entryOf("naive search"), entryOf("search").against("÷ naive", all.ratio("search", "naive search"), atLeast(6)))
	rep.add(entryOf("const list-br"), entryOf("static, 304").against("÷ const-br", all.ratio("static, 304", "const list-br"), atLeast(.8)))
}

func megabytes(bytes int) float64 { return float64(bytes) / (1 << 20) }
func kilobytes(bytes int) float64 { return float64(bytes) / 1000 }

// download measures the file of all rows, by two who fetch it at a time.
func (p *plan) download(ctx context.Context, rep *report) error {
	path := link.ProjectsCSV(project.Filter{})
	whole, _, err := p.stage.in.page(ctx, path)
	if err != nil {
		return err
	}
	lines, bytes, err := discard(whole.Body)
	if err != nil {
		return err
	}
	if lines < p.stage.projects {
		return fmt.Errorf("%s has %d lines for %d projects", path, lines, p.stage.projects)
	}
	f, err := drive(ctx, fetching(p.stage.portal.address, path, lines), window{500 * time.Millisecond, 2 * time.Second},
		&meter{server: p.stage.portal.pid(), database: p.run.database})
	if err != nil {
		return err
	}
	rep.add(f.entry("CSV of all").against("rows a second", f.rate()*float64(p.stage.projects), goal{}))
	rep.note("CSV of all: %.1f MB", megabytes(bytes))
	return p.remember(slot{name: "CSV of all", of: p.stage.portal})
}

// judgeMemory writes down the most memory that the portal held, and after which load.
func (p *plan) judgeMemory(rep *report) {
	most, after := 0, []string{}
	for _, name := range slices.Sorted(maps.Keys(p.memory)) {
		most = max(most, p.memory[name])
		after = append(after, fmt.Sprintf("%s %.0f", name, megabytes(p.memory[name])))
	}
	rep.add(entry{Scenario: "memory at 32 connections"}.against("MB", megabytes(most), atMost(90)))
	rep.note("memory in MB, at most, after: %s", strings.Join(after, ", "))
}
