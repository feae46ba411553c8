package postgres

import (
	"context"
	"time"

	"vriendenstad/internal/association"
)

// A FiledAssociation is an association in the list of the Dienst, whatever its standing.
type FiledAssociation struct {
	ID       association.ID
	Name     string
	Form     association.Form
	KBO      association.KBO
	VCode    association.VCode
	Postcode association.Postcode
	Standing association.Standing
	// Since is when it came to stand so, or said its news; nil for one that was never registered here.
	Since *time.Time
	// News says that it is verified and has said that it is called or numbered otherwise now.
	News bool
	// Members and Leads are how many people it has, and how many of those speak for it.
	Members, Leads int
}

// A FiledFilter is a question about the associations that the Dienst knows. Zero values do not narrow.
type FiledFilter struct {
	// Words are a part of the name or of a number.
	Words string
	// Standing is how they stand; News asks for those with facts to verify in its place.
	Standing association.Standing
	News     bool
	// After is the last association of the page before, zero for the first page.
	After association.ID
}

const filed = `
	SELECT a.id, a.name, a.form, a.kbo, a.vcode, a.postcode, a.standing, coalesce(w.said_at, a.standing_at) AS since, w.association IS NOT NULL AS news,
	       (SELECT count(*) FROM membership m WHERE m.association = a.id AND m.ended_at IS NULL) AS members,
	       (SELECT count(*) FROM membership m WHERE m.association = a.id AND m.ended_at IS NULL AND m.part = 'hoofdvertegenwoordiger') AS leads
	FROM association a LEFT JOIN association_facts w ON w.association = a.id`

// FiledAssociations returns one page of the associations that answer the filter, by name, and whether there are more.
func (s Store) FiledAssociations(ctx context.Context, f FiledFilter, most int) (page []FiledAssociation, more bool, err error) {
	page, err = many[FiledAssociation](ctx, s, filed+`
		WHERE ($1 = '' OR position(lower(unaccent($1)) IN lower(unaccent(a.name || ' ' || coalesce(w.name, '')))) > 0
		       OR $2 <> '' AND position($2 IN a.kbo || ' ' || a.vcode) > 0)
		  AND ($3 = '' OR a.standing = $3) AND (NOT $4 OR w.association IS NOT NULL)
		  AND ($5 = 0 OR (a.name COLLATE "nl-x-icu", a.id) > (SELECT b.name COLLATE "nl-x-icu", b.id FROM association b WHERE b.id = $5))
		ORDER BY a.name COLLATE "nl-x-icu", a.id
		LIMIT $6`, f.Words, association.PartOfNumber(f.Words), f.Standing, f.News, f.After, most+1)
	if len(page) > most {
		return page[:most], true, err
	}
	return page, false, err
}

// Standings says how many associations the Dienst knows.
type Standings struct {
	All, Registered, Asked, Verified, Refused int
	// News is how many of the verified ones have facts to verify.
	News int
}

// Standings counts the associations by how they stand.
func (s Store) Standings(ctx context.Context) (Standings, error) {
	return one[Standings](ctx, s, `
		SELECT count(*) AS all, count(*) FILTER (WHERE standing = 'registered') AS registered, count(*) FILTER (WHERE standing = 'asked') AS asked,
		       count(*) FILTER (WHERE standing = 'verified') AS verified, count(*) FILTER (WHERE standing = 'refused') AS refused,
		       (SELECT count(*) FROM association_facts) AS news
		FROM association`)
}

// AssociationsToVerify returns the associations that wait for the Dienst, new or with news, the ones that wait longest first.
func (s Store) AssociationsToVerify(ctx context.Context, most int) ([]FiledAssociation, error) {
	return many[FiledAssociation](ctx, s, filed+`
		WHERE a.standing = 'registered' OR w.association IS NOT NULL
		ORDER BY coalesce(w.said_at, a.standing_at) NULLS FIRST, a.id LIMIT $1`, most)
}
