package main

import (
	"context"
	"errors"
	"fmt"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sample"
)

// seedPeople makes the sample city's people, who are let in on this machine alone.
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
	return counter.AddSamplePeople(ctx, account.By{At: now}, people)
}

// noSamplePeople refuses to serve a city in earnest with people in it whose password everybody knows. A database that is away is asked by
// nobody; they are let in from this machine alone besides.
func noSamplePeople(ctx context.Context, s settings, db *postgres.DB) error {
	if s.development() {
		return nil
	}
	people, err := db.SamplePeople(ctx)
	if errors.Is(err, fault.Unavailable) {
		return nil
	}
	if err == nil && len(people) > 0 {
		err = fmt.Errorf("the database holds the sample city's people, whose password is known: begin with an empty database")
	}
	return err
}
