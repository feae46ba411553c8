package pgdev

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"syscall"
)

// running says whether that process is alive and a Postgres server of that data folder. A dead process that
// nobody has reaped is not alive, and neither is a stranger who was given the number afterwards.
func running(pid int, data string) (bool, error) {
	words, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ESRCH) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	// The words of a dead process are empty.
	return slices.ContainsFunc(bytes.Split(words, []byte{0}), func(word []byte) bool {
		return string(word) == data
	}), nil
}
