package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/postgres"
)

// connect returns a connection of the owner, which is closed with the test.
func (l ledger) connect() *pgx.Conn {
	l.t.Helper()
	conn, err := pgx.Connect(l.t.Context(), l.db.URL())
	l.do(err)
	l.t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// refuses sends statements, each in a transaction of its own that is rolled back, and looks at the code of each refusal.
func (l ledger) refuses(role string, all map[string]struct{ sql, code string }) {
	l.t.Helper()
	conn := l.connect()
	if role != "" {
		_, err := conn.Exec(l.t.Context(), `SET ROLE `+role)
		l.do(err)
	}
	for _, what := range slices.Sorted(maps.Keys(all)) {
		_, err := conn.Exec(l.t.Context(), `BEGIN; `+all[what].sql)
		refused, ok := errors.AsType[*pgconn.PgError](err)
		if !ok || refused.Code != all[what].code {
			l.t.Errorf("%s: %v, want %s", what, err, all[what].code)
		}
		_, err = conn.Exec(l.t.Context(), `ROLLBACK`)
		l.do(err)
	}
}

// A row is an entry as raw SQL gives it: columns and their values.
type row map[string]string

// insert writes entries as anybody could who speaks to the database.
func insert(rows ...row) string {
	var all []string
	for _, r := range rows {
		whole := row{"decided_on": "'2027-05-15'", "why": "'x'", "at": "'2027-05-15'", "person": "7", "act": "'x'", "decision": "'2027_GR_00077'", "emergency": "false"}
		maps.Copy(whole, r)
		names := slices.Sorted(maps.Keys(whole))
		var values []string
		for _, name := range names {
			values = append(values, whole[name])
		}
		all = append(all, fmt.Sprintf(`INSERT INTO budget_entry (%s) VALUES (%s)`, strings.Join(names, ", "), strings.Join(values, ", ")))
	}
	return strings.Join(all, "; ")
}

func in(kind budget.Kind, year int) string {
	return fmt.Sprintf(`(SELECT id FROM budget_envelope WHERE kind = '%s' AND year = %d)`, kind, year)
}

// the finds an entry of the ledger by its kind and amount.
func the(kind string, amount int) string {
	return fmt.Sprintf(`(SELECT min(id) FROM budget_entry WHERE kind = '%s' AND amount = %d)`, kind, amount)
}

const (
	aided    = `(SELECT id FROM budget_promise WHERE amount = 3000)`  // has 3,000 reserved of emergency aid
	supplied = `(SELECT id FROM budget_promise WHERE amount = 20000)` // has 15,000 committed, 9,000 paid, 500 recovered
)

func TestRawSQLOfTheProgramIsRefusedOneByOne(t *testing.T) {
	t.Parallel()
	l := aLedger(t)
	all := map[string]struct{ sql, code string }{
		"a balance written with an envelope": {`INSERT INTO budget_envelope (year, kind, emergency, leftover, credit) VALUES (2028, 'scholen', false, 'lapses', 1)`, "42501"},
		"an envelope in a year that is open": {`INSERT INTO budget_envelope (year, kind, emergency, leftover, year_state) VALUES (2027, 'scholen', false, 'lapses', 'open')`, "42501"},
		"a holding":                          {`INSERT INTO budget_holding (promise, envelope, committed) VALUES (1, 1, 1)`, "42501"},
		"the rule of a year that began":      {`UPDATE budget_envelope SET leftover = 'lapses' WHERE year = 2027`, "VS001"},
		"a year that goes back":              {`UPDATE budget_year SET state = 'open' WHERE year = 2026`, "VS001"},
		"a year that is closed by nobody":    {`UPDATE budget_year SET state = 'closed' WHERE year = 2027`, "VS001"},
		"the ceiling of a year that began":   {`UPDATE budget_year SET ceiling = 10000 WHERE year = 2027`, "VS001"},
		"a year taken out":                   {`DELETE FROM budget_year`, "42501"},
		"a closing that nobody proposed":     {`INSERT INTO budget_closing VALUES (2027, 7, now(), 1, '{}', 'x', 8, now())`, "VS001"},
		"a closing by one person":            {`INSERT INTO budget_closing VALUES (2027, 7, now(), 1, '{}', 'x'); UPDATE budget_closing SET confirmed_by = 7, confirmed_at = now() WHERE year = 2027`, "23514"},
		"a closing changed":                  {`UPDATE budget_closing SET why = 'y'`, "VS001"},
		"a closing taken out":                {`DELETE FROM budget_closing`, "VS001"},
		"a payment order decided again":      {`UPDATE budget_payment_order SET entry = NULL, refused = 'x'`, "VS001"},
		"a payment order paid by who prepared it": {`INSERT INTO budget_payment_order (promise, envelope, amount, pay_on, why, prepared_by, prepared_at)
			SELECT promise, envelope, 1, now(), 'x', 7, now() FROM budget_payment_order;
			UPDATE budget_payment_order SET ended_by = 7, ended_at = now(), entry = ` + the("recovery", 500) + ` WHERE ended_by IS NULL`, "23514"},
		"the rule of a year that began, by a trigger of one's own": {`CREATE TEMP TABLE mine (n integer);
			CREATE FUNCTION pg_temp.mine() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE budget_envelope SET leftover = ''lapses'' WHERE year = 2027; RETURN NULL; END';
			CREATE TRIGGER mine AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.mine(); INSERT INTO mine VALUES (1)`, "VS001"},
		"a balance moved by the ledger's own function": {`SELECT budget_move(1, '{open}', 1, 0, 0, 0, 0, NULL)`, "42501"},
		"triggers switched off":                        {`ALTER TABLE budget_entry DISABLE TRIGGER moves`, "42501"},
		"triggers passed by":                           {`SET session_replication_role = replica`, "42501"},
		"a new kind":                                   {`INSERT INTO budget_kind VALUES ('wit', 'Wit', 'x', false, 9)`, "42501"},

		"a transfer into emergency aid":                       {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2027), "to_envelope": in("noodhulp", 2027), "to_emergency": "true", "amount": "1"}), "23514"},
		"the same, over the year's end":                       {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2027), "to_envelope": in("noodhulp", 2028), "to_emergency": "true", "amount": "1"}), "23514"},
		"a transfer that says its target is no emergency aid": {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2027), "to_envelope": in("noodhulp", 2027), "to_emergency": "false", "amount": "1"}), "23503"},
		"a transfer that says its source is emergency aid":    {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2027), "emergency": "true", "to_envelope": in("noodhulp", 2027), "to_emergency": "true", "amount": "1"}), "23503"},
		"a transfer that says neither":                        {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2027), "to_envelope": in("noodhulp", 2027), "amount": "1"}), "23514"},
		"a transfer to nowhere":                               {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2027), "amount": "1"}), "VS100"},
		"a transfer to itself":                                {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2027), "to_envelope": in("structureel", 2027), "to_emergency": "false", "amount": "1"}), "23514"},
		"a transfer out of emergency aid that is undone": {insert(row{"kind": "'transfer'", "envelope": in("noodhulp", 2027), "emergency": "true", "to_envelope": in("scholen", 2027), "to_emergency": "false", "amount": "5"},
			row{"kind": "'transfer'", "envelope": in("noodhulp", 2027), "emergency": "true", "to_envelope": in("scholen", 2027), "to_emergency": "false", "amount": "-5", "reverses": the("transfer", 5)}), "23514"},
		"a decision that feeds emergency aid from others": {insert(row{"kind": "'credit'", "envelope": in("scholen", 2027), "amount": "-1", "basis": "'amendment'"},
			row{"kind": "'credit'", "envelope": in("noodhulp", 2027), "emergency": "true", "amount": "1", "basis": "'amendment'"}), "VS106"},
		"the same, emergency aid first": {insert(row{"kind": "'credit'", "envelope": in("noodhulp", 2027), "emergency": "true", "amount": "1", "basis": "'amendment'"},
			row{"kind": "'credit'", "envelope": in("scholen", 2027), "amount": "-1", "basis": "'amendment'"}), "VS106"},
		"the same, in another year": {insert(row{"kind": "'credit'", "envelope": in("noodhulp", 2028), "emergency": "true", "amount": "1", "basis": "'initial'"},
			row{"kind": "'credit'", "envelope": in("scholen", 2027), "amount": "-1", "basis": "'amendment'"}), "VS106"},
		"emergency aid above its ceiling":           {insert(row{"kind": "'credit'", "envelope": in("noodhulp", 2027), "emergency": "true", "amount": "10000000", "basis": "'amendment'"}), "VS105"},
		"a ceiling that falls with the other money": {insert(row{"kind": "'credit'", "envelope": in("structureel", 2028), "amount": "-80000", "basis": "'initial'"}), "VS105"},
		"credit for what is not emergency aid":      {insert(row{"kind": "'credit'", "envelope": in("noodhulp", 2027), "amount": "1", "basis": "'amendment'"}), "23503"},
		"credit without a decision":                 {insert(row{"kind": "'credit'", "envelope": in("scholen", 2027), "amount": "1", "basis": "'amendment'", "decision": "''"}), "23514"},
		"credit that lowers below what is promised": {insert(row{"kind": "'credit'", "envelope": in("noodhulp", 2027), "emergency": "true", "amount": "-17000", "basis": "'amendment'"}), "VS101"},
		"a vote in a year that is open":             {insert(row{"kind": "'credit'", "envelope": in("scholen", 2027), "amount": "1", "basis": "'initial'"}), "VS102"},
		"an amendment of a year that is planned":    {insert(row{"kind": "'credit'", "envelope": in("scholen", 2028), "amount": "1", "basis": "'amendment'"}), "VS102"},

		"more than there is":                   {insert(row{"kind": "'commitment'", "envelope": in("noodhulp", 2027), "emergency": "true", "promise": aided, "amount": "19001"}), "VS101"},
		"more than was granted":                {insert(row{"kind": "'commitment'", "envelope": in("noodhulp", 2027), "emergency": "true", "promise": aided, "amount": "3001"}), "VS104"},
		"more reserved than there is":          {insert(row{"kind": "'reservation'", "envelope": in("noodhulp", 2027), "emergency": "true", "promise": aided, "amount": "16001"}), "VS101"},
		"more released than is reserved":       {insert(row{"kind": "'release'", "envelope": in("noodhulp", 2027), "emergency": "true", "promise": aided, "amount": "3001", "side": "'reserved'"}), "VS103"},
		"more released than is unpaid":         {insert(row{"kind": "'release'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "6001", "side": "'committed'"}), "VS103"},
		"more paid than is committed":          {insert(row{"kind": "'payment'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "6001"}), "VS103"},
		"more recovered than is paid":          {insert(row{"kind": "'recovery'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "8501"}), "VS103"},
		"a payment from another envelope":      {insert(row{"kind": "'payment'", "envelope": in("projecten", 2027), "promise": supplied, "amount": "1"}), "VS103"},
		"a payment from emergency aid":         {insert(row{"kind": "'commitment'", "envelope": in("noodhulp", 2027), "emergency": "true", "promise": supplied, "amount": "1"}), "23503"},
		"a commitment in a planned year":       {insert(row{"kind": "'commitment'", "envelope": in("structureel", 2028), "promise": supplied, "amount": "1"}), "VS102"},
		"a commitment without a decision":      {insert(row{"kind": "'commitment'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "1", "decision": "''"}), "23514"},
		"a commitment to nobody":               {insert(row{"kind": "'commitment'", "envelope": in("structureel", 2027), "amount": "1"}), "23502"},
		"a release without a motivation":       {insert(row{"kind": "'release'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "1", "side": "'committed'", "why": "''"}), "23514"},
		"a correction of a part":               {insert(row{"kind": "'payment'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "-8999", "reverses": the("payment", 9_000)}), "VS107"},
		"a correction that is more":            {insert(row{"kind": "'recovery'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "500", "reverses": the("recovery", 500)}), "VS107"},
		"a correction of another envelope":     {insert(row{"kind": "'recovery'", "envelope": in("projecten", 2027), "promise": supplied, "amount": "-500", "reverses": the("recovery", 500)}), "VS107"},
		"a correction as another kind":         {insert(row{"kind": "'payment'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "-500", "reverses": the("recovery", 500)}), "VS107"},
		"a correction of a correction":         {insert(row{"kind": "'transfer'", "envelope": in("projecten", 2027), "to_envelope": in("sensibilisering", 2027), "to_emergency": "false", "amount": "5000", "reverses": the("transfer", -5_000)}), "VS107"},
		"a correction of nothing":              {insert(row{"kind": "'payment'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "-1", "reverses": "1000000"}), "VS107"},
		"a correction without a motivation":    {insert(row{"kind": "'recovery'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "-500", "reverses": the("recovery", 500), "why": "''"}), "23514"},
		"a correction of what was recovered":   {insert(row{"kind": "'payment'", "envelope": in("structureel", 2027), "promise": supplied, "amount": "-9000", "reverses": the("payment", 9_000)}), "VS103"},
		"a correction of what was carried on":  {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2026), "to_envelope": in("structureel", 2027), "to_emergency": "false", "amount": "-80000", "reverses": the("transfer", 80_000)}), "VS102"},
		"a correction of what was undone":      {insert(row{"kind": "'transfer'", "envelope": in("projecten", 2027), "to_envelope": in("sensibilisering", 2027), "to_emergency": "false", "amount": "-5000", "reverses": `(SELECT reverses FROM budget_entry WHERE amount = -5000)`}), "23505"},
		"an entry of a kind that there is not": {insert(row{"kind": "'gift'", "envelope": in("structureel", 2027), "amount": "1"}), "20000"},
	}
	for kind, more := range map[string]row{
		"credit": {"basis": "'amendment'"}, "transfer": {"to_envelope": in("scholen", 2027), "to_emergency": "false"}, "reservation": {"promise": supplied},
		"commitment": {"promise": supplied}, "release": {"promise": supplied, "side": "'committed'"}, "payment": {"promise": supplied}, "recovery": {"promise": supplied},
	} {
		closed := row{"kind": "'" + kind + "'", "envelope": in("structureel", 2026), "amount": "1"}
		maps.Copy(closed, more)
		code := "VS102"
		if strings.Contains("release payment recovery", kind) {
			code = "VS103" // allowed in a closed year; there is nothing of this promise there
		}
		all["a "+kind+" in a closed year"] = struct{ sql, code string }{insert(closed), code}
		for amount, what := range map[string]string{"0": "of nothing", "-1": "below nothing"} {
			wrong := maps.Clone(closed)
			wrong["envelope"], wrong["amount"] = in("structureel", 2027), amount
			if kind != "credit" || amount == "0" {
				all["a "+kind+" "+what] = struct{ sql, code string }{insert(wrong), "23514"}
			}
		}
	}
	all["a reservation below nothing"] = struct{ sql, code string }{all["a reservation below nothing"].sql, "VS103"}
	for table, column := range map[string]string{"budget_entry": "amount", "budget_holding": "committed", "budget_envelope": "credit", "budget_promise": "amount",
		"budget_agreement": "title", "budget_kind": "emergency"} {
		all["UPDATE of "+table] = struct{ sql, code string }{`UPDATE ` + table + ` SET ` + column + ` = ` + column, "42501"}
		all["DELETE of "+table] = struct{ sql, code string }{`DELETE FROM ` + table, "42501"}
		all["TRUNCATE of "+table] = struct{ sql, code string }{`TRUNCATE ` + table + ` CASCADE`, "42501"}
	}
	for _, name := range []string{"credit", "reserved", "committed", "paid", "recovered", "year_state", "emergency", "kind"} {
		all["an UPDATE of an envelope's "+name] = struct{ sql, code string }{fmt.Sprintf(`UPDATE budget_envelope SET %[1]s = %[1]s`, name), "42501"}
	}
	l.refuses(postgres.Program, all)
	if v := l.verify(); !v.Agrees() {
		t.Errorf("%v", v.Findings)
	}
}

// What the program cannot choose itself is written by the database.
func TestANumberAndWhatACommitmentReplacesAreNotTheWritersToChoose(t *testing.T) {
	t.Parallel()
	l := aLedger(t)
	conn := l.connect()
	_, err := conn.Exec(t.Context(), `SET ROLE `+postgres.Program)
	l.do(err)
	var id, unreserved int
	l.do(conn.QueryRow(t.Context(), insert(row{"id": "1000000", "kind": "'commitment'", "envelope": in("noodhulp", 2027), "emergency": "true",
		"promise": aided, "amount": "1000", "unreserved": "1"})+` RETURNING id, unreserved`).Scan(&id, &unreserved))
	if id >= 1_000_000 || unreserved != 3_000 {
		t.Errorf("entry %d took the place of %d", id, unreserved)
	}
}

func TestTheOwnerIsRefusedWhatStandsForGood(t *testing.T) {
	t.Parallel()
	l := aLedger(t)
	_, err := l.connect().Exec(t.Context(), `
		INSERT INTO budget_agreement (title, decision, decided_on) VALUES ('x', '2027_GR_00001', now());
		INSERT INTO population (on_day, inhabitants, source, source_url) VALUES (now(), 562002, 'x', '');
		INSERT INTO price_index (year, points, source, source_url, registered_at, person) VALUES (2027, 10000, 'x', '', now(), 7);
		INSERT INTO growth_path (version, how, reason, registered_at, person) VALUES (1, 'linear', 'x', now(), 7);
		INSERT INTO growth_path_year (version, year, target, status) VALUES (1, 2027, 150, 'proposal');
		INSERT INTO peer_figure (city, year, rate, scope, source, source_url, entered_by, entered_at) VALUES ('Leuven', 2017, 1, 'unknown', 'x', 'https://x.be', 7, now());`)
	l.do(err)
	all := map[string]struct{ sql, code string }{
		"an envelope with credit":              {`INSERT INTO budget_envelope (year, kind, emergency, leftover, credit) SELECT 2028, 'wit', false, 'lapses', 1`, "VS001"},
		"a holding with money":                 {`INSERT INTO budget_holding (promise, envelope, committed) SELECT p.id, e.id, 1 FROM budget_promise p, budget_envelope e`, "VS001"},
		"the mark of a kind that is used":      {`UPDATE budget_kind SET emergency = NOT emergency WHERE id = 'projecten'`, "23503"},
		"a kind that is used":                  {`DELETE FROM budget_kind`, "23503"},
		"all kinds":                            {`TRUNCATE budget_kind CASCADE`, "VS001"},
		"an envelope that changes sides":       {`UPDATE budget_envelope SET emergency = NOT emergency`, "VS001"},
		"a year that goes back":                {`UPDATE budget_year SET state = 'planned'`, "VS001"},
		"a year taken out":                     {`DELETE FROM budget_year`, "VS001"},
		"all years":                            {`TRUNCATE budget_year CASCADE`, "VS001"},
		"a closing changed":                    {`UPDATE budget_closing SET confirmed_by = 9`, "VS001"},
		"a closing taken out":                  {`DELETE FROM budget_closing`, "VS001"},
		"all closings":                         {`TRUNCATE budget_closing`, "VS001"},
		"a payment order changed":              {`UPDATE budget_payment_order SET amount = 1`, "VS001"},
		"a payment order taken out":            {`DELETE FROM budget_payment_order`, "VS001"},
		"all payment orders":                   {`TRUNCATE budget_payment_order`, "VS001"},
		"an entry that says where it is to go": {insert(row{"kind": "'transfer'", "envelope": in("structureel", 2027), "to_envelope": in("noodhulp", 2027), "to_emergency": "false", "amount": "1"}), "23503"},
	}
	for table, column := range map[string]string{
		"budget_entry": "why", "budget_holding": "paid", "budget_envelope": "credit", "budget_promise": "amount", "budget_agreement": "title",
		"population": "inhabitants", "price_index": "points", "growth_path": "reason", "growth_path_year": "target", "peer_figure": "rate",
	} {
		change := column + ` || 'x'`
		if !slices.Contains([]string{"why", "title", "reason"}, column) {
			change = column + ` + 1`
		}
		all["UPDATE "+table] = struct{ sql, code string }{`UPDATE ` + table + ` SET ` + column + ` = ` + change, "VS001"}
		all["DELETE "+table] = struct{ sql, code string }{`DELETE FROM ` + table, "VS001"}
		all["TRUNCATE "+table] = struct{ sql, code string }{`TRUNCATE ` + table + ` CASCADE`, "VS001"}
	}
	l.refuses("", all)
	if v := l.verify(); !v.Agrees() {
		t.Errorf("%v", v.Findings)
	}
}
