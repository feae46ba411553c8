package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/city"
	"vriendenstad/internal/money"
	"vriendenstad/internal/project"
	"vriendenstad/internal/world"
)

// A CountryRow is a country with what was granted for work there.
type CountryRow struct {
	city.Country
	Projects int
	// Granted is the country's part, by the shares of projects in several countries.
	Granted money.Cents
	Cities  int
}

// Countries returns all countries with their projects, those of the Zuidwerking first, then by name.
func (s Store) Countries(ctx context.Context) ([]CountryRow, error) {
	return many[CountryRow](ctx, s, `
		SELECT code, slug, zuidwerking, tie,
		       coalesce((SELECT sum(projects) FROM country_year y WHERE y.country = c.code), 0)::bigint AS projects,
		       coalesce((SELECT sum(granted) FROM country_year y WHERE y.country = c.code), 0)::bigint AS granted,
		       (SELECT count(*) FROM partner_city p WHERE p.country = c.code) AS cities
		FROM country c
		ORDER BY array_position(ARRAY['zuidwerking', 'verkenning', 'none'], zuidwerking), name COLLATE "nl-x-icu"`)
}

// Country returns the country of that slug with its sources.
func (s Store) Country(ctx context.Context, slug string) (city.Country, error) {
	c, err := one[city.Country](ctx, s, `SELECT code, slug, zuidwerking, tie FROM country WHERE slug = $1`, slug)
	if err != nil {
		return c, err
	}
	c.Sources, err = many[city.Source](ctx, s, `
		SELECT fact, title, url, on_day AS "on", invented FROM source WHERE country = $1 ORDER BY id`, c.Code)
	return c, err
}

// CountrySlugs returns the addresses of the countries that have a page.
func (s Store) CountrySlugs(ctx context.Context) (map[world.Code]string, error) {
	rows, err := many[struct {
		Code world.Code
		Slug string
	}](ctx, s, `SELECT code, slug FROM country`)
	slugs := make(map[world.Code]string, len(rows))
	for _, r := range rows {
		slugs[r.Code] = r.Slug
	}
	return slugs, err
}

// A YearRow is what was granted in a country in one year.
type YearRow struct {
	Year     int
	Projects int
	Granted  money.Cents
}

// CountryYears returns what was granted in a country, year by year, the latest first.
func (s Store) CountryYears(ctx context.Context, code world.Code) ([]YearRow, error) {
	return many[YearRow](ctx, s, `
		SELECT year, projects, granted FROM country_year WHERE country = $1 AND projects > 0 ORDER BY year DESC`, code)
}

// A PartnerRow is a partner city with what was granted to projects that belong to it.
type PartnerRow struct {
	city.Partner
	Projects int
	Granted  money.Cents
}

// partnerRecord is a partner as its table holds it.
type partnerRecord struct {
	PartnerRow
	AgreementFirst, AgreementLast calendar.Day
}

func (r partnerRecord) partner() PartnerRow {
	r.Agreement = calendar.Period{First: r.AgreementFirst, Last: r.AgreementLast}
	return r.PartnerRow
}

const partnerColumns = `p.id, p.slug, p.name, p.local_name, p.country, p.latitude, p.longitude, p.relation, p.state, p.preparing,
	p.agreement_first, p.agreement_last, p.counterpart, p.intro, p.themes, p.sdgs, p.antwerp_learns, p.partner_learns, p.demo,
	coalesce(f.projects, 0) AS projects, coalesce(f.granted, 0) AS granted`

const partnerTables = `
	FROM partner_city p LEFT JOIN facet_count f ON f.facet = (8 << 24) + p.id::integer`

// Partners returns all partner cities, those with active co-operation first and those being explored last.
func (s Store) Partners(ctx context.Context) ([]PartnerRow, error) {
	records, err := many[partnerRecord](ctx, s, `SELECT `+partnerColumns+partnerTables+`
		ORDER BY array_position(ARRAY['stedenband', 'zuidwerking', 'projectmatig', 'zusterstad', 'verkenning'], p.relation),
		         p.name COLLATE "nl-x-icu"`)
	return partners(records), err
}

// PartnersIn returns the partner cities of a country.
func (s Store) PartnersIn(ctx context.Context, code world.Code) ([]PartnerRow, error) {
	records, err := many[partnerRecord](ctx, s, `SELECT `+partnerColumns+partnerTables+`
		WHERE p.country = $1 ORDER BY p.name COLLATE "nl-x-icu"`, code)
	return partners(records), err
}

func partners(records []partnerRecord) []PartnerRow {
	all := make([]PartnerRow, len(records))
	for i, r := range records {
		all[i] = r.partner()
	}
	return all
}

// Partner returns the partner city of that slug with its success factors and its sources.
func (s Store) Partner(ctx context.Context, slug string) (PartnerRow, error) {
	record, err := one[partnerRecord](ctx, s, `SELECT `+partnerColumns+partnerTables+` WHERE p.slug = $1`, slug)
	if err != nil {
		return PartnerRow{}, err
	}
	p := record.partner()
	p.Checks, err = many[city.Check](ctx, s, `
		SELECT factor, met, note FROM city_check WHERE city = $1
		ORDER BY array_position(ARRAY['collega-tot-collega', 'capaciteitsopbouw', 'bestuurskracht',
		         'openbare dienstverlening', 'gelijkwaardigheid', 'wederkerigheid'], factor)`, p.ID)
	if err != nil {
		return p, err
	}
	p.Sources, err = many[city.Source](ctx, s, `
		SELECT fact, title, url, on_day AS "on", invented FROM source WHERE city = $1 ORDER BY id`, p.ID)
	return p, err
}

// AddCountry writes a country that is not there yet, with its sources.
func (t Tx) AddCountry(ctx context.Context, c city.Country) error {
	_, err := exec(ctx, t.Store, `INSERT INTO country (code, slug, name, zuidwerking, tie) VALUES ($1, $2, $3, $4, $5)`,
		c.Code, c.Slug, c.Name(), c.Zuidwerking, c.Tie)
	if err != nil {
		return err
	}
	for _, source := range c.Sources {
		if err := t.addSource(ctx, source, c.Code, 0); err != nil {
			return err
		}
	}
	return nil
}

// AddPartner writes a partner city with its success factors and its sources, and returns its number.
// What the rules refuse, it refuses.
func (t Tx) AddPartner(ctx context.Context, p city.Partner) (city.ID, error) {
	if err := p.Check(); err != nil {
		return 0, err
	}
	id, err := value[city.ID](ctx, t.Store, `
		INSERT INTO partner_city (slug, name, local_name, country, latitude, longitude, relation, state, preparing,
		       agreement_first, agreement_last, counterpart, intro, themes, sdgs, antwerp_learns, partner_learns, demo)
		VALUES (@slug, @name, @local_name, @country, @latitude, @longitude, @relation, @state, @preparing,
		       @agreement_first, @agreement_last, @counterpart, @intro, @themes, @sdgs, @antwerp_learns, @partner_learns, @demo)
		RETURNING id`, pgx.StrictNamedArgs{
		"slug": p.Slug, "name": p.Name, "local_name": p.LocalName, "country": p.Country, "latitude": p.Latitude,
		"longitude": p.Longitude, "relation": p.Relation, "state": p.State, "preparing": p.Preparing,
		"agreement_first": p.Agreement.First, "agreement_last": p.Agreement.Last, "counterpart": p.Counterpart,
		"intro": p.Intro, "themes": list(p.Themes), "sdgs": list(p.SDGs), "antwerp_learns": p.AntwerpLearns,
		"partner_learns": p.PartnerLearns, "demo": p.Demo,
	})
	if err != nil {
		return 0, err
	}
	for _, c := range p.Checks {
		_, err := exec(ctx, t.Store, `INSERT INTO city_check (city, factor, met, note) VALUES ($1, $2, $3, $4)`, id, c.Factor, c.Met, c.Note)
		if err != nil {
			return 0, err
		}
	}
	for _, source := range p.Sources {
		if err := t.addSource(ctx, source, "", id); err != nil {
			return 0, err
		}
	}
	return id, nil
}

func (t Tx) addSource(ctx context.Context, s city.Source, country world.Code, of city.ID) error {
	_, err := exec(ctx, t.Store, `
		INSERT INTO source (country, city, fact, title, url, on_day, invented)
		VALUES (nullif($1, ''), nullif($2::bigint, 0), $3, $4, $5, $6, $7)`,
		country, of, s.Fact, s.Title, s.URL, s.On, s.Invented)
	return err
}

// list returns the words as they are, but never nil: an empty list is not NULL.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// AddPopulation registers the number of inhabitants on a day. A figure that was there before stays; the last one registered counts.
func (t Tx) AddPopulation(ctx context.Context, p budget.Population) error {
	_, err := exec(ctx, t.Store, `
		INSERT INTO population (on_day, inhabitants, source, source_url, registered_at, person, demo) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		p.On, p.Inhabitants, p.Source, p.SourceURL, p.RegisteredAt, p.Person, p.Demo)
	return err
}

const populationColumns = `on_day AS "on", inhabitants, source, source_url, registered_at, person, demo`

// Population returns the last population figure that was known on the day, and [fault.NotFound] where there was none.
func (s Store) Population(ctx context.Context, day calendar.Day) (budget.Population, error) {
	return one[budget.Population](ctx, s, `
		SELECT `+populationColumns+`
		FROM population WHERE on_day <= $1 ORDER BY on_day DESC, registered_at DESC, id DESC LIMIT 1`, day)
}

// HasDemo says whether the portal shows invented data.
func (s Store) HasDemo(ctx context.Context) (bool, error) {
	return value[bool](ctx, s, `SELECT EXISTS (SELECT FROM association WHERE demo)`)
}

// Overview is what the home page counts.
type Overview struct {
	Cities, Countries, Associations, Projects int
	Granted                                   money.Cents
	// First is the day of the first grant, zero where nothing was granted.
	First calendar.Day
}

// Overview returns what the home page counts.
func (s Store) Overview(ctx context.Context) (Overview, error) {
	return one[Overview](ctx, s, `
		SELECT (SELECT count(*) FROM partner_city WHERE state <> 'beëindigd') AS cities,
		       (SELECT count(*) FROM facet_count WHERE facet >> 24 = $1 AND projects > 0) AS countries,
		       (SELECT count(*) FROM facet_count WHERE facet >> 24 = $2 AND projects > 0) AS associations,
		       coalesce((SELECT projects FROM project_count WHERE key = 0), 0) AS projects,
		       coalesce((SELECT granted FROM project_count WHERE key = 0), 0) AS granted,
		       (SELECT min(granted_on) FROM project) AS first`, project.OfCountry, project.OfAssociation)
}

// GrantedIn returns what was granted in a year.
func (s Store) GrantedIn(ctx context.Context, year int) (YearRow, error) {
	key := project.Cell{Year: project.NewFacet(project.OfYear, year)}.Key()
	return one[YearRow](ctx, s, `
		SELECT $1::int AS year, coalesce(sum(projects), 0)::bigint AS projects, coalesce(sum(granted), 0)::bigint AS granted
		FROM project_count WHERE key = $2`, year, key)
}
