package schema_test

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/postgres/pgtest"
	"vriendenstad/internal/postgres/schema"
)

// rights names each table of the database with what the role may do there, or with some of its columns.
const rights = `
	SELECT format('%s: %s', c.relname, coalesce((
		SELECT string_agg(r.said, ', ' ORDER BY array_position(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'], r.privilege_type))
		FROM (SELECT a.privilege_type, a.privilege_type AS said FROM aclexplode(c.relacl) a WHERE a.grantee = $1::text::regrole
		      UNION ALL
		      SELECT a.privilege_type, format('%s (%s)', a.privilege_type, string_agg(col.attname, ', ' ORDER BY col.attnum))
		      FROM pg_attribute col, aclexplode(col.attacl) a
		      WHERE col.attrelid = c.oid AND a.grantee = $1::text::regrole GROUP BY a.privilege_type) r), 'nothing'))
	FROM pg_class c
	WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
	ORDER BY 1`

func TestTheListOfRightsIsWhatTheDatabaseSays(t *testing.T) {
	t.Parallel()
	db := connect(t, pgtest.New(t).URL())
	var want []string
	for table, right := range schema.Grants {
		want = append(want, table+": "+right)
	}
	slices.Sort(want)
	got := rows(t, db, rights, schema.Program)
	slices.Sort(got)
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("the database says %q, grants.go does not", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("grants.go says %q, the database does not", line)
		}
	}
	if without := rows(t, db, `SELECT sequencename::text FROM pg_sequences WHERE schemaname = 'public'
		AND NOT has_sequence_privilege($1, quote_ident(sequencename), 'USAGE')`, schema.Program); len(without) > 0 {
		t.Errorf("no right to use %v", without)
	}
}

func TestTheProgramOwnsNothingAndCannotChangeTables(t *testing.T) {
	t.Parallel()
	db := connect(t, pgtest.New(t).URL())
	if owned := rows(t, db, `SELECT relname::text FROM pg_class WHERE relowner = $1::text::regrole`, schema.Program); len(owned) > 0 {
		t.Errorf("it owns %v", owned)
	}
	if is := rows(t, db, `SELECT rolname::text FROM pg_roles WHERE rolname = $1 AND (rolcanlogin OR rolsuper OR rolcreaterole OR rolcreatedb)`, schema.Program); len(is) > 0 {
		t.Error("it may sign in, or more")
	}
	run(t, db, `SET ROLE `+schema.Program)
	for _, command := range []string{`CREATE TABLE mine (id int)`, `DROP TABLE country`, `TRUNCATE country`, `ALTER TABLE country DISABLE TRIGGER ALL`} {
		if code := refused(t.Context(), db, command); code != "42501" {
			t.Errorf("%s: %q", command, code)
		}
	}
}

// refused returns the code with which the command is refused; empty when it is not.
func refused(ctx context.Context, db *pgx.Conn, command string) string {
	_, err := db.Exec(ctx, command)
	if answer, ok := errors.AsType[*pgconn.PgError](err); ok {
		return answer.Code
	}
	return ""
}

// What was written down for good is refused to the program by its rights, and to the owner by a trigger.
func TestWhatIsWrittenDownForGoodIsNotChangedByAnybody(t *testing.T) {
	t.Parallel()
	url := pgtest.New(t).URL()
	owner, program := connect(t, url), connect(t, url)
	run(t, program, `SET ROLE `+schema.Program)
	run(t, owner, `WITH e AS (INSERT INTO audit_entry (at, person, part, act, subject) VALUES (now(), 0, '', 'a.b', 'c/1') RETURNING id)
		INSERT INTO audit_detail (entry, about, salt, detail) SELECT id, '{}', '0123456789abcdef', '{}' FROM e`)
	several := 0
	for table, right := range schema.Grants {
		if right != schema.AddOnly {
			continue
		}
		several++
		column := rows(t, owner, `SELECT column_name::text FROM information_schema.columns
			WHERE table_name = $1 AND is_identity = 'NO' AND is_generated = 'NEVER' LIMIT 1`, table)[0]
		for _, command := range []string{`UPDATE ` + table + ` SET ` + column + ` = ` + column, `DELETE FROM ` + table, `TRUNCATE ` + table + ` CASCADE`} {
			if code := refused(t.Context(), program, command); code != "42501" {
				t.Errorf("the program, %s: %q", command, code)
			}
			if code := refused(t.Context(), owner, command); code != "VS001" {
				t.Errorf("the owner, %s: %q", command, code)
			}
		}
	}
	if several == 0 {
		t.Error("there is no such table")
	}
}

func TestRightsThatWereGivenByHandAreTakenBack(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	migrate(t, url)
	db := connect(t, url)
	before := rows(t, db, rights, schema.Program)
	run(t, db, `GRANT ALL ON audit_entry TO `+schema.Program)
	migrate(t, url)
	if after := rows(t, db, rights, schema.Program); !slices.Equal(before, after) {
		t.Errorf("%v", after)
	}
}

// otherRole returns a name for a role that is dropped after the databases that the test asks for from now on.
func otherRole(t *testing.T) string {
	t.Helper()
	admin := pgtest.Empty(t)
	name := "other_" + strings.ToLower(rand.Text()[:8])
	t.Cleanup(func() {
		if t.Failed() {
			return // its databases are kept
		}
		db, err := pgx.Connect(context.Background(), admin)
		if err != nil {
			t.Fatal(err)
		}
		_, err = db.Exec(context.Background(), `DROP ROLE IF EXISTS `+name)
		if err := errors.Join(err, db.Close(context.Background())); err != nil {
			t.Error(err)
		}
	})
	return name
}

func TestDatabasesOfOneServerThatMakeTheRoleAtTheSameInstant(t *testing.T) {
	t.Parallel()
	role := otherRole(t)
	var urls []string
	for range 6 {
		url := pgtest.Empty(t)
		migrate(t, url)
		urls = append(urls, url)
	}
	var all sync.WaitGroup
	for _, url := range urls {
		all.Go(func() {
			if err := schema.Settle(t.Context(), url, role, t.Logf); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, url := range urls {
		db := connect(t, url)
		run(t, db, `SET ROLE `+role)
		run(t, db, `SELECT FROM country`)
	}
}

func TestAServerThatDoesNotLetTheOwnerMakeARole(t *testing.T) {
	t.Parallel()
	plain, absent, present := otherRole(t), otherRole(t), otherRole(t)
	address := pgtest.Empty(t)
	admin := connect(t, address)
	run(t, admin, `CREATE ROLE `+present)
	run(t, admin, `CREATE ROLE `+plain+` LOGIN`)
	run(t, admin, `GRANT `+plain+` TO CURRENT_USER`)
	name := rows(t, admin, `SELECT current_database()::text`)[0]
	run(t, admin, `ALTER DATABASE `+name+` OWNER TO `+plain)

	there, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := there.Query()
	query.Set("user", plain)
	there.RawQuery = query.Encode()

	migrate(t, there.String()) // makes the tables; the usual role is there, and plain may not take it on
	for _, one := range []struct {
		sentence, role string
		lines          []string
	}{
		{"an absent role", absent, []string{`CREATE ROLE "` + absent + `" NOLOGIN;`, `GRANT "` + absent + `" TO "` + plain + `";`}},
		{"a role of somebody else", present, []string{`GRANT "` + present + `" TO "` + plain + `";`}},
	} {
		t.Run(one.sentence, func(t *testing.T) {
			var l listener
			if err := schema.Settle(t.Context(), there.String(), one.role, l.say); err != nil {
				t.Fatal(err)
			}
			var statements []string
			for _, line := range l.lines {
				if statement, ok := strings.CutPrefix(line, "    "); ok {
					statements = append(statements, statement)
				}
			}
			if !slices.Equal(statements, one.lines) {
				t.Errorf("it says\n%s", l.all())
			}
			for _, statement := range statements {
				run(t, admin, statement) // an administrator does what it asks
			}
			l.lines = nil
			if err := schema.Settle(t.Context(), there.String(), one.role, l.say); err != nil || l.all() != "" {
				t.Errorf("then %v\n%s", err, l.all())
			}
			db := connect(t, there.String())
			run(t, db, `SET ROLE `+one.role)
			run(t, db, `SELECT FROM country`)
		})
	}
}
