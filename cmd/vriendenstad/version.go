package main

import (
	"context"
	"flag"
	"runtime/debug"

	"vriendenstad/internal/postgres/schema"
)

// Release is the version of the program, as publiccode.yml tells it.
const release = "0.1.0"

// Commit is the state of the sources, written here by the linker (-X main.commit=…); empty in a plain go build.
var commit string

func versionCommand() command {
	return command{
		name: "version",
		does: "tells the version of the program, of its sources, of Go and of the schema",
		prepare: func(*flag.FlagSet) action {
			return func(_ context.Context, p program, words []string) error {
				if err := noWords("version", words); err != nil {
					return err
				}
				from, with := build()
				p.say("vriendenstad %s\ncommit %s\n%s\nschema %d", release, from, with, schema.Latest())
				return nil
			}
		},
	}
}

// Build returns the commit that the program was built from, or "unknown", and the version of Go that built it.
func build() (from, with string) {
	from = commit
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown", "unknown"
	}
	for _, one := range info.Settings {
		if one.Key == "vcs.revision" && from == "" {
			from = one.Value
		}
	}
	if from == "" {
		from = "unknown"
	}
	return from, info.GoVersion
}
