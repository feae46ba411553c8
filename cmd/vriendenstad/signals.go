package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Stopped is the cause of a context that a signal ended.
type stopped struct{ signal syscall.Signal }

func (s stopped) Error() string { return "stopped by a signal: " + s.signal.String() }

func (s stopped) exitCode() int { return 128 + int(s.signal) }

// Patience is how long the program may take to end after the signal: Ctrl-C comes from someone who waits for the
// prompt, SIGTERM from a service manager.
func (s stopped) patience() time.Duration {
	if s.signal == syscall.SIGINT {
		return 3800 * time.Millisecond
	}
	return 11800 * time.Millisecond
}

// UntilSignal returns a context that the first Ctrl-C or SIGTERM ends, with [stopped] as its cause.
// A second one ends the program at once, and so does waiting longer than [stopped.patience].
// The caller releases the signals when the work is done.
func untilSignal(parent context.Context) (ctx context.Context, release func()) {
	ctx, end := context.WithCancelCause(parent)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		first := cause(<-signals)
		end(first)
		awaitSecond(signals, first.patience())
		fmt.Fprintln(os.Stderr, "vriendenstad: stopped at once")
		os.Exit(first.exitCode())
	}()
	return ctx, func() { signal.Stop(signals) }
}

// Echo is how soon after the first a signal is the same one again: who signals a whole group of processes reaches the
// program twice when make, which is in the group, hands it on.
const echo = 200 * time.Millisecond

// AwaitSecond waits for a second signal, for as long as patience lasts.
func awaitSecond(signals <-chan os.Signal, patience time.Duration) {
	first, end := time.Now(), time.After(patience)
	for {
		select {
		case <-signals:
			if time.Since(first) > echo {
				return
			}
		case <-end:
			return
		}
	}
}

func cause(s os.Signal) stopped {
	number, ok := s.(syscall.Signal)
	if !ok {
		number = syscall.SIGTERM
	}
	return stopped{number}
}
