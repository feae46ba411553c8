package postgres

import (
	"context"

	"vriendenstad/internal/grant"
	"vriendenstad/internal/project"
)

// Examples returns at most so many of the projects that got support under a regulation, the latest first. Where the portal knows of none that was applied
// for here, those of its kind stand for them, unless another regulation supports that kind too.
func (s Store) Examples(ctx context.Context, under grant.Version, most int) ([]project.Row, error) {
	return many[project.Row](ctx, s, `
		WITH applied AS (
		    SELECT `+rowColumns+` FROM project WHERE number IN (
		        SELECT a.number FROM grant_application a JOIN grant_version v ON v.id = a.version WHERE v.regulation = $1)
		    ORDER BY granted_on DESC, id DESC LIMIT $4
		), alike AS (
		    SELECT `+rowColumns+` FROM project WHERE kind = $2 AND in_kind = $3 AND NOT EXISTS (SELECT FROM applied) AND NOT EXISTS (
		        SELECT FROM grant_version o WHERE o.regulation <> $1 AND o.published_at IS NOT NULL AND o.terms ->> 'Kind' = $2 AND (o.envelope IS NULL) = $3)
		    ORDER BY granted_on DESC, id DESC LIMIT $4
		)
		SELECT * FROM applied UNION ALL SELECT * FROM alike ORDER BY granted_on DESC, id DESC`, under.Regulation, under.Kind, under.InKind(), most)
}
