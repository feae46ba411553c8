package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/document"
	"vriendenstad/internal/grant"
)

// A Draft is an application with all that the pages show on which it is written.
type Draft struct {
	grant.Application
	Under        grant.Version
	In           grant.Round
	Sections     map[string]grant.SavedSection
	Documents    []document.Document
	Alternatives []grant.Alternative
	// Names are those of who wrote in it, empty for who was erased.
	Names map[int64]string
}

// Draft returns an application with all that is shown of it. What it was asked for is read together: a page that saves itself asks often.
func (s Store) Draft(ctx context.Context, a grant.Application) (Draft, error) {
	d := Draft{Application: a}
	var round RoundRow
	var sections []savedSection
	var writers []Writer
	var batch pgx.Batch
	s.queueVersion(&batch, a.Version, &d.Under)
	batch.Queue(roundRows+` WHERE r.id = $1`, a.Round).Query(the(&round))
	batch.Queue(lastSections, a.ID).Query(listed(&sections))
	batch.Queue(documentsOf, a.ID).Query(listed(&d.Documents))
	batch.Queue(openAlternatives+` ORDER BY id`, a.ID).Query(listed(&d.Alternatives))
	batch.Queue(writersOf, a.ID).Query(listed(&writers))
	err := s.together(ctx, &batch)
	d.In, d.Sections, d.Names = round.Round, byKey(sections), namesOf(writers)
	return d, err
}

// A LockedSection is a section of an application to which nobody else writes until the transaction ends, with all that a save is held against.
type LockedSection struct {
	grant.Application
	// Seats are the members of its association.
	Seats account.Seats
	// Base is the section as it stood at the version that a page was drawn from, nil where that never was; Stored as it was last saved.
	Base   *grant.SavedSection
	Stored grant.SavedSection
	// Before is what the page sent last, nil for nothing.
	Before *grant.Sending
	// Request is the request for completion that waits for the association, nil for none.
	Request *grant.Request
}

// LockSection returns a section of an application of the association, for what a page of this person sends of it, and holds off all others who write to the
// application. It is [fault.NotFound] where the association has no such application; of a section that nobody saved the empty one is returned.
func (t Tx) LockSection(ctx context.Context, by account.By, of association.ID, id grant.ID, section string, sent grant.Sending) (LockedSection, error) {
	l := LockedSection{Stored: emptySection(section)}
	var last, base []savedSection
	var before []grant.Sending
	var asked []grant.Request
	var batch pgx.Batch // each of its questions sees what was committed while the first one waited
	batch.Queue(lockApplication, of, id).Query(the(&l.Application))
	batch.Queue(seatsOf, of).Query(listed((*[]account.Seat)(&l.Seats)))
	batch.Queue(savesOf+` ORDER BY version DESC LIMIT 1`, id, section).Query(listed(&last))
	if sent.Seen > 0 {
		batch.Queue(savesOf+` AND version = $3`, id, section, sent.Seen).Query(listed(&base))
	}
	if sent.Page != "" {
		batch.Queue(lastSending, id, section, sent.Page, by.Person).Query(listed(&before))
	}
	batch.Queue(openRequest, id).Query(listed(&asked))
	if err := t.together(ctx, &batch); err != nil {
		return l, err
	}
	if len(last) > 0 {
		l.Stored = grant.SavedSection(last[0])
	}
	if len(base) > 0 {
		l.Base = (*grant.SavedSection)(&base[0])
	} else if sent.Seen == 0 {
		empty := emptySection(section)
		l.Base = &empty
	}
	if len(before) > 0 {
		l.Before = &before[0]
	}
	if len(asked) > 0 {
		l.Request = &asked[0]
	}
	return l, nil
}

// A Written is what a save of a section leaves behind.
type Written struct {
	// Section is its next version, nil where its words stand there already.
	Section *grant.SavedSection
	// Title is the application's; the empty one leaves its own.
	Title string
	// Typed says that somebody typed something that was not there.
	Typed bool
	// Sent is what a page sent, of that section; nil where no page is known. It takes the place of what the page sent before, unless that is newer.
	Sent *grant.Sending
}

// WriteSection writes down what a save of a section of a locked application leaves behind, and says whether somebody typed in it for the first time that day.
func (t Tx) WriteSection(ctx context.Context, by account.By, of grant.ID, section string, w Written) (first bool, err error) {
	var batch pgx.Batch
	if w.Section != nil {
		queueSection(&batch, by, of, *w.Section, w.Title)
	}
	if w.Typed {
		batch.Queue(typedOn, of, by.Person, calendar.DayOf(by.At)).Exec(func(tag pgconn.CommandTag) error {
			first = tag.RowsAffected() == 1
			return nil
		})
	}
	if w.Sent != nil {
		batch.Queue(keepSending, of, section, w.Sent.Page, by.Person, w.Sent.Number, by.At, w.Sent.Answers)
	}
	if batch.Len() == 0 {
		return false, nil
	}
	return first, t.together(ctx, &batch)
}
