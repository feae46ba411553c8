// Vriendenstad is the portal of a city's partnerships abroad: it serves the portal, prepares its database and fills it
// with a sample city. `vriendenstad -h` lists its commands.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"time"
)

func main() {
	p := program{environ: os.Environ(), in: os.Stdin, out: os.Stdout, errs: os.Stderr, now: time.Now}
	os.Exit(p.run(os.Args[1:]))
}

// Program is what a command may use of the machine that it runs on.
type program struct {
	environ   []string
	in        io.Reader
	out, errs io.Writer
	now       func() time.Time
}

// Command is one of the things that the program does.
type command struct {
	name, args string
	does       string // one line, for the list of commands
	help       string // what -h adds to it
	// Prepare declares the command's flags and returns what is done once they have been read.
	prepare func(*flag.FlagSet) action
}

// Action carries out a command with the words that follow its flags.
type action func(ctx context.Context, p program, words []string) error

func commands() []command {
	return []command{serveCommand(), migrateCommand(), seedCommand(), staffCommand(), auditCommand(), budgetCommand(), versionCommand(), healthcheckCommand()}
}

// WrongUse is a command line that cannot be understood.
type wrongUse string

func (w wrongUse) Error() string { return string(w) }

// The exit codes. A command that a signal ends, other than serve, answers 128 and the signal's number, as shells do.
const (
	exitDone   = 0
	exitFailed = 1
	exitUse    = 2 // the command line or a setting is wrong
)

// Run carries out a command line and returns its exit code.
func (p program) run(args []string) int {
	ctx, release := untilSignal(context.Background())
	defer release()
	err := p.dispatch(ctx, args)
	if err == nil {
		return exitDone
	}
	if signal, ok := errors.AsType[stopped](context.Cause(ctx)); ok && errors.Is(err, context.Canceled) {
		fmt.Fprintf(p.errs, "vriendenstad: %v\n", signal)
		return signal.exitCode()
	}
	fmt.Fprintf(p.errs, "vriendenstad: %s\n", explain(err))
	_, use := errors.AsType[wrongUse](err)
	_, set := errors.AsType[faults](err)
	if use || set {
		return exitUse
	}
	return exitFailed
}

func (p program) dispatch(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return wrongUse("which command? vriendenstad -h lists them")
	}
	if slices.Contains([]string{"-h", "-help", "--help", "help"}, args[0]) {
		p.help()
		return nil
	}
	all := commands()
	at := slices.IndexFunc(all, func(c command) bool { return c.name == args[0] })
	if at < 0 {
		return wrongUse(fmt.Sprintf("there is no command %q; vriendenstad -h lists them", args[0]))
	}
	return p.carryOut(ctx, all[at], args[1:])
}

func (p program) carryOut(ctx context.Context, c command, args []string) error {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	act := c.prepare(flags)
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		p.helpOn(c, flags)
		return nil
	}
	if err != nil {
		return wrongUse(fmt.Sprintf("%s: %v; see vriendenstad %s -h", c.name, err, c.name))
	}
	return act(ctx, p, flags.Args())
}

// NoWords refuses words after a command that takes none.
func noWords(command string, words []string) error {
	if len(words) > 0 {
		return wrongUse(fmt.Sprintf("%s takes no %q; see vriendenstad %s -h", command, words[0], command))
	}
	return nil
}

// Say writes one line for who stands at the terminal.
func (p program) say(format string, args ...any) {
	fmt.Fprintf(p.out, format+"\n", args...)
}

func (p program) help() {
	p.say("Vriendenstad, the portal of a city's partnerships abroad.\n\nusage: vriendenstad command [flags]\n")
	for _, c := range commands() {
		p.say("  %-12s %s", c.name, c.does)
	}
	p.say("\nvriendenstad command -h tells more. Settings come from the environment: vriendenstad serve -h lists them.")
	p.say("Exit codes: 0 done, 1 failed, 2 the command line or a setting is wrong.")
}

func (p program) helpOn(c command, flags *flag.FlagSet) {
	usage := "usage: vriendenstad " + c.name
	if c.args != "" {
		usage += " " + c.args
	}
	p.say("%s\n\n%s", usage, c.does)
	if c.help != "" {
		p.say("%s", c.help)
	}
	flags.VisitAll(func(f *flag.Flag) {
		kind, what := flag.UnquoteUsage(f)
		p.say("\n  -%s %s\n        %s", f.Name, kind, what)
	})
	if c.name == "serve" {
		p.say("\nSettings, from the environment:\n")
		for _, s := range settingsTable() {
			p.say("  %-17s %s\n%20s(default: %s)", s.Name, s.What, "", s.Default)
		}
	}
}
