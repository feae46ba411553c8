// Package audit describes an entry of the record: who did what to which thing, and when.
package audit

import (
	"time"

	"vriendenstad/internal/account"
)

// An ID numbers an entry. Entries are numbered in the order in which their acts began to be written down.
type ID int64

// An Entry says that an act was done. It is written in the act's own transaction and never changed.
type Entry struct {
	ID ID
	// At is the act's now, not the moment of writing.
	At time.Time
	// Person and Part are those of the act's [account.By]; zero and empty for the program itself.
	Person account.ID
	Part   account.Part
	// Act names the act, as "application.submit".
	Act string
	// Subject names what it was done to, as "application/17".
	Subject string
}
