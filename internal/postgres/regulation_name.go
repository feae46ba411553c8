package postgres

import (
	"context"

	"vriendenstad/internal/grant"
)

// AddRegulation writes a regulation without versions, and returns its number.
func (t Tx) AddRegulation(ctx context.Context, r grant.Regulation) (grant.RegulationID, error) {
	return value[grant.RegulationID](ctx, t.Store, `INSERT INTO grant_regulation (slug, code, demo) VALUES ($1, $2, $3) RETURNING id`, r.Slug, r.Code, r.Demo)
}

// namesLock is the advisory lock of who gives a regulation its address and its code.
const namesLock = 0x4E4D

// RegulationNamed says whether another regulation has this address, and whether another has this code: until the transaction ends nobody takes them. Of is the one
// that may have them, zero for none.
func (t Tx) RegulationNamed(ctx context.Context, of grant.RegulationID, slug, code string) (slugTaken, codeTaken bool, err error) {
	if _, err := exec(ctx, t.Store, `SELECT pg_advisory_xact_lock($1)`, namesLock); err != nil {
		return false, false, err
	}
	found, err := many[grant.Regulation](ctx, t.Store, `SELECT id, slug, code, demo FROM grant_regulation WHERE (slug = $1 OR code = $2) AND id <> $3`, slug, code, of)
	for _, r := range found {
		slugTaken, codeTaken = slugTaken || r.Slug == slug, codeTaken || r.Code == code
	}
	return slugTaken, codeTaken, err
}

// RenameRegulation gives a regulation another address and another code. False says that a version of it was published: then they stand.
func (t Tx) RenameRegulation(ctx context.Context, r grant.Regulation) (bool, error) {
	n, err := exec(ctx, t.Store, `
		UPDATE grant_regulation SET slug = $2, code = $3
		WHERE id = $1 AND NOT EXISTS (SELECT FROM grant_version WHERE regulation = $1 AND published_at IS NOT NULL)`, r.ID, r.Slug, r.Code)
	return n == 1, err
}

// DropRegulation takes out a regulation of which no version is left. False says that it has one.
func (t Tx) DropRegulation(ctx context.Context, id grant.RegulationID) (bool, error) {
	n, err := exec(ctx, t.Store, `DELETE FROM grant_regulation WHERE id = $1 AND NOT EXISTS (SELECT FROM grant_version WHERE regulation = $1)`, id)
	return n == 1, err
}
