package desk

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

// A seatDetail is what the record tells of a member: it is emptied when the person is erased.
type seatDetail struct {
	Person account.ID   `json:"person"`
	Part   account.Part `json:"part,omitempty"`
}

// stillLeads refuses who spoke for the association when the request began and does so no more. It comes behind the association's lock.
func stillLeads(ctx context.Context, tx postgres.Tx, by account.Lead) error {
	return still(ctx, tx, by.Member, leads)
}

// stillWrites is [stillLeads] for who may write.
func stillWrites(ctx context.Context, tx postgres.Tx, by account.Member) error {
	return still(ctx, tx, by, writes)
}

func leads(part account.Part) bool  { return part == account.LeadPart }
func writes(part account.Part) bool { return part != account.ReaderPart }

func still(ctx context.Context, tx postgres.Tx, by account.Member, may func(account.Part) bool) error {
	seats, err := tx.Seats(ctx, by.Association)
	if err != nil {
		return err
	}
	return stillAmong(seats, by, may)
}

func stillAmong(seats account.Seats, by account.Member, may func(account.Part) bool) error {
	part, member := seats.Of(by.By().Person)
	if !member {
		return fault.NotFound
	}
	if !may(part) {
		return fault.Denied
	}
	return nil
}

// atTable runs a change of an association's members: behind its lock, by somebody who still speaks for it, on its seats.
func (d *Desk) atTable(ctx context.Context, by account.Lead, once Once, act string, change func(tx postgres.Tx, seats account.Seats, now time.Time) error) error {
	_, err := d.act(ctx, by, once, act, func(tx postgres.Tx, now time.Time) (string, error) {
		if _, err := tx.LockAssociation(ctx, by.Association); err != nil {
			return "", err
		}
		if err := stillLeads(ctx, tx, by); err != nil {
			return "", err
		}
		seats, err := tx.Seats(ctx, by.Association)
		if err != nil {
			return "", err
		}
		return associationSubject(by.Association), change(tx, seats, now)
	})
	return err
}

// SetPart gives a member of the association another part. Who becomes hoofdvertegenwoordiger gets a letter.
func (d *Desk) SetPart(ctx context.Context, by account.Lead, once Once, who account.ID, part account.Part) error {
	return d.atTable(ctx, by, once, "member.part", func(tx postgres.Tx, seats account.Seats, _ time.Time) error {
		if err := seats.MayBecome(who, part); err != nil {
			return err
		}
		was, _ := seats.Of(who)
		tx.Note(audit.Detail{About: []account.ID{who}, Before: seatDetail{who, was}, After: seatDetail{who, part}})
		if err := tx.SetPart(ctx, by.Association, who, part); err != nil || part != account.LeadPart || was == part {
			return err
		}
		return tellLead(ctx, tx, by, who)
	})
}

// tellLead tells somebody that they speak for the association now.
func tellLead(ctx context.Context, tx postgres.Tx, by account.Lead, who account.ID) error {
	person, err := tx.Person(ctx, who)
	if err != nil || person.Email == "" {
		return err
	}
	return tx.Enqueue(ctx, job.Letter{Purpose: job.LeadGiven, Person: by.By().Person, To: person.Email, About: int64(by.Association)})
}

// RemoveMember ends somebody's membership of the association. They have no access at their next click, and get a letter; what they made stays.
func (d *Desk) RemoveMember(ctx context.Context, by account.Lead, once Once, who account.ID) error {
	return d.atTable(ctx, by, once, "member.remove", func(tx postgres.Tx, seats account.Seats, now time.Time) error {
		if err := seats.MayLeave(who); err != nil {
			return err
		}
		person, err := tx.Person(ctx, who)
		if err != nil {
			return err
		}
		was, _ := seats.Of(who)
		tx.Note(audit.Detail{About: []account.ID{who}, Before: seatDetail{who, was}, After: seatDetail{Person: who}})
		if err := tx.EndMembership(ctx, by.Association, who, now); err != nil || person.Email == "" {
			return err
		}
		return tx.Enqueue(ctx, job.Letter{Purpose: job.MemberRemoved, Person: who, To: person.Email, About: int64(by.Association)})
	})
}

// HandOver makes another member hoofdvertegenwoordiger in the place of who acts, who becomes a bewerker. The other gets a letter.
func (d *Desk) HandOver(ctx context.Context, by account.Lead, once Once, to account.ID) error {
	self := by.By().Person
	return d.atTable(ctx, by, once, "member.hand-over", func(tx postgres.Tx, seats account.Seats, _ time.Time) error {
		if to == self {
			return refuse("person", "Kies een ander lid om het over te nemen.")
		}
		if err := seats.MayBecome(to, account.LeadPart); err != nil {
			return err
		}
		tx.Note(audit.Detail{About: []account.ID{self, to}, Before: seatDetail{self, account.LeadPart}, After: seatDetail{to, account.LeadPart}})
		if err := tx.SetPart(ctx, by.Association, to, account.LeadPart); err != nil {
			return err
		}
		if err := tx.SetPart(ctx, by.Association, self, account.ContributorPart); err != nil {
			return err
		}
		return tellLead(ctx, tx, by, to)
	})
}

// Leave ends one's own membership. The last hoofdvertegenwoordiger hands over first.
func (d *Desk) Leave(ctx context.Context, by account.Member, once Once) error {
	self := by.By().Person
	_, err := d.act(ctx, by, once, "member.leave", func(tx postgres.Tx, now time.Time) (string, error) {
		if _, err := tx.LockAssociation(ctx, by.Association); err != nil {
			return "", err
		}
		seats, err := tx.Seats(ctx, by.Association)
		if err != nil {
			return "", err
		}
		if err := seats.MayLeave(self); err != nil {
			return "", err
		}
		was, _ := seats.Of(self)
		tx.Note(audit.Detail{About: []account.ID{self}, Before: seatDetail{self, was}, After: seatDetail{Person: self}})
		return associationSubject(by.Association), tx.EndMembership(ctx, by.Association, self, now)
	})
	return err
}

// AskToJoin asks who speaks for an association to become its member. Which is the association's name in addresses where it is verified, or
// its enterprise number or code. Where nobody speaks for it the Dienst is told.
func (d *Desk) AskToJoin(ctx context.Context, by account.Person, once Once, from Caller, which, why string) error {
	self := by.By().Person
	if utf8.RuneCountInString(why) > account.LongestWhy {
		return refuse("why", "Schrijf hoogstens %d tekens.", account.LongestWhy)
	}
	if err := d.try(ctx, account.Inviting, personSubject(self), from.Client, from.At); err != nil {
		return err
	}
	_, err := d.act(ctx, by, once, "join.ask", func(tx postgres.Tx, now time.Time) (string, error) {
		of, _, err := asked(ctx, tx.Store, which)
		if errors.Is(err, fault.NotFound) {
			return "", refuse("association", "We vinden deze vereniging niet. Kijk het nummer na, of registreer haar.")
		}
		if err != nil {
			return "", err
		}
		seats, err := tx.Seats(ctx, of)
		if err != nil {
			return "", err
		}
		if _, member := seats.Of(self); member {
			return "", refuse("association", "Je bent al lid van deze vereniging.")
		}
		isNew, err := tx.AddJoinRequest(ctx, of, self, why, now)
		if err != nil {
			return "", err
		}
		if !isNew {
			return "", refuse("association", "Je vroeg dit al. Je krijgt een e-mail zodra er een antwoord is.")
		}
		letter := job.Letter{Purpose: job.JoinAsked, Person: self, About: int64(of)}
		leads, err := tx.LeadAddresses(ctx, of)
		if err != nil {
			return "", err
		}
		if len(leads) == 0 {
			return associationSubject(of), tellStaff(ctx, tx, account.CaseHandlerPart, letter)
		}
		return associationSubject(of), tell(ctx, tx, leads, letter)
	})
	return err
}

// Joinable finds the association that somebody means who wants to join it: by its name in addresses where it is verified, or by the number by
// which it is registered. It returns that number where it was given, as people write it.
func (d *Desk) Joinable(ctx context.Context, which string) (id association.ID, number string, err error) {
	return asked(ctx, d.db.Store, which)
}

func asked(ctx context.Context, in postgres.Store, which string) (id association.ID, number string, err error) {
	which = strings.TrimSpace(which)
	if kbo, err := association.ParseKBO(which); err == nil {
		id, err = in.Identified(ctx, kbo, "")
		return id, kbo.String(), err
	}
	if vcode, err := association.ParseVCode(which); err == nil {
		id, err = in.Identified(ctx, "", vcode)
		return id, string(vcode), err
	}
	found, err := in.AssociationBySlug(ctx, which)
	return found.ID, "", err
}

// AcceptRequest makes who asked to join a member, in a part. Somebody who became a member in another way stays what they are.
func (d *Desk) AcceptRequest(ctx context.Context, by account.Lead, once Once, id account.JoinRequestID, part account.Part) error {
	return d.atTable(ctx, by, once, "join.accept", func(tx postgres.Tx, _ account.Seats, now time.Time) error {
		if err := account.CheckMemberPart(part); err != nil {
			return err
		}
		who, err := tx.AnswerJoinRequest(ctx, by.Association, id, "accepted", now)
		if err != nil {
			return err
		}
		if _, err := tx.AddMember(ctx, by.Association, who, part, now); err != nil {
			return err
		}
		tx.Note(audit.Detail{About: []account.ID{who}, After: seatDetail{who, part}})
		return tellAsker(ctx, tx, who, by.Association)
	})
}

// DeclineRequest tells who asked to join that they do not become a member.
func (d *Desk) DeclineRequest(ctx context.Context, by account.Lead, once Once, id account.JoinRequestID) error {
	return d.atTable(ctx, by, once, "join.decline", func(tx postgres.Tx, _ account.Seats, now time.Time) error {
		who, err := tx.AnswerJoinRequest(ctx, by.Association, id, "declined", now)
		if err != nil {
			return err
		}
		tx.Note(audit.Detail{About: []account.ID{who}, After: seatDetail{Person: who}})
		return tellAsker(ctx, tx, who, by.Association)
	})
}

// tellAsker sends who asked to join a letter: it says what the answer is when it is sent.
func tellAsker(ctx context.Context, tx postgres.Tx, who account.ID, of association.ID) error {
	person, err := tx.Person(ctx, who)
	if err != nil || person.Email == "" {
		return err
	}
	return tx.Enqueue(ctx, job.Letter{Purpose: job.JoinAnswered, Person: who, To: person.Email, About: int64(of)})
}

// WithdrawRequest takes back one's own question to join.
func (d *Desk) WithdrawRequest(ctx context.Context, by account.Person, once Once, id account.JoinRequestID) error {
	_, err := d.act(ctx, by, once, "join.withdraw", func(tx postgres.Tx, now time.Time) (string, error) {
		of, err := tx.WithdrawJoinRequest(ctx, by.By().Person, id, now)
		return associationSubject(of), err
	})
	return err
}
