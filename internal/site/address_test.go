package site_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

func parameters(t interface{ Fatal(...any) }, address string) url.Values {
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query()
}

func TestAnAddressIsTheWholeStateOfAList(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := project.Filter{
			Words:       strings.TrimSpace(rapid.StringMatching(`[a-zé0-9 &=?%+"]{0,30}`).Draw(t, "words")),
			Country:     rapid.SampledFrom(append(world.Codes(), "")).Draw(t, "country"),
			Year:        rapid.SampledFrom([]int{0, 1990, 2026}).Draw(t, "year"),
			SDG:         world.SDG(rapid.IntRange(0, 17).Draw(t, "sdg")),
			Kind:        rapid.SampledFrom(append(project.Kinds(), "")).Draw(t, "kind"),
			State:       rapid.SampledFrom(append(project.States(), "")).Draw(t, "state"),
			Class:       project.Class(rapid.IntRange(0, int(project.LastClass)).Draw(t, "class")),
			Association: rapid.SampledFrom([]string{"", "rif-stroom-vzw"}).Draw(t, "association"),
			City:        rapid.SampledFrom([]string{"", "saint-louis"}).Draw(t, "city"),
		}
		f.Sort = rapid.SampledFrom(f.Sorts()).Draw(t, "sort")
		var from project.Cursor
		switch rapid.IntRange(0, 2).Draw(t, "cursor") {
		case 1:
			from.After = project.ID(rapid.Int64Range(1, 1<<62).Draw(t, "after"))
		case 2:
			from.Before = project.ID(rapid.Int64Range(1, 1<<62).Draw(t, "before"))
		}
		got, cursor, err := form.ReadFilter(parameters(t, link.ProjectsFrom(f, from)))
		if err != nil || got != f || cursor != from {
			t.Fatalf("%s is read as %+v, %+v, %v; want %+v, %+v", link.ProjectsFrom(f, from), got, cursor, err, f, from)
		}
	})
}

func TestWhatNoPageLinksToIsMalformed(t *testing.T) {
	t.Parallel()
	other := link.ProjectsFrom(project.Filter{Country: "GH"}, project.Cursor{After: 7})
	for _, query := range []string{
		"land=XX", "land=gh", "land=GH&land=SN", "q=a&q=b", "jaar=26", "jaar=02026", "jaar=99999999999999999999", "sdg=18", "sdg=06",
		"aard=alles", "status=open", "bedrag=9", "vereniging=..%2Fx", "vereniging=A", "stad=" + strings.Repeat("a", 201), "sorteer=id",
		"na=1", "na=1.x", "na=-1." + project.Filter{}.Mark(), "na=zzzzzzzzzzzzzzzzzzzz." + project.Filter{}.Mark(),
		"na=1." + project.Filter{}.Mark() + "&voor=1." + project.Filter{}.Mark(), "q=" + strings.Repeat("a", 201),
		"land=SN&" + other[strings.Index(other, "na="):],
	} {
		got, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := form.ReadFilter(got); !errors.Is(err, fault.Malformed) {
			t.Errorf("%s gives %v", query, err)
		}
	}
}

func TestUnknownParametersDoNoHarm(t *testing.T) {
	t.Parallel()
	f, _, err := form.ReadFilter(parameters(t, "/projecten?utm_source=mail&land=GH&utm_source=twee"))
	if err != nil || f.Country != "GH" {
		t.Errorf("%+v, %v", f, err)
	}
}

func TestSignsThatSteerTextAreTakenOutOfWords(t *testing.T) {
	t.Parallel()
	f, _, err := form.ReadFilter(url.Values{"q": {" wa\u202eter\u200b\tput\x00 "}})
	if err != nil || f.Words != "water put" {
		t.Errorf("%q, %v", f.Words, err)
	}
}

func FuzzReadFilter(f *testing.F) {
	for _, seed := range []string{"q=water&land=GH", "na=1.abc", "jaar=2026&jaar=2025", "q=%00%ff", "sorteer=titel", "bedrag=tot-1000&sdg=6"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		values, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		read, from, err := form.ReadFilter(values)
		if err != nil {
			return
		}
		u, err := url.Parse(link.ProjectsFrom(read, from))
		if err != nil {
			t.Fatal(err)
		}
		again, fromAgain, err := form.ReadFilter(u.Query())
		if err != nil || again != read || fromAgain != from {
			t.Fatalf("%q is %+v, %+v, read back as %+v, %+v, %v", query, read, from, again, fromAgain, err)
		}
	})
}
