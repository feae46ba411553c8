package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"vriendenstad/internal/postgres/schema"
)

func migrateCommand() command {
	return command{
		name: "migrate",
		args: "[up|down|status]",
		does: "brings the database to this program's schema, takes one step back, or tells where it stands",
		help: "up is what happens without a word. down undoes the last step and the rows that it brought. Signs in by\n" +
			"MIGRATE_URL, or by DATABASE_URL where that is not set: as the owner of the tables.",
		prepare: func(*flag.FlagSet) action { return migrate },
	}
}

func migrate(ctx context.Context, p program, words []string) (err error) {
	word := "up"
	if len(words) > 0 {
		word = words[0]
	}
	step, ok := map[string]func(context.Context, string) error{
		"up":     func(ctx context.Context, url string) error { return schema.Migrate(ctx, url, p.say) },
		"down":   func(ctx context.Context, url string) error { return schema.Down(ctx, url, p.say) },
		"status": p.schemaStatus,
	}[word]
	if !ok || len(words) > 1 {
		return wrongUse("migrate takes up, down or status; see vriendenstad migrate -h")
	}
	s, err := readSettings(p.environ)
	if err != nil {
		return err
	}
	d, err := openDatabase(ctx, p, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.stop()) }()
	if err := step(ctx, d.owner); err != nil {
		return fmt.Errorf("migrate %s: %w", word, err)
	}
	return nil
}

func (p program) schemaStatus(ctx context.Context, url string) error {
	steps, err := schema.Status(ctx, url)
	if err != nil {
		return err
	}
	for _, step := range steps {
		state := "waiting"
		if !step.At.IsZero() {
			state = step.At.UTC().Format("2006-01-02 15:04:05 UTC")
		}
		p.say("%-24s %s", state, step.Name)
	}
	return nil
}
