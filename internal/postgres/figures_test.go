package postgres_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/project"
)

// What is judged here is steady: pages of the server that a statement looks at, and plans. Nothing hangs on time.

// A watched database remembers what was asked of it.
type watched struct {
	*postgres.DB
	mu   sync.Mutex
	seen []postgres.Statement
}

// watch opens a database once more, to remember what is asked of it.
func watch(t *testing.T, db *postgres.DB) *watched {
	t.Helper()
	w := &watched{}
	var err error
	w.DB, err = postgres.Open(t.Context(), postgres.Settings{URL: db.URL(), Pages: 2, Search: 2, Export: 1, Watch: func(s postgres.Statement) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.seen = append(w.seen, s)
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

// grown returns a town with so many projects, tidied as a server does with time.
func grown(t *testing.T, n int) (*watched, *town) {
	t.Helper()
	db := pgtest.New(t)
	town := settle(t, db)
	town.load(t, t.Context(), owner(t, db), n)
	conn := connect(t, db.URL(), nil)
	if _, err := conn.Exec(t.Context(), `VACUUM (ANALYZE) project, facet_count, project_count, lexeme, word`); err != nil {
		t.Fatal(err)
	}
	return watch(t, db), town
}

// asked returns the list and the statements that it took.
func (w *watched) asked(t *testing.T, f project.Filter, from project.Cursor) (project.List, []postgres.Statement) {
	t.Helper()
	w.mu.Lock()
	w.seen = nil
	w.mu.Unlock()
	list, err := w.Projects(t.Context(), f, from)
	if err != nil {
		t.Fatalf("%+v: %v", f, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return list, w.seen
}

// connect opens a connection with these settings.
func connect(t *testing.T, url string, params map[string]string) *pgx.Conn {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range params {
		config.RuntimeParams[name] = value
	}
	conn, err := pgx.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(background); err != nil {
			t.Error(err)
		}
	})
	return conn
}

// written are the parameters as a connection reads them that does not know our days.
func written(args []any) []any {
	all := make([]any, len(args))
	for i, one := range args {
		all[i] = one
		if day, ok := one.(calendar.Day); ok {
			all[i] = day.ISO()
		}
	}
	return all
}

// A plan is what the server says of a statement that it has carried out.
type plan struct {
	Type  string `json:"Node Type"`
	Table string `json:"Relation Name"`
	Hit   int    `json:"Shared Hit Blocks"`
	Read  int    `json:"Shared Read Blocks"`
	Plans []plan `json:"Plans"`
}

// walks says whether the plan reads the whole table.
func (p plan) walks(table string) bool {
	if p.Type == "Seq Scan" && p.Table == table {
		return true
	}
	for _, part := range p.Plans {
		if part.walks(table) {
			return true
		}
	}
	return false
}

// explained lets the server carry out a statement once more, and returns its plan.
func explained(t *testing.T, w *watched, s postgres.Statement) plan {
	t.Helper()
	var text []byte
	conn := connect(t, w.URL(), s.Params)
	if err := conn.QueryRow(t.Context(), `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) `+s.SQL, written(s.Args)...).Scan(&text); err != nil {
		t.Fatalf("%v in %s", err, s.SQL)
	}
	var told []struct{ Plan plan }
	if err := json.Unmarshal(text, &told); err != nil || len(told) != 1 {
		t.Fatalf("%v in %s", err, text)
	}
	return told[0].Plan
}

// buffers returns how many pages of the server all the statements look at.
func buffers(t *testing.T, w *watched, all []postgres.Statement) int {
	t.Helper()
	sum := 0
	for _, s := range all {
		p := explained(t, w, s)
		sum += p.Hit + p.Read
	}
	return sum
}

func TestAListCostsNoMoreWhereThereIsMore(t *testing.T) {
	t.Parallel()
	small, town := grown(t, 3_000)
	large, _ := grown(t, 9_000)
	for _, test := range []struct {
		says string
		f    project.Filter
		next bool
	}{
		{"all, from the begin", project.Filter{}, false},
		{"all, the next page", project.Filter{}, true},
		{"all, by amount", project.Filter{Sort: project.Highest}, false},
		{"one country", project.Filter{Country: town.countries[0]}, false},
		{"a word in every project", project.Filter{Words: townWords[0]}, false},
		{"a word in every second project", project.Filter{Words: townWords[1]}, false},
		{"such a word in a country", project.Filter{Words: townWords[1], Country: town.countries[0]}, false},
		{"a word that stands nowhere", project.Filter{Words: "kwispelstaartje"}, false},
	} {
		cost := func(w *watched) int {
			list, asked := w.asked(t, test.f, project.Cursor{})
			if test.next {
				_, asked = w.asked(t, test.f, list.Next)
			}
			return buffers(t, w, asked)
		}
		few, many := cost(small), cost(large)
		t.Logf("%s: %d pages of %d projects, %d of %d", test.says, few, 3_000, many, 9_000)
		if most := few*3/2 + 20; many > most {
			t.Errorf("%s: looks at %d pages of the server where it looked at %d before; at most %d", test.says, many, few, most)
		}
	}
}

// The first trap: the newest of a word that stands nowhere, or of words that never meet, were looked for along all dates.
func TestWhatStandsNowhereIsNotLookedForAlongTheDates(t *testing.T) {
	t.Parallel()
	w, _ := grown(t, 6_000)
	for _, words := range []string{"kwispelstaartje", "kwispelstaartje gezondheid", "klimaat kwispelstaartje"} {
		list, asked := w.asked(t, project.Filter{Words: words}, project.Cursor{})
		if len(list.Rows) != 0 || !list.Total.Exact {
			t.Errorf("%q finds %d rows", words, len(list.Rows))
		}
		for _, s := range asked {
			if strings.Contains(s.SQL, "FROM project ") {
				t.Errorf("%q asks the projects: %s", words, s.SQL)
			}
		}
		if n := buffers(t, w, asked); n > 200 {
			t.Errorf("%q looks at %d pages", words, n)
		}
	}
}

// The second trap: with a plan that is made for any words, a search reads everything.
func TestASearchIsPlannedForItsWords(t *testing.T) {
	t.Parallel()
	w, town := grown(t, 6_000)
	searches := 0
	for _, f := range []project.Filter{
		{Words: "mangroves"}, {Words: "klimaat"}, {Words: "ergotherapie"}, {Words: "klimaat", Country: town.countries[0]},
		{Words: "klimaat onderwijs", Sort: project.Lowest}, {Country: town.countries[1], Kind: project.Emergency},
	} {
		_, asked := w.asked(t, f, project.Cursor{})
		for _, s := range asked {
			if !strings.Contains(s.SQL, "tsv @@") && !strings.Contains(s.SQL, "facets @>") {
				continue
			}
			searches++
			if s.Params["plan_cache_mode"] != "force_custom_plan" || s.Params["jit"] != "off" || s.Params["statement_timeout"] == "" {
				t.Errorf("%+v is asked with %v", f, s.Params)
			}
			if seldom := f.Words == "mangroves" || f.Words == "ergotherapie"; seldom && explained(t, w, s).walks("project") {
				t.Errorf("%+v reads all projects: %s", f, s.SQL)
			}
			if n := generic(t, w, s); n != 0 {
				t.Errorf("%+v was %d times carried out by a plan for any words", f, n)
			}
		}
	}
	if searches < 5 {
		t.Fatalf("only %d searches", searches)
	}
}

// generic returns how many times a statement is carried out by a plan for any parameters when it is sent eight times.
func generic(t *testing.T, w *watched, s postgres.Statement) int {
	t.Helper()
	conn := connect(t, w.URL(), s.Params)
	for range 8 {
		rows, err := conn.Query(t.Context(), s.SQL, written(s.Args)...)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			rows.RawValues()
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	var n int
	err := conn.QueryRow(t.Context(), `SELECT coalesce(sum(generic_plans), 0) FROM pg_prepared_statements WHERE statement = $1`, s.SQL).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
