package site

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// A route is a method and a pattern of the map.
type route struct{ method, pattern string }

func (r route) String() string { return r.method + " " + r.pattern }

// TestTheMatrix asks for every route of the map as every kind of person.
func TestTheMatrix(t *testing.T) {
	t.Parallel()
	routes := everyRoute(t, newTown(t))
	got := map[route][]string{}
	for _, r := range routes {
		got[r] = make([]string, len(kinds))
	}
	t.Run("as", func(t *testing.T) {
		for i := range kinds {
			t.Run(kinds[i].name, func(t *testing.T) {
				t.Parallel()
				tryAll(t, i, routes, func(r route, answer string) { got[r][i] = answer })
			})
		}
	})
	for _, r := range routes {
		want, there := matrix[r.String()]
		if !there {
			t.Errorf("no line for %s. It answers as follows; is that right? Then add\n\t%q: %q,", r, r, joined(got[r]))
			continue
		}
		for i, answer := range answers(want) {
			if got[r][i] != answer {
				t.Errorf("%s, %s: %s, not %s", r, kinds[i].name, got[r][i], answer)
			}
		}
	}
	for known := range matrix {
		if !slices.ContainsFunc(routes, func(r route) bool { return r.String() == known }) {
			t.Errorf("a line for %s, which is on the map no more", known)
		}
	}
}

// EveryRoute walks the map.
func everyRoute(t *testing.T, to town) []route {
	t.Helper()
	var all []route
	err := chi.Walk(to.handler.(chi.Routes), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		all = append(all, route{method, pattern})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(all, func(a, b route) int {
		return cmp.Or(strings.Compare(a.pattern, b.pattern), strings.Compare(a.method, b.method))
	})
	return all
}

// TryAll tries everything as one kind of person: first what only reads, then what should be refused, and last what does something. Neither
// reading nor a refusal changes anything but the record of who was denied, and the counts of attempts.
func tryAll(t *testing.T, who int, routes []route, note func(route, string)) {
	var reads, refused, done []route
	for _, r := range routes {
		switch want := answers(matrix[r.String()])[who]; {
		case r.method == http.MethodGet:
			reads = append(reads, r)
		case want == "" || want == "200" || want == "303" || want == "pick":
			done = append(done, r)
		default:
			refused = append(refused, r)
		}
	}
	to := newTown(t)
	fresh := to.state()
	for _, some := range [][]route{reads, refused} {
		for _, r := range some {
			note(r, to.try(kinds[who], r))
		}
		if changed := to.changed(fresh, "attempt", "audit_entry", "audit_detail"); len(changed) > 0 {
			t.Errorf("%s …: the tables %q changed", some[0], changed)
		}
	}
	to.recorded("access.deny", "session.refuse", "record.export")
	// what else is tried asks for nothing in these: each link of a letter is of another person, and works once
	harmless := []string{"attempt", "audit_entry", "audit_detail", "act_once", "river_job", "erasure_request", "recovery_code", "letter_link", "person", "session"}
	for len(done) > 0 { // in a town of its own, unless what was done before leaves it as good as new
		t.Run(done[0].String(), func(t *testing.T) {
			for to := newTown(t); len(done) > 0; {
				note(done[0], to.try(kinds[who], done[0]))
				done = done[1:]
				if len(to.changed(fresh, harmless...)) > 0 || !to.hears(kinds[who]) {
					return
				}
			}
		})
	}
}

// Hears says whether the kind's session lives on as it was, with no association chosen. Nobody has none.
func (to town) hears(who kind) bool {
	to.t.Helper()
	if who.name == kinds[0].name {
		return true
	}
	s, err := to.db.SessionByToken(to.t.Context(), tokenOf(who.name).Digest())
	if errors.Is(err, fault.NotFound) {
		return false // it goes on under another token
	}
	if err != nil {
		to.t.Fatal(err)
	}
	return s.Ended == "" && s.Association == 0
}

// State sums the town up, without what says when somebody was seen and what their next page is to say.
func (to town) state() pgtest.Digest {
	to.t.Helper()
	return pgtest.Take(to.t, to.db, "seen_at", "said")
}

// Changed returns the tables that changed, but for these.
func (to town) changed(since pgtest.Digest, but ...string) []string {
	to.t.Helper()
	return slices.DeleteFunc(since.Changed(to.state()), func(table string) bool { return slices.Contains(but, table) })
}

// Recorded fails when the record tells of other acts than these, after the town was settled.
func (to town) recorded(acts ...string) {
	to.t.Helper()
	all, _, err := to.db.Trail(to.t.Context(), postgres.TrailFilter{From: matrixNow}, 1000)
	if err != nil {
		to.t.Fatal(err)
	}
	for _, entry := range all {
		if !slices.Contains(acts, entry.Act) {
			to.t.Errorf("the record tells of %s %s", entry.Act, entry.Subject)
		}
	}
}

// Answers reads a line of the matrix: an answer for each of the kinds, empty ones where there is no line.
func answers(line string) []string {
	all := strings.Fields(line)
	switch len(all) {
	case len(kinds):
		return all
	case 0:
		return make([]string, len(kinds))
	case 1:
		return slices.Repeat(all, len(kinds))
	}
	return slices.Repeat([]string{fmt.Sprintf("(a line with %d answers for %d kinds)", len(all), len(kinds))}, len(kinds))
}

// Joined writes what [answers] reads.
func joined(all []string) string {
	if len(slices.Compact(slices.Clone(all))) == 1 {
		return all[0]
	}
	var b strings.Builder
	for _, one := range all {
		fmt.Fprintf(&b, "%-4s ", one)
	}
	return strings.TrimSpace(b.String())
}
