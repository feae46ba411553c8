package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// A Changed refuses an act on what somebody else changed since the page was drawn, and says who and when. It is [ErrChanged].
type Changed struct {
	// By is the person's name, empty for the program and for who was erased. Act is what they did, as the record names it.
	By, Act string
	At      time.Time
}

// Error says for the log what came in between.
func (c Changed) Error() string {
	return fmt.Sprintf("%s came in between at %v", c.Act, c.At.UTC().Format(time.RFC3339))
}

// Unwrap says that this is a way of saying [ErrChanged].
func (c Changed) Unwrap() error { return ErrChanged }

// AssociationSubject names an association as the record does.
func AssociationSubject(id association.ID) string { return associationSubject(id) }

// A Mark names what a page showed of an association, so that a decision on it can tell whether it is still so.
type Mark string

// MarkOf names an association as it stands, with its board.
func MarkOf(a postgres.PrivateAssociation, board []association.BoardMember) (Mark, error) {
	text, err := json.Marshal(struct {
		postgres.PrivateAssociation
		Board []association.BoardMember
	}{a, board})
	if err != nil {
		return "", fmt.Errorf("mark of association %d: %w", a.ID, err)
	}
	sum := sha256.Sum256(text)
	return Mark(hex.EncodeToString(sum[:16])), nil
}

// Verify says where an association stands with the Dienst: verified, refused, or asked for more, the last two with a reason that its
// hoofdvertegenwoordigers read. What is written with a verification is for the record. Seen is what the
// page showed: when it is not so any more the answer is [Changed]. Who is a member of the association leaves it to a colleague.
//
// Of a verified association it is the news that is judged: its new name and numbers are taken over, or refused.
func (d *Desk) Verify(ctx context.Context, by account.CaseHandler, once Once, id association.ID, seen Mark, verdict association.Standing, why string) error {
	why = strings.TrimSpace(why)
	_, err := d.act(ctx, by, once, "association.verify", func(tx postgres.Tx, _ time.Time) (string, error) {
		was, err := lockSeen(ctx, tx, id, seen)
		if err != nil {
			return "", err
		}
		if err := disinterested(ctx, tx, id, by.By().Person); err != nil {
			return "", err
		}
		if err := was.Standing.CheckVerdict(was.Waiting != nil, verdict, why); err != nil {
			return "", err
		}
		detail, err := judge(ctx, tx, was, verdict, why, by.By())
		if err != nil {
			return "", err
		}
		tx.Note(detail)
		leads, err := tx.LeadAddresses(ctx, id)
		if err != nil {
			return "", err
		}
		letter := job.Letter{Purpose: job.Verified, About: int64(id)}
		if verdict != association.Verified {
			letter.Words = why
		}
		return associationSubject(id), tell(ctx, tx, leads, letter)
	})
	return err
}

// lockSeen locks an association that is still as a page showed it, and returns [Changed] where it is not.
func lockSeen(ctx context.Context, tx postgres.Tx, id association.ID, seen Mark) (postgres.PrivateAssociation, error) {
	a, err := tx.LockAssociation(ctx, id)
	if err != nil {
		return a, err
	}
	board, err := tx.Board(ctx, id)
	if err != nil {
		return a, err
	}
	is, err := MarkOf(a, board)
	if err != nil || is == seen {
		return a, err
	}
	last, err := tx.LastEntry(ctx, associationSubject(id))
	if err != nil && !errors.Is(err, fault.NotFound) {
		return a, err
	}
	return a, Changed{By: last.Name, Act: last.Act, At: last.At}
}

// disinterested refuses to let somebody decide on an association of which they are a member, or were.
func disinterested(ctx context.Context, tx postgres.Tx, of association.ID, who account.ID) error {
	known, err := tx.Known(ctx, of)
	if err != nil {
		return err
	}
	for _, one := range known {
		if one.Person == who {
			return refuse("", "Je bent of was zelf lid van deze vereniging. Een collega beslist.")
		}
	}
	return nil
}

// judge writes a verdict, on the association or on the news of a verified one, and returns what the record tells of it.
func judge(ctx context.Context, tx postgres.Tx, was postgres.PrivateAssociation, verdict association.Standing, why string, by account.By) (audit.Detail, error) {
	if was.Waiting != nil {
		return judgeNews(ctx, tx, was, verdict, why)
	}
	if verdict == association.Verified {
		other, err := tx.Identified(ctx, was.KBO, was.VCode)
		if err != nil && !errors.Is(err, fault.NotFound) {
			return audit.Detail{}, err
		}
		if err == nil && other != was.ID {
			return audit.Detail{}, refuse("oordeel", "Een andere vereniging heeft dit nummer. Vraag na wie de echte is.")
		}
	}
	detail := audit.Detail{Before: was.Standing, After: verdict, Why: why}
	if verdict == association.Verified {
		why = "" // what stands with the association is for itself to read
	}
	return detail, tx.SetStanding(ctx, was.ID, verdict, why, by)
}

func judgeNews(ctx context.Context, tx postgres.Tx, was postgres.PrivateAssociation, verdict association.Standing, why string) (audit.Detail, error) {
	news := was.Waiting.Facts
	detail := audit.Detail{Before: was.Facts(), After: news, Why: why}
	if _, err := tx.DropFacts(ctx, was.ID); err != nil {
		return detail, err
	}
	if verdict != association.Verified {
		return audit.Detail{Before: news, After: was.Facts(), Why: why}, nil
	}
	saved, err := tx.SaveAssociation(ctx, was.Said())
	if err != nil {
		return detail, err
	}
	if !saved {
		return detail, refuse("oordeel", "Een andere vereniging heeft dit nummer. Vraag na wie de echte is.")
	}
	return detail, tx.RenameInProjects(ctx, was.ID, was.Name, news.Name)
}
