package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"
)

// A goal is what a number is held against; the zero goal asks for nothing.
type goal struct {
	least, most float64
}

func atLeast(n float64) goal { return goal{least: n} }
func atMost(n float64) goal  { return goal{most: n} }

func (g goal) String() string {
	switch {
	case g.least != 0:
		return fmt.Sprintf("≥ %g", g.least)
	case g.most != 0:
		return fmt.Sprintf("≤ %g", g.most)
	}
	return ""
}

// verdict says whether a number is as asked, in two decimals as it is shown.
func (g goal) verdict(n float64) string {
	const half = .005
	switch {
	case g == goal{}:
		return ""
	case g.least != 0 && n+half < g.least, g.most != 0 && n-half > g.most:
		return "missed"
	}
	return "reached"
}

// An entry is one line of the report: what was loaded, how it went, and how that stands to a goal. It is a line of bench.json too.
type entry struct {
	Scenario string `json:"scenario"`
	// Rate is answers a second; with the times in milliseconds and the processor time of server and database in
	// microseconds an answer. All are zero for what is not a load.
	Rate     float64 `json:"requests_per_second,omitempty"`
	P50      float64 `json:"p50_ms,omitempty"`
	P99      float64 `json:"p99_ms,omitempty"`
	Server   float64 `json:"server_cpu_us,omitempty"`
	Database float64 `json:"database_cpu_us,omitempty"`
	// Measure says what Value is: a ratio to something, or a number with its unit.
	Measure string  `json:"measure,omitempty"`
	Value   float64 `json:"ratio,omitempty"`
	Goal    string  `json:"goal,omitempty"`
	Verdict string  `json:"verdict,omitempty"`
}

func (f figure) entry(scenario string) entry {
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(f.calls) }
	return entry{
		Scenario: scenario, Rate: f.rate(), P50: milliseconds(f.p50), P99: milliseconds(f.p99),
		Server: each(f.server), Database: each(f.database),
	}
}

// against adds to an entry how it stands to a goal.
func (e entry) against(measure string, value float64, g goal) entry {
	e.Measure, e.Value, e.Goal, e.Verdict = measure, value, g.String(), g.verdict(value)
	return e
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// A report is all that a run gives.
type report struct {
	// About says what was measured where, one line each; Notes what must be known to read the figures.
	About   []string `json:"about"`
	Entries []entry  `json:"entries"`
	Notes   []string `json:"notes"`
}

func (r *report) about(format string, args ...any) {
	r.About = append(r.About, fmt.Sprintf(format, args...))
}

func (r *report) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

func (r *report) add(all ...entry) { r.Entries = append(r.Entries, all...) }

// write prints the table.
func (r *report) write(out io.Writer) error {
	fmt.Fprintln(out, "\n"+strings.Join(r.About, "\n")+"\n")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "scenario\treq/s\tp50 ms\tp99 ms\tserver µs\tdatabase µs\tmeasure\tis\tgoal\t\t")
	last := ""
	for _, e := range r.Entries {
		name, speed := e.Scenario, "\t\t\t\t"
		if name == last {
			name = ""
		} else if e.Rate != 0 {
			speed = fmt.Sprintf("%s\t%.2f\t%.2f\t\t", number(e.Rate), e.P50, e.P99)
			if e.Server+e.Database > 0 { // else it is not known of this load alone
				speed = strings.TrimRight(speed, "\t") + fmt.Sprintf("\t%.0f\t%.0f", e.Server, e.Database)
			}
		}
		value := ""
		if e.Measure != "" {
			value = number(e.Value)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t\n", name, speed, e.Measure, value, e.Goal, e.Verdict)
		last = e.Scenario
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "\n"+strings.Join(r.Notes, "\n"))
	return err
}

// number writes a number with as many digits as it deserves.
func number(n float64) string {
	switch {
	case n >= 1000:
		whole := fmt.Sprintf("%.0f", n)
		return whole[:len(whole)-3] + "," + whole[len(whole)-3:]
	case n >= 100:
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.2f", n)
}

// save writes the report for programs to read.
func (r *report) save(path string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
