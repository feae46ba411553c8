package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
)

// documentColumns are those of a [document.Document], of the table d.
const documentColumns = `d.id, d.question, coalesce(d.message, 0) AS message, d.name, d.media_type, d.size, d.sha256, d.stored, d.person, d.at`

// Documents returns the attachments of an application to its questions, in the order in which they were added. What was removed is not among them.
func (s Store) Documents(ctx context.Context, of grant.ID) ([]document.Document, error) {
	return many[document.Document](ctx, s, documentsOf, of)
}

const documentsOf = `SELECT ` + documentColumns + ` FROM document d WHERE d.application = $1 AND d.removed_at IS NULL AND d.question <> '' ORDER BY d.id`

// DocumentOf returns an attachment of one of the association's applications, and [fault.NotFound] where that has none of this number, or no longer.
func (s Store) DocumentOf(ctx context.Context, of association.ID, application grant.ID, id document.ID) (document.Document, error) {
	return one[document.Document](ctx, s, `
		SELECT `+documentColumns+` FROM document d JOIN grant_application a ON a.id = d.application
		WHERE a.association = $1 AND d.application = $2 AND d.id = $3 AND d.removed_at IS NULL`, of, application, id)
}

// MessageDocuments returns the attachments of the messages about an application, in the order in which they were sent.
func (s Store) MessageDocuments(ctx context.Context, of grant.ID) ([]document.Document, error) {
	return many[document.Document](ctx, s, `SELECT `+documentColumns+` FROM document d WHERE d.application = $1 AND d.message IS NOT NULL ORDER BY d.id`, of)
}

// DossierDocuments returns all attachments that an application ever had, by whoever sent them, those too that were removed since its submission,
// those that are still there first: what was submitted stays readable. A draft has none, for it is the association's own.
func (s Store) DossierDocuments(ctx context.Context, of grant.ID) ([]document.Document, error) {
	return many[document.Document](ctx, s, `
		SELECT `+documentColumns+` FROM document d JOIN grant_application a ON a.id = d.application
		WHERE d.application = $1 AND a.status <> 'draft' AND (d.removed_at IS NULL OR d.removed_at >= a.submitted_at) ORDER BY d.removed_at DESC NULLS FIRST, d.id`, of)
}

// HasStored says whether a document has this name in the depot.
func (s Store) HasStored(ctx context.Context, name string) (bool, error) {
	return value[bool](ctx, s, `SELECT EXISTS (SELECT FROM document WHERE stored = $1)`, name)
}

// AddDocument writes an attachment to a question or a message down, whose bytes the depot holds already, and returns its number.
func (t Tx) AddDocument(ctx context.Context, by account.By, of grant.ID, d document.Document) (document.ID, error) {
	return value[document.ID](ctx, t.Store, `
		INSERT INTO document (application, question, message, name, media_type, size, sha256, stored, person, at)
		VALUES ($1, $2, nullif($3, 0), $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
		of, d.Question, d.Message, d.Name, d.MediaType, d.Size, d.SHA256, d.Stored, by.Person, by.At)
}

// RemoveDocument takes an attachment out of its application. False says that somebody did so before.
func (t Tx) RemoveDocument(ctx context.Context, by account.By, id document.ID) (bool, error) {
	n, err := exec(ctx, t.Store, `UPDATE document SET removed_at = $2, removed_by = $3 WHERE id = $1 AND removed_at IS NULL`, id, by.At, by.Person)
	return n == 1, err
}

// Unwanted returns those of the depot's names that nobody needs: those of no document, those that were removed from a draft, and those of drafts that were
// thrown away for good, all of them before a moment. What was submitted stays, removed or not.
func (s Store) Unwanted(ctx context.Context, names []string, before time.Time) ([]string, error) {
	return values[string](ctx, s, `
		SELECT n FROM unnest($1::text[]) n
		WHERE NOT EXISTS (
			SELECT FROM document d JOIN grant_application a ON a.id = d.application
			WHERE d.stored = n
			  AND (d.removed_at IS NULL OR d.removed_at >= $2 OR a.submitted_at <= d.removed_at)
			  AND (a.deleted_at IS NULL OR a.deleted_at >= $3))`, names, before, before.Add(-grant.DraftBack))
}
