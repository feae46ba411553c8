package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"vriendenstad/internal/fault"
)

// Advised is a fault whose words say already what to do about it.
type advised struct{ error }

func (a advised) Unwrap() error { return a.error }

// Explain says in one line what went wrong and, where that is known, what to do about it.
func explain(err error) string {
	if wrong, ok := errors.AsType[faults](err); ok {
		return wrong.Error() // one line for each setting
	}
	said := inOneLine(err)
	if _, ok := errors.AsType[advised](err); ok {
		return said
	}
	switch {
	case full(err):
		return said + ": the disk is full; make room on it and start again"
	case errors.Is(err, fs.ErrPermission):
		return said + ": give this user the right to it, or run as the one who has it"
	case errors.Is(err, fault.Unavailable), strings.Contains(said, "failed to connect to"):
		return said + ": see that the database runs and that DATABASE_URL is right"
	}
	return said
}

// InOneLine returns the lines of an error, each once, with semicolons between.
func inOneLine(err error) string {
	var lines []string
	for line := range strings.Lines(err.Error()) {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "; ")
}

// Full says whether the disk is full, for this program or, by its words, for the database server.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		strings.Contains(strings.ToLower(err.Error()), "no space left on device")
}

// CannotListen says why an address cannot be listened on. The setting is the variable that names it.
func cannotListen(setting string, address hostPort, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("%s is taken: end the program that listens there, or choose another address with %s", address, setting)
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("%s is not allowed for this user: choose a port from 1024 up with %s", address, setting)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return fmt.Errorf("%s is not an address of this machine: choose another with %s", address, setting)
	}
	return fmt.Errorf("listen on %s (%s): %w", address, setting, err)
}
