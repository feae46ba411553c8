package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strings"

	"vriendenstad/internal/account"
	"vriendenstad/internal/desk"
	"vriendenstad/internal/fault"
)

// NewStaff is what the command line says of a new member of staff.
type newStaff struct {
	email, name string
	powers      string // with commas between
}

func staffCommand() command {
	return command{
		name: "staff",
		args: "add -email ADDRESS -name NAME -power POWER[,POWER]",
		does: "makes a member of the city's staff: the first administrator, who invites the others",
		help: "Powers: " + named(account.Powers()) + "; the last one goes with no other.\n" +
			"The password is asked at the terminal, or read from the first line of what is piped in; it is never an argument.\n" +
			"An account that has this address and was confirmed keeps its own name and password. All sessions of it end.",
		prepare: func(flags *flag.FlagSet) action {
			var s newStaff
			flags.StringVar(&s.email, "email", "", "the person's `ADDRESS`, with which they sign in")
			flags.StringVar(&s.name, "name", "", "the person's `NAME`")
			flags.StringVar(&s.powers, "power", "", "the `POWERS` that they hold, with commas between")
			return func(ctx context.Context, p program, words []string) error {
				if len(words) == 0 || words[0] != "add" {
					return wrongUse("staff takes add; see vriendenstad staff -h")
				}
				err := flags.Parse(words[1:])
				if errors.Is(err, flag.ErrHelp) {
					p.helpOn(staffCommand(), flags)
					return nil
				}
				if err != nil {
					return wrongUse(fmt.Sprintf("staff: %v; see vriendenstad staff -h", err))
				}
				if err := noWords("staff add", flags.Args()); err != nil {
					return err
				}
				return addStaff(ctx, p, s)
			}
		},
	}
}

func named(powers []account.Part) string {
	var all []string
	for _, power := range powers {
		all = append(all, string(power))
	}
	return strings.Join(all, ", ")
}

// Check reads the powers, and says what is wrong with a command line before a password is asked.
func (s newStaff) check() ([]account.Part, error) {
	if _, err := account.ParseEmail(s.email); err != nil {
		return nil, wrongUse("staff add needs -email with an address, such as naam@voorbeeld.be")
	}
	if _, err := account.ParseName(s.name); err != nil {
		return nil, wrongUse(fmt.Sprintf("staff add needs -name with a name of at most %d letters", account.LongestName))
	}
	var powers []account.Part
	for one := range strings.SplitSeq(s.powers, ",") {
		power := account.Part(strings.TrimSpace(one))
		if !slices.Contains(account.Powers(), power) {
			return nil, wrongUse("staff add needs -power with one or more of " + named(account.Powers()))
		}
		if !slices.Contains(powers, power) {
			powers = append(powers, power)
		}
	}
	if !account.Combines(powers) {
		return nil, wrongUse(fmt.Sprintf("staff add: %s goes with no other power", account.AdministratorPart))
	}
	return powers, nil
}

func addStaff(ctx context.Context, p program, who newStaff) (err error) {
	powers, err := who.check()
	if err != nil {
		return err
	}
	s, err := readSettings(p.environ)
	if err != nil {
		return err
	}
	key, err := s.key()
	if err != nil {
		return err
	}
	d, err := openDatabase(ctx, p, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.stop()) }()
	db, _, err := openForProgram(ctx, d.program, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer db.Close()
	version, err := db.SchemaVersion(ctx)
	if err == nil && behind(version) != "" {
		err = errors.New(behind(version))
	}
	if err != nil {
		return err
	}
	counter, err := desk.New(db, key)
	if err != nil {
		return err
	}
	password, err := p.password(ctx)
	if err != nil {
		return err
	}
	if err := account.CheckPassword(password, true, who.name, who.email); err != nil {
		return fmt.Errorf("the password is refused: %w", err)
	}
	_, err = counter.AddStaff(ctx, account.By{At: p.now()}, who.email, who.name, password, powers)
	if errors.Is(err, fault.Denied) {
		return fmt.Errorf("%s was kept from signing in by an administrator; that is for another administrator to undo", who.email)
	}
	if err != nil {
		return fmt.Errorf("make %s staff: %w", who.email, err)
	}
	p.say("%s is staff now, as %s", who.email, named(powers))
	p.say("they sign in on %s/aanmelden, and set up a second step before anything of staff's is open", s.BaseURL)
	return nil
}

// LongestLine is how much of a line is read for a password, in bytes.
const longestLine = 4 << 10

// Password asks for a password at the terminal, twice and unseen, or reads the first line of what is piped in.
func (p program) password(ctx context.Context) (string, error) {
	terminal, ok := p.in.(*os.File)
	if ok {
		about, err := terminal.Stat()
		ok = err == nil && about.Mode()&os.ModeCharDevice != 0
	}
	lines := bufio.NewReader(io.LimitReader(p.in, 2*longestLine))
	if !ok {
		return firstLine(ctx, lines)
	}
	show, err := hide(ctx, terminal)
	if err != nil {
		return "", err
	}
	var typed [2]string
	for i, ask := range []string{"Password, of %d letters or more (it is not shown): ", "Once more: "} {
		if i == 0 {
			ask = fmt.Sprintf(ask, account.ShortestWithSecond)
		}
		fmt.Fprint(p.out, ask)
		if typed[i], err = firstLine(ctx, lines); err != nil {
			return "", errors.Join(err, show())
		}
		p.say("")
	}
	if err := show(); err != nil {
		return "", err
	}
	if typed[0] != typed[1] {
		return "", errors.New("the two passwords differ: nothing was done")
	}
	return typed[0], nil
}

// FirstLine reads a line without its end. It does not wait for one longer than the context.
func firstLine(ctx context.Context, from *bufio.Reader) (string, error) {
	type read struct {
		line string
		err  error
	}
	done := make(chan read, 1)
	go func() {
		line, err := from.ReadString('\n')
		done <- read{line, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-done:
		line := strings.TrimRight(got.line, "\r\n")
		if line == "" && (got.err == nil || errors.Is(got.err, io.EOF)) {
			return "", errors.New("no password was given: type it, or pipe it in")
		}
		if got.err != nil && !errors.Is(got.err, io.EOF) {
			return "", fmt.Errorf("read the password: %w", got.err)
		}
		return line, nil
	}
}

// Hide keeps what is typed at a terminal from being shown, until show is called.
func hide(ctx context.Context, terminal *os.File) (show func() error, err error) {
	set := func(ctx context.Context, how string) error {
		stty := exec.CommandContext(ctx, "stty", how)
		stty.Stdin = terminal
		return stty.Run()
	}
	if err := set(ctx, "-echo"); err != nil {
		return nil, fmt.Errorf("what is typed here cannot be hidden (%w): pipe the password in", err)
	}
	return func() error {
		if err := set(context.WithoutCancel(ctx), "echo"); err != nil {
			return fmt.Errorf("show again what is typed: %w; stty echo does it", err)
		}
		return nil
	}, nil
}
