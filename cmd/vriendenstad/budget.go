package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"vriendenstad/internal/postgres"
)

func budgetCommand() command {
	return command{
		name: "budget",
		args: "verify",
		does: "reads the whole ledger and tells what does not agree with its entries",
		help: "The auditor adds up all entries with SQL of its own and holds what is kept of envelopes and promises, every bound, the fence\n" +
			"around emergency aid, the record and the public totals against them. Each finding is one line, and the exit code is then 1.",
		prepare: func(flags *flag.FlagSet) action {
			return func(ctx context.Context, p program, words []string) error {
				if len(words) == 0 || words[0] != "verify" {
					return wrongUse("budget takes verify; see vriendenstad budget -h")
				}
				err := flags.Parse(words[1:])
				if errors.Is(err, flag.ErrHelp) {
					p.helpOn(budgetCommand(), flags)
					return nil
				}
				if err != nil {
					return wrongUse(fmt.Sprintf("budget: %v; see vriendenstad budget -h", err))
				}
				if err := noWords("budget verify", flags.Args()); err != nil {
					return err
				}
				return reading(ctx, p, func(db *postgres.DB) error { return verifyBudget(ctx, p, db) })
			}
		},
	}
}

func verifyBudget(ctx context.Context, p program, db *postgres.DB) error {
	found, err := db.VerifyBudget(ctx, p.now())
	if err != nil {
		return err
	}
	for _, finding := range found.Findings {
		p.say("%v", finding)
	}
	if !found.Agrees() {
		return fmt.Errorf("the ledger does not agree: %d findings", len(found.Findings))
	}
	p.say("%d entries, %d envelopes: all agree", found.Entries, found.Envelopes)
	return nil
}
