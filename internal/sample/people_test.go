package sample_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/sample"
)

func TestThePeopleAreOfEveryKind(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, a := range sample.Make(calendar.Date(2027, 5, 15)).Associations {
		known[a.Slug] = true
	}
	members, powers, advisers, inBoth := map[string][]account.Part{}, map[account.Part]int{}, 0, 0
	for _, p := range sample.People() {
		if !strings.HasSuffix(p.Name, " (fictief)") || !strings.HasSuffix(string(p.Email), ".example") {
			t.Errorf("%s at %s is not marked as invented", p.Name, p.Email)
		}
		if len(p.Members) == 2 {
			inBoth++
		}
		for slug, part := range p.Members {
			if !known[slug] {
				t.Errorf("%s is a member of %s, which there is not", p.Email, slug)
			}
			members[slug] = append(members[slug], part)
		}
		for _, power := range p.Powers {
			powers[power]++
		}
		if p.Advises {
			advisers++
		}
	}
	if len(members) != 2 || inBoth != 1 || advisers != 1 {
		t.Errorf("%d associations, %d people in both, %d advisers", len(members), inBoth, advisers)
	}
	for slug, parts := range members {
		if len(parts) != 2 || parts[0] != account.LeadPart {
			t.Errorf("%s has %v: who speaks for it comes first", slug, parts)
		}
	}
	for _, power := range account.Powers() {
		want := 1
		if power == account.HeadPart {
			want = 2 // one confirms what the other proposed
		}
		if powers[power] != want {
			t.Errorf("%d people hold %s", powers[power], power)
		}
	}
}

// The README lists who may sign in, with what, and what each is: neither more nor less than there is.
func TestTheREADMEListsThePeople(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, found := strings.Cut(string(text), "\n## Looking around as somebody\n")
	if !found {
		t.Fatal("the README has no such part")
	}
	part, _, _ = strings.Cut(part, "\n## ")
	var listed, want []string
	for line := range strings.Lines(part) {
		if strings.Contains(line, "@") {
			listed = append(listed, strings.TrimSpace(line))
		}
	}
	for _, p := range sample.People() {
		want = append(want, "| `"+string(p.Email)+"` | "+strings.Join(what(p), ", ")+" |")
	}
	if !slices.Equal(listed, want) {
		t.Errorf("the README lists\n%s\nand there are\n%s", strings.Join(listed, "\n"), strings.Join(want, "\n"))
	}
	for _, secret := range []string{sample.Password, sample.Secret} {
		if !strings.Contains(part, "`"+secret+"`") {
			t.Errorf("the README does not name `%s`", secret)
		}
	}
}

// What says what a person is, as the README does.
func what(p sample.Person) []string {
	var all []string
	for _, slug := range slices.Sorted(maps.Keys(p.Members)) {
		all = append(all, string(p.Members[slug])+" of `"+slug+"`")
	}
	for _, power := range p.Powers {
		all = append(all, string(power))
	}
	if p.Advises {
		all = append(all, string(account.AdviserPart))
	}
	return all
}
