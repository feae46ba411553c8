package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
)

// LetterTries is how often a letter is tried. The time between two tries grows with the fourth power of their number: the last
// one comes about a day after the first.
const LetterTries = 14

// What bounds a job.
const (
	jobTime    = time.Minute     // for one try
	jobRescued = 5 * time.Minute // after which a job whose program was killed is tried again
	jobsAtOnce = 4               // in one replica
	jobPoll    = time.Second     // how long a job waits at most before somebody looks
)

// inserter writes jobs down and carries out none: it opens no connection and starts nothing.
func inserter(pages *pgxpool.Pool) (*river.Client[pgx.Tx], error) {
	client, err := river.NewClient(riverpgxv5.New(pages), &river.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, fmt.Errorf("queue: %w", err)
	}
	return client, nil
}

// Enqueue writes down that a letter is to be sent, in the transaction: it goes out when that is committed, and never when it
// is rolled back.
func (t Tx) Enqueue(ctx context.Context, letter job.Letter) error {
	return t.enqueue(ctx, letter, LetterTries)
}

// EnqueueAll writes down that letters are to be sent, as [Tx.Enqueue] does for one.
func (t Tx) EnqueueAll(ctx context.Context, letters []job.Letter) error {
	if len(letters) == 0 {
		return nil
	}
	all := make([]river.InsertManyParams, len(letters))
	for i, one := range letters {
		all[i] = river.InsertManyParams{Args: one, InsertOpts: &river.InsertOpts{MaxAttempts: LetterTries}}
	}
	ctx, done := context.WithTimeout(ctx, t.deadline)
	defer done()
	if _, err := t.jobs.InsertManyTx(ctx, t.tx, all); err != nil {
		return answer(fmt.Errorf("enqueue %d letters: %w", len(all), err))
	}
	return nil
}

func (t Tx) enqueue(ctx context.Context, args river.JobArgs, tries int) error {
	ctx, done := context.WithTimeout(ctx, t.deadline)
	defer done()
	if _, err := t.jobs.InsertTx(ctx, t.tx, args, &river.InsertOpts{MaxAttempts: tries}); err != nil {
		return answer(fmt.Errorf("enqueue %s: %w", args.Kind(), err))
	}
	return nil
}

// JobSettings say who carries out jobs.
type JobSettings struct {
	Workers *river.Workers
	// Periodic are the jobs that one of all replicas writes down time and again.
	Periodic []*river.PeriodicJob
	// Log takes what River has to say. Nil is silence.
	Log *slog.Logger
	// Poll is how long a job waits at most before somebody looks; zero is a second. A test is less patient.
	Poll time.Duration
}

// Jobs carries out what was written down to be done later.
//
// It asks for jobs instead of listening for them: listening would hold one connection of the pages for good, and does not
// outlive every proxy that stands before a database.
type Jobs struct {
	client *river.Client[pgx.Tx]
	store  Store
}

// Jobs returns what carries out jobs on the pages' pool. Nothing runs before [Jobs.Start].
func (db *DB) Jobs(s JobSettings) (*Jobs, error) {
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Poll == 0 {
		s.Poll = jobPoll
	}
	client, err := river.NewClient(riverpgxv5.New(db.pages), &river.Config{
		Logger:                      s.Log,
		Workers:                     s.Workers,
		PeriodicJobs:                s.Periodic,
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: jobsAtOnce}},
		PollOnly:                    true,
		FetchPollInterval:           s.Poll,
		FetchCooldown:               min(s.Poll, river.FetchCooldownDefault),
		JobTimeout:                  jobTime,
		RescueStuckJobsAfter:        jobRescued,
		CompletedJobRetentionPeriod: account.LetterKept,
		CancelledJobRetentionPeriod: account.LetterKept,
		DiscardedJobRetentionPeriod: account.UnsentKept,
		ReindexerSchedule:           river.NeverSchedule(), // an index is rebuilt by its owner alone
	})
	if err != nil {
		return nil, fmt.Errorf("queue: %w", err)
	}
	return &Jobs{client: client, store: db.Store}, nil
}

// Start begins to carry out jobs, until [Jobs.Stop]: the end of ctx does not stop them. It is [fault.Unavailable] where the database
// is away or has no tables for jobs yet, and may then be tried again.
func (j *Jobs) Start(ctx context.Context) error {
	there, err := value[bool](ctx, j.store, `SELECT to_regclass('river_notification') IS NOT NULL`)
	if err != nil {
		return err
	}
	if !there {
		return fmt.Errorf("the tables of the queue: %w", fault.Unavailable)
	}
	return answer(j.client.Start(context.WithoutCancel(ctx)))
}

// Stop takes no more jobs, lets those that are under way go on for the time of patience, and then cuts them: they are tried again
// later, by whoever runs then. It waits no longer than ctx. It comes before the pools close.
func (j *Jobs) Stop(ctx context.Context, patience time.Duration) error {
	soft, done := context.WithTimeout(ctx, patience)
	defer done()
	err := j.client.Stop(soft)
	if !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return j.client.StopAndCancel(ctx)
}
