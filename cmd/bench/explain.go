package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// An explained is what the server says of one statement that it has carried out.
type explained struct {
	took time.Duration
	// buffers are the pages of 8 kB that were looked at; removed the rows that were read and fitted not.
	buffers, removed int
	// nodes are the parts of the plan, outermost first: "Index Scan project_newest".
	nodes []string
}

// A node is one part of a plan, as the server writes it.
type node struct {
	Type    string  `json:"Node Type"`
	Index   string  `json:"Index Name"`
	Table   string  `json:"Relation Name"`
	Hit     int     `json:"Shared Hit Blocks"`
	Read    int     `json:"Shared Read Blocks"`
	Loops   float64 `json:"Actual Loops"`
	Filter  float64 `json:"Rows Removed by Filter"`
	Recheck float64 `json:"Rows Removed by Index Recheck"`
	Plans   []node  `json:"Plans"`
}

// explain lets the server carry out a step and tell how.
func (s step) explain(ctx context.Context) (explained, error) {
	var text []byte
	err := s.pool.QueryRow(ctx, "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "+s.sql, s.args...).Scan(&text)
	if err != nil {
		return explained{}, fmt.Errorf("explain %s: %w", s.sql, err)
	}
	return readPlan(text)
}

func readPlan(text []byte) (explained, error) {
	var told []struct {
		Plan node    `json:"Plan"`
		Took float64 `json:"Execution Time"`
	}
	if err := json.Unmarshal(text, &told); err != nil || len(told) != 1 {
		return explained{}, fmt.Errorf("the plan cannot be read: %w in %s", err, text)
	}
	e := explained{
		took:    time.Duration(told[0].Took * float64(time.Millisecond)),
		buffers: told[0].Plan.Hit + told[0].Plan.Read, // those of its parts are in it
	}
	e.gather(told[0].Plan)
	return e, nil
}

func (e *explained) gather(n node) {
	e.removed += int((n.Filter + n.Recheck) * n.Loops)
	e.nodes = append(e.nodes, strings.TrimSpace(n.Type+" "+n.Index+n.Table))
	for _, part := range n.Plans {
		e.gather(part)
	}
}

// reads says whether the plan has such a part.
func (e explained) reads(part string) bool {
	for _, one := range e.nodes {
		if strings.HasPrefix(one, part) {
			return true
		}
	}
	return false
}

// explainAll explains the statements of a page, each the second time that it is asked, and returns them with their sum.
func explainAll(ctx context.Context, steps []step) (all []explained, sum explained, err error) {
	for _, one := range steps {
		if _, err := one.send(ctx); err != nil {
			return nil, sum, err
		}
		e, err := one.explain(ctx)
		if err != nil {
			return nil, sum, err
		}
		all = append(all, e)
		sum.took += e.took
		sum.buffers += e.buffers
		sum.removed += e.removed
		sum.nodes = append(sum.nodes, e.nodes...)
	}
	return all, sum, nil
}

// genericPlans returns how many times the server used a plan that it had made for any parameters, when a step is sent so many
// times on one connection with the settings of its own.
func (s step) genericPlans(ctx context.Context, times int) (generic int, err error) {
	conn, err := s.pool.Acquire(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Release()
	for range times {
		rows, err := conn.Query(ctx, s.sql, s.args...)
		if err != nil {
			return 0, err
		}
		for rows.Next() {
			rows.RawValues()
		}
		if err := rows.Err(); err != nil {
			return 0, err
		}
	}
	err = conn.QueryRow(ctx, `SELECT coalesce(sum(generic_plans), 0) FROM pg_prepared_statements WHERE statement = $1`, s.sql).Scan(&generic)
	return generic, err
}

// trapSQL is the first trap of performance: the newest of a word that stands nowhere are looked for along all dates.
const trapSQL = `
	SELECT id, slug, title FROM project, (SELECT websearch_to_tsquery('nl', $1) AS query) asked
	WHERE tsv @@ asked.query ORDER BY granted_on DESC, id DESC LIMIT 20`

// trap is how long the first trap takes, and at most so long.
func trap(ctx context.Context, database string, most time.Duration) (time.Duration, error) {
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return 0, err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, `SELECT set_config('plan_cache_mode', 'force_generic_plan', false), set_config('statement_timeout', $1, false)`,
		fmt.Sprint(most.Milliseconds())); err != nil {
		return 0, err
	}
	begin := time.Now()
	if _, err := conn.Exec(ctx, trapSQL, unknownWord); err != nil && time.Since(begin) < most {
		return 0, err
	}
	return time.Since(begin), nil
}
