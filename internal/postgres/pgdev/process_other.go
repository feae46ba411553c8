//go:build !linux

package pgdev

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"
)

// running says whether that process is alive and a Postgres server of that data folder. A dead process that
// nobody has reaped is not alive, and neither is a stranger who was given the number afterwards.
func running(pid int, data string) (bool, error) {
	words, err := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if _, none := errors.AsType[*exec.ExitError](err); none {
		return false, nil
	}
	return strings.Contains(string(words), " "+data+" "), err
}
