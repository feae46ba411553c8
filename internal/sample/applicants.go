package sample

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/world"
)

// An Applicant is a verified association of which two people are signed in: to measure with, and to try what happens when many apply at once.
type Applicant struct {
	Association association.ID
	// Lead and Writer are the numbers of who speaks for it and of a second member who writes.
	Lead, Writer account.ID
	// LeadToken and WriterToken are what their browsers hold as a cookie.
	LeadToken, WriterToken account.Token
}

// A Rush is a round of projects in the South in which many apply: from a day before it is made until a day after it.
type Rush struct {
	Round      grant.RoundID
	Under      grant.Version
	Applicants []Applicant
}

// MakeRush writes a round and so many associations that apply in it, into a database that holds the sample city and no rush yet. Their people have no
// password: they are in, and come in nowhere else.
func MakeRush(ctx context.Context, db *postgres.DB, now time.Time, applicants int) (Rush, error) {
	var rush Rush
	versions, err := db.LastVersions(ctx)
	if err != nil {
		return rush, err
	}
	for _, v := range versions {
		if v.Code == "PRO" && v.Published {
			rush.Under = v.Version
		}
	}
	if rush.Under.ID == 0 {
		return rush, fmt.Errorf("the regulation for projects: %w", fault.NotFound)
	}
	by := account.By{At: now}
	err = db.InTx(ctx, func(tx postgres.Tx) error {
		rush.Round, err = tx.AddRound(ctx, grant.Round{Version: rush.Under.ID, Title: "Drukke oproep", OpensAt: now.AddDate(0, 0, -1), ClosesAt: now.AddDate(0, 0, 1),
			Grace: grant.DefaultGrace, Demo: true}, by)
		if err != nil {
			return err
		}
		if _, err := tx.OpenRound(ctx, rush.Round, by); err != nil {
			return err
		}
		for n := range applicants {
			a, err := addApplicant(ctx, tx, n+1, now)
			if err != nil {
				return fmt.Errorf("applicant %d: %w", n+1, err)
			}
			rush.Applicants = append(rush.Applicants, a)
		}
		return nil
	})
	return rush, err
}

func addApplicant(ctx context.Context, tx postgres.Tx, n int, now time.Time) (Applicant, error) {
	name := fmt.Sprintf("Aanvragers %d (fictief)", n)
	var a Applicant
	var err error
	if a.Association, err = tx.AddAssociation(ctx, association.Association{Slug: slug(name), Name: name, Form: association.Unincorporated,
		Region: world.WestAfrica, Postcode: "2060", VCode: association.VCode(fmt.Sprintf("V8%06d", n)), Demo: true}); err != nil {
		return a, err
	}
	for _, m := range []struct {
		part  account.Part
		id    *account.ID
		token *account.Token
	}{{account.LeadPart, &a.Lead, &a.LeadToken}, {account.ContributorPart, &a.Writer, &a.WriterToken}} {
		email := account.Email(fmt.Sprintf("%s-%d@aanvragers.example", m.part, n))
		if *m.id, _, err = tx.AddPerson(ctx, email, fmt.Sprintf("Lid %d (fictief)", n), "-", false, now); err != nil {
			return a, err
		}
		if err := tx.ConfirmPerson(ctx, *m.id, now); err != nil {
			return a, err
		}
		if _, err := tx.AddMember(ctx, a.Association, *m.id, m.part, now); err != nil {
			return a, err
		}
		*m.token = account.NewToken()
		if _, err := tx.AddSession(ctx, m.token.Digest(), *m.id, false, "", "", now); err != nil {
			return a, err
		}
	}
	return a, nil
}

// AddDraft begins an application of one of the applicants, with every question answered but those for attachments.
func (r Rush) AddDraft(ctx context.Context, tx postgres.Tx, of Applicant, title string, now time.Time) (grant.ID, error) {
	by := account.By{Person: of.Lead, Part: account.LeadPart, At: now}
	id, err := tx.AddDraft(ctx, by, of.Association, r.Round, r.Under.ID)
	if err != nil {
		return 0, err
	}
	for _, s := range r.Under.Sections {
		answers := AnswersTo(s, title, calendar.DayOf(now))
		if err := tx.SaveSection(ctx, by, id, grant.SavedSection{Section: s.Key, Version: 1, Answers: answers}, answers.Title()); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// AnswersTo answers the questions of a section that are always asked, but for attachments, as somebody does who begins on a day to write about a project
// of that title: texts fill half of their room.
func AnswersTo(s grant.Section, title string, on calendar.Day) grant.Answers {
	given := grant.Answers{}
	for _, q := range s.Questions {
		if q.Asked(given) && q.Type != grant.Files {
			given[q.Key] = answerTo(q, title, on)
		}
	}
	return given
}

// The budget that answers every rule for projects: more than the least cost, and less asked than the most and its share.
const (
	typedCost  = "6.000"
	typedAsked = "3.000"
)

func answerTo(q grant.Question, title string, on calendar.Day) grant.Answer {
	texts := func(all ...string) grant.Answer { return grant.Answer{Many: all} }
	row := func(cells ...string) grant.Answer { return grant.Answer{Rows: []grant.Row{{ID: "r1", Cells: cells}}} }
	if q.Key == grant.TitleKey {
		return grant.Answer{Text: title}
	}
	switch q.Type {
	case grant.LongText:
		return grant.Answer{Text: halfFull(q.MostCharacters(), title)}
	case grant.Amount:
		return grant.Answer{Text: typedAsked}
	case grant.Number:
		return grant.Answer{Text: strconv.Itoa(max(1, min(q.Most, 80)/2))}
	case grant.OnDay:
		return grant.Answer{Text: on.AddMonths(6).String()}
	case grant.Period:
		return texts(on.AddMonths(6).String(), on.AddMonths(12).String())
	case grant.YesNo:
		return grant.Answer{Text: grant.No}
	case grant.OneOf:
		return grant.Answer{Text: q.Options[0].Key}
	case grant.SeveralOf:
		return texts(q.Options[0].Key)
	case grant.Goals:
		return texts("5", "8")
	case grant.Countries:
		return row("SN", "100")
	case grant.Partner:
		return row("Ndar Vert (fictief)", "Saint-Louis", "SN", "Stadslandbouw")
	case grant.Costs:
		return grant.Answer{Rows: []grant.Row{
			{ID: "r1", Cells: []string{grant.CostSide, "Oliepersen", typedCost}}, {ID: "r2", Cells: []string{grant.IncomeSide, "Lentemarkt", "900"}},
		}}
	case grant.ShortText:
		return grant.Answer{Text: "Saint-Louis"}
	}
	return grant.Answer{}
}

// halfFull writes sentences about a project until half of so many characters are used.
func halfFull(most int, title string) string {
	sentence := "De vrouwen van de wijk kiezen zelf wat er eerst komt, en leren het aan wie na hen komt. "
	return title + ": " + strings.Repeat(sentence, max(0, most/2-len(title))/len(sentence))
}
