package postgres

import (
	"context"

	"vriendenstad/internal/project"
)

// A NamedFacet is an association or a partner city that projects can be found under, as pages name it.
type NamedFacet struct {
	Facet project.Facet
	Name  string
	Slug  string
}

// NamedFacets returns the names of the associations and the partner cities among the facets, in no order; it leaves out
// those of other dimensions, which name themselves, and those of things that are not there.
func (s Store) NamedFacets(ctx context.Context, facets []project.Facet) ([]NamedFacet, error) {
	var associations, cities []int
	for _, f := range facets {
		switch f.Dimension() {
		case project.OfAssociation:
			associations = append(associations, f.Value())
		case project.OfCity:
			cities = append(cities, f.Value())
		}
	}
	if len(associations)+len(cities) == 0 {
		return nil, nil
	}
	return many[NamedFacet](ctx, s, `
		SELECT (7 << 24) + id::integer AS facet, name, slug FROM association WHERE id = ANY($1) AND standing = 'verified'
		UNION ALL
		SELECT (8 << 24) + id::integer, name, slug FROM partner_city WHERE id = ANY($2)`, list(associations), list(cities))
}

// AssociationCounts says how many associations answer a filter, and how many would with another choice in one way.
type AssociationCounts struct {
	// Found answer the filter; Schools would if it asked for schools, and All if it did not.
	Found, All, Schools int
	// Countries are those in which some would work if the filter asked for no other, the most first.
	Countries []CountryCount
}

// CountAssociations counts the verified associations that answer the filter, on all its pages together.
func (s Store) CountAssociations(ctx context.Context, f AssociationFilter) (AssociationCounts, error) {
	counts, err := one[AssociationCounts](ctx, s, `
		SELECT count(*) FILTER (WHERE here AND (NOT $3 OR teaches)) AS found,
		       count(*) FILTER (WHERE here) AS all,
		       count(*) FILTER (WHERE here AND teaches) AS schools
		FROM (SELECT ($2 = '' OR countries @> ARRAY[$2]) AS here, form IN ('school', 'hogeschool', 'universiteit') AS teaches
		      FROM association WHERE standing = 'verified' AND ($1 = '' OR tsv @@ websearch_to_tsquery('nl', $1))) those`, f.Words, f.Country, f.Schools)
	if err != nil {
		return counts, err
	}
	counts.Countries, err = many[CountryCount](ctx, s, `
		SELECT country, count(*) AS n FROM association, unnest(countries) AS country
		WHERE standing = 'verified' AND ($1 = '' OR tsv @@ websearch_to_tsquery('nl', $1)) AND (NOT $2 OR form IN ('school', 'hogeschool', 'universiteit'))
		GROUP BY country ORDER BY n DESC, country`, f.Words, f.Schools)
	return counts, err
}
