package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/depot"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sample"
)

// seedPeople makes the sample city's people, who are let in on this machine alone. They have been there for three years: longer than all that they did.
func seedPeople(ctx context.Context, p program, s settings, db *postgres.DB) error {
	key, err := s.key()
	if err != nil {
		return err
	}
	counter, err := desk.New(db, key)
	if err != nil {
		return err
	}
	now := p.now()
	var people []desk.SampleAccount
	for _, one := range sample.People() {
		a := desk.SampleAccount{Name: one.Name, Email: one.Email, Password: sample.Password, Members: one.Members, Powers: one.Powers}
		if one.HasSecond() {
			a.Secret = sample.Secret
		}
		if one.Advises {
			a.AdvisesUntil = calendar.DayOf(now).AddMonths(12)
		}
		people = append(people, a)
	}
	if err := counter.AddSamplePeople(ctx, account.By{At: now.AddDate(-3, 0, 0)}, people); err != nil {
		return err
	}
	keeper, err := db.PersonByEmail(ctx, sample.StaffEmail(account.BudgetKeeperPart))
	if err != nil {
		return err
	}
	head, err := db.PersonByEmail(ctx, sample.StaffEmail(account.HeadPart))
	if err != nil {
		return err
	}
	return sample.CloseYears(ctx, db, keeper.ID, head.ID, calendar.DayOf(now))
}

// seedApplications writes what the sample city's associations applied for, with the files that they attached. Where it has no people their numbers alone
// are kept.
func seedApplications(ctx context.Context, p program, s settings, db *postgres.DB) error {
	if !s.development() {
		return sample.KeepNumbers(ctx, db, calendar.DayOf(p.now()))
	}
	documents, err := depot.OpenFolder(s.DocumentsDir)
	if err != nil {
		return err
	}
	return sample.Applications(ctx, db, documents, p.now())
}

// samplePeople returns the sample city's people, and refuses to serve a city in earnest with people in it whose password everybody knows.
// A database that lacks something is asked nothing: they are let in from this machine alone besides.
func samplePeople(ctx context.Context, s settings, db *postgres.DB, lacks string) ([]postgres.SampleRow, error) {
	if lacks != "" {
		return nil, nil
	}
	look, end := context.WithTimeout(ctx, firstLook)
	defer end()
	people, err := db.SamplePeople(look)
	if errors.Is(err, fault.Unavailable) {
		return nil, nil
	}
	if err == nil && len(people) > 0 && !s.development() {
		err = fmt.Errorf("the database holds the sample city's people, whose password is known: begin with an empty database")
	}
	return people, err
}

// introduce says who may sign in, and with what.
func (p program) introduce(people []postgres.SampleRow) {
	if len(people) == 0 {
		return
	}
	p.say("  from this machine alone, with the password %q:", sample.Password)
	for _, one := range people {
		p.say("    %-42s %s", one.Email, strings.Join(one.Parts, ", "))
	}
	p.say("  the page to sign in shows the codes of their second step")
}
