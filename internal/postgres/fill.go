package postgres

import (
	"context"

	"vriendenstad/internal/grant"
)

// What is here is for who fills a database with what happened elsewhere, or never did.

// SetLastNumber says which number of a dossier was the last of a year: the next submission gets the one after it.
func (t Tx) SetLastNumber(ctx context.Context, year, last int) error {
	_, err := exec(ctx, t.Store, `
		INSERT INTO dossier_counter (year, last) VALUES ($1, $2) ON CONFLICT (year) DO UPDATE SET last = excluded.last`, year, last)
	return err
}

// HasApplications says whether somebody began an application, also where it was thrown away.
func (s Store) HasApplications(ctx context.Context) (bool, error) {
	return value[bool](ctx, s, `SELECT EXISTS (SELECT FROM grant_application)`)
}

// MarkInvented says of an application that it is invented.
func (t Tx) MarkInvented(ctx context.Context, id grant.ID) error {
	_, err := exec(ctx, t.Store, `UPDATE grant_application SET demo = true WHERE id = $1`, id)
	return err
}
