package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"
)

// What happens at a closing: so many drafts are open in browsers, each of which saves again after somebody typed for a while, and so many submit a second,
// each of whom reads the draft once more before, for as long.
const (
	writers     = 300
	pauseLeast  = 2 * time.Second
	pauseMost   = 5 * time.Second
	perSecond   = 50
	readsBefore = 2 * time.Second
)

// applyWindow is how long that goes on. The warming holds the first readers, who submit when it is over.
var applyWindow = window{warm: 4 * time.Second, count: 15 * time.Second}

// applyTime bounds the run in all.
const applyTime = 90 * time.Second

// lastOf99 is what the slowest but one of a hundred answers may take, in milliseconds.
const lastOf99 = 500

// The loads of a run, by their names in the report.
const (
	savingLoad    = "a section saves itself"
	checkingLoad  = "a draft is read once more"
	submitLoad    = "an application is submitted"
	receivingLoad = "its receipt"
	allLoads      = "all of it"
)

// closing measures drafts that save themselves and submissions at the end of a round, against the portal as a program of its own. An answer that is not right
// fails the run, and so does what is not there afterwards.
func closing(ctx context.Context, args []string) (err error) {
	begin := time.Now()
	var program, out, under string
	flags := flag.NewFlagSet("apply", flag.ContinueOnError)
	flags.StringVar(&program, "program", "var/bin/vriendenstad", "the portal's `program`")
	flags.StringVar(&out, "out", "var/bench-apply.json", "`file` for the report")
	flags.StringVar(&under, "dir", "", "`folder` for the temporary database")
	if err := flags.Parse(args); err != nil {
		return err
	}
	ctx, done := context.WithTimeoutCause(ctx, applyTime, errors.New("this took longer than "+bound))
	defer done()
	g, err := lay(ctx, under, say)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.clear()) }()
	h, err := openHall(ctx, g, program)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.shut()) }()
	say("%d drafts to write in and %d to submit were made in %.1f s", len(h.pages), len(h.ready), time.Since(begin).Seconds())
	all, err := h.run(ctx, applyWindow)
	if err != nil {
		return err
	}
	said, err := h.count(ctx)
	if err != nil {
		return err
	}
	var rep report
	judgeApply(&rep, all)
	rep.note("%s", said)
	rep.about("%d pages that save themselves each %.0f to %.0f s, %d submissions a second, read %.0f s before, for %.0f s after %.0f s; fsync on; %.0f s in all",
		writers, pauseLeast.Seconds(), pauseMost.Seconds(), perSecond, readsBefore.Seconds(), applyWindow.count.Seconds(), applyWindow.warm.Seconds(),
		time.Since(begin).Seconds())
	whole := all[allLoads]
	rep.about("%s; the portal used %.2f of the cores, the database %.2f, this program %.2f, others %.2f", machine(),
		whole.server.Seconds()/whole.took.Seconds(), whole.database.Seconds()/whole.took.Seconds(), whole.own.Seconds()/whole.took.Seconds(), whole.busy())
	return errors.Join(rep.write(os.Stdout), rep.save(out))
}

// judgeApply writes down how the loads went. They go on together, so what an answer costs is known of all of them alone.
func judgeApply(rep *report, all map[string]figure) {
	for _, name := range []string{savingLoad, checkingLoad, submitLoad, receivingLoad} {
		f := all[name]
		rep.add(f.entry(name).against("p99 ms", milliseconds(f.p99), atMost(lastOf99)))
	}
	rep.add(all[allLoads].entry(allLoads))
}

// figures makes a figure of each load, and one of all. What the machine did meanwhile is that of all of them.
func (h *hall) figures(before, after reading) (map[string]figure, error) {
	all, everything := map[string]figure{}, []time.Duration(nil)
	for name, took := range h.took {
		f, err := newFigure(took, reading{at: before.at}, reading{at: after.at})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all[name] = f
		everything = append(everything, took...)
	}
	f, err := newFigure(slices.Clone(everything), before, after)
	all[allLoads] = f
	return all, err
}
