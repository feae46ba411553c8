package postgres

// effects says what each entry does to each envelope: a row for an envelope that it touches, and so two for a transfer.
const effects = `
	WITH effect AS (
	    SELECT id, envelope, promise, amount AS credit, 0::bigint AS reserved, 0::bigint AS committed, 0::bigint AS paid, 0::bigint AS recovered
	    FROM budget_entry WHERE kind = 'credit'
	    UNION ALL SELECT id, envelope, promise, -amount, 0, 0, 0, 0 FROM budget_entry WHERE kind = 'transfer'
	    UNION ALL SELECT id, to_envelope, promise, amount, 0, 0, 0, 0 FROM budget_entry WHERE kind = 'transfer'
	    UNION ALL SELECT id, envelope, promise, 0, amount, 0, 0, 0 FROM budget_entry WHERE kind = 'reservation'
	    UNION ALL SELECT id, envelope, promise, 0, -unreserved, amount, 0, 0 FROM budget_entry WHERE kind = 'commitment'
	    UNION ALL SELECT id, envelope, promise, 0, -amount, 0, 0, 0 FROM budget_entry WHERE kind = 'release' AND side = 'reserved'
	    UNION ALL SELECT id, envelope, promise, 0, 0, -amount, 0, 0 FROM budget_entry WHERE kind = 'release' AND side = 'committed'
	    UNION ALL SELECT id, envelope, promise, 0, 0, 0, amount, 0 FROM budget_entry WHERE kind = 'payment'
	    UNION ALL SELECT id, envelope, promise, 0, 0, 0, 0, amount FROM budget_entry WHERE kind = 'recovery'
	), named AS (
	    SELECT v.*, format('envelope %s (%s %s)', v.id, v.kind, v.year) AS subject FROM budget_envelope v
	)`

// auditorAsks are the questions of the auditor. Each answers with the subject of a finding and what is wrong with it, and is followed by
// its LIMIT.
var auditorAsks = []string{
	// Balances are the sums of entries.
	effects + `
	SELECT v.subject, format('credit, reserved, committed, paid, recovered are kept as %s and its entries make %s', kept, made) AS what
	FROM named v
	LEFT JOIN (SELECT envelope, sum(credit) AS credit, sum(reserved) AS reserved, sum(committed) AS committed, sum(paid) AS paid, sum(recovered) AS recovered
	           FROM effect GROUP BY 1) f ON f.envelope = v.id
	CROSS JOIN LATERAL (SELECT concat_ws(' ', v.credit, v.reserved, v.committed, v.paid, v.recovered) AS kept,
	    concat_ws(' ', coalesce(f.credit, 0), coalesce(f.reserved, 0), coalesce(f.committed, 0), coalesce(f.paid, 0), coalesce(f.recovered, 0)) AS made) x
	WHERE kept <> made ORDER BY v.id`,
	effects + `
	SELECT format('promise %s in envelope %s', promise, envelope) AS subject,
	       format('reserved, committed, paid, recovered are kept as %s and its entries make %s', kept, made) AS what
	FROM (SELECT promise, envelope, sum(reserved) AS reserved, sum(committed) AS committed, sum(paid) AS paid, sum(recovered) AS recovered
	      FROM effect WHERE promise IS NOT NULL GROUP BY 1, 2) f
	FULL JOIN budget_holding h USING (promise, envelope)
	CROSS JOIN LATERAL (SELECT coalesce(concat(h.reserved, ' ' || h.committed, ' ' || h.paid, ' ' || h.recovered), '') AS kept,
	    concat_ws(' ', coalesce(f.reserved, 0), coalesce(f.committed, 0), coalesce(f.paid, 0), coalesce(f.recovered, 0)) AS made) x
	WHERE kept <> made ORDER BY promise, envelope`,
	effects + `
	SELECT v.subject, format('reserved, committed, paid, recovered are kept as %s and its promises have %s', kept, made) AS what
	FROM named v
	LEFT JOIN (SELECT envelope, sum(reserved) AS reserved, sum(committed) AS committed, sum(paid) AS paid, sum(recovered) AS recovered
	           FROM budget_holding GROUP BY 1) h ON h.envelope = v.id
	CROSS JOIN LATERAL (SELECT concat_ws(' ', v.reserved, v.committed, v.paid, v.recovered) AS kept,
	    concat_ws(' ', coalesce(h.reserved, 0), coalesce(h.committed, 0), coalesce(h.paid, 0), coalesce(h.recovered, 0)) AS made) x
	WHERE kept <> made ORDER BY v.id`,

	// No bound is broken, after no entry: within an envelope they are numbered in the order in which they were committed.
	effects + `
	SELECT subject, what FROM (
	    SELECT DISTINCT ON (r.envelope) r.envelope, v.subject,
	           format('after entry %s it has credit %s, reserved %s, committed %s, paid %s, recovered %s', r.id, r.credit, r.reserved, r.committed, r.paid, r.recovered) AS what
	    FROM (SELECT envelope, id, sum(credit) OVER w AS credit, sum(reserved) OVER w AS reserved, sum(committed) OVER w AS committed,
	                 sum(paid) OVER w AS paid, sum(recovered) OVER w AS recovered
	          FROM effect WINDOW w AS (PARTITION BY envelope ORDER BY id)) r
	    JOIN named v ON v.id = r.envelope
	    WHERE least(r.credit, r.reserved, r.committed, r.paid, r.recovered) < 0 OR r.reserved + r.committed > r.credit
	       OR r.paid > r.committed OR r.recovered > r.paid
	    ORDER BY r.envelope, r.id) first ORDER BY envelope`,
	effects + `
	SELECT subject, what FROM (
	    SELECT DISTINCT ON (promise, envelope) promise, envelope, format('promise %s in envelope %s', promise, envelope) AS subject,
	           format('after entry %s it has reserved %s, committed %s, paid %s, recovered %s', id, reserved, committed, paid, recovered) AS what
	    FROM (SELECT promise, envelope, id, sum(reserved) OVER w AS reserved, sum(committed) OVER w AS committed,
	                 sum(paid) OVER w AS paid, sum(recovered) OVER w AS recovered
	          FROM effect WHERE promise IS NOT NULL WINDOW w AS (PARTITION BY promise, envelope ORDER BY id)) r
	    WHERE least(reserved, committed, paid, recovered) < 0 OR paid > committed OR recovered > paid
	    ORDER BY promise, envelope, id) first ORDER BY promise, envelope`,
	effects + `
	SELECT 'promise ' || p.id AS subject, format('%s is committed of the %s that were granted', sum(f.committed), p.amount) AS what
	FROM budget_promise p JOIN effect f ON f.promise = p.id GROUP BY p.id, p.amount HAVING sum(f.committed) > p.amount ORDER BY p.id`,
	effects + `
	SELECT 'entry ' || id AS subject, format('it took the place of %s that was reserved, and %s was', unreserved, had) AS what
	FROM (SELECT id, kind, reverses, unreserved, coalesce(sum(moved) OVER (PARTITION BY promise, envelope ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS had
	      FROM (SELECT b.id, b.kind, b.reverses, b.promise, b.envelope, b.unreserved, f.reserved AS moved FROM budget_entry b JOIN effect f ON f.id = b.id WHERE b.promise IS NOT NULL) m) r
	WHERE unreserved <> CASE WHEN kind = 'commitment' AND reverses IS NULL THEN had ELSE unreserved END
	   OR (kind <> 'commitment' AND unreserved <> 0) ORDER BY id`,

	// Emergency aid is fenced in.
	effects + `
	SELECT 'year ' || y.year AS subject, format('emergency aid has %s of a credit of %s, and its ceiling is %s basis points', c.emergency, c.every, y.ceiling) AS what
	FROM budget_year y
	JOIN (SELECT v.year, sum(f.credit) AS every, coalesce(sum(f.credit) FILTER (WHERE k.emergency), 0) AS emergency
	      FROM effect f JOIN budget_envelope v ON v.id = f.envelope JOIN budget_kind k ON k.id = v.kind JOIN budget_entry b ON b.id = f.id
	      LEFT JOIN budget_envelope o ON b.kind = 'transfer' AND f.envelope = b.envelope AND o.id = b.to_envelope
	      WHERE o.year IS NULL OR o.year = v.year -- what went on to another year counts where it came from
	      GROUP BY 1) c USING (year)
	WHERE c.emergency * 10000 > c.every * y.ceiling ORDER BY y.year`,
	`SELECT 'entry ' || b.id AS subject, format('it feeds emergency aid (%s %s) from %s %s', t.kind, t.year, v.kind, v.year) AS what
	FROM budget_entry b JOIN budget_envelope v ON v.id = b.envelope JOIN budget_kind k ON k.id = v.kind
	JOIN budget_envelope t ON t.id = b.to_envelope JOIN budget_kind tk ON tk.id = t.kind
	WHERE k.emergency <> tk.emergency AND (b.amount > 0) = tk.emergency ORDER BY b.id`,
	`SELECT 'decision ' || decision AS subject, 'it raises emergency aid and lowers something else' AS what
	FROM budget_entry b JOIN budget_envelope v ON v.id = b.envelope JOIN budget_kind k ON k.id = v.kind
	WHERE b.kind = 'credit' GROUP BY decision
	HAVING EXISTS (SELECT FROM unnest(array_agg(b.envelope) FILTER (WHERE b.amount > 0 AND k.emergency)) up,
	                           unnest(array_agg(b.envelope) FILTER (WHERE b.amount < 0)) down WHERE up <> down)
	ORDER BY decision`,
	`SELECT 'entry ' || b.id AS subject, 'its mark of emergency aid is not that of its envelope, or of its promise' AS what
	FROM budget_entry b JOIN budget_envelope v ON v.id = b.envelope JOIN budget_kind k ON k.id = v.kind
	LEFT JOIN budget_envelope t ON t.id = b.to_envelope LEFT JOIN budget_kind tk ON tk.id = t.kind
	LEFT JOIN budget_promise p ON p.id = b.promise LEFT JOIN budget_kind pk ON pk.id = p.kind
	WHERE b.emergency <> k.emergency OR v.emergency <> k.emergency OR coalesce(b.to_emergency <> tk.emergency, false)
	   OR coalesce(p.emergency <> b.emergency OR p.emergency <> pk.emergency, false) ORDER BY b.id`,

	// Entries are well formed.
	`SELECT 'entry ' || b.id AS subject, format('a %s of %s is not well formed', b.kind, b.amount) AS what
	FROM budget_entry b
	WHERE b.amount = 0 OR (b.amount < 0 AND b.kind <> 'credit' AND b.reverses IS NULL)
	   OR (b.kind = 'transfer') <> (b.to_envelope IS NOT NULL) OR b.to_envelope = b.envelope
	   OR (b.kind IN ('credit', 'transfer')) <> (b.promise IS NULL) OR (b.kind = 'release') <> (b.side IS NOT NULL)
	   OR (b.kind = 'credit') <> (b.basis IS NOT NULL) OR (b.kind IN ('credit', 'commitment') AND b.decision = '') ORDER BY b.id`,
	`SELECT 'entry ' || r.id AS subject, format('it does not undo entry %s as it was, whole', r.reverses) AS what
	FROM budget_entry r LEFT JOIN budget_entry b ON b.id = r.reverses
	WHERE r.reverses IS NOT NULL
	  AND (b.id IS NULL OR b.id >= r.id OR b.reverses IS NOT NULL
	    OR (r.kind, r.envelope, -r.amount, -r.unreserved, coalesce(r.to_envelope, 0), coalesce(r.promise, 0), coalesce(r.side, ''), coalesce(r.basis, ''))
	    <> (b.kind, b.envelope, b.amount, b.unreserved, coalesce(b.to_envelope, 0), coalesce(b.promise, 0), coalesce(b.side, ''), coalesce(b.basis, '')))
	ORDER BY r.id`,
	`SELECT 'entry ' || reverses AS subject, format('it is undone %s times', count(*)) AS what
	FROM budget_entry WHERE reverses IS NOT NULL GROUP BY reverses HAVING count(*) > 1 ORDER BY reverses`,

	// The record tells the same story.
	`SELECT 'entry ' || b.id AS subject, format('the record has no %s of person %s at %s', b.act, b.person, b.at) AS what
	FROM budget_entry b
	WHERE NOT EXISTS (SELECT FROM audit_entry a WHERE a.at = b.at AND a.person = b.person AND a.act = b.act) ORDER BY b.id`,
	`SELECT 'record entry ' || a.id AS subject, format('%s of person %s at %s booked nothing', a.act, a.person, a.at) AS what
	FROM audit_entry a
	WHERE a.act IN ('budget.credit', 'budget.transfer', 'budget.commit', 'budget.release', 'budget.recover', 'budget.pay', 'budget.undo', 'agreement.reserve')
	  AND NOT EXISTS (SELECT FROM budget_entry b WHERE b.at = a.at AND b.person = a.person AND b.act = a.act) ORDER BY a.id`,

	// Years end by two people, and what was paid by hand was paid by two.
	`SELECT 'year ' || y.year AS subject, 'it is closed, and not by two people' AS what
	FROM budget_year y LEFT JOIN budget_closing c USING (year)
	WHERE y.state = 'closed' AND (c.confirmed_by IS NULL OR c.confirmed_by = c.proposed_by) ORDER BY y.year`,
	`SELECT 'entry ' || b.id AS subject, format('a %s in %s, which was closed', b.kind, c.year) AS what
	FROM budget_entry b JOIN budget_envelope v ON v.id IN (b.envelope, b.to_envelope) JOIN budget_closing c ON c.year = v.year
	WHERE c.confirmed_at < b.at AND (b.kind IN ('credit', 'transfer', 'reservation', 'commitment') OR b.kind = 'release' AND b.amount < 0) ORDER BY b.id`,
	`SELECT format('envelope %s (%s %s)', v.id, v.kind, v.year) AS subject, format('it takes its year for %s and that is %s', v.year_state, coalesce(y.state, 'not there')) AS what
	FROM budget_envelope v LEFT JOIN budget_year y USING (year) WHERE y.state IS DISTINCT FROM v.year_state ORDER BY v.id`,
	`SELECT 'payment order ' || o.id AS subject, 'it was not ended by a second person, or its entry is another payment' AS what
	FROM budget_payment_order o LEFT JOIN budget_entry b ON b.id = o.entry
	WHERE o.entry IS NOT NULL AND (b.id IS NULL OR o.ended_by IS NULL OR o.ended_by = o.prepared_by OR b.kind <> 'payment'
	    OR (b.promise, b.envelope, b.amount, b.person) <> (o.promise, o.envelope, o.amount, o.ended_by)) ORDER BY o.id`,

	// What pages show of a project is what was promised for it.
	`SELECT 'promise ' || p.id AS subject, format('%s was promised for project %s, and its page shows %s', p.amount, j.slug, j.granted) AS what
	FROM budget_promise p JOIN project j ON j.id = p.project WHERE j.granted <> p.amount ORDER BY p.id`,
}
