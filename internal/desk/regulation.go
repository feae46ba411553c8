package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// RegulationSubject names a regulation as the record does: all that is done to its versions.
func RegulationSubject(id grant.RegulationID) string {
	return "regulation/" + strconv.FormatInt(int64(id), 10)
}

// VersionsMark names the versions of a regulation as a page showed them, the latest first, so that a decision can tell whether they are still so.
func VersionsMark(all []postgres.VersionRow) (Mark, error) {
	return markOf(bare(all))
}

// bare returns the versions without who made them.
func bare(rows []postgres.VersionRow) []grant.Version {
	all := make([]grant.Version, len(rows))
	for i, v := range rows {
		all[i] = v.Version
	}
	return all
}

// markOf sums up what a page showed.
func markOf(shown any) (Mark, error) {
	text, err := json.Marshal(shown)
	if err != nil {
		return "", fmt.Errorf("mark of %T: %w", shown, err)
	}
	sum := sha256.Sum256(text)
	return Mark(hex.EncodeToString(sum[:16])), nil
}

// changedSince says who changed a subject last.
func changedSince(ctx context.Context, tx postgres.Tx, subject string) error {
	last, err := tx.LastEntry(ctx, subject)
	if err != nil && !errors.Is(err, fault.NotFound) {
		return err
	}
	return Changed{By: last.Name, Act: last.Act, At: last.At}
}

// lockedVersions locks a regulation and returns its versions, the latest first, and [Changed] where they are not as they were seen.
func lockedVersions(ctx context.Context, tx postgres.Tx, slug string, seen Mark) (grant.Regulation, []postgres.VersionRow, error) {
	r, err := tx.LockRegulation(ctx, slug)
	if err != nil {
		return r, nil, err
	}
	all, err := tx.VersionsOf(ctx, slug)
	if err != nil {
		return r, nil, err
	}
	mark, err := VersionsMark(all)
	if err == nil && mark != seen {
		err = changedSince(ctx, tx, RegulationSubject(r.ID))
	}
	return r, all, err
}

// SaveVersion drafts the next version of a regulation: what the last one says, with the changes, from a day on. Where there is a draft already it is that
// one which changes. Seen is the mark of what the page was drawn from; another state is [Changed].
func (d *Desk) SaveVersion(ctx context.Context, by account.CaseHandler, once Once, slug string, seen Mark, from calendar.Day, change func(*grant.Terms)) error {
	_, err := d.act(ctx, by, once, "grant.version-draft", func(tx postgres.Tx, now time.Time) (string, error) {
		r, all, err := lockedVersions(ctx, tx, slug, seen)
		if err != nil {
			return "", err
		}
		was := all[0].Version
		v := was
		change(&v.Terms)
		v.InForce = calendar.Period{First: from}
		if was.Published {
			v.ID, v.Number, v.Published = 0, was.Number+1, false
		}
		if v.EnvelopeName, err = envelopeName(ctx, tx, v.Envelope); err != nil {
			return "", err
		}
		if err := together(v.Terms.Check(), checkFrom(v, published(all), now)); err != nil {
			return "", err
		}
		if len(grant.Compare(was, v)) == 0 {
			return "", refuse("", "Er is niets veranderd. Er is niets bewaard.")
		}
		tx.Note(audit.Detail{After: differencesTold(grant.Compare(was, v))})
		if v.ID == 0 {
			_, err = tx.AddVersion(ctx, v, by.By())
		} else {
			err = must(tx.SaveVersion(ctx, v, by.By()))
		}
		return RegulationSubject(r.ID), err
	})
	return err
}

// must is [fault.Conflict] where a statement touched nothing though the row was locked.
func must(done bool, err error) error {
	if err == nil && !done {
		err = fault.Conflict
	}
	return err
}

// published returns the last version that was published, and the zero version where there is none.
func published(all []postgres.VersionRow) grant.Version {
	for _, v := range all {
		if v.Published {
			return v.Version
		}
	}
	return grant.Version{}
}

// checkFrom refuses a first day that is over, or that does not come after that of the version before.
func checkFrom(v, before grant.Version, now time.Time) error {
	switch from := v.InForce.First; {
	case from.IsZero():
		return refuse("van", "Zeg vanaf welke dag deze versie geldt.")
	case from <= calendar.DayOf(now):
		return refuse("van", "Een versie geldt vanaf een dag die nog komt.")
	case from <= before.InForce.First:
		return refuse("van", "De vorige versie geldt vanaf %v. Kies een latere dag.", before.InForce.First)
	}
	return nil
}

// DropVersion throws the draft of a regulation away, and with the draft of its first version the regulation: its address and its code are free again.
func (d *Desk) DropVersion(ctx context.Context, by account.CaseHandler, once Once, slug string, seen Mark) error {
	_, err := d.act(ctx, by, once, "grant.version-drop", func(tx postgres.Tx, _ time.Time) (string, error) {
		r, all, err := lockedVersions(ctx, tx, slug, seen)
		if err != nil {
			return "", err
		}
		if all[0].Published {
			return "", refuse("", "Er is geen ontwerp.")
		}
		tx.Note(audit.Detail{Before: differencesTold(grant.Compare(published(all), all[0].Version))})
		gone, err := tx.DropVersion(ctx, all[0].ID)
		if err == nil && !gone {
			err = refuse("", "Er is al een oproep voorbereid onder dit ontwerp. Zet die eerst onder een andere versie, of gooi ze weg.")
		}
		if err == nil && len(all) == 1 {
			err = must(tx.DropRegulation(ctx, r.ID))
		}
		return RegulationSubject(r.ID), err
	})
	return err
}

// PublishVersion publishes the draft of a regulation: it counts from its first day on, and ends the version before it on the day before. Rounds and
// applications keep the version that they were begun under.
func (d *Desk) PublishVersion(ctx context.Context, by account.Head, once Once, slug string, seen Mark) error {
	_, err := d.act(ctx, by, once, "grant.version-publish", func(tx postgres.Tx, now time.Time) (string, error) {
		r, all, err := lockedVersions(ctx, tx, slug, seen)
		if err != nil {
			return "", err
		}
		v := all[0].Version
		if v.Published {
			return "", refuse("", "Er is geen ontwerp om bekend te maken.")
		}
		if err := together(asWhole(v.Terms.Check()), v.Terms.CheckPublic(), asWhole(checkFrom(v, published(all), now))); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: versionTold(published(all)), After: versionTold(v)})
		return RegulationSubject(r.ID), must(tx.PublishVersion(ctx, v, by.By()))
	})
	return err
}

// EndVersion ends the version of a regulation that was published last, without one that follows: from the day after its last one nobody asks for support
// under it. Rounds and applications keep it.
func (d *Desk) EndVersion(ctx context.Context, by account.Head, once Once, slug string, seen Mark, last calendar.Day) error {
	_, err := d.act(ctx, by, once, "grant.version-end", func(tx postgres.Tx, now time.Time) (string, error) {
		r, all, err := lockedVersions(ctx, tx, slug, seen)
		if err != nil {
			return "", err
		}
		v := LastPublished(all)
		rounds, err := tx.RoundsOf(ctx, r.ID)
		if err != nil {
			return "", err
		}
		var under []grant.Round
		for _, one := range RoundsUntil(v, all, rounds) {
			under = append(under, one.Round)
		}
		if err := v.CheckEnd(last, under, now); err != nil {
			return "", err
		}
		before := "geen einde"
		if !v.InForce.Last.IsZero() {
			before = v.InForce.Last.String()
		}
		tx.Note(audit.Detail{Before: before, After: fmt.Sprintf("versie %d eindigt op %v", v.Number, last)})
		return RegulationSubject(r.ID), must(tx.EndVersion(ctx, v.ID, last))
	})
	return err
}

// RoundsUntil returns the rounds that end with a version: those under it, and those under the versions of which it is the heir.
func RoundsUntil(last grant.Version, all []postgres.VersionRow, rounds []postgres.RoundRow) []postgres.RoundRow {
	ends := map[grant.VersionID]bool{}
	for _, v := range all {
		ends[v.ID] = v.Heir(bare(all)).ID == last.ID
	}
	var under []postgres.RoundRow
	for _, r := range rounds {
		if ends[r.Version] {
			under = append(under, r)
		}
	}
	return under
}

// LastDayOf returns the last day on which rounds under a version may take applications, zero where nobody ended its regulation. All are its versions.
func LastDayOf(id grant.VersionID, all []postgres.VersionRow) calendar.Day {
	for _, v := range all {
		if v.ID == id {
			return v.Heir(bare(all)).InForce.Last
		}
	}
	return 0
}

// lockedLastDay locks the regulation of a round, so that nobody ends it meanwhile, and returns [LastDayOf] its version.
func lockedLastDay(ctx context.Context, tx postgres.Tx, r postgres.RoundRow) (calendar.Day, error) {
	if _, err := tx.LockRegulation(ctx, r.Slug); err != nil {
		return 0, err
	}
	all, err := tx.VersionsOf(ctx, r.Slug)
	return LastDayOf(r.Version, all), err
}

// LastPublished returns the version with which a regulation ends, where it is ended: the last that was published, or the draft where none was.
func LastPublished(all []postgres.VersionRow) grant.Version {
	if v := published(all); v.ID != 0 {
		return v
	}
	return all[0].Version
}

// What the record tells of versions.

func versionTold(v grant.Version) []string {
	if v.ID == 0 {
		return nil
	}
	return []string{fmt.Sprintf("versie %d", v.Number), "vanaf " + v.InForce.First.String(), "hoogstens " + v.MaxAmount.String(), grant.Percent(v.MaxShare) + " van de kosten"}
}

func differencesTold(all []grant.Difference) []string {
	told := make([]string, len(all))
	for i, d := range all {
		told[i] = d.What + ": " + strings.Join(d.Before, "; ") + " → " + strings.Join(d.After, "; ")
	}
	return told
}
