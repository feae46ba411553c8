package postgres

import (
	"context"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/calendar"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// A Teaser is a project with its summary and where it takes place, for the home page.
type Teaser struct {
	project.Row
	Summary             string
	Latitude, Longitude float64
	// Sister says that the partner city is a sister city: it is drawn with one thread.
	Relation string
}

// Teasers returns the latest projects with a partner city, each from another city.
func (s Store) Teasers(ctx context.Context, most int) ([]Teaser, error) {
	return many[Teaser](ctx, s, `
		SELECT p.id, p.slug, p.title, p.association_names, p.association_slugs, p.countries, p.city_name, p.city_slug, p.sdgs,
		       p.kind, p.state, p.cost, p.granted, p.granted_on, p.in_kind, p.summary, c.latitude, c.longitude, c.relation
		FROM partner_city c
		JOIN LATERAL (SELECT * FROM project WHERE city = c.id ORDER BY granted_on DESC, id DESC LIMIT 1) p ON true
		ORDER BY p.granted_on DESC, p.id DESC
		LIMIT $1`, most)
}

// A ProjectPage is a project with what its page shows of others.
type ProjectPage struct {
	project.Project
	AssociationNames []string
	AssociationSlugs []string
	CityName         string
	CitySlug         string
	FirstDay         calendar.Day
	LastDay          calendar.Day
	// Latitude and Longitude are those of the partner city, where there is one.
	Latitude, Longitude float64
	Relation            string
}

// projectRecord is a project's page as one query brings it.
type projectRecord struct {
	ProjectPage
	// Countries and BasisPoints are the shares.
	Countries   []world.Code
	BasisPoints []int
}

// ProjectBySlug returns the project of that slug.
func (s Store) ProjectBySlug(ctx context.Context, slug string) (ProjectPage, error) {
	p, err := one[projectRecord](ctx, s, `
		SELECT p.id, p.slug, p.title, p.number, coalesce(p.city, 0) AS city, p.place, p.sdgs, p.sector, p.kind, p.state, p.cost,
		       p.granted, p.granted_on, p.decision, p.summary, p.results, p.antwerp_learnt, p.partner_learnt, p.in_kind, p.demo,
		       p.association_names, p.association_slugs, p.city_name, p.city_slug, p.first_day, p.last_day,
		       coalesce(c.latitude, 0) AS latitude, coalesce(c.longitude, 0) AS longitude, coalesce(c.relation, '') AS relation,
		       p.countries, ARRAY(SELECT basis_points FROM project_country WHERE project = p.id ORDER BY position) AS basis_points,
		       ARRAY(SELECT association FROM project_association WHERE project = p.id ORDER BY position) AS associations
		FROM project p LEFT JOIN partner_city c ON c.id = p.city
		WHERE p.slug = $1`, slug)
	if err != nil {
		return p.ProjectPage, err
	}
	p.Period = calendar.Period{First: p.FirstDay, Last: p.LastDay}
	for i, country := range p.Countries {
		p.Shares = append(p.Shares, project.Share{Country: country, BasisPoints: p.BasisPoints[i]})
	}
	return p.ProjectPage, nil
}

// ProjectsNear returns the latest projects that share the partner city, or else the first country, with the project.
func (s Store) ProjectsNear(ctx context.Context, p project.Project, most int) ([]project.Row, error) {
	if p.City != 0 {
		return read(ctx, s, rowReader(), `SELECT `+rowColumns+`
			FROM project WHERE city = $1 AND id <> $2 ORDER BY granted_on DESC, id DESC LIMIT $3`, p.City, p.ID, most)
	}
	if len(p.Shares) == 0 {
		return nil, nil
	}
	return read(ctx, s, rowReader(), `
		SELECT `+rowColumns+`
		FROM (SELECT `+rowColumns+`, facets FROM project ORDER BY granted_on DESC, id DESC LIMIT 2000) newest
		WHERE facets @> ARRAY[$1::integer] AND id <> $2
		LIMIT $3`, project.CountryFacet(p.Shares[0].Country), p.ID, most)
}

// derived is what a project's row holds of others: names for the list, words for search.
type derived struct {
	names, slugs       []string
	cityName, citySlug string
	countries          []world.Code
	words              string
}

// AddProject writes a project with its countries, its associations and everything that is counted from it, and returns
// its number. What the rules refuse, it refuses.
func (t Tx) AddProject(ctx context.Context, p project.Project) (project.ID, error) {
	if err := p.Check(); err != nil {
		return 0, err
	}
	of, err := t.derive(ctx, p)
	if err != nil {
		return 0, err
	}
	facets := p.Facets()
	p.ID, err = value[project.ID](ctx, t.Store, `
		INSERT INTO project (slug, title, number, city, place, sdgs, sector, kind, state, first_day, last_day, cost, granted, granted_on,
		       decision, summary, results, antwerp_learnt, partner_learnt, in_kind, demo, association_names, association_slugs,
		       city_name, city_slug, countries, words, facets)
		VALUES (@slug, @title, @number, nullif(@city::bigint, 0), @place, @sdgs, @sector, @kind, @state, @first_day, @last_day, @cost,
		       @granted, @granted_on, @decision, @summary, @results, @antwerp_learnt, @partner_learnt, @in_kind, @demo, @association_names,
		       @association_slugs, @city_name, @city_slug, @countries, @words, @facets)
		RETURNING id`, pgx.StrictNamedArgs{
		"slug": p.Slug, "title": p.Title, "number": p.Number, "city": p.City, "place": p.Place, "sdgs": list(p.SDGs), "sector": p.Sector,
		"kind": p.Kind, "state": p.State, "first_day": p.Period.First, "last_day": p.Period.Last, "cost": p.Cost, "granted": p.Granted,
		"granted_on": p.GrantedOn, "decision": p.Decision, "summary": p.Summary, "results": p.Results, "antwerp_learnt": p.AntwerpLearnt,
		"partner_learnt": p.PartnerLearnt, "in_kind": p.InKind, "demo": p.Demo, "association_names": of.names, "association_slugs": of.slugs,
		"city_name": of.cityName, "city_slug": of.citySlug, "countries": list(of.countries), "words": of.words, "facets": facets,
	})
	if err != nil {
		return 0, err
	}
	if err := t.addParts(ctx, p); err != nil {
		return 0, err
	}
	if err := t.count(ctx, p, facets); err != nil {
		return 0, err
	}
	return p.ID, t.countWords(ctx, p.ID, surface(p.Title, of.words, p.Summary, p.Results, p.AntwerpLearnt, p.PartnerLearnt))
}

func (t Tx) addParts(ctx context.Context, p project.Project) error {
	for i, a := range p.Associations {
		_, err := exec(ctx, t.Store, `INSERT INTO project_association (project, association, position, granted_on) VALUES ($1, $2, $3, $4)`,
			p.ID, a, i+1, p.GrantedOn)
		if err != nil {
			return err
		}
	}
	amounts := p.Amounts()
	for i, s := range p.Shares {
		_, err := exec(ctx, t.Store, `INSERT INTO project_country (project, country, position, basis_points, granted) VALUES ($1, $2, $3, $4, $5)`,
			p.ID, s.Country, i+1, s.BasisPoints, amounts[i])
		if err != nil {
			return err
		}
	}
	return nil
}

// derive reads what the project's row holds of its associations and its city.
func (t Tx) derive(ctx context.Context, p project.Project) (derived, error) {
	type named struct{ Name, Slug string }
	associations, err := many[named](ctx, t.Store, `
		SELECT name, slug FROM association WHERE id = ANY($1) ORDER BY array_position($1, id)`, p.Associations)
	if err != nil {
		return derived{}, err
	}
	var in named
	if p.City != 0 {
		if in, err = one[named](ctx, t.Store, `SELECT name, slug FROM partner_city WHERE id = $1`, p.City); err != nil {
			return derived{}, err
		}
	}
	d := derived{cityName: in.Name, citySlug: in.Slug}
	for _, a := range associations {
		d.names, d.slugs = append(d.names, a.Name), append(d.slugs, a.Slug)
	}
	d.finish(p)
	return d, nil
}

// finish puts together the countries and the words, once the names are there.
func (d *derived) finish(p project.Project) {
	words := append([]string{strings.ReplaceAll(p.Number, "-", " "), string(p.Kind), p.Place, d.cityName, p.Sector.Label()}, d.names...)
	for _, s := range p.Shares {
		d.countries = append(d.countries, s.Country)
		words = append(words, s.Country.Name())
	}
	d.words = strings.Join(words, " ")
}

// surface returns the words of texts as people write them, each once, in small letters: those of three letters and more.
func surface(texts ...string) []string {
	seen := map[string]bool{}
	var all []string
	for _, text := range texts {
		for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if len(w) >= 3 && len(w) <= 60 && !seen[w] {
				seen[w] = true
				all = append(all, w)
			}
		}
	}
	return all
}
