package ui

import (
	"strconv"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// RoundLabel names the state of a round, as in a tag.
func RoundLabel(s grant.RoundState) string { return sentence(string(s)) }

func roundTone(s grant.RoundState) string {
	switch s {
	case grant.Open:
		return "tag tag--good"
	case grant.Extended:
		return "tag tag--warn"
	case grant.Planned:
		return "tag tag--busy"
	}
	return "tag"
}

// ActivityLabel says what somebody wants to do, as an answer to choose.
func ActivityLabel(a grant.Activity) string {
	switch a {
	case grant.Lasting:
		return "Jaren samenwerken met een partner in het Zuiden"
	case grant.Project:
		return "Een project met een partner in het Zuiden"
	case grant.Relief:
		return "Snel helpen na een ramp of bij een conflict"
	case grant.SchoolWork:
		return "Een project op school rond de duurzame-ontwikkelingsdoelen"
	case grant.SchoolGoods:
		return "Iets lenen voor school: een zaal, materiaal, een autocar"
	case grant.Journey:
		return "Met een groep jongeren enkele weken meeleven in een ander land"
	case grant.CityActivity:
		return "Een activiteit in Antwerpen, over de wereld"
	}
	return sentence(string(a))
}

// DaysLeft writes how long something is open still, as a large figure and what goes below it: "13", "dagen, tot 1 oktober 2026".
func DaysLeft(closes, now time.Time) (figure, below string) {
	last := calendar.DayOf(closes.Add(-time.Nanosecond))
	switch n := int(last - calendar.DayOf(now)); {
	case n <= 0:
		return "Vandaag", "tot " + calendar.Clock(closes.Add(-time.Minute))
	case n == 1:
		return "1", "dag, tot en met " + last.String()
	default:
		return money.Count(n), "dagen, tot en met " + last.String()
	}
}

// An answerShape says how a question is answered: "lange tekst, hoogstens 600 tekens".
func answerShape(q grant.Question) string {
	shape := sentence(q.Type.Name())
	switch {
	case q.MostCharacters() > 0:
		shape += ", hoogstens " + money.Count(q.MostCharacters()) + " tekens"
	case q.MostFiles() == 1:
		shape += ", hoogstens één bestand"
	case q.MostFiles() > 1:
		shape += ", hoogstens " + strconv.Itoa(q.MostFiles()) + " bestanden"
	}
	return shape
}

// condition says when a question is asked, as a sentence behind another; empty for always.
func condition(all []grant.Section, q grant.Question) string {
	if q.After == nil {
		return ""
	}
	of, _, _ := grant.Terms{Sections: all}.Question(q.After.Question)
	is := q.After.Is
	for _, o := range of.Options {
		if o.Key == is {
			is = o.Label
		}
	}
	return ". Alleen als je “" + is + "” antwoordt op “" + of.Label + "”."
}

// questionNumber returns which question of all it is, counted from 1.
func questionNumber(all []grant.Section, section, question int) string {
	n := question + 1
	for _, s := range all[:section] {
		n += len(s.Questions)
	}
	return strconv.Itoa(n)
}
