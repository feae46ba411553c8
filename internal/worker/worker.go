// Package worker carries out in the background what was written down to be done later: letters, and what is done by itself each
// hour or night. It also seals the record, every two seconds and at the end.
//
// Each replica runs one. A job is done by one of them; when that one is killed meanwhile, another does it again.
package worker

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"vriendenstad/internal/account"
	"vriendenstad/internal/depot"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/job"
	"vriendenstad/internal/mail"
	"vriendenstad/internal/postgres"
	letters "vriendenstad/templates/mail"
)

// How often things are done by themselves, and how long the worker waits before it tries again.
const (
	sealEach = 2 * time.Second
	tidyEach = time.Hour
	// A reminder comes at most so long after it is due, and a minute without a sign of life is a gap's begin.
	remindEach = time.Hour
	beatEach   = time.Minute
	patience   = 2 * time.Second
	// lastSeal bounds the sealing at the end: the program is about to be killed.
	lastSeal = time.Second
)

// Settings are what a worker is told when it starts.
type Settings struct {
	DB     *postgres.DB
	Desk   *desk.Desk
	Sender mail.Sender
	// Folder is where letters are written down instead of sent, nil where there is a mail server.
	Folder *mail.Folder
	// Depot keeps the bytes of attachments; nil where there are none to sweep.
	Depot depot.Store
	// BaseURL is the address with which all links in letters begin.
	BaseURL string
	Clock   func() time.Time
	Log     *slog.Logger
	// Poll is how long a job waits at most before somebody looks; zero is a second.
	Poll time.Duration
}

// A Worker is made by [New].
type Worker struct {
	set  Settings
	jobs *postgres.Jobs
}

// New builds a worker. Nothing runs before [Worker.Run].
func New(set Settings) (*Worker, error) {
	w := &Worker{set: set}
	all := river.NewWorkers()
	river.AddWorker(all, river.WorkFunc(w.sendLetter))
	river.AddWorker(all, river.WorkFunc(w.tidy))
	river.AddWorker(all, river.WorkFunc(w.verify))
	river.AddWorker(all, river.WorkFunc(w.remind))
	river.AddWorker(all, river.WorkFunc(w.beat))
	river.AddWorker(all, river.WorkFunc(w.verifyBudget))
	var err error
	w.jobs, err = set.DB.Jobs(postgres.JobSettings{
		Workers:  all,
		Periodic: periodic(),
		Log:      slog.New(&seldom{to: set.Log.Handler(), clock: set.Clock, from: &sentences{}}),
		Poll:     set.Poll,
	})
	if err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	return w, nil
}

// periodic are the jobs that one of all replicas writes down by itself.
func periodic() []*river.PeriodicJob {
	few := &river.InsertOpts{MaxAttempts: 3}
	return []*river.PeriodicJob{
		river.NewPeriodicJob(river.PeriodicInterval(tidyEach),
			func() (river.JobArgs, *river.InsertOpts) { return job.Tidy{}, few }, &river.PeriodicJobOpts{RunOnStart: true}),
		river.NewPeriodicJob(river.PeriodicInterval(remindEach),
			func() (river.JobArgs, *river.InsertOpts) { return job.Remind{}, few }, &river.PeriodicJobOpts{RunOnStart: true}),
		river.NewPeriodicJob(river.PeriodicInterval(beatEach),
			func() (river.JobArgs, *river.InsertOpts) { return job.Beat{}, &river.InsertOpts{MaxAttempts: 1} }, &river.PeriodicJobOpts{RunOnStart: true}),
		river.NewPeriodicJob(nightly{},
			func() (river.JobArgs, *river.InsertOpts) { return job.VerifyRecord{}, few }, &river.PeriodicJobOpts{}),
		river.NewPeriodicJob(nightly{},
			func() (river.JobArgs, *river.InsertOpts) { return job.VerifyBudget{}, few }, &river.PeriodicJobOpts{}),
	}
}

// Run works until ctx is done, and then ends in good order: no job is begun any more, those under way have the time of grace
// and are then cut, to be tried again by whoever runs later. It returns when nothing of it runs. What others did while it
// ended is sealed by [Worker.SealLast].
//
// A database that is away, or was not migrated yet, is waited for.
func (w *Worker) Run(ctx context.Context, grace func() time.Duration) {
	var running sync.WaitGroup
	running.Go(func() { w.sealing(ctx) })
	w.working(ctx, grace)
	running.Wait()
}

// working carries out jobs until ctx is done.
func (w *Worker) working(ctx context.Context, grace func() time.Duration) {
	for waiting := false; ; waiting = true {
		err := w.jobs.Start(ctx)
		if err == nil {
			break
		}
		if !waiting && ctx.Err() == nil {
			w.set.Log.Warn("jobs wait for the database", "error", err)
		}
		if !sleep(ctx, patience) {
			return
		}
	}
	w.set.Log.Debug("jobs are carried out")
	<-ctx.Done()
	soft := grace()
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), soft+soft/4)
	defer cancel()
	if err := w.jobs.Stop(end, soft); err != nil {
		w.set.Log.Warn("jobs were cut short at the stop", "error", err)
	}
}

// sealing seals the record every two seconds until ctx is done. A fault is told once, and once when it has passed.
func (w *Worker) sealing(ctx context.Context) {
	failing := false
	for sleep(ctx, sealEach) {
		_, _, err := w.set.Desk.Seal(ctx, w.set.Clock())
		switch {
		case ctx.Err() != nil:
			return
		case err != nil && !failing:
			w.set.Log.Warn("the record is not sealed", "error", err)
		case err == nil && failing:
			w.set.Log.Info("the record is sealed again")
		}
		failing = err != nil
	}
}

// SealLast seals what was written down until the very end. It comes after the last request and the last job, and before the pools
// close.
func (w *Worker) SealLast(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastSeal)
	defer cancel()
	if _, _, err := w.set.Desk.Seal(ctx, w.set.Clock()); err != nil {
		w.set.Log.Warn("the record is not sealed at the stop; the next start does it", "error", err)
	}
}

// sleep waits, and is false when ctx ended meanwhile.
func sleep(ctx context.Context, long time.Duration) bool {
	timer := time.NewTimer(long)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// by says who acts: the program itself, now.
func (w *Worker) by() account.By { return account.By{At: w.set.Clock()} }

func (w *Worker) writer() letters.Writer { return letters.Writer{Base: w.set.BaseURL} }
