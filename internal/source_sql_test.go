package internal_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSQL holds the rooms that speak SQL to one rule: the text of a statement is made of constants, and what people
// typed travels beside it as a parameter. What counts as made of constants is in [sqlReader.constant].
func TestSQL(t *testing.T) {
	t.Parallel()
	house := &house{tree: os.DirFS(".."), positions: token.NewFileSet(), known: map[string]*readPackage{}}
	for _, room := range []string{"internal/postgres", "internal/postgres/schema", "internal/postgres/pgdev", "internal/postgres/pgtest", "internal/sample"} {
		for _, wrong := range judgeSQL(t, house, room) {
			t.Error(wrong)
		}
	}
}

// Statements says which argument of a method holds SQL.
var statements = map[string]int{
	"Query": 1, "QueryRow": 1, "Exec": 1, "Prepare": 2, "Queue": 0, "ExecParams": 1,
	"QueryContext": 1, "QueryRowContext": 1, "ExecContext": 1, "PrepareContext": 1, "SendStatement": 1,
}

// JudgeSQL returns the statements of a room whose text is not made of constants.
func judgeSQL(t *testing.T, h *house, room string) []string {
	p, err := h.read(room)
	if err != nil {
		t.Fatal(err)
	}
	if p == nil {
		return nil // the room has no code
	}
	r := &sqlReader{readPackage: p, positions: h.positions, takes: map[*types.Var]bool{}, busy: map[any]bool{}}
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			at, speaks := statements[method.Sel.Name]
			if speaks && at < len(call.Args) {
				r.demand(call.Args[at])
			}
			return true
		})
	}
	r.demandOfCallers()
	return r.wrong
}

// A sqlReader looks where the text of a statement comes from, within one package.
type sqlReader struct {
	*readPackage
	positions *token.FileSet
	takes     map[*types.Var]bool // parameters that become SQL; true once the callers were looked at
	busy      map[any]bool        // what is being looked at, so that a loop ends
	wrong     []string
}

// Demand notes a fault where an expression is not made of constants.
func (r *sqlReader) demand(e ast.Expr) {
	if r.constant(e) {
		return
	}
	r.wrong = append(r.wrong, fmt.Sprintf("%v: SQL is made of constants; values travel as parameters, and a choice comes from a map of constants",
		r.positions.Position(e.Pos())))
}

// DemandOfCallers follows the parameters that become SQL to all who give them, until there is nobody new.
func (r *sqlReader) demandOfCallers() {
	for again := true; again; {
		again = false
		for parameter, seen := range r.takes {
			if seen {
				continue
			}
			r.takes[parameter], again = true, true
			r.eachArgument(parameter, r.demand)
		}
	}
}

// EachArgument hands look what each call of a parameter's function gives for it.
func (r *sqlReader) eachArgument(parameter *types.Var, look func(ast.Expr)) {
	for function, declared := range r.functions {
		at, variadic, has := positionOf(r.info, declared, parameter)
		if !has {
			continue
		}
		if function.Exported() && !strings.HasSuffix(r.made.Path(), "/pgtest") {
			r.wrong = append(r.wrong, fmt.Sprintf("%v: what other rooms may call takes no SQL", r.positions.Position(declared.Pos())))
		}
		for _, call := range r.callsOf(function) {
			last := at
			if variadic {
				last = len(call.Args) - 1
			}
			for i := at; i <= last && i < len(call.Args); i++ {
				look(call.Args[i])
			}
		}
	}
}

// Constant says whether an expression is text that the program's authors wrote: a constant, or a joining, a choice or
// a piling up of constants. A parameter counts as one, and is then demanded of every caller.
func (r *sqlReader) constant(e ast.Expr) bool {
	if r.info.Types[e].Value != nil {
		return true
	}
	if r.busy[e] {
		return true // a loop: the other ways in decide
	}
	r.busy[e] = true
	defer delete(r.busy, e)
	switch e := e.(type) {
	case *ast.ParenExpr:
		return r.constant(e.X)
	case *ast.BinaryExpr:
		return r.constant(e.X) && r.constant(e.Y)
	case *ast.IndexExpr:
		return r.constant(e.X)
	case *ast.SliceExpr:
		return r.constant(e.X)
	case *ast.UnaryExpr:
		return r.constant(e.X)
	case *ast.CompositeLit:
		return r.constantElements(e)
	case *ast.Ident:
		return r.constantObject(r.info.ObjectOf(e))
	case *ast.SelectorExpr:
		return r.constantField(r.info.ObjectOf(e.Sel))
	case *ast.CallExpr:
		return r.constantCall(e)
	}
	return false
}

func (r *sqlReader) constantElements(e *ast.CompositeLit) bool {
	for _, one := range e.Elts {
		if pair, ok := one.(*ast.KeyValueExpr); ok {
			one = pair.Value
		}
		if !r.harmless(one) && !r.constant(one) {
			return false
		}
	}
	return true
}

// Harmless says whether an expression is of a type that holds no text.
func (r *sqlReader) harmless(e ast.Expr) bool {
	kind := r.info.TypeOf(e)
	if kind == nil {
		return false
	}
	basic, ok := kind.Underlying().(*types.Basic)
	return ok && basic.Info()&(types.IsNumeric|types.IsBoolean) != 0
}

// ConstantObject says whether all that a variable is ever given is constant. A parameter is given what callers give.
func (r *sqlReader) constantObject(o types.Object) bool {
	v, ok := o.(*types.Var)
	if !ok {
		return ok || o == types.Universe.Lookup("nil")
	}
	if r.busy[v] {
		return true
	}
	r.busy[v] = true
	defer delete(r.busy, v)
	if r.parameters[v] {
		if _, seen := r.takes[v]; !seen {
			r.takes[v] = false
		}
		return r.constantAll(r.given[v])
	}
	return (len(r.given[v]) > 0 || r.piled[v]) && r.constantAll(r.given[v])
}

// ConstantField says whether a field holds constants in every value of its type that the package makes.
func (r *sqlReader) constantField(o types.Object) bool {
	v, ok := o.(*types.Var)
	return ok && len(r.given[v]) > 0 && r.constantAll(r.given[v])
}

func (r *sqlReader) constantAll(all []ast.Expr) bool {
	for _, one := range all {
		if one == nil || !r.constant(one) {
			return false
		}
	}
	return true
}

// ConstantCall says whether a call makes text of constants alone: by joining them, by writing a number, by quoting a
// name as an identifier, or in a function of the package that returns nothing else.
func (r *sqlReader) constantCall(e *ast.CallExpr) bool {
	if r.info.Types[e.Fun].IsType() {
		return len(e.Args) == 1 && r.constant(e.Args[0])
	}
	switch name := nameOf(e.Fun); name {
	case "append", "strings.Join", "strings.ReplaceAll", "strings.TrimSpace", "strings.Repeat":
		for _, one := range e.Args {
			if !r.harmless(one) && !r.constant(one) {
				return false
			}
		}
		return true
	case "strconv.Itoa", "strconv.FormatInt", "make", "new":
		return true
	}
	if method, ok := e.Fun.(*ast.SelectorExpr); ok {
		switch method.Sel.Name {
		case "Sanitize": // of pgx.Identifier, which quotes
			return true
		case "String": // of a strings.Builder; what was written to it is what it was given
			return r.constant(method.X)
		}
	}
	function, ok := r.callee(e)
	if !ok {
		return false
	}
	for _, one := range r.returns[function] {
		if !r.constant(one) {
			return false
		}
	}
	return len(r.returns[function]) > 0
}

// TestJudgeSQL shows what is refused and what is not.
func TestJudgeSQL(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, text string
		wrong      bool
	}{
		{"a constant", "func f(q conn, name string) { q.Query(ctx, `SELECT 1 FROM city WHERE name = $1`, name) }", false},
		{"constants joined", "const columns = `a, b`; func f(q conn) { q.Query(ctx, `SELECT `+columns+` FROM city`) }", false},
		{"a value joined", "func named(q conn, name string) { q.Query(ctx, `SELECT 1 FROM city WHERE name = '` + name + `'`) }; func f(q conn, r request) { named(q, r.word()) }", true},
		{"for whoever calls", "func Named(q conn, sql string) { q.Query(ctx, sql) }", true},
		{"a value printed", "import \"fmt\"; func f(q conn, name string) { q.Exec(ctx, fmt.Sprintf(`DROP TABLE %s`, name)) }", true},
		{"a constant printed", "import \"fmt\"; func f(q conn) { q.Exec(ctx, fmt.Sprintf(`DROP TABLE %s`, `city`)) }", true},
		{"through a helper", "func one(q conn, sql string) { q.Query(ctx, sql) }; func f(q conn) { one(q, `SELECT 1`) }", false},
		{"a value through a helper", "func one(q conn, sql string) { q.Query(ctx, sql) }; func f(q conn, r request) { one(q, r.word()) }", true},
		{"through a generic helper", "func one[T any](q conn, sql string) { q.Query(ctx, sql) }; func f(q conn, r request) { one[int](q, `SELECT 1`); one[string](q, r.word()) }", true},
		{"through two helpers", "func one(q conn, sql string) { q.Query(ctx, sql) }; func two(q conn, where string) { one(q, `SELECT 1 WHERE `+where) }; func f(q conn, r request) { two(q, r.word()) }", true},
		{"an order from a map", "var orders = map[string]string{`name`: `name ASC`, `date`: `ended_on DESC`}; func f(q conn, by string) { q.Query(ctx, `SELECT 1 ORDER BY `+orders[by]) }", false},
		{"an order as it was asked", "func f(q conn, r request) { by := r.word(); q.Query(ctx, `SELECT 1 ORDER BY `+by) }", true},
		{"a map that somebody fills", "var orders = map[string]string{}; func g(r request) { orders[`x`] = r.word() }; func f(q conn, by string) { q.Query(ctx, `SELECT 1 ORDER BY `+orders[by]) }", true},
		{"an order from a switch", "func order(by string) string { switch by { case `name`: return `name`; }; return `id` }; func f(q conn, by string) { q.Query(ctx, `SELECT 1 ORDER BY `+order(by)) }", false},
		{"a switch that lets through", "func order(by string) string { if by == `` { return `id` }; return by }; func f(q conn, r request) { q.Query(ctx, `SELECT 1 ORDER BY `+order(r.word())) }", true},
		{"conditions piled up", "import \"strings\"; func f(q conn, land, jaar bool) { var where []string; if land { where = append(where, `country = $1`) }; q.Query(ctx, `SELECT 1 WHERE `+strings.Join(where, ` AND `)) }", false},
		{"a value among them", "import \"strings\"; func f(q conn, r request) { where := []string{`true`}; where = append(where, `country = `+r.word()); q.Query(ctx, `SELECT 1 WHERE `+strings.Join(where, ` AND `)) }", true},
		{"numbered parameters", "import \"strconv\"; func f(q conn, n int) { sql := `SELECT $`; sql += strconv.Itoa(n); q.Query(ctx, sql) }", false},
		{"a value added", "func f(q conn, r request) { sql := `SELECT `; sql += r.word(); q.Query(ctx, sql) }", true},
		{"a builder", "import \"strings\"; func f(q conn) { var b strings.Builder; b.WriteString(`SELECT 1`); q.Query(ctx, b.String()) }", false},
		{"a value in a builder", "import \"strings\"; func f(q conn, r request) { var b strings.Builder; b.WriteString(r.word()); q.Query(ctx, b.String()) }", true},
		{"printed into a builder", "import (\"fmt\"; \"strings\"); func f(q conn, r request) { var b strings.Builder; fmt.Fprintf(&b, `SELECT %s`, r.word()); q.Query(ctx, b.String()) }", true},
		{"a table of statements", "var all = []struct{ name, sql string }{{`a`, `SELECT 1`}}; func f(q conn) { for _, one := range all { q.Query(ctx, one.sql) } }", false},
		{"a quoted identifier", "import \"github.com/jackc/pgx/v5\"; func f(q conn, name string) { q.Exec(ctx, `CREATE DATABASE `+pgx.Identifier{name}.Sanitize()) }", false},
		{"a batch", "func f(b batch, r request) { b.Queue(`SELECT 1`); b.Queue(r.word()) }", true},
		{"nothing to do with SQL", "import \"net/url\"; func f(u *url.URL) string { return u.Query().Get(`q`) }", false},
	} {
		file := &fstest.MapFile{Data: []byte(planted(test.text))}
		h := &house{tree: fstest.MapFS{"internal/p/p.go": file}, positions: token.NewFileSet(), known: map[string]*readPackage{}}
		if wrong := judgeSQL(t, h, "internal/p"); (len(wrong) > 0) != test.wrong {
			t.Errorf("%s: %v", test.says, wrong)
		}
	}
}

// Planted makes a file of a sample: its imports, the things that it speaks of, and the sample itself.
func planted(text string) string {
	imports := ""
	if strings.HasPrefix(text, "import ") {
		imports, text, _ = strings.Cut(text, "; func")
		text = "func" + text
		if strings.Contains(imports, "(") && !strings.Contains(imports, ")") {
			rest := ""
			rest, text, _ = strings.Cut(text, "); ")
			imports += rest + ")"
		}
	}
	return "package p\n" + imports + "\nvar ctx any\ntype conn interface{ Query(any, string, ...any); Exec(any, string) }\n" +
		"type batch interface{ Queue(string) }\ntype request interface{ word() string }\n" + text + "\n"
}
