// Package internal_test holds the rules of the house that no compiler knows: who may import whom, which library
// belongs in which room, where the clock and the environment are read, and how SQL and HTML are written.
package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The groups of rooms that the table below speaks of.
const (
	floorOne  = "internal/fault internal/money internal/calendar internal/world"
	domain    = "internal/grant internal/budget internal/project internal/city internal/association internal/account internal/audit internal/document " + floorOne
	templates = "templates/layout templates/ui templates/public templates/mine templates/staff templates/advice templates/mail"
	everyRoom = "*"
)

// Rooms says of each room what it may import of the house, with a space between. [everyRoom] stands for all.
// A room that is not here fails the test: a new room starts with a line.
var rooms = map[string]string{
	// 7
	"cmd/vriendenstad": everyRoom,
	"cmd/bench":        everyRoom,
	// 6
	"internal/site":   "internal/desk internal/postgres internal/depot internal/paper internal/sheet internal/form internal/link internal/mail web " + templates + " " + domain,
	"internal/worker": "internal/desk internal/postgres internal/depot internal/paper internal/sheet internal/form internal/link internal/mail internal/job web " + templates + " " + domain,
	// 5
	"internal/desk":   "internal/postgres internal/depot internal/paper internal/sheet internal/job " + domain,
	"internal/sample": "internal/postgres internal/depot internal/paper internal/sheet internal/job " + domain,
	// 4
	"internal/postgres":               "internal/job " + domain,
	"internal/postgres/schema":        "internal/postgres migrations",
	"internal/postgres/pgdev":         "",
	"internal/postgres/pgtest":        "internal/postgres internal/postgres/schema internal/postgres/pgdev",
	"internal/postgres/pgtest/server": "internal/postgres/pgdev internal/postgres/pgtest",
	"internal/depot":                  domain,
	"internal/paper":                  domain,
	"internal/sheet":                  domain,
	"templates/ui":                    "internal/form internal/link web " + domain,
	"templates/layout":                "internal/form internal/link web templates/ui " + domain,
	"templates/public":                "internal/form internal/link web templates/ui " + domain,
	"templates/mine":                  "internal/form internal/link web templates/ui " + domain,
	"templates/staff":                 "internal/form internal/link web templates/ui " + domain,
	"templates/advice":                "internal/form internal/link web templates/ui " + domain,
	"templates/mail":                  "internal/form internal/link web templates/ui " + domain,
	// 3
	"internal/form": domain,
	"internal/link": domain,
	"internal/job":  domain,
	"internal/mail": domain,
	// 2
	"internal/grant":       "internal/project internal/account internal/budget internal/document internal/association internal/city " + floorOne,
	"internal/project":     "internal/association internal/city " + floorOne,
	"internal/account":     "internal/association internal/city " + floorOne,
	"internal/budget":      "internal/association internal/city " + floorOne,
	"internal/document":    "internal/association internal/city " + floorOne,
	"internal/association": floorOne,
	"internal/city":        floorOne,
	"internal/audit":       "internal/account " + floorOne,
	// 1
	"internal/fault":    "",
	"internal/money":    "",
	"internal/calendar": "",
	"internal/world":    "",
	"web":               "",
	"migrations":        "",
	// the rules themselves
	"internal": "",
}

// TestsMayImport says what the tests of a room may import beyond the room itself, besides the row of [rooms].
// Every test may have a database of its own and the sample city.
var testsMayImport = map[string]string{
	everyRoom:                  "internal/postgres/pgtest internal/sample",
	"internal/postgres":        "internal/postgres/schema internal/postgres/pgdev migrations",
	"internal/postgres/schema": "internal/postgres/pgdev",
	"internal/sample":          "internal/postgres/schema",
}

// Libraries says in which rooms a library may be used. A library that is not here fails the test.
var libraries = map[string]string{
	"github.com/go-chi/chi/v5":                           "internal/site",
	"github.com/go-chi/httprate":                         "internal/site",
	"github.com/gorilla/sessions":                        "internal/site",
	"github.com/coreos/go-oidc/v3":                       "internal/site",
	"golang.org/x/oauth2":                                "internal/site",
	"github.com/klauspost/compress/gzhttp":               "internal/site",
	"github.com/maypok86/otter/v2":                       "internal/site",
	"github.com/prometheus/client_golang":                "internal/site",
	"github.com/a-h/templ":                               "internal/site " + templates,
	"github.com/yuin/goldmark":                           "templates/ui",
	"github.com/microcosm-cc/bluemonday":                 "templates/ui",
	"github.com/jackc/pgx/v5":                            "internal/postgres internal/postgres/schema internal/postgres/pgtest internal/postgres/pgtest/server internal/postgres/pgdev",
	"github.com/pressly/goose/v3":                        "internal/postgres/schema",
	"github.com/riverqueue/river":                        "internal/worker internal/job internal/postgres",
	"github.com/riverqueue/river/riverdriver/riverpgxv5": "internal/postgres internal/postgres/schema",
	"github.com/riverqueue/river/rivermigrate":           "internal/postgres/schema",
	"github.com/go-playground/form/v4":                   "internal/form",
	"golang.org/x/text":                                  "internal/money internal/calendar internal/world",
	"github.com/alexedwards/argon2id":                    "internal/desk",
	"github.com/pquerna/otp":                             "internal/desk",
	"github.com/boombuler/barcode":                       "internal/desk",
	"github.com/wneessen/go-mail":                        "internal/mail",
	"github.com/minio/minio-go/v7":                       "internal/depot",
	"github.com/gabriel-vasile/mimetype":                 "internal/depot",
	"codeberg.org/go-pdf/fpdf":                           "internal/paper",
	"golang.org/x/image/font/gofont":                     "internal/paper",
	"github.com/xuri/excelize/v2":                        "internal/sheet",
	"github.com/caarlos0/env/v11":                        "cmd/vriendenstad",
}

// TestLibraries says in the tests of which rooms a library may be used that nothing else uses.
var testLibraries = map[string]string{
	"pgregory.net/rapid":                  everyRoom,
	"github.com/chromedp/chromedp":        "cmd/vriendenstad",
	"github.com/chromedp/cdproto":         "cmd/vriendenstad",
	"github.com/emersion/go-smtp":         "internal/mail internal/worker cmd/vriendenstad",
	"github.com/emersion/go-sasl":         "internal/mail",
	"github.com/oauth2-proxy/mockoidc":    "internal/site cmd/vriendenstad",
	"github.com/johannesboyne/gofakes3":   "internal/depot",
	"go.yaml.in/yaml/v3":                  "cmd/vriendenstad",
	"golang.org/x/net/html":               "internal/site cmd/vriendenstad web " + templates,
	"github.com/prometheus/client_golang": "cmd/vriendenstad",
	"github.com/xuri/excelize/v2":         "internal/site cmd/vriendenstad",
	"github.com/jackc/pgx/v5":             "internal/sample internal/desk cmd/vriendenstad",
}

// NeverImported are packages that this house does without, each with the reason.
var neverImported = map[string]string{
	"github.com/gorilla/csrf": "it has a weakness without a remedy; http.CrossOriginProtection guards forms",
	"html/template":           "pages are written in templ",
	"text/template":           "pages are written in templ, letters too",
	"database/sql":            "SQL is spoken through pgx; only postgres/schema hands goose a database/sql handle",
	"unsafe":                  "nothing here needs it",
}

// Import is one import of one file.
type imported struct {
	file string // its path in the tree, with slashes
	of   string // the import path
}

// TestImports holds every file of the tree against the tables.
func TestImports(t *testing.T) {
	t.Parallel()
	said := map[string]bool{"": true}
	for _, one := range importsOf(t, os.DirFS("..")) {
		if wrong := judge(one); !said[wrong] {
			said[wrong] = true
			t.Error(wrong)
		}
	}
}

// Judge returns what is wrong with an import, in a sentence that says what may be imported, and "" when it is right.
func judge(one imported) string {
	room := path.Dir(one.file)
	may, known := rooms[room]
	switch inner, ours := strings.CutPrefix(one.of, "vriendenstad/"); {
	case !known:
		return one.file + ": there is no room " + room + ": a new room starts with a line in internal/layers_test.go"
	case ours:
		return judgeRoom(one.file, room, inner, may)
	case strings.Contains(strings.SplitN(one.of, "/", 2)[0], "."):
		return judgeLibrary(one.file, room, one.of)
	default:
		return judgeStandard(one.file, room, one.of)
	}
}

func judgeRoom(file, room, other, may string) string {
	if isTest(file) {
		may += " " + room + " " + testsMayImport[everyRoom] + " " + testsMayImport[room]
	}
	if holds(may, other) {
		return ""
	}
	if strings.TrimSpace(may) == "" {
		may = "nothing but the standard library and its own libraries"
	}
	return file + ": imports " + other + ", but " + room + " may import " + may
}

func judgeLibrary(file, room, library string) string {
	if why := neverImported[library]; why != "" {
		return file + ": imports " + library + ", but " + why
	}
	owners, testers := longest(libraries, library), longest(testLibraries, library)
	wide := rooms[room] == everyRoom // the commands, which tie all together
	switch {
	case owners == "" && testers == "":
		return file + ": imports " + library + ", which stands in no row of internal/layers_test.go; a new library needs a row and a reason"
	case holds(owners, room), owners != "" && wide, isTest(file) && holds(testers, room), room == "cmd/bench":
		return ""
	case owners == "":
		return file + ": imports " + library + ", which is for tests, those of " + testers
	}
	return file + ": imports " + library + ", which belongs in " + owners
}

func judgeStandard(file, room, name string) string {
	if why := neverImported[name]; why != "" && room != "internal/postgres/schema" && !isTest(file) {
		return file + ": imports " + name + ", but " + why
	}
	plain := holds(domain, room) && !isTest(file)
	if plain && (name == "context" || name == "database/sql" || name == "net/http" || strings.HasPrefix(name, "net/http/")) {
		return file + ": imports " + name + ", but the domain has no context, no SQL and no HTTP"
	}
	return ""
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }

func holds(list, one string) bool {
	all := strings.Fields(list)
	return slices.Contains(all, one) || slices.Contains(all, everyRoom)
}

// Longest returns the row of the library that holds the package: the longest one whose path begins it, "" for none.
func longest(table map[string]string, name string) string {
	for at := name; at != "."; at = path.Dir(at) {
		if row, ok := table[at]; ok {
			return row
		}
	}
	return ""
}

// ImportsOf returns every import of every Go file in the tree; a file without imports counts as one of "fmt", so that
// its room is looked up too.
func importsOf(t *testing.T, tree fs.FS) []imported {
	var all []imported
	eachFile(t, tree, ".go", func(name string, text []byte) {
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, imported{name, "fmt"})
		for _, one := range file.Imports {
			of, err := strconv.Unquote(one.Path.Value)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			all = append(all, imported{name, of})
		}
	})
	return all
}

// EachFile hands every file of the tree whose name ends so to look. What is fetched, built or hidden is passed over.
func eachFile(t *testing.T, tree fs.FS, ending string, look func(name string, text []byte)) {
	seen := 0
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := entry.Name(); base != "." && (base[0] == '.' || base == "node_modules" || base == "var" || base == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ending) {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		seen++
		look(name, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Fatalf("no file ends in %s: is this the tree?", ending)
	}
}
