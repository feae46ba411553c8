package desk

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/postgres"
)

// A Check is what a verification of the record found, as the record itself keeps it.
type Check struct {
	// Seals is how many links of the chain hold, Hash that of the last of them, and Erased how many details were emptied.
	Seals    int64           `json:"seals"`
	Entry    audit.ID        `json:"entry"`
	Hash     string          `json:"hash"`
	Erased   int             `json:"erased"`
	Findings []audit.Finding `json:"findings"`
}

// Whole says that nothing was found.
func (c Check) Whole() bool { return len(c.Findings) == 0 }

// head returns the last link that held, to be looked for the next time.
func (c Check) head() (audit.Seal, bool) {
	seal := audit.Seal{N: c.Seals, Entry: c.Entry}
	n, err := hex.Decode(seal.Hash[:], []byte(c.Hash))
	return seal, err == nil && n == len(seal.Hash) && c.Seals > 0
}

// checkAct names verifications in the record.
const checkAct = "record.check"

// CheckRecord follows the whole record, looks for the end that the last check found, and writes down what it found itself: see
// [Desk.LastCheck]. It takes as long as a download may.
func (d *Desk) CheckRecord(ctx context.Context, by account.Administrator, once Once) error {
	var known []audit.Seal
	last, _, err := d.LastCheck(ctx)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	if head, ok := last.head(); ok {
		known = append(known, head)
	}
	report, err := d.db.Verify(ctx, by.By().At, known...)
	if err != nil {
		return err
	}
	found := Check{report.Head.N, report.Head.Entry, report.Head.Hash.String(), report.Erased, report.Findings}
	_, err = d.act(ctx, by, once, checkAct, func(tx postgres.Tx, _ time.Time) (string, error) {
		tx.Note(audit.Detail{After: found})
		return "record/" + strconv.FormatInt(found.Seals, 10), nil
	})
	return err
}

// LastCheck returns what the last verification found, and its entry: by whom and when. It is [fault.NotFound] before the first.
func (d *Desk) LastCheck(ctx context.Context) (Check, postgres.TrailRow, error) {
	rows, _, err := d.db.Trail(ctx, postgres.TrailFilter{Act: checkAct}, 1)
	if err != nil {
		return Check{}, postgres.TrailRow{}, err
	}
	if len(rows) == 0 || rows[0].Detail == "" {
		return Check{}, postgres.TrailRow{}, fault.NotFound
	}
	var detail struct{ After Check }
	if err := json.Unmarshal([]byte(rows[0].Detail), &detail); err != nil {
		return Check{}, rows[0], fmt.Errorf("check %d: %w", rows[0].ID, err)
	}
	return detail.After, rows[0], nil
}
