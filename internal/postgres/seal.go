package postgres

import (
	"bytes"
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
)

// sealLock is the advisory lock that makes the sealer be alone, over all replicas.
const sealLock = 0x5EA1

// lateEntries is how far behind the highest sealed entry the sealer looks for one that was committed late.
const lateEntries = 10_000

// Seal binds the entries that have no seal yet into the chain, in the order of their numbers and at most so many, and returns the
// last seal and how many there were. Another sealer at work makes it do nothing.
func (t Tx) Seal(ctx context.Context, now time.Time, most int) (last audit.Seal, sealed int, err error) {
	alone, err := value[bool](ctx, t.Store, `SELECT pg_try_advisory_xact_lock($1)`, sealLock)
	if err != nil || !alone {
		return last, 0, err
	}
	if last, err = t.LastSeal(ctx); err != nil {
		return last, 0, err
	}
	entries, err := many[audit.Entry](ctx, t.Store, `
		SELECT `+entryColumns+` FROM audit_entry e
		WHERE e.id > coalesce((SELECT max(entry) FROM audit_seal), 0) - $1
		  AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry = e.id)
		ORDER BY e.id LIMIT $2`, lateEntries, most)
	if err != nil || len(entries) == 0 {
		return last, 0, err
	}
	n, of, hashes := make([]int64, len(entries)), make([]audit.ID, len(entries)), make([][]byte, len(entries))
	for i, e := range entries {
		last = last.Seal(e)
		n[i], of[i], hashes[i] = last.N, last.Entry, bytes.Clone(last.Hash[:])
	}
	_, err = exec(ctx, t.Store, `INSERT INTO audit_seal (n, entry, hash, at)
		SELECT n, entry, hash, $4 FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS seal (n, entry, hash)`, n, of, hashes, now)
	return last, len(entries), err
}

// sealRow is a seal as its table holds it.
type sealRow struct {
	N     int64
	Entry audit.ID
	Hash  []byte
}

func (r sealRow) seal() audit.Seal {
	s := audit.Seal{N: r.N, Entry: r.Entry}
	copy(s.Hash[:], r.Hash)
	return s
}

// LastSeal returns the end of the chain, the zero seal where nothing is sealed.
func (s Store) LastSeal(ctx context.Context) (audit.Seal, error) {
	rows, err := many[sealRow](ctx, s, `SELECT n, entry, hash FROM audit_seal ORDER BY n DESC LIMIT 1`)
	if err != nil || len(rows) == 0 {
		return audit.Seal{}, err
	}
	return rows[0].seal(), nil
}

// Verify reads the whole record and reports what is not as it was written. Known are seals that were seen before, in the log: when
// one of them is not there, the chain's tail was cut.
func (db *DB) Verify(ctx context.Context, now time.Time, known ...audit.Seal) (audit.Report, error) {
	rows, err := db.export.Query(ctx, `
		SELECT s.n, s.entry AS sealed, s.hash, e.id IS NOT NULL AS there, e.at, coalesce(e.person, 0), coalesce(e.part, ''),
		       coalesce(e.act, ''), coalesce(e.subject, ''), e.digest, d.salt, coalesce(d.detail::text, ''), d.erased_at IS NOT NULL
		FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry LEFT JOIN audit_detail d ON d.entry = e.id
		ORDER BY s.n`)
	if err != nil {
		return audit.Report{}, answer(err)
	}
	defer rows.Close()
	var chain audit.Chain
	seen := map[int64]audit.Hash{}
	for rows.Next() {
		var link audit.Link
		var hash []byte
		var there bool
		var at *time.Time
		var e audit.Entry
		if err := rows.Scan(&link.Seal.N, &link.Seal.Entry, &hash, &there, &at, &e.Person, &e.Part, &e.Act, &e.Subject, &e.Digest,
			&link.Salt, &link.Text, &link.Erased); err != nil {
			return audit.Report{}, answer(err)
		}
		copy(link.Seal.Hash[:], hash)
		if there {
			e.ID, e.At = link.Seal.Entry, *at
			link.Entry = &e
		}
		for _, k := range known {
			if k.N == link.Seal.N {
				seen[k.N] = link.Seal.Hash
			}
		}
		chain.Add(link)
	}
	if err := rows.Err(); err != nil {
		return audit.Report{}, answer(err)
	}
	report := audit.Report{Head: chain.Head(), Erased: chain.Erased()}
	if f := chain.Finding(); f != nil {
		report.Findings = append(report.Findings, *f)
	}
	for _, k := range known {
		if hash, there := seen[k.N]; !there {
			report.Findings = append(report.Findings, audit.Finding{Kind: audit.TailCut, N: k.N, What: "this seal was logged and is not there: the tail was cut"})
		} else if hash != k.Hash {
			report.Findings = append(report.Findings, audit.Finding{Kind: audit.Rewritten, N: k.N, What: "this seal was logged with another hash: the chain was written anew"})
		}
	}
	late, err := many[struct{ ID audit.ID }](ctx, db.Store, `
		SELECT e.id FROM audit_entry e
		WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry = e.id) AND e.at < $1
		ORDER BY e.id LIMIT 20`, now.Add(-audit.SealedWithin))
	for _, l := range late {
		report.Findings = append(report.Findings, audit.Finding{Kind: audit.SealLate, Entry: l.ID, What: "the entry has stood without a seal for more than ten minutes"})
	}
	return report, err
}

// ErasePersonDetail empties what the record says of a person, writes an entry of its own, and returns how many details it emptied.
func (t Tx) ErasePersonDetail(ctx context.Context, whom account.ID, by account.By) (int64, error) {
	return value[int64](ctx, t.Store, `SELECT erase_person_detail($1, $2, $3, $4)`, whom, by.Person, by.Part, by.At)
}

// ExpireDetail empties the details of these acts that are older than the moment, and returns how many.
func (t Tx) ExpireDetail(ctx context.Context, acts []string, before, now time.Time) (int64, error) {
	return value[int64](ctx, t.Store, `SELECT erase_old_detail($1, $2, $3)`, acts, before, now)
}
