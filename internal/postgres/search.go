package postgres

import (
	"context"

	"vriendenstad/internal/project"
)

// Found is what the search in everything finds, of each kind the first few.
type Found struct {
	Partners     []PartnerRow
	Countries    []CountryRow
	Associations []AssociationRow
	// MoreAssociations says that there are more than those shown.
	MoreAssociations bool
	// Projects is the first page of the list that the words alone give.
	Projects project.List
}

// Empty says that nothing was found of any kind.
func (f Found) Empty() bool {
	return len(f.Partners)+len(f.Countries)+len(f.Associations)+len(f.Projects.Rows) == 0
}

// foundOfAKind is how many of a kind the search in everything shows.
const foundOfAKind = 6

// Search looks for the words in everything. Cities and countries are found by a part of their name too.
func (db *DB) Search(ctx context.Context, words string) (Found, error) {
	var found Found
	records, err := many[partnerRecord](ctx, db.Store, `SELECT `+partnerColumns+partnerTables+`
		WHERE p.tsv @@ websearch_to_tsquery('nl', $1)
		   OR position(lower(unaccent($1)) IN lower(unaccent(p.name || ' ' || p.local_name))) > 0
		ORDER BY ts_rank(p.tsv, websearch_to_tsquery('nl', $1)) DESC, p.name COLLATE "nl-x-icu"
		LIMIT $2`, words, foundOfAKind)
	if err != nil {
		return found, err
	}
	found.Partners = partners(records)
	found.Countries, err = many[CountryRow](ctx, db.Store, `
		SELECT code, slug, zuidwerking, tie,
		       coalesce((SELECT sum(projects) FROM country_year y WHERE y.country = c.code), 0)::bigint AS projects,
		       coalesce((SELECT sum(granted) FROM country_year y WHERE y.country = c.code), 0)::bigint AS granted,
		       (SELECT count(*) FROM partner_city p WHERE p.country = c.code) AS cities
		FROM country c
		WHERE tsv @@ websearch_to_tsquery('nl', $1) OR position(lower(unaccent($1)) IN lower(unaccent(name))) > 0
		ORDER BY ts_rank(tsv, websearch_to_tsquery('nl', $1)) DESC, name COLLATE "nl-x-icu"
		LIMIT $2`, words, foundOfAKind)
	if err != nil {
		return found, err
	}
	found.Associations, found.MoreAssociations, err = db.Associations(ctx, AssociationFilter{Words: words}, foundOfAKind)
	if err != nil {
		return found, err
	}
	found.Projects, err = db.Projects(ctx, project.Filter{Words: words}, project.Cursor{})
	return found, err
}
