package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// ApplicationSubject names an application as the record does.
func ApplicationSubject(id grant.ID) string { return "application/" + strconv.FormatInt(int64(id), 10) }

// actOn is [Desk.act] on an application. The same key for another one is [fault.Conflict], as it is for another act: nobody is told that something was done
// which was not.
func (d *Desk) actOn(ctx context.Context, who account.Acting, once Once, id grant.ID, name string, fn func(tx postgres.Tx, now time.Time) (string, error)) error {
	subject, err := d.act(ctx, who, once, name, fn)
	if err == nil && subject != ApplicationSubject(id) {
		err = fmt.Errorf("the key of an act on %s: %w", subject, fault.Conflict)
	}
	return err
}

// Saved is what a save of a section came to.
type Saved struct {
	grant.SavedSection
	// Clashes are what two people typed differently: their words are kept beside the stored ones. None where all went together.
	Clashes []grant.Clash
	// Merged says that the section holds more than what was sent: what somebody else saved meanwhile.
	Merged bool
	// Closed are the words to questions that cannot be answered now. They are not kept; none where the page sent nothing new to these.
	Closed grant.Answers
}

// SaveSection keeps what a member typed in a section of a draft. It is no act with a form's key: sent twice, it is one save, for the same words change
// nothing. What cannot be read yet is kept as it was typed.
//
// Where somebody else saved meanwhile the words are put together question by question (decision 6). Once this returns without an error, every word that was
// sent is stored, kept as an alternative, or among [Saved.Closed]. Where no question of the section is open the error is [fault.Fields], and all new words are
// among those.
func (d *Desk) SaveSection(ctx context.Context, by account.Contributor, id grant.ID, section string, sent grant.Sending) (Saved, error) {
	var saved Saved
	err := d.db.InTx(ctx, func(tx postgres.Tx) error {
		l, asked, err := lockSection(ctx, tx, by, id, section, sent)
		if _, closed := errors.AsType[fault.Fields](err); closed && l.Base != nil {
			saved.Closed = unkept(l, sent, nil)
		}
		if err != nil {
			return err
		}
		late := unkept(l, sent, asked)
		sent.Answers = only(sent.Answers, asked)
		merged, clashes := grant.Receive(l.Base.Answers, l.Stored.Answers, l.Before, sent)
		if saved, err = put(ctx, tx, by.By(), l, merged, clashes, sent); err != nil {
			return err
		}
		saved.Merged, saved.Closed = !same(only(merged, asked), sent.Answers), late
		return nil
	})
	return saved, err
}

// lockSection returns a section of an application of the association for which a member still writes, held against others, and its questions that can be
// answered now.
func lockSection(ctx context.Context, tx postgres.Tx, by account.Contributor, id grant.ID, section string, sent grant.Sending) (postgres.LockedSection, []string, error) {
	l, err := tx.LockSection(ctx, by.By(), by.Association, id, section, sent)
	if err != nil {
		return l, nil, err
	}
	if err := stillAmong(l.Seats, by.Member, writes); err != nil {
		return l, nil, err
	}
	terms, err := tx.Terms(ctx, l.Version)
	if err != nil {
		return l, nil, err
	}
	asked, err := terms.Section(section)
	if err == nil && l.Base == nil {
		err = fmt.Errorf("version %d of section %s: %w", sent.Seen, section, fault.NotFound)
	}
	if err != nil {
		return l, nil, err
	}
	open, err := openQuestions(l, asked)
	return l, open, err
}

// openQuestions returns the questions of a section that can be answered now: all of a draft, the named ones of a request for completion, none otherwise.
func openQuestions(l postgres.LockedSection, s grant.Section) ([]string, error) {
	keys := make([]string, len(s.Questions))
	for i, q := range s.Questions {
		keys[i] = q.Key
	}
	switch {
	case l.Status == grant.Draft && l.DeletedAt.IsZero():
		return keys, nil
	case l.Status == grant.Draft:
		return nil, refuse("", "Dit ontwerp is weggegooid. Haal het terug om verder te werken.")
	case l.Status == grant.Incomplete && l.Request != nil:
		return slices.DeleteFunc(keys, func(k string) bool { return !slices.Contains(l.Request.Questions, k) }), nil
	}
	return nil, refuse("", "Deze aanvraag is ingediend. Je kan ze niet meer wijzigen.")
}

// unkept are the words of a page to questions that are not open: those that are neither stored, nor what the page showed when it was drawn, nor what it sent
// before.
func unkept(l postgres.LockedSection, sent grant.Sending, open []string) grant.Answers {
	var before grant.Answers
	if l.Before != nil {
		before = l.Before.Answers
	}
	return grant.Unkept(sent.Answers, open, l.Base.Answers, l.Stored.Answers, before)
}

// only returns the answers to these questions.
func only(sent grant.Answers, keys []string) grant.Answers {
	kept := grant.Answers{}
	for _, k := range keys {
		if a, ok := sent[k]; ok {
			kept[k] = a
		}
	}
	return kept
}

// put writes a section as it was put together, with the alternatives that this leaves. What a page sent is kept where the page is known.
func put(ctx context.Context, tx postgres.Tx, by account.By, l postgres.LockedSection, merged grant.Answers, clashes []grant.Clash, sent grant.Sending) (Saved, error) {
	saved := Saved{SavedSection: l.Stored, Clashes: clashes}
	page := sent.Page
	if l.Before != nil && sent.Number < l.Before.Number {
		page = "" // what comes late does not take the place of what the page sent since
	}
	for _, c := range clashes {
		if err := tx.AddAlternative(ctx, l.ID, grant.Alternative{Section: l.Stored.Section, Clash: c, By: int64(by.Person), At: by.At,
			StoredBy: l.Stored.By, StoredAt: l.Stored.At}, page); err != nil {
			return Saved{}, err
		}
	}
	w := postgres.Written{Title: merged.Title(), Typed: len(clashes) > 0}
	if !same(l.Stored.Answers, merged) {
		saved.SavedSection = grant.SavedSection{Section: l.Stored.Section, Version: l.Stored.Version + 1, By: int64(by.Person), At: by.At, Answers: merged}
		w.Section, w.Typed = &saved.SavedSection, true
	}
	if sent.Page != "" {
		w.Sent = &sent
	}
	first, err := tx.WriteSection(ctx, by, l.ID, l.Stored.Section, w)
	if err == nil && first {
		err = typedFirst(ctx, tx, by, l.ID)
	}
	return saved, err
}

func same(a, b grant.Answers) bool {
	for k := range a {
		if !a[k].Equal(b[k]) {
			return false
		}
	}
	for k := range b {
		if !b[k].Equal(a[k]) {
			return false
		}
	}
	return true
}

// typed writes in the record that somebody typed in an application: once a day, for the words themselves stand in its versions.
func typed(ctx context.Context, tx postgres.Tx, by account.By, id grant.ID) error {
	first, err := tx.TypedOn(ctx, id, by)
	if err != nil || !first {
		return err
	}
	return typedFirst(ctx, tx, by, id)
}

func typedFirst(ctx context.Context, tx postgres.Tx, by account.By, id grant.ID) error {
	_, err := tx.AddEntry(ctx, by, "application.type", ApplicationSubject(id), nil)
	return err
}

// ChooseAlternative takes the words that were kept beside the stored ones, or leaves those that are stored. Seen is the version of the section on the page
// that showed both: what others changed since is not lost by the choice, see [grant.Clash.Choose]. It is [fault.NotFound] where somebody chose before.
func (d *Desk) ChooseAlternative(ctx context.Context, by account.Contributor, once Once, id grant.ID, alternative int64, seen int, take bool) error {
	err := d.actOn(ctx, by, once, id, "application.choose", func(tx postgres.Tx, _ time.Time) (string, error) {
		if _, err := tx.LockApplicationOf(ctx, by.Association, id); err != nil {
			return "", err
		}
		alt, err := tx.Alternative(ctx, id, alternative)
		if err != nil {
			return "", fmt.Errorf("alternative %d: %w", alternative, err)
		}
		l, open, err := lockSection(ctx, tx, by, id, alt.Section, grant.Sending{Seen: seen})
		if err != nil {
			return "", err
		}
		if !slices.Contains(open, alt.Question) {
			return "", refuse("", "Deze vraag kan nu niet gewijzigd worden.")
		}
		tx.Note(audit.Detail{Before: alt.Stored, After: alt.Sent})
		if err := tx.ChooseAlternative(ctx, by.By(), alternative, take); err != nil || !take {
			return ApplicationSubject(id), err
		}
		merged, clashes := alt.Choose(l.Base.Answers, l.Stored.Answers)
		_, err = put(ctx, tx, by.By(), l, merged, clashes, grant.Sending{})
		return ApplicationSubject(id), err
	})
	return err
}
