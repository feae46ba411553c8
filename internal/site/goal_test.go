package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

func TestEveryGoalShowsItsProjects(t *testing.T) {
	t.Parallel()
	c := sampled(t)
	lines := c.lines(t)
	for _, goal := range world.SDGs() {
		n, sum, kinds := 0, money.Cents(0), map[string]int{}
		for _, l := range lines {
			if slices.Contains(l.SDGs, goal) {
				n++
				sum += l.Granted
				kinds[string(l.Kind)]++
			}
		}
		p := c.page200(t, link.SDG(goal))
		said := p.text()
		if !strings.Contains(said, goal.Title()) || (n == 0) != strings.Contains(said, "Nog geen enkel project") {
			t.Errorf("goal %d: %s", goal, said)
		}
		if want := plain(sum.Short()); n > 0 && (!strings.Contains(said, fmt.Sprintf("%d %s", n, projects(n))) || !strings.Contains(said, "aan dit doel, samen "+want)) {
			t.Errorf("goal %d does not say %d projects, %s", goal, n, want)
		}
		for _, li := range p.all(named("li")) {
			for kind, many := range kinds {
				if strings.EqualFold(words(li), fmt.Sprintf("%s %d", kind, many)) {
					delete(kinds, kind)
				}
			}
		}
		if len(kinds) > 0 {
			t.Errorf("goal %d does not count %v", goal, kinds)
		}
		if got := len(p.links(classed("goals"))); got != 17 {
			t.Errorf("goal %d lists %d goals", goal, got)
		}
	}
	for _, address := range []string{"/sdg/0", "/sdg/18", "/sdg/01", "/sdg/-1", "/sdg/zes", "/sdg/6.0", "/sdg/99999999999999999999"} {
		if got := c.get(t, address); got.StatusCode != 404 {
			t.Errorf("%s: %d", address, got.StatusCode)
		}
	}
}
