package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"vriendenstad/internal/postgres/schema"
)

// decisions is how many decide at a time.
const decisions = 64

// moneyTime bounds the run in all; moneyRest of it is kept for looking at the sums.
const (
	moneyTime = 90 * time.Second
	moneyRest = 15 * time.Second
)

// decided measures decisions against the bare update of one row: through the counter, with all that an act writes, and by the ledger alone.
// What was committed is added up afterwards; a cent too much or too little fails the run.
func decided(ctx context.Context, args []string) (err error) {
	begin := time.Now()
	var out, under string
	flags := flag.NewFlagSet("money", flag.ContinueOnError)
	flags.StringVar(&out, "out", "var/bench-money.json", "`file` for the report")
	flags.StringVar(&under, "dir", "", "`folder` for the temporary database")
	if err := flags.Parse(args); err != nil {
		return err
	}
	ctx, done := context.WithTimeoutCause(ctx, moneyTime, errors.New("this took longer than "+bound))
	defer done()
	g, err := lay(ctx, under, say)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.clear()) }()
	t, err := newTill(ctx, g)
	if err != nil {
		return err
	}
	defer t.close()
	run := runner{times: 3, database: g.server.PID(), say: g.say, slots: t.slots()}
	unit, err := run.fitting(moneyTime - moneyRest - time.Since(begin))
	if err != nil {
		return err
	}
	all, err := run.run(ctx, min(unit, fullWindow.whole()))
	if err != nil {
		return err
	}
	if err := t.count(ctx); err != nil {
		return err
	}
	var rep report
	judgeMoney(&rep, all)
	rep.note("%s", t.said)
	rep.about("%d decide at a time over %d connections, %d rounds, %.1f s each; fsync on; %.0f s in all",
		decisions, poolSize, run.times, min(unit, fullWindow.whole()).Seconds(), time.Since(begin).Seconds())
	rep.about("%s; others used %.2f of the cores meanwhile", machine(), all.busy())
	return errors.Join(rep.write(os.Stdout), rep.save(out))
}

// judgeMoney writes down how the loads went, each against the bare update of the same round.
func judgeMoney(rep *report, all rounds) {
	rep.add(middle(all[bareUpdate]).entry(bareUpdate))
	for _, one := range []struct {
		name string
		goal goal
	}{{actOnOne, atLeast(.6)}, {actOnSixteen, atLeast(1.2)}, {bookOnOne, goal{}}, {bookOnSixteen, goal{}}} {
		rep.add(middle(all[one.name]).entry(one.name).against("÷ bare", all.ratio(one.name, bareUpdate), one.goal))
	}
}

// migrated makes a database with all tables, and returns its address.
func (g *ground) migrated(ctx context.Context, name string) (string, error) {
	if err := g.server.CreateDatabase(ctx, name); err != nil {
		return "", err
	}
	url := g.server.URL(name)
	if err := schema.Migrate(ctx, url, func(string, ...any) {}); err != nil {
		return "", fmt.Errorf("migrate: %w", err)
	}
	return url, nil
}

// barePool opens as many connections as the portal does.
func barePool(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.MaxConns = poolSize
	return pgxpool.NewWithConfig(ctx, config)
}
