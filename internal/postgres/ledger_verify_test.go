package postgres_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

// aLedger is a copy of a ledger with entries of every kind: 2026 is closed, 2027 open and 2028 planned.
func aLedger(t testing.TB) ledger {
	t.Helper()
	return ledger{t, pgtest.Template(t, "ledger", func(_ context.Context, db *postgres.DB) error {
		l := ledger{t, db, new(atomic.Int64)}
		l.fill()
		return nil
	}), new(atomic.Int64)}
}

func (l ledger) fill() {
	settle(l.t, l.db).build(l.t, l.db, 1)
	vote := func(year int) {
		l.plan(year, 1_000)
		l.do(l.book("budget.credit", l.credit(year, "structureel", 80_000, budget.Initial, "01"), l.credit(year, "projecten", 60_000, budget.Initial, "01"),
			l.credit(year, "noodhulp", 9_000, budget.Initial, "01")))
	}
	vote(2026)
	l.open(2026)
	vote(2027)
	l.close(2026)
	l.open(2027)
	vote(2028)
	l.do(l.book("budget.credit", l.credit(2027, "noodhulp", 1_000, budget.Amendment, "02")))
	l.do(l.book("budget.credit", l.credit(2027, "scholen", 1_000, budget.Amendment, "03"), l.credit(2027, "structureel", -1_000, budget.Amendment, "03")))
	l.do(l.book("budget.transfer", l.transfer(l.envelope(2027, "projecten"), l.envelope(2027, "scholen"), 5_000)))
	ids, err := l.booked("budget.transfer", l.transfer(l.envelope(2027, "projecten"), l.envelope(2027, "sensibilisering"), 5_000))
	l.do(err)
	l.do(l.undo(ids[0]))
	p := l.promise("structureel", 20_000)
	l.do(l.book("agreement.sign", l.of(p, budget.Reservation, "", 20_000)))
	l.do(l.book("budget.release", l.of(p, budget.Release, budget.FromReserved, 2_000)))
	l.do(l.book("budget.commit", l.of(p, budget.Commitment, "", 16_000)))
	l.do(l.book("budget.release", l.of(p, budget.Release, budget.FromCommitted, 1_000)))
	l.pay(l.of(p, budget.Payment, "", 9_000))
	l.do(l.book("budget.recover", l.of(p, budget.Recovery, "", 500)))
	waits := l.promise("noodhulp", 3_000)
	l.do(l.book("agreement.sign", l.of(waits, budget.Reservation, "", 3_000)))
	l.forProject()
}

// pay pays by hand, prepared by one and approved by another.
func (l ledger) pay(e budget.Entry) {
	l.t.Helper()
	ctx := l.t.Context()
	var order int64
	l.do(l.act(8, "budget.prepare", func(tx postgres.Tx, by account.By) (err error) {
		order, err = tx.AddPaymentOrder(ctx, by, e)
		return err
	}))
	l.do(l.act(7, "budget.pay", func(tx postgres.Tx, by account.By) error {
		ids, err := tx.Book(ctx, by, "budget.pay", e)
		if err != nil {
			return err
		}
		return tx.EndPaymentOrder(ctx, by, order, ids[0], "")
	}))
}

// forProject commits the grant of the town's first project.
func (l ledger) forProject() {
	l.t.Helper()
	ctx := l.t.Context()
	conn := l.connect()
	p := budget.Promise{Source: budget.Granted, Title: "Steun", Year: 2027, Kind: "projecten"}
	l.do(conn.QueryRow(ctx, `SELECT id, granted FROM project`).Scan(&p.Project, &p.Amount))
	l.do(conn.Close(ctx)) // nobody is connected to a template
	l.do(l.book("budget.credit", l.credit(2027, "projecten", p.Amount, budget.Amendment, "04")))
	l.do(l.act(7, "budget.commit", func(tx postgres.Tx, by account.By) (err error) {
		if p.ID, err = tx.AddPromise(ctx, p); err != nil {
			return err
		}
		_, err = tx.Book(ctx, by, "budget.commit", l.of(p, budget.Commitment, "", p.Amount))
		return err
	}))
}

func (l ledger) verify() budget.Verification {
	l.t.Helper()
	v, err := l.db.VerifyBudget(l.t.Context(), ledgerDay.AddDays(1).Start())
	l.do(err)
	return v
}

func TestALedgerThatIsAsItWasBookedAgrees(t *testing.T) {
	t.Parallel()
	v := aLedger(t).verify()
	if !v.Agrees() || v.Entries < 25 || v.Envelopes != 15 {
		t.Errorf("%+v", v)
	}
	empty, err := pgtest.New(t).VerifyBudget(t.Context(), ledgerDay.Start())
	if err != nil || !empty.Agrees() || empty.Entries != 0 {
		t.Errorf("an empty ledger: %+v, %v", empty, err)
	}
}

// What who owns the tables can still do is found, each with a finding of its own.
func TestACorruptedLedgerIsFound(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		what, sql string
		// subject and finding are what is told, among what else follows from it.
		subject, finding string
	}{
		{"a balance that was changed", `UPDATE budget_envelope SET paid = paid - 1 WHERE paid > 0`,
			"envelope", "are kept as"},
		{"credit out of nothing", `UPDATE budget_envelope SET credit = credit + 1 WHERE kind = 'scholen' AND year = 2028`,
			"envelope", "are kept as 1 0 0 0 0 and its entries make 0 0 0 0 0"},
		{"what a promise has was changed", `UPDATE budget_holding SET recovered = recovered - 1 WHERE recovered > 0`,
			"promise", "are kept as 0 15000 9000 499 and its entries make 0 15000 9000 500"},
		{"what a promise has was taken away", `DELETE FROM budget_holding WHERE reserved = 3000`,
			"promise", "are kept as  and its entries make 3000 0 0 0"},
		{"promises that have less than their envelope", `UPDATE budget_holding SET paid = paid - 1 WHERE paid > 1000`,
			"envelope", "and its promises have 0 15000 8999 500"},
		{"an entry that was deleted", `DELETE FROM budget_entry WHERE kind = 'recovery'`,
			"envelope", "9000 500 and its entries make"},
		{"an act of which the entry was deleted", `DELETE FROM budget_entry WHERE kind = 'recovery'`,
			"record entry", "budget.recover of person 7 at"},
		{"an amount that was altered", `UPDATE budget_entry SET amount = amount + 1 WHERE kind = 'payment'`,
			"envelope", "are kept as"},
		{"a payment that is not what was approved", `UPDATE budget_entry SET amount = amount + 1 WHERE kind = 'payment'`,
			"payment order", "its entry is another payment"},
		{"an entry that the record does not know", `UPDATE budget_entry SET person = 9 WHERE kind = 'reservation' AND amount = 3000`,
			"entry", "the record has no agreement.sign of person 9"},
		{"an entry of another moment", `UPDATE budget_entry SET at = at - interval '1 second' WHERE kind = 'release' AND amount = 2000`,
			"entry", "the record has no budget.release of person 7"},
		{"an entry of a time to come", `UPDATE budget_entry SET at = '2099-01-01' WHERE kind = 'recovery'`,
			"entry", "which has yet to come"},
		{"a page that shows less than was booked", `UPDATE budget_entry SET at = '2099-01-01' WHERE kind = 'recovery'`,
			"year 2027", "the page of all years shows"},
		{"more promised than there was for a moment", `
			UPDATE budget_entry SET amount = 990000 WHERE kind = 'reservation' AND amount = 20000;
			UPDATE budget_entry SET amount = 972000 WHERE kind = 'release' AND amount = 2000`,
			"envelope", "reserved 990000, committed 0"},
		{"a bound that was broken", `
			UPDATE budget_entry SET amount = 900000 WHERE kind = 'reservation' AND amount = 3000;
			UPDATE budget_envelope SET reserved = 900000 WHERE reserved = 3000; UPDATE budget_holding SET reserved = 900000 WHERE reserved = 3000`,
			"envelope", "reserved 900000, committed 0"},
		{"a promise that was paid more than it had", `
			UPDATE budget_entry SET amount = 15001 WHERE kind = 'payment';
			UPDATE budget_envelope SET paid = 15001 WHERE paid > 0; UPDATE budget_holding SET paid = 15001 WHERE paid > 0`,
			"promise", "committed 15000, paid 15001"},
		{"more committed than was granted", `UPDATE budget_promise SET amount = 14999 WHERE amount = 20000`,
			"promise", "15000 is committed of the 14999 that were granted"},
		{"a commitment that left a reservation", `UPDATE budget_entry SET unreserved = 17999 WHERE unreserved = 18000`,
			"entry", "it took the place of 17999 that was reserved, and 18000 was"},
		{"a ceiling that was lowered", `UPDATE budget_year SET ceiling = 100 WHERE year = 2026`,
			"year 2026", "emergency aid has 9000 of a credit of 149000, and its ceiling is 100 basis points"},
		{"emergency aid that was fed by a transfer", `
			UPDATE budget_entry SET to_envelope = (SELECT id FROM budget_envelope WHERE kind = 'noodhulp' AND year = 2027)
			WHERE kind = 'transfer' AND amount = 5000 AND to_envelope IN (SELECT id FROM budget_envelope WHERE kind = 'scholen')`,
			"entry", "it feeds emergency aid (noodhulp 2027) from projecten 2027"},
		{"emergency aid that was fed by a transfer undone", `
			UPDATE budget_entry SET envelope = (SELECT id FROM budget_envelope WHERE kind = 'noodhulp' AND year = 2027), emergency = true
			WHERE kind = 'transfer' AND amount = -5000`,
			"entry", "it feeds emergency aid (sensibilisering 2027) from noodhulp 2027"},
		{"emergency aid that was fed by a decision", `UPDATE budget_entry SET decision = '2027_GR_00003' WHERE decision = '2027_GR_00002'`,
			"decision 2027_GR_00003", "it raises emergency aid and lowers something else"},
		{"a kind that became emergency aid", `UPDATE budget_envelope SET emergency = true WHERE kind = 'scholen' AND year = 2027`,
			"entry", "its mark of emergency aid is not that of its envelope"},
		{"an entry of nothing", `UPDATE budget_entry SET amount = 0 WHERE kind = 'recovery'`,
			"entry", "a recovery of 0 is not well formed"},
		{"a negative payment", `UPDATE budget_entry SET amount = -1 WHERE kind = 'payment'`,
			"entry", "a payment of -1 is not well formed"},
		{"a half transfer", `UPDATE budget_entry SET to_envelope = NULL, to_emergency = NULL WHERE kind = 'transfer' AND amount = 5000 AND to_emergency IS NOT NULL`,
			"entry", "a transfer of 5000 is not well formed"},
		{"a part that was undone", `UPDATE budget_entry SET amount = amount + 1 WHERE reverses IS NOT NULL`,
			"entry", "as it was, whole"},
		{"another entry that was undone", `UPDATE budget_entry SET reverses = (SELECT min(id) FROM budget_entry) WHERE reverses IS NOT NULL`,
			"entry", "as it was, whole"},
		{"an entry that was undone twice", `
			INSERT INTO budget_entry (id, kind, envelope, emergency, to_envelope, to_emergency, amount, reverses, decision, decided_on, why, at, person, act)
			SELECT id + 1000, kind, envelope, emergency, to_envelope, to_emergency, amount, reverses, decision, decided_on, why, at, person, act
			FROM budget_entry WHERE reverses IS NOT NULL`,
			"entry", "it is undone 2 times"},
		{"a year that one person closed", `UPDATE budget_closing SET confirmed_by = proposed_by`,
			"year 2026", "it is closed, and not by two people"},
		{"a year that nobody closed", `DELETE FROM budget_closing`,
			"year 2026", "it is closed, and not by two people"},
		{"a booking in a closed year", `
			INSERT INTO budget_entry (id, kind, envelope, emergency, amount, basis, decision, decided_on, at, person, act)
			SELECT 1000, kind, envelope, emergency, 1, basis, decision, decided_on, '2027-05-15 20:00Z', person, act
			FROM budget_entry WHERE envelope = (SELECT id FROM budget_envelope WHERE kind = 'structureel' AND year = 2026) AND kind = 'credit'`,
			"entry 1000", "a credit in 2026, which was closed"},
		{"an envelope that was opened again", `UPDATE budget_envelope SET year_state = 'open' WHERE year = 2026 AND kind = 'scholen'`,
			"envelope", "it takes its year for open and that is closed"},
		{"a payment by one person", `UPDATE budget_payment_order SET ended_by = prepared_by`,
			"payment order", "it was not ended by a second person"},
		{"a project of which the page shows another amount", `UPDATE project SET granted = granted - 1`,
			"promise", "and its page shows"},
	} {
		t.Run(row.what, func(t *testing.T) {
			t.Parallel()
			l := aLedger(t)
			l.corrupt(row.sql)
			all := l.verify().Findings
			for _, f := range all {
				if strings.HasPrefix(f.String(), row.subject) && strings.Contains(f.What, row.finding) {
					return
				}
			}
			t.Errorf("it is not found among %d:", len(all))
			for _, f := range all {
				t.Error(f)
			}
		})
	}
}

// corrupt changes rows as the owner, past triggers, constraints and keys.
func (l ledger) corrupt(sql string) {
	l.t.Helper()
	conn := l.connect()
	_, err := conn.Exec(l.t.Context(), `
		DO $$ DECLARE r record; BEGIN
		    FOR r IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
		             WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text ~ '^(budget_|project$)' AND contype IN ('c', 'f', 'u')
		             ORDER BY contype = 'u' LOOP
		        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', r.of, r.conname);
		    END LOOP;
		    DROP INDEX budget_entry_reverses_key;
		    FOR r IN SELECT DISTINCT tgrelid::regclass AS of FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text ~ '^(budget_|project$)' LOOP
		        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', r.of);
		    END LOOP;
		END $$`)
	l.do(err)
	_, err = conn.Exec(l.t.Context(), sql)
	l.do(err)
	l.do(conn.Close(context.Background()))
}

func TestTheAuditorTellsOfEachKindOfFindingTheFirstOnly(t *testing.T) {
	t.Parallel()
	l := newLedger(t)
	for range 30 {
		l.do(l.book("budget.credit", l.credit(2027, "scholen", 1, budget.Amendment, "08")))
	}
	l.corrupt(`UPDATE budget_entry SET person = 99`)
	begin := time.Now()
	if all := l.verify().Findings; len(all) != 40 {
		t.Errorf("%d findings: %v", len(all), all)
	}
	t.Log("it took", time.Since(begin))
}
