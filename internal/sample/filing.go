package sample

import (
	"fmt"
	"slices"
	"time"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// An Application is one that an association of the sample city began: a draft, or a dossier with all that came of it.
type Application struct {
	dossier int
	// By is the association's place in the list of [Make], Code the regulation's short name.
	By     association.ID
	Code   string
	Status grant.Status
	Title  string
	// Number is the one that it gets when it is submitted; empty for a draft.
	Number grant.DossierNumber
	// At is when it was submitted, or begun where it is a draft.
	At      time.Time
	Answers grant.Answers
	Files   []Attachment
	// Asks is a request for completion, nil for none; Talk is what the association and the Dienst wrote to each other, the oldest first.
	Asks *Asking
	Talk []Word
}

// An Attachment is a page of text that is attached to a question.
type Attachment struct {
	Question, Name, Title string
	Text                  []string
}

// An Asking is a request for completion.
type Asking struct {
	Questions []string
	Why       string
	At        time.Time
	Due       calendar.Day
	// Answered is when it was answered, zero while it was not, and Answers what was said then.
	Answered time.Time
	Answers  grant.Answers
}

// A Word is a message in a dossier.
type Word struct {
	ByStaff bool
	At      time.Time
	Words   string
	Read    bool
}

// A filing is an application as it is written down here: its days are reckoned from the day of seeding.
type filing struct {
	// dossier is the number in [dossiers] of what it became a project under, zero for none. What is not said here, the project says.
	dossier int
	by      association.ID
	code    string
	status  grant.Status
	// ago is how many days before the day of seeding it was submitted, or begun where it is a draft. What became a project was submitted some weeks before
	// its decision.
	ago            int
	title          string
	summary, place string
	in             []share
	goals          []world.SDG
	// starts is how many months after that it begins, and months how long it lasts: zero is two weeks and a half.
	starts, months int
	asked          money.Cents
	costs, income  []post
	partner        *partner
	// said are the answers in words, numbers and choices; chosen those of which there are several.
	said   map[string]string
	chosen map[string][]string
	// papers are attached besides what each regulation asks for.
	papers []Attachment
	asks   *asking
	talk   []word
}

// A post is a line of a budget.
type post struct {
	what   string
	amount money.Cents
}

// A partner is who does the work on the spot.
type partner struct {
	name, place string
	country     world.Code
	does        string
	// writes is the language of its letters: fr or en.
	writes string
}

// asking is an [Asking] in days: before the day of seeding, and for its end after that day.
type asking struct {
	questions []string
	why       string
	ago, due  int
	answered  int
	said      map[string]string
}

type word struct {
	ago   int
	staff bool
	words string
	read  bool
}

// evening is when people who do this beside their work submit what they wrote: somewhat later for each.
func evening(day calendar.Day, n int) time.Time {
	return day.Start().Add(19*time.Hour + time.Duration(n*37%170)*time.Minute + time.Duration(n*13%60)*time.Second)
}

// office is when the Dienst writes: on the day, or on the Monday after it.
func office(day calendar.Day) time.Time {
	for weekday := day.Start().Weekday(); weekday == time.Saturday || weekday == time.Sunday; weekday = day.Start().Weekday() {
		day++
	}
	return day.Start().Add(10*time.Hour + 20*time.Minute)
}

// submitted is the day on which a filing was submitted, or begun where it is a draft: one on which a round of its regulation took applications.
func (f filing) submitted(of *dossier, today calendar.Day) calendar.Day {
	day := today.AddDays(-f.ago)
	if of != nil {
		granted, _ := of.when.days(today)
		day = handedIn(of.kind, granted)
	}
	if f.status == grant.Draft {
		return max(day, windowAt(f.code, today, today).first)
	}
	if w := windowAt(f.code, day, today); day < w.first {
		return windowBefore(f.code, day, today).last.AddDays(-3)
	}
	return day
}

// handedIn is the day on which what was decided on a day was handed in: some ten weeks before it, and two weeks where it was urgent.
func handedIn(kind project.Kind, granted calendar.Day) calendar.Day {
	if kind == project.Emergency {
		return granted.AddDays(-14)
	}
	return granted.AddDays(-70)
}

// applications returns the applications of the sample city, the first submitted first, with their numbers: of each year from 1.
func applications(today calendar.Day) []Application {
	var all []Application
	for i, f := range filings() {
		all = append(all, f.application(i, today))
	}
	slices.SortStableFunc(all, func(a, b Application) int { return a.At.Compare(b.At) })
	last := map[int]int{}
	for i := range all {
		if a := &all[i]; a.Status != grant.Draft {
			year := calendar.DayOf(a.At).Year()
			last[year]++
			a.Number = grant.NumberOf(year, last[year])
		}
	}
	return all
}

// numbered returns the number of each dossier in [dossiers]: of those that were applied for here the application's, of earlier ones the next of their year.
func numbered(applied []Application, today calendar.Day) map[int]string {
	all, last := map[int]string{}, map[int]int{}
	for _, a := range applied {
		if a.Number != "" {
			last[calendar.DayOf(a.At).Year()]++
			all[a.dossier] = string(a.Number)
		}
	}
	for _, d := range dossiers() {
		if all[d.number] == "" {
			granted, _ := d.when.days(today)
			year := handedIn(d.kind, granted).Year()
			last[year]++
			all[d.number] = string(grant.NumberOf(year, last[year]))
		}
	}
	return all
}

// lastNumbers returns the last number of a dossier of each year.
func (s Set) lastNumbers() map[int]int {
	last := map[int]int{}
	count := func(number string) {
		var year, n int
		if _, err := fmt.Sscanf(number, "VS-%d-%d", &year, &n); err == nil {
			last[year] = max(last[year], n)
		}
	}
	for _, p := range s.Projects {
		count(p.Number)
	}
	for _, a := range s.Applications {
		count(string(a.Number))
	}
	return last
}

func (f filing) application(n int, today calendar.Day) Application {
	var of *dossier
	if f.dossier != 0 {
		all := dossiers()
		of = &all[slices.IndexFunc(all, func(d dossier) bool { return d.number == f.dossier })]
		f.by, f.title, f.summary, f.place, f.in, f.goals, f.status = of.by[0], of.title, of.summary, of.place, of.shares, of.goals, handled(of.state)
	}
	day := f.submitted(of, today)
	period := calendar.Period{First: firstOfMonth(day.AddMonths(f.starts))}
	if period.Last = period.First.AddMonths(f.months).AddDays(-1); f.months == 0 {
		period.Last = period.First.AddDays(17)
	}
	if of != nil {
		_, period = of.when.days(today)
	}
	a := Application{dossier: f.dossier, By: f.by, Code: f.code, Status: f.status, Title: f.title, At: evening(day, n), Answers: f.answers(period, day), Files: f.attached(day)}
	if midnight := today.Start(); !a.At.Before(midnight) {
		a.At = midnight.Add(5 * time.Minute) // its round opened today
	}
	if f.asks != nil {
		a.Asks = f.asks.on(today)
	}
	for _, w := range f.talk {
		at := office(today.AddDays(-w.ago))
		if !w.staff {
			at = evening(today.AddDays(-w.ago), n+3)
		}
		a.Talk = append(a.Talk, Word{ByStaff: w.staff, At: at, Words: w.words, Read: w.read})
	}
	return a
}

func (a asking) on(today calendar.Day) *Asking {
	made := &Asking{Questions: a.questions, Why: a.why, At: office(today.AddDays(-a.ago)), Due: today.AddDays(a.due), Answers: grant.Answers{}}
	if a.answered > 0 {
		made.Answered = evening(today.AddDays(-a.answered), 5)
	}
	for key, text := range a.said {
		made.Answers[key] = grant.Answer{Text: text}
	}
	return made
}

func firstOfMonth(d calendar.Day) calendar.Day {
	year, month, _ := d.Date()
	return calendar.Date(year, month, 1)
}
