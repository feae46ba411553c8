package pgdev

import (
	"cmp"
	_ "embed" // the list of places
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// oldest is the major version for which the SQL of this project is written.
const oldest = 15

// places are where systems put server programs, one pattern a line. web/pgbin.mjs reads the same list.
//
//go:embed places.txt
var places string

// Binaries says where to look for the programs of a server, initdb and postgres. After Dir and Path come the
// places in which systems put them, newest version first, and Fetched comes last.
type Binaries struct {
	// Dir is the folder that somebody has named, by PG_BINDIR; empty when nobody did.
	Dir string
	// Path is the list of folders in which programs are found, as in PATH.
	Path string
	// Fetched is the folder in which web/pgbin.mjs puts a server that it fetches; empty for none.
	Fetched string
}

// An install is one folder of server programs.
type install struct {
	bin     string
	version string // "15.18"
	major   int
	fetched bool
}

var versionWords = regexp.MustCompile(`^postgres \(PostgreSQL\) ((\d+)\S*)`)

// look asks the programs in a folder for their version. It is false where there are none that run, and for the
// empty name, which is no folder.
func look(bin string) (install, bool) {
	if bin == "" {
		return install{}, false
	}
	bin, err := filepath.Abs(bin)
	if err != nil {
		return install{}, false
	}
	if about, err := os.Stat(filepath.Join(bin, "initdb")); err != nil || about.IsDir() {
		return install{}, false
	}
	words, err := exec.Command(filepath.Join(bin, "postgres"), "--version").Output()
	if err != nil {
		return install{}, false
	}
	found := versionWords.FindSubmatch(words)
	if found == nil {
		return install{}, false
	}
	major, err := strconv.Atoi(string(found[2]))
	return install{bin: bin, version: string(found[1]), major: major}, err == nil
}

// all returns every install there is, the preferred one first.
func (b Binaries) all() []install {
	named := append([]string{b.Dir}, filepath.SplitList(b.Path)...)
	found := append(lookIn(named), systems()...)
	fetched := lookIn([]string{b.fetchedBin()})
	for i := range found {
		found[i].fetched = len(fetched) > 0 && found[i].bin == fetched[0].bin // where PG_BINDIR names it
	}
	for _, one := range fetched {
		one.fetched = true
		found = append(found, one)
	}
	return found
}

func (b Binaries) fetchedBin() string {
	if b.Fetched == "" {
		return ""
	}
	return filepath.Join(b.Fetched, "bin")
}

func lookIn(dirs []string) []install {
	var found []install
	for _, dir := range dirs {
		if one, ok := look(dir); ok {
			found = append(found, one)
		}
	}
	return found
}

// systems returns the installs in the usual places, newest first.
func systems() []install {
	var found []install
	for pattern := range strings.Lines(places) {
		dirs, err := filepath.Glob(strings.TrimSpace(pattern))
		if err != nil {
			continue // a pattern of our own list is not wrong
		}
		found = append(found, lookIn(dirs)...)
	}
	slices.SortStableFunc(found, func(a, b install) int { return cmp.Compare(b.major, a.major) })
	return found
}

// choose returns the programs for a data folder of that major version, or for a new one when it is 0.
func (b Binaries) choose(data string, major int) (install, error) {
	if _, ok := look(b.Dir); !ok && b.Dir != "" {
		return install{}, fmt.Errorf("PG_BINDIR is %s, but no initdb and postgres run there: let it name the folder that holds both", b.Dir)
	}
	return choose(b.all(), data, major)
}

func choose(all []install, data string, major int) (install, error) {
	for _, one := range all {
		if one.major == major || major == 0 && one.major >= oldest {
			return one, nil
		}
	}
	if major == 0 {
		return install{}, fmt.Errorf("a Postgres server of version %d or later is needed, and %s: install one (on Debian: apt-get install postgresql), or let PG_BINDIR name the folder that holds initdb and postgres", oldest, listed(all))
	}
	return install{}, fmt.Errorf("%s was made by Postgres %d, and %s: let PG_BINDIR name the programs of that version, or begin anew with make clean-data", data, major, listed(all))
}

func listed(all []install) string {
	if len(all) == 0 {
		return "no server was found"
	}
	var words []string
	for _, one := range all {
		words = append(words, fmt.Sprintf("%s (%s)", one.version, one.bin))
	}
	return "only these were found: " + strings.Join(words, ", ")
}
