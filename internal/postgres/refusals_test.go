package postgres_test

import (
	"context"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestTheSchemaRefusesWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	town := settle(t, db)
	town.build(t, db, 5)
	err := db.InTx(t.Context(), func(tx postgres.Tx) error {
		_, err := tx.AddEntry(t.Context(), account.By{}, "test", "test/1", &audit.Detail{After: "x"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct{ sql, code string }{
		"an enterprise number whose digits disagree":    {`UPDATE association SET kbo = '0207500124'`, "23514"},
		"a code of the register of another form":        {`UPDATE association SET vcode = 'V12'`, "23514"},
		"a net for what is no school":                   {`UPDATE association SET net = 'GO!'`, "23514"},
		"a website that is a script":                    {`UPDATE association SET website = 'javascript:alert(1)'`, "23514"},
		"an active partnership that teaches one side":   {`UPDATE partner_city SET partner_learns = ''`, "23514"},
		"a city that lies nowhere":                      {`UPDATE partner_city SET latitude = 91`, "23514"},
		"an agreement that ends before it begins":       {`UPDATE partner_city SET agreement_last = agreement_first - 1`, "23514"},
		"a fact without a source":                       {`UPDATE source SET invented = false, title = ''`, "23514"},
		"a source of nothing":                           {`UPDATE source SET city = NULL`, "23514"},
		"a project that was granted nothing":            {`UPDATE project SET granted = 0`, "23514"},
		"a project that was granted more than it costs": {`UPDATE project SET granted = cost + 1`, "23514"},
		"a goal that is none":                           {`UPDATE project SET sdgs = '{18}'`, "23514"},
		"shares that are not the whole":                 {`UPDATE project_country SET basis_points = 9999 WHERE basis_points = 10000`, "VS002"},
		"shares that lose a cent":                       {`UPDATE project_country SET granted = granted + 1`, "VS002"},
		"an entry of the record that is changed":        {`UPDATE audit_entry SET act = 'x'`, "VS001"},
		"an entry of the record that is taken out":      {`DELETE FROM audit_entry`, "VS001"},
		"the record emptied":                            {`TRUNCATE audit_entry CASCADE`, "VS001"},
		"a detail that is changed":                      {`UPDATE audit_detail SET detail = '{}'`, "VS001"},
		"a detail that is taken out":                    {`DELETE FROM audit_detail`, "VS001"},
		"an administrator with another power":           {`INSERT INTO power VALUES (1, 'beheerder', 0, now()), (1, 'redacteur', 0, now())`, "23P01"},
		"a country that is in use taken out":            {`DELETE FROM country`, "23503"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			conn, err := pgx.Connect(t.Context(), db.URL()) // as the owner: the constraints hold for all
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := conn.Close(context.Background()); err != nil {
					t.Error(err)
				}
			}()
			_, err = conn.Exec(t.Context(), c.sql)
			if refused, ok := errors.AsType[*pgconn.PgError](err); !ok || refused.Code != c.code {
				t.Errorf("%s: %v, want %s", c.sql, err, c.code)
			}
		})
	}
}
