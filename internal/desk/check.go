package desk

import (
	"context"
	"encoding/hex"
	"encoding/json"
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

// CheckRecord follows the whole record, looks for the end that earlier checks found, and writes down what it found itself: see
// [Desk.LastCheck]. It takes as long as a download may.
func (d *Desk) CheckRecord(ctx context.Context, by account.Administrator, once Once) error {
	_, found, err := d.check(ctx, by.By().At)
	if err != nil {
		return err
	}
	_, err = d.act(ctx, by, once, checkAct, func(tx postgres.Tx, _ time.Time) (string, error) {
		tx.Note(audit.Detail{After: found})
		return found.subject(), nil
	})
	return err
}

// CheckNightly is [Desk.CheckRecord] for the program itself. It returns what was found, for the log.
func (d *Desk) CheckNightly(ctx context.Context, now time.Time) (audit.Report, error) {
	report, found, err := d.check(ctx, now)
	if err != nil {
		return report, err
	}
	return report, d.note(ctx, account.By{At: now}, checkAct, found.subject(), &audit.Detail{After: found})
}

// A RecordSearch is what a download of the record was narrowed to. Zero values narrow to nothing.
type RecordSearch struct {
	Person  account.ID `json:"person,omitempty"`
	Act     string     `json:"act,omitempty"`
	Subject string     `json:"subject,omitempty"`
	// From and Until are days as 2027-05-15, Until included.
	From  string `json:"from,omitempty"`
	Until string `json:"until,omitempty"`
}

// ExportRecord writes down that the record is downloaded, and what of it.
func (d *Desk) ExportRecord(ctx context.Context, by account.Administrator, s RecordSearch) error {
	var detail *audit.Detail
	if s != (RecordSearch{}) {
		detail = &audit.Detail{After: s}
		if s.Person != 0 {
			detail.About = []account.ID{s.Person}
		}
	}
	return d.note(ctx, by, "record.export", "record", detail)
}

func (c Check) subject() string { return "record/" + strconv.FormatInt(c.Seals, 10) }

// checksSeen is how many earlier checks are asked for the end that they found.
const checksSeen = 100

func (d *Desk) check(ctx context.Context, now time.Time) (audit.Report, Check, error) {
	earlier, _, err := d.db.Trail(ctx, postgres.TrailFilter{Act: checkAct}, checksSeen)
	if err != nil {
		return audit.Report{}, Check{}, err
	}
	report, err := d.db.Verify(ctx, now, farthest(earlier)...)
	return report, Check{report.Head.N, report.Head.Entry, report.Head.Hash.String(), report.Erased, report.Findings}, err
}

// farthest returns the longest chain that any of the checks saw, and nothing where none saw one. Once it was cut or written anew, every later
// check says so.
func farthest(earlier []postgres.TrailRow) []audit.Seal {
	var far audit.Seal
	for _, row := range earlier {
		check, err := readCheck(row)
		if head, ok := check.head(); err == nil && ok && head.N > far.N {
			far = head
		}
	}
	if far.N == 0 {
		return nil
	}
	return []audit.Seal{far}
}

func readCheck(row postgres.TrailRow) (Check, error) {
	var detail struct{ After Check }
	if err := json.Unmarshal([]byte(row.Detail), &detail); err != nil {
		return Check{}, fmt.Errorf("check %d: %w", row.ID, err)
	}
	return detail.After, nil
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
	check, err := readCheck(rows[0])
	return check, rows[0], err
}
