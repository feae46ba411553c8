package public

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/link"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/templates/ui"
)

// A ProjectPage is one project with what its page shows of others.
type ProjectPage struct {
	project.Project
	Today calendar.Day
	// Carriers are the project's associations, in its order.
	Carriers []Named
	// Partner is the partner city that it belongs to; nil for none.
	Partner *city.Partner
	// Parts are the countries in which it takes place, with what each has of the amount.
	Parts []Part
	// Beside are the latest projects like it, and All is the list that they come from.
	Beside []project.Row
	All    project.Filter
	// Like is how many projects that list holds, this one included, and LikeGranted what they were granted together; zero
	// says nothing.
	Like        int
	LikeGranted money.Cents
}

// A Part is what a country has of a project.
type Part struct {
	project.Share
	// Href is the country's page, empty where it has none.
	Href    string
	Granted money.Cents
}

// Lead is the begin of the project's summary.
func (p ProjectPage) Lead() string { return newTelling(p.Summary).lead }

// A telling is a text with its begin apart.
type telling struct {
	lead       string
	paragraphs []string
}

// leadLetters is how long a lead is at least, so that it says something.
const leadLetters = 70

// newTelling parts a text behind its first sentences, or behind its first paragraph where that is shorter.
func newTelling(text string) telling {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	for i, r := range first {
		if i < leadLetters || !strings.ContainsRune(".?!", r) || !strings.HasPrefix(first[i+1:], " ") {
			continue
		}
		behind := strings.TrimSpace(first[i+1:])
		if next, _ := utf8.DecodeRuneInString(behind); !unicode.IsLower(next) {
			return telling{first[:i+1], paragraphs(behind + "\n" + rest)}
		}
	}
	return telling{first, paragraphs(rest)}
}

// paragraphs parts a text at the ends of its lines.
func paragraphs(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// past says whether the project has been carried out.
func (p ProjectPage) past() bool {
	return p.State == project.Closed || p.State == project.Approved || !p.Period.Last.IsZero() && p.Period.Last < p.Today
}

func (p ProjectPage) storyTitle() string {
	if p.past() {
		return "Wat er gebeurd is"
	}
	return "Wat er gebeurt"
}

func (p ProjectPage) learntTitle() string {
	if p.past() {
		return "Wat we van elkaar leerden"
	}
	return "Wat we van elkaar leren"
}

// learnt is what both sides learnt. One of them may be empty, which is not drawn as an exchange.
func (p ProjectPage) learnt() ui.Exchanged {
	return ui.Exchanged{Partner: p.other(), Antwerp: p.AntwerpLearnt, Learnt: p.PartnerLearnt, Past: p.past()}
}

// other names the other side.
func (p ProjectPage) other() string {
	switch {
	case p.Partner != nil:
		return p.Partner.Name
	case len(p.Parts) == 1:
		return "De partner in " + theCountry(p.Parts[0].Country)
	}
	return "De partner"
}

// oneSide names a part in which only one side wrote down what it learnt.
func (p ProjectPage) oneSide() string {
	who, verb := "Antwerpen", "leert"
	if p.AntwerpLearnt == "" {
		who = p.other()
	}
	if p.past() {
		verb = "leerde"
	}
	return "Wat " + lowerThe(who) + " " + verb
}

// lowerThe writes a name within a sentence, where only its article loses its capital.
func lowerThe(name string) string {
	if rest, ok := strings.CutPrefix(name, "De "); ok {
		return "de " + rest
	}
	return name
}

// figures are what the project was granted, how long it takes, and how many there are like it.
func (p ProjectPage) figures() []ui.Figure {
	all := []ui.Figure{{
		Number: bare(p.Granted.Short()), Euro: true, Text: p.grantedText(), From: p.decided(), Link: "Bekijk het geld", Href: "#geld",
	}}
	if months := monthsOf(p.Period); months > 0 {
		all = append(all, ui.Figure{
			Number: strconv.Itoa(months), Text: thing(months, "maand", "maanden") + " duurt de uitvoering.", From: sentenceOf(p.Period.String()),
			Link: "Bekijk het verloop", Href: "#verloop",
		})
		if p.past() {
			all[1].Text = thing(months, "maand", "maanden") + " duurde de uitvoering."
		}
	}
	return append(all, ui.Figure{
		Number: money.Count(p.Like), Text: p.likeText(), From: registerOn(p.Today, p.Demo), Link: "Bekijk de rijen", Href: link.Projects(p.All),
	})
}

func (p ProjectPage) grantedText() string {
	given := "toegekend door de stad"
	if p.InKind {
		given = "waard is de steun in natura van de stad"
	}
	if p.Cost == p.Granted {
		return given + ": de hele projectkost."
	}
	return given + ": " + percent(p.Granted, p.Cost) + " procent van de projectkost van " + p.Cost.Short() + "."
}

// percent writes a part of an amount, rounded half up.
func percent(part, of money.Cents) string { return strconv.FormatInt(int64((200*part+of)/(2*of)), 10) }

// decided says by whom and when the project was granted.
func (p ProjectPage) decided() string {
	return ui.Words("College, "+p.GrantedOn.String(), p.besluit())
}

func (p ProjectPage) besluit() string {
	if p.Decision == "" {
		return ""
	}
	return "besluit " + p.Decision
}

// monthsOf counts the months of a period, begun ones included; zero where it has no end.
func monthsOf(of calendar.Period) int {
	if of.First.IsZero() || of.Last.IsZero() {
		return 0
	}
	months := 1
	for of.First.AddMonths(months) <= of.Last {
		months++
	}
	return months
}

// like names what the projects beside this one share with it.
func (p ProjectPage) like() string {
	switch {
	case p.All.City != "":
		return "met " + p.Partner.Name
	case p.All.Country != "":
		return "in " + theCountry(p.All.Country)
	}
	return "van " + p.Carriers[0].Name
}

func (p ProjectPage) likeText() string {
	words := thing(p.Like, "project", "projecten") + " " + p.like()
	switch {
	case p.Like == 1:
		return words + ": dit is het enige."
	case p.LikeGranted == 0:
		return words + ", dit meegeteld."
	}
	return words + ", dit meegeteld: samen " + p.LikeGranted.Short() + "."
}

// amounts writes the amounts of one column alike: without cents only where none of them has any.
func amounts(all ...money.Cents) []string {
	write := money.Cents.Short
	for _, one := range all {
		if one%100 != 0 {
			write = money.Cents.String
		}
	}
	written := make([]string, len(all))
	for i, one := range all {
		written[i] = write(one)
	}
	return written
}

// parts are what each country has of the amount, and last the amount itself.
func (p ProjectPage) parts() []string {
	all := make([]money.Cents, 0, len(p.Parts)+1)
	for _, part := range p.Parts {
		all = append(all, part.Granted)
	}
	return amounts(append(all, p.Granted)...)
}

// joint is what stands behind the i-th of n things in a sentence: a comma, or the word before the last.
func joint(i, n int) string {
	switch {
	case i < n-2:
		return ", "
	case i == n-2:
		return " en "
	}
	return ""
}

// behindCity parts a city from the n countries of its project, of which one is its own.
func behindCity(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", "
	}
	return " · "
}

// own is what others than the city pay.
func (p ProjectPage) own() money.Cents { return p.Cost - p.Granted }

// share writes a country's part in percent: 60 %, or 33,33 %.
func share(basisPoints int) string {
	whole, rest := basisPoints/100, basisPoints%100
	if rest == 0 {
		return strconv.Itoa(whole) + money.Nbsp + "%"
	}
	return strconv.Itoa(whole) + "," + strconv.Itoa(rest/10) + strings.TrimSuffix(strconv.Itoa(rest%10), "0") + money.Nbsp + "%"
}

// steps are the course of the project, as far as its state tells.
func (p ProjectPage) steps() []ui.Step {
	reached := stage(p.State)
	given := "Voorschot betaald"
	if p.InKind {
		given = "Steun geleverd"
	}
	all := []ui.Step{
		{Title: "Toegekend", Note: ui.Words(p.GrantedOn.String(), p.besluit()), Done: true},
		{Title: given, Done: reached >= 1},
	}
	switch p.State {
	case project.Recovered:
		return append(all, ui.Step{Title: "Teruggevorderd", Note: "De steun, of een deel ervan, gaat terug naar de stad.", Done: true})
	case project.Overdue:
		all = append(all, ui.Step{Title: "Verslag", Note: "Het is te laat: de vereniging is aan zet."})
	default:
		all = append(all, ui.Step{Title: "Verslag ingediend", Done: reached >= 2})
	}
	return append(all, ui.Step{Title: "Verslag goedgekeurd", Done: reached >= 3}, ui.Step{Title: "Afgesloten", Done: reached >= 4})
}

// stage says how far a state is in the course: 0 granted, 1 paid in advance, 2 reported, 3 approved, 4 closed.
func stage(s project.State) int {
	switch s {
	case project.Running, project.Overdue, project.Recovered:
		return 1
	case project.Reporting:
		return 2
	case project.Approved:
		return 3
	case project.Closed:
		return 4
	}
	return 0
}

// source says where all this is written down.
func (p ProjectPage) source() string {
	return registerOn(p.Today, p.Demo) + ". Dossier " + p.Number
}
