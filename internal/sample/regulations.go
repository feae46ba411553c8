package sample

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
	"vriendenstad/internal/postgres"
)

// The regulations of the sample city are invented, and marked so: no council adopted them. The laws and the framework that they name are real.

// A Regulation is a regulation with its versions, the first one first. The last is in force on the day of seeding.
type Regulation struct {
	Slug, Code string
	Versions   []Version
}

// A Version is what a regulation says from a day on.
type Version struct {
	From  calendar.Day
	Terms grant.Terms
}

// What most regulations rest on. The decision that names the regulation itself is added.
const (
	law1983   = "Wet van 14 november 1983 over de controle op de toekenning en de aanwending van sommige toelagen"
	decree    = "decreet over het lokaal bestuur van 22 december 2017, artikel 41, § 2, 23°"
	framework = "kaderbesluit basisprincipes ondersteuningsbeleid (gemeenteraad, 26 oktober 2020, nummer 595)"
)

func ground(year, n int) string {
	return fmt.Sprintf("%s; %s; %s; reglement %d_GR_%05d (fictief).", law1983, decree, framework, year, 99_100+n)
}

// The legal forms that the regulations speak of.
var (
	associationForms = []association.Form{association.NonProfit, association.InternationalN, association.Unincorporated, association.Branch,
		association.PrivateFund, association.PublicFund}
	teachingForms = []association.Form{association.School, association.College, association.University}
	schoolForms   = []association.Form{association.School}
)

// The amounts from which the law of 1983 asks more; a regulation may ask it sooner.
const (
	smallGrant = money.Cents(1_239_47)
	largeGrant = money.Cents(24_789_35)
)

// regulationsSince is the day from which the first versions are in force.
func regulationsSince(today calendar.Day) calendar.Day {
	return calendar.Date(today.Year()-4, time.January, 1)
}

// regulations returns the seven regulations, in the order of their codes' list.
func regulations(today calendar.Day) []Regulation {
	since := regulationsSince(today)
	year := since.Year() - 1
	one := func(slug, code string, terms grant.Terms) Regulation {
		return Regulation{Slug: slug, Code: code, Versions: []Version{{since, terms}}}
	}
	before, after := projects(year), projects(today.Year()-1)
	before.MinCost, before.DecisionWithin, before.Sections = 1_000*euro, 75, earlierQuestions(before.Sections)
	before.Scope[0] = strings.Replace(before.Scope[0], "€ 1.500", "€ 1.000", 1)
	return []Regulation{
		one("structurele-samenwerking", "STR", structural(year)),
		{Slug: "projecten-in-het-zuiden", Code: "PRO", Versions: []Version{{since, before}, {callsOf(today)["PRO"][1].first, after}}},
		one("noodhulp", "NOO", relief(year)),
		one("sdg-project-op-school", "SCF", schoolProject(year)),
		one("logistieke-steun-voor-scholen", "SCL", schoolGoods(year)),
		one("inleefreis", "INL", journey(year)),
		one("sensibiliserende-activiteit", "SEN", awareness(year)),
	}
}

// earlierQuestions are those of the first version for projects: it took smaller ones too, and did not ask what Antwerp learns.
func earlierQuestions(all []grant.Section) []grant.Section {
	for i := range all {
		all[i].Questions = slices.DeleteFunc(all[i].Questions, func(q grant.Question) bool { return q.Key == "antwerpen-leert" })
		for j := range all[i].Questions {
			if q := &all[i].Questions[j]; q.Key == grant.CostsKey {
				q.Hint = strings.Replace(q.Hint, "€ 1.500", "€ 1.000", 1)
			}
		}
	}
	return all
}

// writeRegulations writes the regulations and their rounds, as the program itself, each on the day on which it was decided.
func (s Set) writeRegulations(ctx context.Context, tx postgres.Tx, today calendar.Day) error {
	var done []deed
	for _, r := range s.Regulations {
		id, err := tx.AddRegulation(ctx, grant.Regulation{Slug: r.Slug, Code: r.Code, Demo: true})
		if err != nil {
			return fmt.Errorf("regulation %s: %w", r.Code, err)
		}
		versions := make([]grant.VersionID, len(r.Versions))
		for i, v := range r.Versions {
			by := account.By{At: min(v.From.AddDays(-30), today.AddDays(-1)).Start().Add(9 * time.Hour)}
			version := grant.Version{Regulation: id, Number: i + 1, InForce: calendar.Period{First: v.From}, Terms: v.Terms}
			if version.ID, err = tx.AddVersion(ctx, version, by); err != nil {
				return fmt.Errorf("version %d of %s: %w", i+1, r.Code, err)
			}
			if _, err := tx.PublishVersion(ctx, version, by); err != nil {
				return fmt.Errorf("publish version %d of %s: %w", i+1, r.Code, err)
			}
			done = append(done, deed{by, "grant.version-publish", fmt.Sprintf("regulation/%d", id), nil})
			versions[i] = version.ID
		}
		for _, c := range s.Calls {
			if c.Code != r.Code {
				continue
			}
			did, err := c.write(ctx, tx, versions[c.Version-1], today)
			if err != nil {
				return fmt.Errorf("%s of %s: %w", c.Title, r.Code, err)
			}
			done = append(done, did...)
		}
	}
	return record(ctx, tx, done)
}

// write writes a round, published unless it is a draft, and its extension. It returns what the record is to tell of it.
func (c Call) write(ctx context.Context, tx postgres.Tx, under grant.VersionID, today calendar.Day) ([]deed, error) {
	by := account.By{At: min(calendar.DayOf(c.OpensAt).AddDays(-21), today.AddDays(-1)).Start().Add(9 * time.Hour)}
	round := c.Round
	round.Version = under
	var err error
	if round.ID, err = tx.AddRound(ctx, round, by); err != nil || !c.Opened {
		return nil, err
	}
	if _, err := tx.OpenRound(ctx, round.ID, by); err != nil {
		return nil, err
	}
	subject := fmt.Sprintf("round/%d", round.ID)
	done := []deed{{by, "grant.round-open", subject, nil}}
	if c.LongerTo.IsZero() {
		return done, nil
	}
	by.At = min(calendar.DayOf(round.ClosesAt).AddDays(-4), today.AddDays(-1)).Start().Add(9 * time.Hour)
	round.Extended, round.ClosesAt, round.Notice = round.ClosesAt, c.LongerTo, c.LongerBecause
	return append(done, deed{by, "grant.round-extend", subject, &audit.Detail{Why: c.LongerBecause}}), tx.ExtendRound(ctx, round, by)
}
