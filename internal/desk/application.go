package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// ApplicationSubject names an application as the record does.
func ApplicationSubject(id grant.ID) string { return "application/" + strconv.FormatInt(int64(id), 10) }

// Saved is what a save of a section came to.
type Saved struct {
	grant.SavedSection
	// Clashes are what two people typed differently: their words are kept beside the stored ones. None where all went together.
	Clashes []grant.Clash
	// Merged says that the section holds more than what was sent: what somebody else saved meanwhile.
	Merged bool
}

// SaveSection keeps what a member typed in a section of a draft. It is no act with a form's key: sent twice, it is one save, for the same words change
// nothing. What cannot be read yet is kept as it was typed.
//
// Where somebody else saved meanwhile the words are put together question by question (decision 6). Once this returns without an error, every word that was
// sent is stored, or kept as an alternative.
func (d *Desk) SaveSection(ctx context.Context, by account.Contributor, id grant.ID, section string, sent grant.Sending) (Saved, error) {
	var saved Saved
	err := d.db.InTx(ctx, func(tx postgres.Tx) error {
		a, asked, err := lockSection(ctx, tx, by, id, section)
		if err != nil {
			return err
		}
		sent.Answers = only(sent.Answers, asked)
		base, err := tx.SectionAt(ctx, id, section, sent.Seen)
		if err != nil {
			return err
		}
		before, err := tx.LastSending(ctx, by.By(), id, section, sent.Page)
		if err != nil {
			return err
		}
		stored, err := tx.LastSection(ctx, id, section)
		if err != nil {
			return err
		}
		merged, clashes := grant.Receive(base.Answers, stored.Answers, before, sent)
		if saved, err = put(ctx, tx, by.By(), a, stored, merged, clashes, sent.Page); err != nil {
			return err
		}
		saved.Merged = !same(only(merged, asked), sent.Answers)
		if sent.Page == "" {
			return nil
		}
		return tx.KeepSending(ctx, by.By(), id, section, sent)
	})
	return saved, err
}

// lockSection returns an application of the association for which a member still writes, held against others, and the questions of a section that can be
// answered now.
func lockSection(ctx context.Context, tx postgres.Tx, by account.Contributor, id grant.ID, section string) (grant.Application, []string, error) {
	a, err := tx.LockApplicationOf(ctx, by.Association, id)
	if err != nil {
		return a, nil, err
	}
	if err := stillWrites(ctx, tx, by.Member); err != nil {
		return a, nil, err
	}
	version, err := tx.Version(ctx, a.Version)
	if err != nil {
		return a, nil, err
	}
	asked, err := version.Section(section)
	if err != nil {
		return a, nil, err
	}
	open, err := openQuestions(ctx, tx, a, asked)
	return a, open, err
}

// openQuestions returns the questions of a section that can be answered now: all of a draft, the named ones of a request for completion, none otherwise.
func openQuestions(ctx context.Context, tx postgres.Tx, a grant.Application, s grant.Section) ([]string, error) {
	keys := make([]string, len(s.Questions))
	for i, q := range s.Questions {
		keys[i] = q.Key
	}
	switch {
	case a.Status == grant.Draft && a.DeletedAt.IsZero():
		return keys, nil
	case a.Status == grant.Draft:
		return nil, refuse("", "Dit ontwerp is weggegooid. Haal het terug om verder te werken.")
	case a.Status == grant.Incomplete:
		asked, err := tx.OpenRequest(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		return slices.DeleteFunc(keys, func(k string) bool { return !slices.Contains(asked.Questions, k) }), nil
	}
	return nil, refuse("", "Deze aanvraag is ingediend. Je kan ze niet meer wijzigen.")
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

// put writes a section as it was put together, with the alternatives that this leaves.
func put(ctx context.Context, tx postgres.Tx, by account.By, a grant.Application, stored grant.SavedSection, merged grant.Answers, clashes []grant.Clash,
	page string) (Saved, error) {
	saved := Saved{SavedSection: stored, Clashes: clashes}
	for _, c := range clashes {
		if err := tx.AddAlternative(ctx, a.ID, grant.Alternative{Section: stored.Section, Clash: c, By: int64(by.Person), At: by.At,
			StoredBy: stored.By, StoredAt: stored.At}, page); err != nil {
			return Saved{}, err
		}
	}
	if !same(stored.Answers, merged) {
		saved.SavedSection = grant.SavedSection{Section: stored.Section, Version: stored.Version + 1, By: int64(by.Person), At: by.At, Answers: merged}
		if err := tx.SaveSection(ctx, by, a.ID, saved.SavedSection, merged.Title()); err != nil {
			return Saved{}, err
		}
	} else if len(clashes) == 0 {
		return saved, nil
	}
	return saved, typed(ctx, tx, by, a.ID)
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
	_, err = tx.AddEntry(ctx, by, "application.type", ApplicationSubject(id), nil)
	return err
}

// ChooseAlternative takes the words that were kept beside the stored ones, or leaves those that are stored. Seen is the version of the section on the page
// that showed both: what others changed since is not lost by the choice, see [grant.Clash.Choose]. It is [fault.NotFound] where somebody chose before.
func (d *Desk) ChooseAlternative(ctx context.Context, by account.Contributor, once Once, id grant.ID, alternative int64, seen int, take bool) error {
	_, err := d.act(ctx, by, once, "application.choose", func(tx postgres.Tx, _ time.Time) (string, error) {
		a, err := tx.LockApplicationOf(ctx, by.Association, id)
		if err != nil {
			return "", err
		}
		alt, err := tx.Alternative(ctx, id, alternative)
		if err != nil {
			return "", fmt.Errorf("alternative %d: %w", alternative, err)
		}
		_, open, err := lockSection(ctx, tx, by, id, alt.Section)
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
		base, err := tx.SectionAt(ctx, id, alt.Section, seen)
		if err != nil {
			return "", err
		}
		stored, err := tx.LastSection(ctx, id, alt.Section)
		if err != nil {
			return "", err
		}
		merged, clashes := alt.Choose(base.Answers, stored.Answers)
		_, err = put(ctx, tx, by.By(), a, stored, merged, clashes, "")
		return ApplicationSubject(id), err
	})
	return err
}
