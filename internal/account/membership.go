package account

import (
	"slices"

	"vriendenstad/internal/fault"
)

// A Seat is a member's place in an association.
type Seat struct {
	Person ID
	Part   Part
}

// Seats are all members of one association at a moment. As long as there is one, one of them is the hoofdvertegenwoordiger.
type Seats []Seat

// Of returns the part of a person, and false for who is no member.
func (s Seats) Of(who ID) (Part, bool) {
	at := slices.IndexFunc(s, func(one Seat) bool { return one.Person == who })
	if at < 0 {
		return "", false
	}
	return s[at].Part, true
}

// Leads returns who speaks for the association, one or more.
func (s Seats) Leads() []ID {
	var all []ID
	for _, one := range s {
		if one.Part == LeadPart {
			all = append(all, one.Person)
		}
	}
	return all
}

// Last says whether the person is the only one who speaks for the association.
func (s Seats) Last(who ID) bool {
	leads := s.Leads()
	return len(leads) == 1 && leads[0] == who
}

// MayLeave refuses that a person stops being a member: the last hoofdvertegenwoordiger names another first. It is [fault.NotFound] for
// who is no member.
func (s Seats) MayLeave(who ID) error {
	if _, ok := s.Of(who); !ok {
		return fault.NotFound
	}
	if s.Last(who) {
		return refused("", "Er is geen andere hoofdvertegenwoordiger. Draag dat eerst over aan een ander lid; daarna kun je de vereniging verlaten.")
	}
	return nil
}

// MayBecome refuses that a member gets the part: the last hoofdvertegenwoordiger stays one. It is [fault.NotFound] for who is no member.
func (s Seats) MayBecome(who ID, part Part) error {
	if _, ok := s.Of(who); !ok {
		return fault.NotFound
	}
	if err := CheckMemberPart(part); err != nil {
		return err
	}
	if part != LeadPart && s.Last(who) {
		return refused("part", "Er is geen andere hoofdvertegenwoordiger. Maak eerst een ander lid hoofdvertegenwoordiger.")
	}
	return nil
}

// CheckMemberPart refuses what is no part in an association.
func CheckMemberPart(part Part) error {
	if !slices.Contains(MemberParts(), part) {
		return refused("part", "Kies wat dit lid mag: hoofdvertegenwoordiger, bewerker of lezer.")
	}
	return nil
}

func refused(field, sentence string, values ...any) error {
	var wrong fault.Fields
	wrong.Add(field, sentence, values...)
	return wrong
}
