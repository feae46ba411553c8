package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"

	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
)

// quiet is how long the portal is left alone before its memory is read.
const quiet = 500 * time.Millisecond

// weigh writes down what needs no load: sizes, memory at rest, and the time to start.
func (p *plan) weigh(ctx context.Context, rep *report) error {
	about, err := os.Stat(p.stage.program)
	if err != nil {
		return err
	}
	wait(ctx, quiet)
	idle, err := resident(p.stage.portal.pid())
	if err != nil {
		return err
	}
	start, err := p.stage.startTime(ctx)
	if err != nil {
		return err
	}
	address := p.stage.portal.address
	list, err := fetch(ctx, address, link.Projects(project.Filter{}), modern)
	if err != nil {
		return err
	}
	home, err := firstView(ctx, address, link.Home())
	if err != nil {
		return err
	}
	rep.add(
		entry{Scenario: "program"}.against("MB", megabytes(int(about.Size())), goal{}),
		entry{Scenario: "start to first 200"}.against("ms", milliseconds(start), atMost(100)),
		entry{Scenario: "memory idle"}.against("MB", megabytes(idle), atMost(40)),
		entry{Scenario: "list page"}.against("kB compressed", kilobytes(len(list.body)), atMost(10)),
		entry{Scenario: "first view of /"}.against("kB compressed", kilobytes(home.sum()), atMost(100)),
		entry{Scenario: "JavaScript of /"}.against("kB compressed", kilobytes(home.scripts), atMost(30)),
	)
	rep.note("first view of /: page %.1f, styles %.1f, script %.1f, fonts %.1f, pictures and the rest %.1f kB; the list goes out as %s",
		kilobytes(home.page), kilobytes(home.styles), kilobytes(home.scripts), kilobytes(home.fonts), kilobytes(home.rest),
		list.header.Get("Content-Encoding"))
	return nil
}

// fetching is the load of two who fetch a file again and again, which must have so many lines.
func fetching(address, path string, lines int) load {
	return load{callers: 2, open: func(ctx context.Context, _ int) (func() error, func() error, error) {
		return func() error {
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, nil)
			if err != nil {
				return err
			}
			r.Header.Set("Accept-Encoding", "identity")
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				return err
			}
			n, _, err := discard(answer.Body)
			if err := errors.Join(err, answer.Body.Close()); err != nil {
				return err
			}
			if answer.StatusCode != http.StatusOK || n != lines {
				return fmt.Errorf("%s: status %d and %d lines, want %d", path, answer.StatusCode, n, lines)
			}
			return nil
		}, func() error { return nil }, nil
	}}
}

// machine says what was measured on, as far as it is known.
func machine() string {
	name := "cores"
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if _, rest, ok := strings.Cut(string(text), "model name\t: "); ok {
			line, _, _ := strings.Cut(rest, "\n")
			name = "cores of " + line
		}
	}
	return fmt.Sprintf("%d %s, %s", runtime.NumCPU(), name, runtime.Version())
}
