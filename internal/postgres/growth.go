package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/budget"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

// registeredBy returns the moment before which something counts where all is shown as it stood on a day: the day's end in Brussels. Zero
// stands for now, and leaves nothing out.
func registeredBy(asOf calendar.Day) time.Time {
	if asOf.IsZero() {
		asOf = calendar.Last
	}
	return asOf.AddDays(1).Start()
}

// AddPath registers the next version of the growth path, and returns its number. It is [fault.Conflict] where another than the one seen is
// the current one by now; zero is seen where there was none.
func (t Tx) AddPath(ctx context.Context, seen int, p budget.GrowthPath) (int, error) {
	n, err := exec(ctx, t.Store, `
		INSERT INTO growth_path (version, how, reason, decision, decided_on, registered_at, person, demo)
		SELECT $1, $2, $3, $4, $9, $5, $6, $7 WHERE coalesce((SELECT max(version) FROM growth_path), 0) = $8
		ON CONFLICT DO NOTHING`, seen+1, p.How, p.Reason, p.Decision, p.RegisteredAt, p.Person, p.Demo, seen, p.DecidedOn)
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, fault.Conflict
	}
	for _, y := range p.Years {
		_, err := exec(ctx, t.Store, `
			INSERT INTO growth_path_year (version, year, target, status, decision, fall_reason) VALUES ($1, $2, $3, $4, $5, $6)`,
			seen+1, y.Year, y.Target, y.Status, y.Decision, y.FallReason)
		if err != nil {
			return 0, err
		}
	}
	return seen + 1, nil
}

// A PathVersion is a version of the growth path with the name of who registered it, empty for the program and for who was erased.
type PathVersion struct {
	budget.GrowthPath
	Name string
}

const versionColumns = `v.version, v.how, v.reason, v.decision, v.decided_on, v.registered_at, v.person, v.demo`

// The versions that count on a day, and the years of the last of them.
const (
	lastVersion = `
		SELECT ` + versionColumns + ` FROM growth_path v WHERE v.registered_at < $1 ORDER BY v.version DESC LIMIT 1`
	lastYears = `
		SELECT year, target, status, decision, fall_reason FROM growth_path_year
		WHERE version = (SELECT max(version) FROM growth_path WHERE registered_at < $1) ORDER BY year`
)

// Path returns the growth path as it stood at the end of a day, zero for now, with the name of who registered it. Its version is zero where
// there was none.
func (s Store) Path(ctx context.Context, asOf calendar.Day) (PathVersion, error) {
	all, err := s.versions(ctx, registeredBy(asOf), 0)
	if err != nil || len(all) == 0 {
		return PathVersion{}, err
	}
	return all[0], nil
}

// PathVersion returns a version of the growth path, and [fault.NotFound] where there is none.
func (s Store) PathVersion(ctx context.Context, version int) (PathVersion, error) {
	all, err := s.versions(ctx, registeredBy(0), version)
	if err == nil && len(all) == 0 {
		err = fault.NotFound
	}
	if err != nil {
		return PathVersion{}, err
	}
	return all[0], nil
}

// PathVersions returns all versions of the growth path with their years, the latest first.
func (s Store) PathVersions(ctx context.Context) ([]PathVersion, error) {
	return s.versions(ctx, registeredBy(0), -1)
}

// versions returns the versions that were registered before a moment, the latest first: one by its number, the last for zero, all for -1.
func (s Store) versions(ctx context.Context, before time.Time, which int) ([]PathVersion, error) {
	type year struct {
		Version int
		budget.PathYear
	}
	var heads []PathVersion
	var years []year
	all := &pgx.Batch{}
	all.Queue(`
		SELECT `+versionColumns+`, coalesce(p.name, '') AS name FROM growth_path v LEFT JOIN person p ON p.id = v.person
		WHERE v.registered_at < $1 AND ($2 < 0 OR v.version = $2 OR $2 = 0 AND v.version = (SELECT max(version) FROM growth_path WHERE registered_at < $1))
		ORDER BY v.version DESC`, before, which).Query(into(&heads, pgx.RowToStructByNameLax[PathVersion]))
	all.Queue(`
		SELECT y.version, y.year, y.target, y.status, y.decision, y.fall_reason FROM growth_path_year y JOIN growth_path v ON v.version = y.version
		WHERE v.registered_at < $1 AND ($2 < 0 OR v.version = $2 OR $2 = 0 AND v.version = (SELECT max(version) FROM growth_path WHERE registered_at < $1))
		ORDER BY y.version DESC, y.year`, before, which).Query(into(&years, pgx.RowToStructByNameLax[year]))
	if err := s.together(ctx, all); err != nil {
		return nil, err
	}
	for i := range heads {
		for _, y := range years {
			if y.Version == heads[i].Version {
				heads[i].Years = append(heads[i].Years, y.PathYear)
			}
		}
	}
	return heads, nil
}

// AddPriceIndex registers the price level of a year. A figure that was there before stays; the last one registered counts.
func (t Tx) AddPriceIndex(ctx context.Context, i budget.PriceIndex) error {
	_, err := exec(ctx, t.Store, `
		INSERT INTO price_index (year, points, source, source_url, registered_at, person, demo) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		i.Year, i.Points, i.Source, i.SourceURL, i.RegisteredAt, i.Person, i.Demo)
	return err
}

// What counts of a day and of a year, where only what was registered before a moment is looked at.
const (
	populationsBefore = `
		SELECT DISTINCT ON (on_day) ` + populationColumns + ` FROM population WHERE registered_at < $1
		ORDER BY on_day DESC, registered_at DESC, id DESC`
	indexesBefore = `
		SELECT DISTINCT ON (year) year, points, source, source_url, registered_at, person, demo FROM price_index WHERE registered_at < $1
		ORDER BY year, registered_at DESC, id DESC`
	creditBefore = `
		SELECT e.year,
		       coalesce(sum(b.amount) FILTER (WHERE b.kind = 'credit' AND b.basis = 'initial'), 0)::bigint AS voted,
		       coalesce(sum(b.amount) FILTER (WHERE b.kind = 'credit'), 0)::bigint AS amended,
		       coalesce(sum(CASE WHEN b.side = 'committed' THEN -b.amount ELSE b.amount END)
		                FILTER (WHERE b.kind = 'commitment' OR b.side = 'committed'), 0)::bigint AS committed,
		       coalesce(sum(b.amount) FILTER (WHERE b.kind = 'payment'), 0)::bigint AS paid,
		       count(*) FILTER (WHERE b.kind = 'credit') > 0 AS has_credit
		FROM budget_entry b JOIN budget_envelope e ON e.id = b.envelope
		WHERE b.at < $1 GROUP BY e.year ORDER BY e.year`
)

// PopulationsAsOf returns the number of inhabitants on each day that was counted, the latest first, as it was known at the end of a day,
// zero for now.
func (s Store) PopulationsAsOf(ctx context.Context, asOf calendar.Day) ([]budget.Population, error) {
	return many[budget.Population](ctx, s, populationsBefore, registeredBy(asOf))
}

// IndexesAsOf returns the price level of each year, the earliest first, as it was known at the end of a day, zero for now.
func (s Store) IndexesAsOf(ctx context.Context, asOf calendar.Day) ([]budget.PriceIndex, error) {
	return many[budget.PriceIndex](ctx, s, indexesBefore, registeredBy(asOf))
}

// YearCreditAsOf returns what the ledger said of each year at the end of a day, zero for now: of each year with an entry, the earliest first.
func (s Store) YearCreditAsOf(ctx context.Context, asOf calendar.Day) ([]budget.YearCredit, error) {
	return many[budget.YearCredit](ctx, s, creditBefore, registeredBy(asOf))
}

// A Growth is the growth path with what was known of its years.
type Growth struct {
	// Path is the version of that day; its version is zero where there was none.
	Path budget.GrowthPath
	// Years are those of the path and those with money, the earliest first.
	Years []budget.YearFigures
}

// Growth returns what was known of the growth path at the end of a day, zero for now: what was registered by then, in one go.
func (s Store) Growth(ctx context.Context, asOf calendar.Day) (Growth, error) {
	var heads []budget.GrowthPath
	var years []budget.PathYear
	var populations []budget.Population
	var indexes []budget.PriceIndex
	var credits []budget.YearCredit
	before := registeredBy(asOf)
	all := &pgx.Batch{}
	all.Queue(lastVersion, before).Query(into(&heads, pgx.RowToStructByNameLax[budget.GrowthPath]))
	all.Queue(lastYears, before).Query(into(&years, pgx.RowToStructByNameLax[budget.PathYear]))
	all.Queue(populationsBefore, before).Query(into(&populations, pgx.RowToStructByNameLax[budget.Population]))
	all.Queue(indexesBefore, before).Query(into(&indexes, pgx.RowToStructByNameLax[budget.PriceIndex]))
	all.Queue(creditBefore, before).Query(into(&credits, pgx.RowToStructByNameLax[budget.YearCredit]))
	if err := s.together(ctx, all); err != nil {
		return Growth{}, err
	}
	var g Growth
	if len(heads) > 0 {
		g.Path = heads[0]
		g.Path.Years = years
	}
	g.Years = budget.Figures(g.Path, populations, indexes, credits)
	return g, nil
}

// A PeerRow is a figure of another city with the names of who entered it, checked it and withdrew it; each is empty for the program, for who
// was erased, and while nobody did.
type PeerRow struct {
	budget.PeerFigure
	EnteredName, CheckedName, WithdrawnName string
}

const peerColumns = `
	f.id, f.city, f.year, f.rate, coalesce(f.inhabitants, 0) AS inhabitants, f.scope, f.scope_note, f.source, f.source_url, f.demo,
	f.entered_by, f.entered_at, coalesce(f.checked_by, 0) AS checked_by, coalesce(f.checked_at, '0001-01-01 00:00:00+00') AS checked_at,
	coalesce(f.withdrawn_by, 0) AS withdrawn_by, coalesce(f.withdrawn_at, '0001-01-01 00:00:00+00') AS withdrawn_at, f.withdrawn_why`

const peers = `
	SELECT ` + peerColumns + `, coalesce(e.name, '') AS entered_name, coalesce(c.name, '') AS checked_name, coalesce(w.name, '') AS withdrawn_name
	FROM peer_figure f
	LEFT JOIN person e ON e.id = f.entered_by LEFT JOIN person c ON c.id = f.checked_by LEFT JOIN person w ON w.id = f.withdrawn_by`

// Peers returns the published figures of other cities, the latest year first: those that somebody checked and nobody withdrew.
func (s Store) Peers(ctx context.Context) ([]budget.PeerFigure, error) {
	return many[budget.PeerFigure](ctx, s, `SELECT `+peerColumns+`
		FROM peer_figure f WHERE f.checked_at IS NOT NULL AND f.withdrawn_at IS NULL ORDER BY f.year DESC, f.scope, f.rate DESC, f.city`)
}

// AllPeers returns all figures of other cities for staff, those that wait to be checked first and those that were withdrawn last.
func (s Store) AllPeers(ctx context.Context) ([]PeerRow, error) {
	return many[PeerRow](ctx, s, peers+`
		ORDER BY f.withdrawn_at IS NOT NULL, f.checked_at IS NOT NULL, f.year DESC, f.city, f.id`)
}

// Peer returns a figure of another city for staff, and [fault.NotFound] where there is none.
func (s Store) Peer(ctx context.Context, id budget.PeerID) (PeerRow, error) {
	return one[PeerRow](ctx, s, peers+` WHERE f.id = $1`, id)
}

// LockPeer returns a figure that nobody else can check or withdraw until the transaction ends. See [Store.Peer].
func (t Tx) LockPeer(ctx context.Context, id budget.PeerID) (PeerRow, error) {
	return one[PeerRow](ctx, t.Store, peers+` WHERE f.id = $1 FOR NO KEY UPDATE OF f`, id)
}

// AddPeer enters a figure of another city, and returns its number: zero where one of that city, year and scope stands already. A figure that
// the program itself brings may have been checked.
func (t Tx) AddPeer(ctx context.Context, p budget.PeerFigure) (budget.PeerID, error) {
	ids, err := values[budget.PeerID](ctx, t.Store, `
		INSERT INTO peer_figure (city, year, rate, inhabitants, scope, scope_note, source, source_url, demo, entered_by, entered_at, checked_by, checked_at)
		SELECT $1, $2, $3, nullif($4, 0), $5, $6, $7, $8, $9, $10, $11, CASE WHEN c THEN $12::bigint END, CASE WHEN c THEN $13::timestamptz END
		FROM (SELECT $13::timestamptz > '0001-01-01 00:00:00+00'::timestamptz AS c) AS checked
		ON CONFLICT DO NOTHING RETURNING id`,
		p.City, p.Year, p.Rate, p.Inhabitants, p.Scope, p.ScopeNote, p.Source, p.SourceURL, p.Demo, p.EnteredBy, p.EnteredAt, p.CheckedBy, p.CheckedAt)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return ids[0], nil
}

// CheckPeer writes down who held a figure against its source.
func (t Tx) CheckPeer(ctx context.Context, id budget.PeerID, by account.By) error {
	_, err := exec(ctx, t.Store, `UPDATE peer_figure SET checked_by = $2, checked_at = $3 WHERE id = $1`, id, by.Person, by.At)
	return err
}

// WithdrawPeer takes a figure back, with the reason.
func (t Tx) WithdrawPeer(ctx context.Context, id budget.PeerID, by account.By, why string) error {
	_, err := exec(ctx, t.Store, `UPDATE peer_figure SET withdrawn_by = $2, withdrawn_at = $3, withdrawn_why = $4 WHERE id = $1`, id, by.Person, by.At, why)
	return err
}
