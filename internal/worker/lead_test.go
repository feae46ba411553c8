package worker

import (
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
)

func TestALetterOnWhoSpeaksForAnAssociationIsTrueOrNotSent(t *testing.T) {
	t.Parallel()
	c := newTown(t)
	awa, lead := c.person("Awa")
	ben, named := c.person("Ben")
	of := c.club(awa)
	ctx := t.Context()
	announced := job.Letter{Purpose: job.LeadAnnounced, Person: ben, To: lead, About: int64(of)}
	told := job.Letter{Purpose: job.LeadNamed, Person: ben, To: lead, About: int64(of)}
	self := func(l job.Letter) job.Letter {
		l.To = named
		return l
	}
	c.follow([]step{
		{"nobody is announced", nil, announced, "", ""},
		{"somebody is", func(tx postgres.Tx) error {
			_, err := tx.AddNomination(ctx, account.Nomination{Association: of, Person: ben, Why: "Awa is weg.", AnnouncedBy: awa, AnnouncedAt: noon})
			return err
		}, announced, "Wie vertegenwoordigt Kolda-Schelde?", "> Awa is weg."},
		{"to themselves", nil, self(announced), "Wie vertegenwoordigt Kolda-Schelde?", "wil jou hoofdvertegenwoordiger maken"},
		{"of somebody else", nil, job.Letter{Purpose: job.LeadAnnounced, Person: awa, To: lead, About: int64(of)}, "", ""},
		{"to an address that is nobody's", nil, job.Letter{Purpose: job.LeadAnnounced, Person: ben, To: "weg@voorbeeld.be", About: int64(of)}, "", ""},
		{"not named yet", nil, told, "", ""},
		{"named", func(tx postgres.Tx) error {
			if _, err := tx.AddMember(ctx, of, ben, account.LeadPart, noon); err != nil {
				return err
			}
			return tx.DropNomination(ctx, of)
		}, told, "Nieuwe hoofdvertegenwoordiger van Kolda-Schelde", "heeft Ben hoofdvertegenwoordiger gemaakt"},
		{"to themselves", nil, self(told), "Nieuwe hoofdvertegenwoordiger van Kolda-Schelde", "heeft jou hoofdvertegenwoordiger gemaakt"},
		{"announced no more", nil, announced, "", ""},
		{"made by who did so before", nil, self(job.Letter{Purpose: job.LeadGiven, Person: awa, About: int64(of)}),
			"Je bent nu hoofdvertegenwoordiger van Kolda-Schelde", "Awa heeft jou hoofdvertegenwoordiger gemaakt"},
		{"and not any more", func(tx postgres.Tx) error { return tx.SetPart(ctx, of, ben, account.ReaderPart) },
			self(job.Letter{Purpose: job.LeadGiven, Person: awa, About: int64(of)}), "", ""},
	})
}
