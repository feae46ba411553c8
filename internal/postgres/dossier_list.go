package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"vriendenstad/internal/account"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// A DossierSort is a way to put dossiers in order.
type DossierSort string

// The ways. The zero value is the last submitted first.
const (
	LastSubmitted  DossierSort = ""
	FirstSubmitted DossierSort = "oudst"
	MostRequested  DossierSort = "bedrag"
)

// dossierOrders holds the ways as constants of SQL: the order, and what comes behind the dossier $8 in it.
var dossierOrders = map[DossierSort]struct{ order, after string }{
	LastSubmitted: {` ORDER BY a.submitted_at DESC, a.id DESC LIMIT $9`,
		` AND ($8 = 0 OR (a.submitted_at, a.id) < (SELECT b.submitted_at, b.id FROM grant_application b WHERE b.id = $8))`},
	FirstSubmitted: {` ORDER BY a.submitted_at, a.id LIMIT $9`,
		` AND ($8 = 0 OR (a.submitted_at, a.id) > (SELECT b.submitted_at, b.id FROM grant_application b WHERE b.id = $8))`},
	MostRequested: {` ORDER BY u.requested DESC, a.id DESC LIMIT $9`,
		` AND ($8 = 0 OR (u.requested, a.id) < (SELECT c.requested, c.application FROM grant_submission c WHERE c.application = $8))`},
}

// A DossierFilter is a question about the dossiers of the Dienst. Zero values do not narrow.
type DossierFilter struct {
	// Reader is who asks: the dossiers of associations of which they are or were a member are not theirs to see.
	Reader account.ID
	Status grant.Status
	// Waiting asks for those that wait for the Dienst: new ones, those that were completed, and those with messages that nobody read.
	Waiting bool
	// Late asks for those whose request for completion should have been answered by now.
	Late bool
	// Code is a regulation's short name.
	Code  string
	Round grant.RoundID
	// Words are a part of the number, the title or the association's name.
	Words string
	Sort  DossierSort
	// After is the last dossier of the page before, zero for the first page.
	After grant.ID
}

// A DossierList is a page of dossiers, with what there is beside it.
type DossierList struct {
	Rows []DossierRow
	More bool
	// States count the dossiers of the same question in every state, and what they ask for.
	States []DossierState
	// Rounds are those with dossiers, the last to close first: of the regulation that is asked for, or of all.
	Rounds []DossierRound
}

// A DossierState is how many dossiers stand in a state and what they ask for together, and the same of those among them that wait for the Dienst, and of
// those that should have been completed by now.
type DossierState struct {
	Status              grant.Status
	All, Waiting, Late  int
	Sum                 money.Cents
	WaitingSum, LateSum money.Cents
}

// A DossierRound is a round with how many dossiers it has.
type DossierRound struct {
	ID          grant.RoundID
	Title, Code string
	Count       int
}

// theirs keeps from a reader, who is $1, the dossiers of associations of which they are or were a member.
const theirs = `
	WHERE a.status <> 'draft' AND NOT EXISTS (SELECT FROM membership n WHERE n.association = a.association AND n.person = $1)`

// dossiersAsked narrows by regulation ($2), round ($3) and words ($4).
const dossiersAsked = theirs + `
	  AND ($2 = '' OR r.code = $2) AND ($3 = 0 OR a.round = $3)
	  AND ($4 = '' OR position(lower(unaccent($4)) IN lower(unaccent(a.number || ' ' || a.title || ' ' || s.name))) > 0)`

const dossierLate = `q.due < $5`

// waitsForStaff says of a dossier that the Dienst is at move.
const waitsForStaff = `
	(a.status IN ('submitted', 'supplemented')
	 OR EXISTS (SELECT FROM grant_message m WHERE m.application = a.id AND NOT m.by_staff AND m.read_at IS NULL))`

// Dossiers returns a page of at most so many dossiers, with the counts of the question on a day.
func (s Store) Dossiers(ctx context.Context, f DossierFilter, today calendar.Day, most int) (DossierList, error) {
	sort, known := dossierOrders[f.Sort]
	if !known {
		sort = dossierOrders[LastSubmitted]
	}
	var list DossierList
	batch := &pgx.Batch{}
	batch.Queue(dossierRows+dossiersAsked+` AND ($6 = '' OR a.status = $6) AND (NOT $7 OR `+dossierLate+`) AND (NOT $10 OR `+waitsForStaff+`)`+sort.after+sort.order,
		f.Reader, f.Code, f.Round, f.Words, today, f.Status, f.Late, f.After, most+1, f.Waiting).Query(into(&list.Rows, pgx.RowToStructByNameLax[DossierRow]))
	batch.Queue(`
		SELECT a.status, count(*)::int AS all, (count(*) FILTER (WHERE `+waitsForStaff+`))::int AS waiting, (count(*) FILTER (WHERE `+dossierLate+`))::int AS late,
		       sum(u.requested)::bigint AS sum, coalesce(sum(u.requested) FILTER (WHERE `+waitsForStaff+`), 0)::bigint AS waiting_sum,
		       coalesce(sum(u.requested) FILTER (WHERE `+dossierLate+`), 0)::bigint AS late_sum
		FROM grant_application a
		JOIN grant_submission u ON u.application = a.id
		JOIN association s ON s.id = a.association
		JOIN grant_version v ON v.id = a.version
		JOIN grant_regulation r ON r.id = v.regulation
		LEFT JOIN grant_request q ON q.application = a.id AND q.answered_at IS NULL AND a.status = 'incomplete'`+dossiersAsked+` GROUP BY a.status`,
		f.Reader, f.Code, f.Round, f.Words, today).Query(into(&list.States, pgx.RowToStructByNameLax[DossierState]))
	batch.Queue(`
		SELECT o.id, o.title, r.code, count(*)::int AS count
		FROM grant_application a
		JOIN grant_round o ON o.id = a.round
		JOIN grant_version v ON v.id = a.version
		JOIN grant_regulation r ON r.id = v.regulation`+theirs+` AND ($2 = '' OR r.code = $2)
		GROUP BY o.id, r.code ORDER BY o.closes_at DESC, o.id`,
		f.Reader, f.Code).Query(into(&list.Rounds, pgx.RowToStructByNameLax[DossierRound]))
	if err := s.together(ctx, batch); err != nil {
		return list, err
	}
	if list.More = len(list.Rows) > most; list.More {
		list.Rows = list.Rows[:most]
	}
	return list, nil
}
