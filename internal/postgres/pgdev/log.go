package pgdev

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// longestLog is the number of bytes after which the log is put aside.
const longestLog = 8 << 20

// openLog opens the log at its end, and says where that is.
func (f folder) openLog() (*os.File, int64, error) {
	if about, err := os.Stat(f.log()); err == nil && about.Size() > longestLog {
		if err := os.Rename(f.log(), f.log()+".old"); err != nil {
			return nil, 0, err
		}
	}
	log, err := os.OpenFile(f.log(), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, 0, err
	}
	begin, err := log.Seek(0, io.SeekEnd)
	if err := errors.Join(err, f.user.own(f.log())); err != nil {
		return nil, 0, errors.Join(err, log.Close())
	}
	return log, begin, nil
}

// explain makes one line of what a program of Postgres said before it ended: its last complaint, and without
// one its last words.
func explain(program string, words []byte, exit error) error {
	complaint, last := "", ""
	for line := range bytes.Lines(words) {
		if text := strings.TrimSpace(string(line)); text != "" {
			last = text
		}
		for _, mark := range []string{"PANIC: ", "FATAL: ", "error: "} {
			if _, after, found := strings.Cut(string(line), mark); found {
				complaint = strings.TrimSpace(after)
			}
		}
	}
	if complaint == "" {
		complaint = fmt.Sprintf("%s (%v)", last, exit)
	}
	err := fmt.Errorf("%s: %s", program, complaint)
	if bytes.Contains(words, []byte("No space left on device")) {
		err = fmt.Errorf("%w: %w", err, syscall.ENOSPC)
	}
	if bytes.Contains(words, []byte(heldMemory)) { // the last complaint may be that of one of them
		err = fmt.Errorf("%w: %w", err, errHeldMemory)
	}
	return err
}
