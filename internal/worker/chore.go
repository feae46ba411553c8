package worker

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/job"
)

// verifyAt is the hour in Brussels at which the record and the ledger are verified: when nobody waits for the database.
const verifyAt = 3

// nightly is each night at [verifyAt].
type nightly struct{}

// Next returns the next such hour. In the night in which the clock jumps over it, it is the hour after.
func (nightly) Next(now time.Time) time.Time {
	here := now.In(calendar.Brussels)
	next := time.Date(here.Year(), here.Month(), here.Day(), verifyAt, 0, 0, 0, calendar.Brussels)
	if !next.After(now) {
		next = time.Date(here.Year(), here.Month(), here.Day()+1, verifyAt, 0, 0, 0, calendar.Brussels)
	}
	return next
}

// orphaned is after how long a document that nobody needs is swept: by then the act that it came with has ended.
const orphaned = 24 * time.Hour

// tidy takes away what has had its time: rows, letters in the folder, and documents that nobody needs.
func (w *Worker) tidy(ctx context.Context, _ *river.Job[job.Tidy]) error {
	now := w.set.Clock()
	gone, err := w.set.Desk.Tidy(ctx, now)
	if err != nil {
		return w.failed("tidy", fmt.Errorf("tidy: %w", err))
	}
	var letters int64
	if w.set.Folder != nil {
		if letters, err = w.set.Folder.Tidy(now.Add(-account.LetterKept)); err != nil {
			return w.failed("tidy", fmt.Errorf("tidy: %w", err))
		}
	}
	documents, err := w.sweep(ctx, now.Add(-orphaned))
	if err != nil {
		return w.failed("tidy", fmt.Errorf("tidy: %w", err))
	}
	if gone > 0 || letters > 0 || documents > 0 {
		w.set.Log.Info("what had its time was taken away", "rows", gone, "letters", letters, "documents", documents)
	}
	return nil
}

// sweep removes the bytes of documents that nobody needs since a moment, and returns how many.
func (w *Worker) sweep(ctx context.Context, before time.Time) (int, error) {
	if w.set.Depot == nil {
		return 0, nil
	}
	swept := 0
	err := w.set.Depot.Before(ctx, before, func(names []string) error {
		unwanted, err := w.set.DB.Unwanted(ctx, names, before)
		if err != nil {
			return err
		}
		swept += len(unwanted)
		return w.set.Depot.Remove(ctx, unwanted...)
	})
	return swept, err
}

// verify reads the whole record. The end of the chain stands in the log each night, so that a tail that is cut later shows: the
// command "audit verify" takes it. What was found stands in the record too, for the administrator.
func (w *Worker) verify(ctx context.Context, _ *river.Job[job.VerifyRecord]) error {
	report, err := w.set.Desk.CheckNightly(ctx, w.set.Clock())
	if err != nil {
		return w.failed("verify-record", fmt.Errorf("verify the record: %w", err))
	}
	for _, finding := range report.Findings {
		w.set.Log.Error("the record is not as it was written", "finding", finding.String())
	}
	w.set.Log.Info("the record was verified", "findings", len(report.Findings), "erased", report.Erased,
		"seal", fmt.Sprintf("%d:%v", report.Head.N, report.Head.Hash))
	return nil
}

// verifyBudget reads the whole ledger, and tells the log what does not agree with its entries.
func (w *Worker) verifyBudget(ctx context.Context, _ *river.Job[job.VerifyBudget]) error {
	found, err := w.set.DB.VerifyBudget(ctx, w.set.Clock())
	if err != nil {
		return w.failed("verify-budget", err)
	}
	for _, finding := range found.Findings {
		w.set.Log.Error("the ledger does not agree", "finding", finding.String())
	}
	w.set.Log.Info("the ledger was verified", "findings", len(found.Findings), "entries", found.Entries, "envelopes", found.Envelopes)
	return nil
}

// failed tells the log of a job that failed and will be tried again.
func (w *Worker) failed(kind string, err error) error {
	w.set.Log.Warn("a job failed", "job", kind, "error", err)
	return err
}

// remind reminds associations of drafts whose round closes soon.
func (w *Worker) remind(ctx context.Context, _ *river.Job[job.Remind]) error {
	n, err := w.set.Desk.Remind(ctx, w.by())
	if err != nil {
		return w.failed("remind", fmt.Errorf("remind: %w", err))
	}
	if n > 0 {
		w.set.Log.Info("members were reminded of drafts", "drafts", n)
	}
	return nil
}

// beat says that the program is there: a gap proposes to extend a round that closed in it.
func (w *Worker) beat(ctx context.Context, _ *river.Job[job.Beat]) error {
	if err := w.set.Desk.Beat(ctx, w.set.Clock()); err != nil {
		return w.failed("beat", fmt.Errorf("beat: %w", err))
	}
	return nil
}
