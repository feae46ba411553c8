package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"time"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/sample"
)

// MostProjects is the largest city that is made for measuring.
const mostProjects = 1_000_000

func seedCommand() command {
	return command{
		name: "seed",
		args: "[-projects N]",
		does: "makes the sample city, with dates reckoned from today; with -projects N a large one for measuring",
		help: "A database that holds a city already is left as it is. It must have been migrated.\n" +
			"Signs in by MIGRATE_URL, or by DATABASE_URL where that is not set.",
		prepare: func(flags *flag.FlagSet) action {
			projects := flags.Int("projects", 0, fmt.Sprintf("make `N` projects besides, from 1 to %d, always the same ones", mostProjects))
			return func(ctx context.Context, p program, words []string) error {
				if err := noWords("seed", words); err != nil {
					return err
				}
				if *projects < 0 || *projects > mostProjects {
					return wrongUse(fmt.Sprintf("seed -projects takes a number from 1 to %d", mostProjects))
				}
				return seed(ctx, p, *projects)
			}
		},
	}
}

func seed(ctx context.Context, p program, projects int) (err error) {
	s, err := readSettings(p.environ)
	if err != nil {
		return err
	}
	d, err := openDatabase(ctx, p, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.stop()) }()
	db, err := postgres.Open(ctx, postgres.Settings{URL: d.owner, AsOwner: true})
	if err != nil {
		return err
	}
	defer db.Close()

	today := calendar.DayOf(p.now())
	stood, err := db.HasDemo(ctx)
	if err != nil {
		return err
	}
	if err := sample.City(ctx, db, today); err != nil {
		return fmt.Errorf("seed the sample city: %w", err)
	}
	demo, err := db.HasDemo(ctx)
	if err != nil {
		return err
	}
	if demo {
		p.say("the sample city stands")
	} else {
		p.say("the database holds a city of its own; it was left as it is")
	}
	if demo && s.development() {
		if err := seedPeople(ctx, p, s, db); err != nil {
			return fmt.Errorf("seed the sample city's people: %w", err)
		}
	}
	if demo && !stood {
		if err := seedApplications(ctx, p, s, db); err != nil {
			return fmt.Errorf("seed what the sample city's associations applied for: %w", err)
		}
	}
	if err := sealAll(ctx, db, p.now()); err != nil {
		return fmt.Errorf("seal the record: %w", err)
	}
	if projects == 0 {
		return nil
	}
	if err := sample.Large(ctx, db, today, projects, p.progress(projects)); err != nil {
		return fmt.Errorf("seed %d projects: %w", projects, err)
	}
	return nil
}

// sealAll binds what was written in the past into the chain of the record at once: nothing of it waits for who serves the city.
func sealAll(ctx context.Context, db *postgres.DB, now time.Time) error {
	const atOnce = 1_000
	for sealed := atOnce; sealed == atOnce; {
		if err := db.InTx(ctx, func(tx postgres.Tx) (err error) {
			_, sealed, err = tx.Seal(ctx, now, atOnce)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// Progress returns what tells, at each tenth, how many of all are done, and that more is to come.
func (p program) progress(all int) func(done int) {
	told := 0
	return func(done int) {
		if tenth := done * 10 / all; tenth > told {
			told = tenth
			p.say("%d of %d projects", done, all)
		}
		if done == all {
			p.say("counting them, and making the indexes …")
		}
	}
}
