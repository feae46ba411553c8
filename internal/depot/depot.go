// Package depot keeps the bytes of documents, under names of its own. What they are called, and whose they are, stands in the database.
package depot

import (
	"context"
	"io"
	"time"

	"vriendenstad/internal/document"
)

// A Store keeps bytes. Its methods may be called by many at a time.
type Store interface {
	// Put reads bytes to their end and keeps them, unless they are more than most or check refuses them: then nothing is kept, and the error is
	// [document.ErrLarge], what check returned, or what reading came to. When it returns without an error, the bytes outlive the power of the machine.
	Put(ctx context.Context, from io.Reader, most int64, check Check) (document.Stored, error)
	// Open returns the bytes of a name, and [fault.NotFound] where they are not there. Who calls closes them.
	Open(ctx context.Context, name string) (io.ReadSeekCloser, error)
	// Remove forgets bytes. What is not there is no error.
	Remove(ctx context.Context, names ...string) error
	// Before tells in turn of the names that were put before a moment, some at a time. What was begun and never kept is removed, unless it was
	// begun after that moment.
	Before(ctx context.Context, moment time.Time, tell func(names []string) error) error
}

// A Check looks at bytes before they are kept: what kind they are of, and, where one is set, whether a scanner finds a virus in them.
type Check func(bytes io.ReaderAt, size int64) error
