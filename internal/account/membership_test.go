package account_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
)

const lead, contributor, reader = account.LeadPart, account.ContributorPart, account.ReaderPart

func TestTheLastLeadStays(t *testing.T) {
	t.Parallel()
	one := account.Seats{{1, lead}, {2, contributor}, {3, reader}}
	two := account.Seats{{1, lead}, {2, lead}, {3, reader}}
	for _, test := range []struct {
		says string
		err  error
		want string // "" for none, "?" for nobody's, else the field
	}{
		{"the only lead leaves", one.MayLeave(1), "form"},
		{"a contributor leaves", one.MayLeave(2), ""},
		{"one of two leads leaves", two.MayLeave(1), ""},
		{"the only member leaves", account.Seats{{1, lead}}.MayLeave(1), "form"},
		{"a stranger leaves", one.MayLeave(9), "?"},
		{"the only lead becomes a reader", one.MayBecome(1, reader), "part"},
		{"the only lead stays lead", one.MayBecome(1, lead), ""},
		{"one of two leads becomes a reader", two.MayBecome(2, reader), ""},
		{"a reader becomes lead", one.MayBecome(3, lead), ""},
		{"a member becomes head of the Dienst", one.MayBecome(2, account.HeadPart), "part"},
		{"a member becomes nothing", one.MayBecome(2, ""), "part"},
		{"a stranger becomes lead", one.MayBecome(9, lead), "?"},
	} {
		wrong, refused := errors.AsType[fault.Fields](test.err)
		switch test.want {
		case "":
			if test.err != nil {
				t.Errorf("%s: %v", test.says, test.err)
			}
		case "?":
			if !errors.Is(test.err, fault.NotFound) {
				t.Errorf("%s: %v", test.says, test.err)
			}
		case "form":
			if !refused || len(wrong.Of("")) == 0 {
				t.Errorf("%s: %v", test.says, test.err)
			}
		default:
			if !refused || len(wrong.Of(test.want)) == 0 {
				t.Errorf("%s: %v", test.says, test.err)
			}
		}
	}
}

// Whatever is allowed, an association with members has somebody who speaks for it.
func TestWhatIsAllowedLeavesALead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		seats := account.Seats{{1, lead}}
		person := rapid.Map(rapid.IntRange(1, 5), func(n int) account.ID { return account.ID(n) })
		part := rapid.SampledFrom(account.MemberParts())
		t.Repeat(map[string]func(*rapid.T){
			"join": func(t *rapid.T) {
				who := person.Draw(t, "who")
				if _, there := seats.Of(who); !there {
					seats = append(seats, account.Seat{Person: who, Part: part.Draw(t, "part")})
				}
			},
			"leave": func(t *rapid.T) {
				who := person.Draw(t, "who")
				if seats.MayLeave(who) == nil {
					seats = slices.DeleteFunc(seats, func(s account.Seat) bool { return s.Person == who })
				}
			},
			"become": func(t *rapid.T) {
				who, part := person.Draw(t, "who"), part.Draw(t, "part")
				if seats.MayBecome(who, part) == nil {
					for i := range seats {
						if seats[i].Person == who {
							seats[i].Part = part
						}
					}
				}
			},
			"": func(t *rapid.T) {
				if len(seats.Leads()) == 0 {
					t.Fatalf("nobody speaks for %+v", seats)
				}
			},
		})
	})
}

func TestAnInvitationIsAnsweredOnceInTimeByTheInvited(t *testing.T) {
	t.Parallel()
	made := time.Date(2027, 5, 15, 10, 0, 0, 0, time.UTC)
	i := account.Invitation{Email: "awa@voorbeeld.be", State: account.InvitationPending, MadeAt: made, ExpiresAt: made.Add(account.InviteLife), Sent: 1}
	late := made.Add(account.InviteLife)
	in := func(state account.InvitationState, sent int) account.Invitation {
		i := i
		i.State, i.Sent = state, sent
		return i
	}
	for _, test := range []struct {
		says  string
		err   error
		right bool
	}{
		{"at the last instant", i.CheckOpen(late.Add(-1)), true},
		{"too late", i.CheckOpen(late), false},
		{"accepted", in(account.InvitationAccepted, 1).CheckOpen(made), false},
		{"declined", in(account.InvitationDeclined, 1).CheckOpen(made), false},
		{"withdrawn", in(account.InvitationWithdrawn, 1).CheckOpen(made), false},
		{"expired", in(account.InvitationExpired, 1).CheckOpen(made), false},
		{"by the invited", i.CheckFor("awa@voorbeeld.be"), true},
		{"by another", i.CheckFor("modou@voorbeeld.be"), false},
		{"sent again", i.CheckResend(made), true},
		{"sent again after its time", i.CheckResend(late), true},
		{"sent too often", in(account.InvitationPending, account.MostSent).CheckResend(made), false},
		{"sent again when accepted", in(account.InvitationAccepted, 1).CheckResend(made), false},
		{"withdrawn after its time", i.CheckWithdraw(late), true},
		{"withdrawn when declined", in(account.InvitationDeclined, 1).CheckWithdraw(made), false},
	} {
		if _, refused := errors.AsType[fault.Fields](test.err); (test.err == nil) != test.right || !test.right && !refused {
			t.Errorf("%s: %v", test.says, test.err)
		}
	}
	if i.StateAt(late) != account.InvitationExpired || i.StateAt(made) != account.InvitationPending {
		t.Error("time does not end it")
	}
}

func TestPowersOfAnInvitationComeBesideThoseHeld(t *testing.T) {
	t.Parallel()
	i := account.Invitation{Powers: []account.Part{account.CaseHandlerPart, account.EditorPart}}
	if all, err := i.Granted([]account.Part{account.EditorPart}); err != nil || len(all) != 2 {
		t.Errorf("%v, %v", all, err)
	}
	if all, err := i.Granted([]account.Part{account.AdministratorPart}); err == nil {
		t.Errorf("an administrator gets %v", all)
	}
}
