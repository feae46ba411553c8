package public

import (
	"go/ast"
	"go/parser"
	"go/token"
	"iter"
	"strings"
	"testing"
	"time"
)

// The page on privacy shows every constant by which the portal takes things away, each in a row of its own or beside another.
func TestPrivacyTellsOfAllThatIsKept(t *testing.T) {
	t.Parallel()
	told := map[string]bool{}
	for n := range parsed(t, "privacy.go") {
		call, ok := n.(*ast.CallExpr)
		if name, named := callee(call, ok); named && len(call.Args) == 1 {
			if constant, ok := call.Args[0].(*ast.SelectorExpr); ok && name == "long" {
				told[constant.Sel.Name] = true
			}
		}
	}
	kept := 0
	for n := range parsed(t, "../../internal/account/kept.go") {
		value, ok := n.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for _, name := range value.Names {
			if kept++; !told[name.Name] {
				t.Errorf("the page does not tell of %s", name.Name)
			}
		}
	}
	if kept < 10 || len(told) != kept {
		t.Errorf("%d constants, %d of them told", kept, len(told))
	}
	var page strings.Builder
	if err := Privacy("koekje").Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	for _, row := range keeping() {
		if !strings.Contains(page.String(), row.What) || !strings.Contains(page.String(), row.Long) {
			t.Errorf("the page lacks %q: %q", row.What, row.Long)
		}
	}
}

// callee names the function that is called, of this package.
func callee(call *ast.CallExpr, ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	name, ok := call.Fun.(*ast.Ident)
	if !ok {
		return "", false
	}
	return name.Name, true
}

// parsed returns all that stands in a file of Go.
func parsed(t *testing.T, path string) iter.Seq[ast.Node] {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return ast.Preorder(file)
}

func TestHowLongIsWrittenInTheLargestUnit(t *testing.T) {
	t.Parallel()
	for want, d := range map[string]time.Duration{"6 maanden": 183 * 24 * time.Hour, "14 dagen": 14 * 24 * time.Hour, "1 dag": 24 * time.Hour,
		"12 uur": 12 * time.Hour, "1 uur": time.Hour, "45 minuten": 45 * time.Minute} {
		if got := long(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
