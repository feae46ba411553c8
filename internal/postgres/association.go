package postgres

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/association"
	"vriendenstad/internal/money"
	"vriendenstad/internal/world"
)

// An AssociationRow is an association with what it was granted.
type AssociationRow struct {
	association.Association
	Projects int
	Granted  money.Cents
}

const associationColumns = `a.id, a.slug, a.name, a.form, a.net, a.kbo, a.vcode, a.countries, a.region, a.themes, a.postcode,
	a.about, a.website, a.demo, coalesce(f.projects, 0) AS projects, coalesce(f.granted, 0) AS granted`

// publicAssociations are those that the Dienst has verified: no page shows another to who is no member of it.
const publicAssociations = `
	FROM association a LEFT JOIN facet_count f ON f.facet = (7 << 24) + a.id::integer
	WHERE a.standing = 'verified'`

// AssociationBySlug returns the verified association of that slug.
func (s Store) AssociationBySlug(ctx context.Context, slug string) (AssociationRow, error) {
	return one[AssociationRow](ctx, s, `SELECT `+associationColumns+publicAssociations+` AND a.slug = $1`, slug)
}

// An AssociationFilter is a question about the associations. The zero value asks for all.
type AssociationFilter struct {
	// Words are what to search for, empty for nothing.
	Words string
	// Country is one that the association works in, empty for any.
	Country world.Code
	// Schools asks for schools and higher education alone.
	Schools bool
	// After is the slug of the last association of the page before, empty for the first page.
	After string
}

// Associations returns one page of the verified associations that answer the filter, by name, and whether there are more.
// It returns [fault.NotFound] where the page before ended with an association that is not there.
func (s Store) Associations(ctx context.Context, f AssociationFilter, most int) (page []AssociationRow, more bool, err error) {
	after := struct {
		Name string
		ID   association.ID
	}{}
	if f.After != "" {
		after, err = one[struct {
			Name string
			ID   association.ID
		}](ctx, s, `SELECT name, id FROM association WHERE slug = $1 AND standing = 'verified'`, f.After)
		if err != nil {
			return nil, false, err
		}
	}
	page, err = many[AssociationRow](ctx, s, `SELECT `+associationColumns+publicAssociations+`
		  AND ($1 = '' OR a.tsv @@ websearch_to_tsquery('nl', $1))
		  AND ($2 = '' OR a.countries @> ARRAY[$2])
		  AND (NOT $3 OR a.form IN ('school', 'hogeschool', 'universiteit'))
		  AND ($5 = 0 OR (a.name COLLATE "nl-x-icu", a.id) > ($4 COLLATE "nl-x-icu", $5))
		ORDER BY a.name COLLATE "nl-x-icu", a.id
		LIMIT $6`, f.Words, f.Country, f.Schools, after.Name, after.ID, most+1)
	if len(page) > most {
		return page[:most], true, err
	}
	return page, false, err
}

// AssociationsIn returns the verified associations that work in a country, those that were granted most first.
func (s Store) AssociationsIn(ctx context.Context, code world.Code, most int) ([]AssociationRow, error) {
	return many[AssociationRow](ctx, s, `SELECT `+associationColumns+publicAssociations+`
		  AND a.countries @> ARRAY[$1]
		ORDER BY coalesce(f.granted, 0) DESC, a.id
		LIMIT $2`, string(code), most)
}

// A CountryCount says how many associations work in a country.
type CountryCount struct {
	Country world.Code
	N       int
}

// AssociationCountries returns the countries in which verified associations work, with how many do, and how many there are in all.
func (s Store) AssociationCountries(ctx context.Context) (counts []CountryCount, all int, err error) {
	counts, err = many[CountryCount](ctx, s, `
		SELECT country, count(*) AS n FROM association, unnest(countries) AS country
		WHERE standing = 'verified' GROUP BY country ORDER BY n DESC, country`)
	if err != nil {
		return nil, 0, err
	}
	all, err = value[int](ctx, s, `SELECT count(*) FROM association WHERE standing = 'verified'`)
	return counts, all, err
}

// AddAssociation writes a verified association and returns its number. What the rules refuse, it refuses.
func (t Tx) AddAssociation(ctx context.Context, a association.Association) (association.ID, error) {
	if err := a.Check(); err != nil {
		return 0, err
	}
	return value[association.ID](ctx, t.Store, `
		INSERT INTO association (slug, name, form, net, kbo, vcode, countries, region, themes, postcode, about, website, demo, words)
		VALUES (@slug, @name, @form, @net, @kbo, @vcode, @countries, @region, @themes, @postcode, @about, @website, @demo, @words)
		RETURNING id`, pgx.StrictNamedArgs{
		"slug": a.Slug, "name": a.Name, "form": a.Form, "net": a.Net, "kbo": a.KBO, "vcode": a.VCode, "countries": list(a.Countries),
		"region": a.Region, "themes": list(a.Themes), "postcode": a.Postcode, "about": a.About, "website": a.Website, "demo": a.Demo,
		"words": associationWords(a),
	})
}

// associationWords are what an association is found under beside its name and its description.
func associationWords(a association.Association) string {
	words := []string{a.Region.Name(), string(a.Form), string(a.Net), a.District()}
	words = append(words, a.Themes...)
	for _, c := range a.Countries {
		words = append(words, c.Name())
	}
	return strings.Join(words, " ")
}
