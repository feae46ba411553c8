package grant

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
)

// candidate is a draft with nothing in its way, in a round that closes at the end of May 15.
func candidate(t *testing.T) (Candidate, time.Time) {
	t.Helper()
	in := callOf(t, "2027-03-01", "2027-05-15")
	saved := in.ClosesAt.Add(-time.Hour)
	return Candidate{
		Application: Application{ID: 17, Association: 3, SavedAt: saved},
		Under: Version{Slug: "projecten", Number: 2, Terms: Terms{MaxAmount: 1_000_00, MaxShare: 7_500, Sections: []Section{{Key: "project", Title: "Project", Questions: []Question{
			{Key: TitleKey, Label: "Hoe heet het", Type: ShortText, Required: true},
			{Key: "eerder", Label: "Eerder", Type: YesNo},
			{Key: "eerder-wat", Label: "Wat", Type: ShortText, After: &Condition{"eerder", Yes}},
			{Key: "foto", Label: "Foto", Type: Files, Required: true},
		}}}}},
		In: in, Standing: association.Verified,
		Answers: Answers{TitleKey: {Text: "Putten"}, "eerder": {Text: No}, "eerder-wat": {Text: "niet meer gevraagd"}},
		Files:   []File{{Question: "foto", Name: "b.jpg", Size: 2, SHA256: []byte{2}}, {Question: "foto", Name: "a.jpg", Size: 1, SHA256: []byte{1}}},
	}, saved
}

func TestEachGateStopsByItself(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says   string
		change func(*Candidate)
		after  time.Duration // after it was saved, an hour before the closing
		want   Gate
		holds  string
	}{
		{"nothing", func(*Candidate) {}, 0, "", ""},
		{"in grace", func(*Candidate) {}, time.Hour + 30*time.Second, "", ""},
		{"too late", func(*Candidate) {}, 2 * time.Hour, RoundGate, "tot 15 mei 2027, middernacht"},
		{"typed in grace", func(c *Candidate) { c.SavedAt = c.In.ClosesAt }, time.Hour + time.Second, RoundGate, "nog iets gewijzigd"},
		{"too early", func(c *Candidate) { c.In.OpensAt = c.In.ClosesAt.Add(-time.Minute) }, 0, RoundGate, "nog niet open"},
		{"not verified", func(c *Candidate) { c.Standing = association.Asked }, 0, AssociationGate, "nog niet nagekeken"},
		{"not accounted for", func(c *Candidate) { c.Overdue = []string{"Een school"} }, 0, ReportGate, "“Een school”"},
		{"a dossier not accounted for", func(c *Candidate) {
			c.Reports = []AskedReport{{Title: "Een put", On: calendar.Date(2027, time.May, 14)}}
		}, 0, ReportGate, "“Een put”"},
		{"a dossier to account for today", func(c *Candidate) {
			c.Reports = []AskedReport{{Title: "Een put", On: calendar.Date(2027, time.May, 15)}}
		}, 0, "", ""},
		{"a dossier without a last day", func(c *Candidate) { c.Reports = []AskedReport{{Title: "Een put"}} }, 0, "", ""},
		{"twice the same", func(c *Candidate) {
			c.Overdue, c.Reports = []string{"Een put"}, []AskedReport{{Title: "Een put", On: calendar.Date(2026, time.May, 15)}}
		}, 0, ReportGate, "“Een put”"},
		{"two words for one", func(c *Candidate) { c.Open = []Alternative{{Section: "project"}, {Section: "project"}} }, 0, ChoiceGate, "Project: twee leden"},
		{"nothing attached", func(c *Candidate) { c.Files = nil }, 0, AnswersGate, "voeg een bestand toe"},
		{"not answered", func(c *Candidate) { c.Answers = Answers{} }, 0, AnswersGate, "Hoe heet het"},
	} {
		c, now := candidate(t)
		test.change(&c)
		stops := c.Stops(now.Add(test.after))
		if test.want == "" && len(stops) != 0 || test.want != "" && (len(stops) != 1 || stops[0].Gate != test.want || !strings.Contains(stops[0].Sentence, test.holds)) {
			t.Errorf("%s: %+v", test.says, stops)
		}
	}
}

func TestTheSameSubmissionIsTheSameTextAndAnotherIsNot(t *testing.T) {
	t.Parallel()
	c, now := candidate(t)
	first, err := c.Freeze(now)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(c.Files)
	if again, err := c.Freeze(now); err != nil || again != first {
		t.Errorf("%v, %s is not %s", err, again.Text, first.Text)
	}
	if strings.Contains(first.Text, "niet meer gevraagd") {
		t.Error("an answer to what is not asked is submitted")
	}
	given, files, err := Thaw(first.Text)
	if err != nil || given.Title() != "Putten" || len(files) != 2 || files[0].Name != "a.jpg" || files[0].SHA256[0] != 1 {
		t.Errorf("%v, %v, %v", given, files, err)
	}
	for says, change := range map[string]func(*Candidate){
		"a word":    func(c *Candidate) { c.Answers = Answers{TitleKey: {Text: "Put"}, "eerder": {Text: No}} },
		"a file":    func(c *Candidate) { c.Files = c.Files[:1] },
		"a draft":   func(c *Candidate) { c.ID++ },
		"a version": func(c *Candidate) { c.Under.Number++ },
	} {
		other, now := candidate(t)
		change(&other)
		if frozen, err := other.Freeze(now); err != nil || frozen.Hash == first.Hash {
			t.Errorf("with another %s the hash is the same: %v", says, err)
		}
	}
}

func TestAHashIsReadAsSomebodyCopiesIt(t *testing.T) {
	t.Parallel()
	c, now := candidate(t)
	frozen, err := c.Freeze(now)
	if err != nil {
		t.Fatal(err)
	}
	bare := frozen.Hash.String()
	for _, typed := range []string{bare, strings.ToUpper(bare), " " + bare[:20] + "\r\n" + bare[20:] + "\u00a0", strings.Join(strings.SplitAfter(bare, ""), " ")} {
		if got, ok := ParseHash(typed); !ok || got != frozen.Hash {
			t.Errorf("%q is not read", typed)
		}
	}
	for _, typed := range []string{"", bare[1:], bare + "0", "x" + bare[1:], "é" + bare[1:], strings.Repeat("z", 64), strings.Repeat("0", 100_000)} {
		if _, ok := ParseHash(typed); ok {
			t.Errorf("%.20q is read", typed)
		}
	}
}

func TestABeginThatIsOverOrNearIsDoubted(t *testing.T) {
	t.Parallel()
	on := calendar.Date(2027, time.May, 15)
	for _, test := range []struct {
		says  string
		ahead int
		given Answers
		want  string
	}{
		{"nothing", 60, Answers{}, ""},
		{"words", 60, Answers{PeriodKey: texts("in de lente", "later")}, ""},
		{"today, where that is free", 0, Answers{PeriodKey: texts("15/5/2027", "30/6/2027")}, ""},
		{"yesterday", 0, Answers{PeriodKey: texts("14/5/2027", "30/6/2027")}, "al voorbij"},
		{"the first day that is far enough", 28, Answers{DayKey: {Text: "12/6/2027"}}, ""},
		{"a day before it", 28, Answers{DayKey: {Text: "11/6/2027"}}, "minstens 28 dagen"},
		{"over, where it should be far", 28, Answers{DayKey: {Text: "14/5/2027"}}, "al voorbij"},
	} {
		got := Terms{Ahead: test.ahead}.Doubt(test.given, on)
		if !strings.Contains(got, test.want) || (got == "") != (test.want == "") {
			t.Errorf("%s: %q", test.says, got)
		}
	}
}

func TestAReportIsDueSoLongAfterTheEnd(t *testing.T) {
	t.Parallel()
	under := Terms{AccountWithin: 90}
	for says, test := range map[string]struct {
		answer Answer
		want   calendar.Day
	}{
		"a period":             {Answer{Many: []string{"1/1/2027", "31/12/2027"}}, calendar.Date(2028, time.March, 30)},
		"a period without end": {Answer{Many: []string{"1/1/2027", ""}}, 0},
		"nothing":              {Answer{}, 0},
		"no day":               {Answer{Many: []string{"nu", "ooit"}}, 0},
	} {
		if got := under.ReportBy(Answers{PeriodKey: test.answer}); got != test.want {
			t.Errorf("%s: %v, want %v", says, got, test.want)
		}
	}
}
