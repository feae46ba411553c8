// Bench measures how near the portal comes to what the machine can do, as ratios to bare limits of the same run, and how its
// figures grow with what it holds. It starts what it needs, on this machine alone, and takes it away again.
//
//	bench front     pages and searches against a constant page, the bare database and the naive search; within 90 s
//	bench growth    the same questions of a small and of a large portal
//	bench money     decisions against the bare update of one row; within 90 s
//	bench apply     drafts that save themselves and submissions, at the closing of a round; within 90 s
//	bench profile   where the processor time of one page goes
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// bound is how long the runs of the front, of money and of applying may take in all.
const bound = "90 s"

func main() {
	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer release()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		release()
		os.Exit(1)
	}
}

var errUse = errors.New("which figures? bench front | growth | money | apply | profile; bench front -h tells more")

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errUse
	}
	command, known := map[string]func(context.Context, []string) error{
		"front": front, "growth": growth, "profile": profile, "money": decided, "apply": closing,
		"const": serveConstants, "portal": servePortal, // what the others start
	}[args[0]]
	if !known {
		return errUse
	}
	err := command(ctx, args[1:])
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil && ctx.Err() != nil {
		return errors.New("stopped")
	}
	return err
}

// say tells who waits what happens.
func say(format string, args ...any) { fmt.Printf(format+"\n", args...) }
