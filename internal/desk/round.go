package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/postgres"
)

// RoundSubject names a round as the record does.
func RoundSubject(id grant.RoundID) string { return "round/" + strconv.FormatInt(int64(id), 10) }

// RoundMark names a round as a page showed it.
func RoundMark(r grant.Round) (Mark, error) {
	r.OpensAt, r.ClosesAt, r.Extended = r.OpensAt.UTC(), r.ClosesAt.UTC(), r.Extended.UTC()
	return markOf(r)
}

// lockedRound locks a round, and returns [Changed] where it is not as it was seen.
func lockedRound(ctx context.Context, tx postgres.Tx, id grant.RoundID, seen Mark) (postgres.RoundRow, error) {
	r, err := tx.LockRound(ctx, id)
	if err != nil {
		return r, err
	}
	mark, err := RoundMark(r.Round)
	if err == nil && mark != seen {
		err = changedSince(ctx, tx, RoundSubject(id))
	}
	return r, err
}

// DraftRound prepares a round, and returns its number. It is for the head of the Dienst to publish.
func (d *Desk) DraftRound(ctx context.Context, by account.CaseHandler, once Once, r grant.Round) (grant.RoundID, error) {
	subject, err := d.act(ctx, by, once, "grant.round-draft", func(tx postgres.Tx, now time.Time) (string, error) {
		under, err := checkedRound(ctx, tx, &r, now)
		if err != nil {
			return "", err
		}
		r.Opened, r.Demo = false, under.Demo
		tx.Note(audit.Detail{After: roundTold(r)})
		id, err := tx.AddRound(ctx, r, by.By())
		return RoundSubject(id), err
	})
	return numberOf[grant.RoundID](subject), err
}

// SaveRound changes a round that is not published yet. Seen is the mark of what the page was drawn from.
func (d *Desk) SaveRound(ctx context.Context, by account.CaseHandler, once Once, seen Mark, r grant.Round) error {
	_, err := d.act(ctx, by, once, "grant.round-draft", func(tx postgres.Tx, now time.Time) (string, error) {
		was, err := lockedRound(ctx, tx, r.ID, seen)
		if err != nil {
			return "", err
		}
		if was.Opened {
			return "", refuse("", "Deze oproep is bekendgemaakt en ligt vast. Het diensthoofd kan haar alleen nog verlengen.")
		}
		if _, err := checkedRound(ctx, tx, &r, now); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: roundTold(was.Round), After: roundTold(r)})
		return RoundSubject(r.ID), must(tx.SaveRound(ctx, r, by.By()))
	})
	return err
}

// checkedRound refuses a round that cannot be held, and returns the version that it is held under.
func checkedRound(ctx context.Context, tx postgres.Tx, r *grant.Round, now time.Time) (grant.Version, error) {
	r.Title = strings.TrimSpace(r.Title)
	var wrong error
	if r.Version == 0 {
		wrong = refuse("versie", "Kies onder welk reglement de oproep valt.")
	}
	if !r.ClosesAt.IsZero() && !now.Before(r.ClosesAt) {
		wrong = together(wrong, refuse("sluit", "Deze dag is al voorbij."))
	}
	if err := together(wrong, r.Check()); err != nil {
		return grant.Version{}, err
	}
	under, err := tx.Version(ctx, r.Version)
	if err != nil {
		return under, err
	}
	all, err := tx.VersionsOf(ctx, under.Slug)
	if err != nil {
		return under, err
	}
	return under, r.CheckUntil(LastDayOf(under.ID, all))
}

// DropRound throws a round away that is not published yet. Seen is the mark of what the page was drawn from.
func (d *Desk) DropRound(ctx context.Context, by account.CaseHandler, once Once, id grant.RoundID, seen Mark) error {
	_, err := d.act(ctx, by, once, "grant.round-drop", func(tx postgres.Tx, _ time.Time) (string, error) {
		was, err := lockedRound(ctx, tx, id, seen)
		if err != nil {
			return "", err
		}
		if was.Opened {
			return "", refuse("", "Deze oproep is bekendgemaakt en ligt vast. Ze kan niet meer weg.")
		}
		tx.Note(audit.Detail{Before: roundTold(was.Round)})
		return RoundSubject(id), must(tx.DropRound(ctx, id))
	})
	return err
}

// OpenRound publishes a round: from its opening on applications are taken. Holidays says that a closing in a school holiday was confirmed.
func (d *Desk) OpenRound(ctx context.Context, by account.Head, once Once, id grant.RoundID, seen Mark, holidays bool) error {
	_, err := d.act(ctx, by, once, "grant.round-open", func(tx postgres.Tx, now time.Time) (string, error) {
		r, err := lockedRound(ctx, tx, id, seen)
		if err != nil {
			return "", err
		}
		last, err := lockedLastDay(ctx, tx, r)
		if err != nil {
			return "", err
		}
		under, err := tx.Version(ctx, r.Version)
		if err != nil {
			return "", err
		}
		if err := r.CheckOpen(under, last, now, holidays); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{After: roundTold(r.Round), Why: holidayTold(r.Round)})
		return RoundSubject(id), must(tx.OpenRound(ctx, id, by.By()))
	})
	return err
}

// ExtendRound gives a round a later closing, and tells the public why. A submission that commits later is held against the new closing.
func (d *Desk) ExtendRound(ctx context.Context, by account.Head, once Once, id grant.RoundID, seen Mark, to time.Time, notice string, holidays bool) error {
	_, err := d.act(ctx, by, once, "grant.round-extend", func(tx postgres.Tx, now time.Time) (string, error) {
		was, err := lockedRound(ctx, tx, id, seen)
		if err != nil {
			return "", err
		}
		last, err := lockedLastDay(ctx, tx, was)
		if err != nil {
			return "", err
		}
		r, err := was.Extend(to, strings.TrimSpace(notice), now, holidays)
		if err := together(err, r.CheckUntil(last)); err != nil {
			return "", err
		}
		tx.Note(audit.Detail{Before: was.ClosesOn(), After: r.ClosesOn(), Why: r.Notice})
		return RoundSubject(id), tx.ExtendRound(ctx, r, by.By())
	})
	return err
}

// roundTold is what the record tells of a round.
func roundTold(r grant.Round) []string {
	told := []string{r.Title, "opent op " + calendar.Moment(r.OpensAt), "sluit op " + r.ClosesOn(), fmt.Sprintf("uitlooptijd %d seconden", int(r.Grace/time.Second))}
	if r.Money > 0 {
		told = append(told, "verdeelt hoogstens "+r.Money.String())
	}
	return told
}

// holidayTold says in which school holidays a round closes, empty for none.
func holidayTold(r grant.Round) string {
	var names []string
	for _, h := range r.Holidays() {
		names = append(names, h.Name)
	}
	if len(names) == 0 {
		return ""
	}
	return "Sluiting in of vlak voor de " + strings.Join(names, " en de ") + ", bevestigd."
}
