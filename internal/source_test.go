package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
)

// TestGoSource holds every Go file against the rules below.
func TestGoSource(t *testing.T) {
	t.Parallel()
	eachFile(t, os.DirFS(".."), ".go", func(name string, text []byte) {
		for _, wrong := range judgeGo(t, name, text) {
			t.Error(wrong)
		}
	})
}

// A ban names a function, field or method that may be used in some places only.
type ban struct {
	in     string // import path of its package; "" for a method or field of any type
	names  string // with spaces between; "*" for all of the package's functions
	unless func(file string) bool
	why    string
}

var bans = []ban{
	{"time", "Now Since Until", takesFromOutside, "the clock is taken in cmd and handed down"},
	{"os", "Getenv LookupEnv Environ ExpandEnv", takesFromOutside, "the environment is read in cmd and handed down"},
	{"log", "*", takesFromOutside, "the logger is taken in cmd and handed down"},
	{"log/slog", "Default SetDefault Debug DebugContext Info InfoContext Warn WarnContext Error ErrorContext Log LogAttrs", takesFromOutside, "the logger is taken in cmd and handed down"},
	{"github.com/a-h/templ", "Raw SafeURL SafeCSS SafeCSSProperty Attributes OrderedAttributes JSUnsafeFuncCall JSFuncCall FromGoHTML", nowhere, "it lets words of people past templ's escaping"},
	{"github.com/go-chi/chi/v5/middleware", "RealIP RedirectSlashes StripSlashes", nowhere, "it believes headers of anybody, or redirects to other hosts"},
	{"", "AddInsecureBypassPattern AddTrustedOrigin", nowhere, "no address is exempt from the guard against other sites"},
	{"github.com/jackc/pgx/v5", "QueryExecModeSimpleProtocol QueryExecModeExec", nowhere, "parameters travel apart from the SQL"},
	{"", "PreferSimpleProtocol", nowhere, "parameters travel apart from the SQL"},
}

func nowhere(string) bool { return false }

// TakesFromOutside says whether a file may read the clock and the environment itself: a program, a test, or what starts
// servers for them.
func takesFromOutside(file string) bool {
	return isTest(file) || strings.HasPrefix(file, "cmd/") ||
		strings.HasPrefix(file, "internal/postgres/pgdev/") || strings.HasPrefix(file, "internal/postgres/pgtest/")
}

// JudgeGo returns what is wrong with a Go file, a sentence for each place.
func judgeGo(t *testing.T, name string, text []byte) []string {
	if strings.HasSuffix(name, "_templ.go") {
		return nil // made from a .templ file, which is judged itself
	}
	positions := token.NewFileSet()
	file, err := parser.ParseFile(positions, name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	packages := packagesOf(file)
	var wrong []string
	say := func(at ast.Node, format string, args ...any) {
		wrong = append(wrong, fmt.Sprintf("%v: ", positions.Position(at.Pos()))+fmt.Sprintf(format, args...))
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if why := banned(name, packages, n); why != "" {
				say(n, "%s: %s", n.Sel.Name, why)
			}
		case *ast.FuncDecl:
			if n.Name.Name == "init" && n.Recv == nil {
				say(n, "init: what is needed is built in cmd and handed down")
			}
		}
		return true
	})
	return wrong
}

// PackagesOf returns the import path behind each name by which a file speaks of a package.
func packagesOf(file *ast.File) map[string]string {
	all := map[string]string{}
	for _, one := range file.Imports {
		of, err := strconv.Unquote(one.Path.Value)
		if err != nil {
			continue // the parser has read it already
		}
		name := path.Base(of)
		if strings.HasPrefix(name, "v") && strings.Trim(name[1:], "0123456789") == "" {
			name = path.Base(path.Dir(of))
		}
		if one.Name != nil {
			name = one.Name.Name
		}
		all[name] = of
	}
	return all
}

func banned(file string, packages map[string]string, use *ast.SelectorExpr) string {
	of := ""
	if name, ok := use.X.(*ast.Ident); ok {
		of = packages[name.Name]
	}
	for _, one := range bans {
		hit := one.in == of || one.in == ""
		if hit && (one.names == "*" && of != "" || holds(one.names, use.Sel.Name)) && !one.unless(file) {
			return one.why
		}
	}
	return ""
}

// TestJudgeGo shows that each rule refuses.
func TestJudgeGo(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ says, file, text, want string }{
		{"a rule takes the time", "internal/city/city.go", `import "time"; func f(now time.Time) time.Time { return now.Add(time.Hour) }`, ""},
		{"it does not ask for it", "internal/city/city.go", `import "time"; func f() time.Time { return time.Now() }`, "clock"},
		{"nor as a value", "internal/city/city.go", `import "time"; var clock = time.Now`, "clock"},
		{"nor by another name", "internal/city/city.go", `import hour "time"; var clock = hour.Since`, "clock"},
		{"a test may", "internal/city/city_test.go", `import "time"; var now = time.Now()`, ""},
		{"the program must", "cmd/vriendenstad/main.go", `import "time"; var clock = time.Now`, ""},
		{"the environment is for the program", "internal/site/site.go", `import "os"; var home = os.Getenv("HOME")`, "environment"},
		{"a logger is handed down", "internal/site/site.go", `import "log/slog"; func f() { slog.Info("hello") }`, "logger"},
		{"using one is fine", "internal/site/site.go", `import "log/slog"; func f(log *slog.Logger) { log.Info("hello") }`, ""},
		{"the old logger is nobody's", "internal/site/site.go", `import "log"; func f() { log.Println("hello") }`, "logger"},
		{"nothing happens by itself", "internal/site/site.go", `func init() {}`, "init"},
		{"no raw HTML", "templates/ui/x.go", `import "github.com/a-h/templ"; var c = templ.Raw("<b>")`, "escaping"},
		{"no address that is called safe", "templates/ui/x.go", `import "github.com/a-h/templ"; var u = templ.SafeURL("javascript:1")`, "escaping"},
		{"no header of anybody", "internal/site/site.go", `import "github.com/go-chi/chi/v5/middleware"; var m = middleware.RealIP`, "believes"},
		{"no way round the guard", "internal/site/site.go", `import "net/http"; func f(c *http.CrossOriginProtection) { c.AddInsecureBypassPattern("/") }`, "exempt"},
		{"no simple protocol", "internal/postgres/db.go", `import "github.com/jackc/pgx/v5"; var m = pgx.QueryExecModeSimpleProtocol`, "apart"},
	} {
		got := strings.Join(judgeGo(t, test.file, []byte("package p; "+test.text)), "\n")
		if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.says, got, test.want)
		}
	}
}
