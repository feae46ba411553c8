package internal_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestJudge shows that a wrong import is refused, and by which sentence.
func TestJudge(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		says, file, of string
		want           string // part of the sentence; "" when the import is right
	}{
		{"a handler may use the acts", "internal/site/home.go", "vriendenstad/internal/desk", ""},
		{"a handler may not speak SQL", "internal/site/home.go", "github.com/jackc/pgx/v5/pgxpool", "belongs in internal/postgres"},
		{"nor in its tests", "internal/site/home_test.go", "github.com/jackc/pgx/v5", "belongs in internal/postgres"},
		{"a handler may not migrate", "internal/site/health.go", "vriendenstad/internal/postgres/schema", "internal/site may import internal/desk"},
		{"an act does not answer HTTP", "internal/desk/desk.go", "vriendenstad/internal/site", "internal/desk may import internal/postgres"},
		{"a page does not ask the database", "templates/public/home.templ.go", "vriendenstad/internal/postgres", "templates/public may import"},
		{"a page does not import another's", "templates/public/home.go", "vriendenstad/templates/staff", "templates/public may import"},
		{"a page may use the small parts", "templates/public/home_templ.go", "vriendenstad/templates/ui", ""},
		{"the small parts do not know the pages", "templates/ui/row_templ.go", "vriendenstad/templates/public", "templates/ui may import"},
		{"the domain has no HTTP", "internal/project/project.go", "net/http", "no context, no SQL and no HTTP"},
		{"nor the small things below it", "internal/money/money.go", "context", "no context, no SQL and no HTTP"},
		{"a test of a rule may use a context", "internal/project/project_test.go", "context", ""},
		{"the domain does not look up", "internal/project/project.go", "vriendenstad/internal/postgres", "internal/project may import"},
		{"a city knows no project", "internal/city/city.go", "vriendenstad/internal/project", "internal/city may import internal/fault"},
		{"a project knows cities", "internal/project/project.go", "vriendenstad/internal/city", ""},
		{"a grant knows projects", "internal/grant/grant.go", "vriendenstad/internal/project", ""},
		{"the lowest floor stands on nothing", "internal/calendar/calendar.go", "vriendenstad/internal/fault", "nothing but the standard library"},
		{"there is no room called util", "internal/util/util.go", "fmt", "there is no room internal/util"},
		{"nor one below a room", "internal/site/helper/helper.go", "fmt", "there is no room internal/site/helper"},
		{"the tree's root holds no code", "main.go", "fmt", "there is no room ."},
		{"an unknown library", "internal/site/home.go", "github.com/example/magic", "stands in no row"},
		{"in a test too", "internal/site/home_test.go", "github.com/example/magic", "stands in no row"},
		{"a part of a known library", "internal/site/routes.go", "github.com/go-chi/chi/v5/middleware", ""},
		{"a library whose name only begins so", "internal/site/routes.go", "github.com/go-chi/chi/v51", "stands in no row"},
		{"another part of the compressing library", "internal/site/answer.go", "github.com/klauspost/compress/zstd", "stands in no row"},
		{"templ is for pages", "internal/city/city.go", "github.com/a-h/templ", "belongs in internal/site templates"},
		{"properties are for tests", "internal/money/money.go", "pgregory.net/rapid", "is for tests"},
		{"in any test", "internal/money/money_test.go", "pgregory.net/rapid", ""},
		{"a browser is for the program's tests", "cmd/vriendenstad/journey_test.go", "github.com/chromedp/chromedp", ""},
		{"not for the program", "cmd/vriendenstad/serve.go", "github.com/chromedp/chromedp", "is for tests"},
		{"not for the site", "internal/site/site_test.go", "github.com/chromedp/chromedp", "those of cmd/vriendenstad"},
		{"the figures speak to the bare pool", "cmd/bench/raw.go", "github.com/jackc/pgx/v5/pgxpool", ""},
		{"settings are read by the program", "cmd/vriendenstad/settings.go", "github.com/caarlos0/env/v11", ""},
		{"and nowhere else", "internal/site/site.go", "github.com/caarlos0/env/v11", "belongs in cmd/vriendenstad"},
		{"the sample is for tests", "internal/site/crawl_test.go", "vriendenstad/internal/sample", ""},
		{"and for the program", "cmd/vriendenstad/seed.go", "vriendenstad/internal/sample", ""},
		{"not for the site", "internal/site/home.go", "vriendenstad/internal/sample", "internal/site may import"},
		{"a test database is for tests", "internal/desk/desk_test.go", "vriendenstad/internal/postgres/pgtest", ""},
		{"not for acts", "internal/desk/desk.go", "vriendenstad/internal/postgres/pgtest", "internal/desk may import"},
		{"pgtest does not know the sample", "internal/postgres/pgtest/pgtest.go", "vriendenstad/internal/sample", "internal/postgres/pgtest may import"},
		{"only schema embeds the migrations", "internal/postgres/store.go", "vriendenstad/migrations", "internal/postgres may import"},
		{"schema does", "internal/postgres/schema/schema.go", "vriendenstad/migrations", ""},
		{"a weak library", "internal/site/site.go", "github.com/gorilla/csrf", "http.CrossOriginProtection"},
		{"another way to write pages", "internal/site/site.go", "html/template", "templ"},
		{"another way to speak SQL", "internal/postgres/store.go", "database/sql", "pgx"},
	} {
		got := judge(imported{test.file, test.of})
		if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: %s in %s: %q, want %q", test.says, test.of, test.file, got, test.want)
		}
	}
}

// TestImportsOfReadsATree shows that the files themselves are read: a wrong import in one is found.
func TestImportsOfReadsATree(t *testing.T) {
	t.Parallel()
	tree := fstest.MapFS{
		"internal/project/project.go":          {Data: []byte("package project\n\nimport web \"net/http\"\n\nvar _ = web.NoBody\n")},
		"internal/project/empty.go":            {Data: []byte("package project\n")},
		"internal/util/util.go":                {Data: []byte("package util\n")},
		"web/node_modules/gift/gift.go":        {Data: []byte("package gift\n\nimport _ \"github.com/example/magic\"\n")},
		"internal/project/testdata/strange.go": {Data: []byte("not Go")},
	}
	var wrong []string
	for _, one := range importsOf(t, tree) {
		if sentence := judge(one); sentence != "" {
			wrong = append(wrong, sentence)
		}
	}
	all := strings.Join(wrong, "\n")
	if len(wrong) != 2 || !strings.Contains(all, "project.go: imports net/http") || !strings.Contains(all, "no room internal/util") {
		t.Errorf("found %d:\n%s", len(wrong), all)
	}
}
