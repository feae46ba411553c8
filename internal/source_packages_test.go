package internal_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"strings"
)

// A house reads packages of the tree, each once. What comes from elsewhere is taken for empty: for where a text comes
// from, the house's own code is enough.
type house struct {
	tree      fs.FS
	positions *token.FileSet
	known     map[string]*readPackage
}

// A readPackage is a package with what each of its variables is given, and what each of its functions returns.
type readPackage struct {
	files      []*ast.File
	info       *types.Info
	made       *types.Package
	functions  map[*types.Func]*ast.FuncDecl
	returns    map[*types.Func][]ast.Expr
	calls      map[*types.Func][]*ast.CallExpr
	given      map[*types.Var][]ast.Expr // a nil among them stands for what cannot be followed
	piled      map[*types.Var]bool       // declared without a value, to be filled
	parameters map[*types.Var]bool
}

// Read returns a room's package without its tests, and nil when the room has no code.
func (h *house) read(room string) (*readPackage, error) {
	if p, ok := h.known[room]; ok {
		return p, nil
	}
	h.known[room] = nil
	names, err := fs.Glob(h.tree, path.Join(room, "*.go"))
	if err != nil {
		return nil, err
	}
	p := &readPackage{
		info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{},
		},
		functions: map[*types.Func]*ast.FuncDecl{}, returns: map[*types.Func][]ast.Expr{}, calls: map[*types.Func][]*ast.CallExpr{},
		given: map[*types.Var][]ast.Expr{}, piled: map[*types.Var]bool{}, parameters: map[*types.Var]bool{},
	}
	for _, name := range names {
		if isTest(name) {
			continue
		}
		text, err := fs.ReadFile(h.tree, name)
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(h.positions, name, text, 0)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, file)
	}
	if len(p.files) == 0 {
		return nil, nil
	}
	config := types.Config{Importer: h, FakeImportC: true, Error: func(error) {}} // what is missing from elsewhere is no fault here
	p.made, _ = config.Check("vriendenstad/"+room, h.positions, p.files, p.info)
	for _, file := range p.files {
		p.follow(file)
	}
	h.known[room] = p
	return p, nil
}

// Import gives the type checker a package of the house, or an empty one in the name of another.
func (h *house) Import(of string) (*types.Package, error) {
	room, ours := strings.CutPrefix(of, "vriendenstad/")
	if !ours {
		name := path.Base(of)
		if len(name) > 1 && name[0] == 'v' && strings.Trim(name[1:], "0123456789") == "" {
			name = path.Base(path.Dir(of))
		}
		empty := types.NewPackage(of, name)
		empty.MarkComplete()
		return empty, nil
	}
	p, err := h.read(room)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, errors.New("no such room")
	}
	return p.made, nil
}

// Follow notes, of one file, what variables are given, what functions return and who calls them.
func (p *readPackage) follow(file *ast.File) {
	var within []*ast.FuncDecl
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			within = append(within[:0], n)
			if function, ok := p.info.Defs[n.Name].(*types.Func); ok {
				p.functions[function] = n
				p.noteParameters(n.Type)
				p.noteReturns(function, n)
			}
		case *ast.FuncLit:
			for _, field := range n.Type.Params.List {
				for _, name := range field.Names {
					p.give(name, nil) // who calls a function without a name is not followed
				}
			}
		case *ast.AssignStmt:
			p.noteAssignment(n)
		case *ast.ValueSpec:
			p.noteDeclaration(n)
		case *ast.RangeStmt:
			if n.Value != nil {
				p.give(n.Value, n.X)
			}
			if n.Key != nil {
				p.give(n.Key, keyOf(n))
			}
		case *ast.CompositeLit:
			p.noteFields(n)
		case *ast.CallExpr:
			p.noteCall(n)
		}
		return true
	})
}

// KeyOf returns where a loop's first variable comes from: text only when it walks a map, whose keys are not followed.
func keyOf(n *ast.RangeStmt) ast.Expr {
	if literal, ok := n.X.(*ast.CompositeLit); ok {
		if _, isMap := literal.Type.(*ast.MapType); !isMap {
			return literal
		}
	}
	return nil
}

func (p *readPackage) noteParameters(f *ast.FuncType) {
	for _, field := range f.Params.List {
		for _, name := range field.Names {
			if v, ok := p.info.Defs[name].(*types.Var); ok {
				p.parameters[v] = true
			}
		}
	}
}

func (p *readPackage) noteReturns(function *types.Func, f *ast.FuncDecl) {
	if f.Body == nil {
		return
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) > 0 {
				p.returns[function] = append(p.returns[function], n.Results[0])
			}
		}
		return true
	})
}

func (p *readPackage) noteAssignment(n *ast.AssignStmt) {
	for i, left := range n.Lhs {
		var right ast.Expr
		if len(n.Rhs) == len(n.Lhs) {
			right = n.Rhs[i]
		} else if i == 0 {
			right = n.Rhs[0]
		}
		p.give(left, right)
	}
}

func (p *readPackage) noteDeclaration(n *ast.ValueSpec) {
	for i, name := range n.Names {
		if i < len(n.Values) {
			p.give(name, n.Values[i])
		} else if v, ok := p.info.Defs[name].(*types.Var); ok {
			p.piled[v] = true
		}
	}
}

// NoteFields notes what a literal gives to the fields of its struct.
func (p *readPackage) noteFields(n *ast.CompositeLit) {
	kind := p.info.TypeOf(n)
	if kind == nil {
		return
	}
	if pointer, ok := kind.Underlying().(*types.Pointer); ok {
		kind = pointer.Elem()
	}
	shape, ok := kind.Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, one := range n.Elts {
		if pair, ok := one.(*ast.KeyValueExpr); ok {
			if v, ok := p.info.ObjectOf(pair.Key.(*ast.Ident)).(*types.Var); ok {
				p.given[v] = append(p.given[v], pair.Value)
			}
		} else if i < shape.NumFields() {
			p.given[shape.Field(i)] = append(p.given[shape.Field(i)], one)
		}
	}
}

// NoteCall notes who calls a function of the package, and what is written to a builder.
func (p *readPackage) noteCall(n *ast.CallExpr) {
	if function, ok := p.callee(n); ok {
		p.calls[function] = append(p.calls[function], n)
	}
	if method, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) == 1 && strings.HasPrefix(method.Sel.Name, "Write") {
		p.give(method.X, n.Args[0])
	}
	for _, one := range n.Args {
		if address, ok := one.(*ast.UnaryExpr); ok && address.Op == token.AND {
			p.give(address.X, nil) // whoever has its address may give it anything
		}
	}
}

// Give notes that a variable, an element of it or a field gets a value.
func (p *readPackage) give(to, value ast.Expr) {
	switch to := to.(type) {
	case *ast.Ident:
		if v, ok := p.info.ObjectOf(to).(*types.Var); ok {
			p.given[v] = append(p.given[v], value)
		}
	case *ast.IndexExpr:
		p.give(to.X, value)
	case *ast.SelectorExpr:
		if v, ok := p.info.ObjectOf(to.Sel).(*types.Var); ok {
			p.given[v] = append(p.given[v], value)
		}
	case *ast.StarExpr:
		p.give(to.X, value)
	}
}

// Callee returns the function of the house that a call names.
func (p *readPackage) callee(n *ast.CallExpr) (*types.Func, bool) {
	fun := n.Fun
	switch f := fun.(type) {
	case *ast.IndexExpr:
		fun = f.X
	case *ast.IndexListExpr:
		fun = f.X
	}
	var name *ast.Ident
	switch f := fun.(type) {
	case *ast.Ident:
		name = f
	case *ast.SelectorExpr:
		name = f.Sel
	default:
		return nil, false
	}
	function, ok := p.info.Uses[name].(*types.Func)
	if !ok {
		return nil, false
	}
	return function.Origin(), true
}

func (p *readPackage) callsOf(function *types.Func) []*ast.CallExpr { return p.calls[function] }

// PositionOf returns which argument of a function a parameter is, and whether it takes all that follow as well.
func positionOf(info *types.Info, f *ast.FuncDecl, parameter *types.Var) (at int, variadic, has bool) {
	for _, field := range f.Type.Params.List {
		_, variadic = field.Type.(*ast.Ellipsis)
		for _, name := range field.Names {
			if info.Defs[name] == parameter {
				return at, variadic, true
			}
			at++
		}
		if len(field.Names) == 0 {
			at++
		}
	}
	return 0, false, false
}

// NameOf writes the function that a call names as it stands in the source: "append", "strings.Join".
func nameOf(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if of, ok := f.X.(*ast.Ident); ok {
			return of.Name + "." + f.Sel.Name
		}
	}
	return ""
}
