package sample

import (
	"fmt"
	"strconv"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
)

// answers are all that a filing says, whichever questions a version of its regulation asks.
func (f filing) answers(period calendar.Period, day calendar.Day) grant.Answers {
	given := grant.Answers{grant.TitleKey: {Text: f.title}, grant.SummaryKey: {Text: f.summary}, "plaats": {Text: f.place}}
	if f.status != grant.Draft {
		given[grant.PeriodKey] = grant.Answer{Many: []string{period.First.String(), period.Last.String()}}
		for key, on := range map[string]calendar.Day{"activiteit-dag": period.Last.AddDays(-20), "dag": period.First.AddDays(9), "sinds": day.AddDays(-6)} {
			given[key] = grant.Answer{Text: on.String()}
		}
	}
	if f.asked > 0 {
		given[grant.RequestedKey] = grant.Answer{Text: f.asked.Whole()}
	}
	for _, g := range f.goals {
		given[grant.GoalsKey] = grant.Answer{Many: append(given[grant.GoalsKey].Many, strconv.Itoa(int(g)))}
	}
	add := func(key string, cells ...string) {
		rows := given[key].Rows
		given[key] = grant.Answer{Rows: append(rows, grant.Row{ID: fmt.Sprintf("r%d", len(rows)+1), Cells: cells})}
	}
	for _, s := range f.in {
		add(grant.CountriesKey, string(s.country), strconv.Itoa(s.percent))
	}
	for _, p := range f.costs {
		add(grant.CostsKey, grant.CostSide, p.what, p.amount.Whole())
	}
	for _, p := range f.income {
		add(grant.CostsKey, grant.IncomeSide, p.what, p.amount.Whole())
	}
	if f.partner != nil {
		add(grant.PartnerKey, f.partner.called(), f.partner.place, string(f.partner.country), f.partner.does)
	}
	for key, text := range f.said {
		given[key] = grant.Answer{Text: text}
	}
	for key, many := range f.chosen {
		given[key] = grant.Answer{Many: many}
	}
	for question, follow := range followed {
		if given[question].Text == "" && f.status != grant.Draft {
			given[question] = grant.Answer{Text: yesOrNo(!given[follow].Empty())}
		}
	}
	return given
}

// followed are the questions that are answered with yes where the one that follows on them has an answer.
var followed = map[string]string{"eerder": "eerder-wat", "andere-steun": "andere-steun-wie", "bestuur": "bestuur-wat", "partnerschool": grant.PartnerKey,
	"vervoer": "vervoer-waar", "minderjarig": ""}

func yesOrNo(is bool) string {
	if is {
		return grant.Yes
	}
	return grant.No
}

func (p partner) called() string { return p.name + " (fictief)" }
