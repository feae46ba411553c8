package main

import (
	"context"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"strconv"
	"strings"

	"vriendenstad/internal/audit"
	"vriendenstad/internal/postgres"
)

func auditCommand() command {
	return command{
		name: "audit",
		args: "verify [-seal N:HASH]",
		does: "reads the whole record of acts and tells what is not as it was written",
		help: "Each finding is one line, and the exit code is then 1. The log holds the last seal of each night; with -seal it is\n" +
			"looked for in the chain, which shows whether the chain's end was cut off since. -seal may be given more than once.",
		prepare: func(flags *flag.FlagSet) action {
			var known []audit.Seal
			flags.Func("seal", "look for the seal `N:HASH` of an earlier log", func(typed string) error {
				one, err := parseSeal(typed)
				known = append(known, one)
				return err
			})
			return func(ctx context.Context, p program, words []string) error {
				if len(words) == 0 || words[0] != "verify" {
					return wrongUse("audit takes verify; see vriendenstad audit -h")
				}
				err := flags.Parse(words[1:])
				if errors.Is(err, flag.ErrHelp) {
					p.helpOn(auditCommand(), flags)
					return nil
				}
				if err != nil {
					return wrongUse(fmt.Sprintf("audit: %v; see vriendenstad audit -h", err))
				}
				if err := noWords("audit verify", flags.Args()); err != nil {
					return err
				}
				return reading(ctx, p, func(db *postgres.DB) error { return verifyRecord(ctx, p, db, known) })
			}
		},
	}
}

// ParseSeal reads a seal as the log writes it.
func parseSeal(typed string) (audit.Seal, error) {
	number, hash, _ := strings.Cut(typed, ":")
	n, err := strconv.ParseInt(number, 10, 64)
	bytes, bad := hex.DecodeString(hash)
	seal := audit.Seal{N: n}
	if err != nil || bad != nil || n < 1 || len(bytes) != len(seal.Hash) {
		return audit.Seal{}, errors.New("write the number of a seal, a colon and its hash of 64 letters and digits, as the log has them")
	}
	copy(seal.Hash[:], bytes)
	return seal, nil
}

func verifyRecord(ctx context.Context, p program, db *postgres.DB, known []audit.Seal) error {
	report, err := db.Verify(ctx, p.now(), known...)
	if err != nil {
		return fmt.Errorf("verify the record: %w", err)
	}
	for _, finding := range report.Findings {
		p.say("%v", finding)
	}
	if !report.Whole() {
		return fmt.Errorf("the record is not as it was written: %d findings", len(report.Findings))
	}
	p.say("the record is whole: %d entries are sealed, the details of %d were emptied", report.Head.N, report.Erased)
	if report.Head.N > 0 {
		p.say("the last seal is %d:%v", report.Head.N, report.Head.Hash)
	}
	return nil
}
