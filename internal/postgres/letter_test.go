package postgres_test

import (
	"testing"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/job"
	"vriendenstad/internal/postgres"
	"vriendenstad/internal/postgres/pgtest"
)

func TestWhatALetterMaySayIsReadWhenItIsSent(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var awa, ben account.ID
	var of association.ID
	err := db.InTx(t.Context(), func(tx postgres.Tx) (err error) {
		if awa, _, err = tx.AddPerson(t.Context(), "awa@voorbeeld.be", "Awa", "hash", false, moment); err != nil {
			return err
		}
		if ben, _, err = tx.AddPerson(t.Context(), "ben@voorbeeld.be", "Ben", "hash", false, moment); err != nil {
			return err
		}
		if of, err = tx.RegisterAssociation(t.Context(), kolda(), moment); err != nil {
			return err
		}
		if _, err = tx.AddMember(t.Context(), of, awa, account.LeadPart, moment); err != nil {
			return err
		}
		if _, err = tx.AddJoinRequest(t.Context(), of, ben, "Ik help graag.", moment); err != nil {
			return err
		}
		return tx.SetPowers(t.Context(), ben, []account.Part{account.EditorPart}, account.By{Person: awa, At: moment})
	})
	if err != nil {
		t.Fatal(err)
	}
	name := kolda().Name
	for _, c := range []struct {
		letter job.Letter
		want   postgres.LetterFacts
	}{
		{job.Letter{To: "niemand@voorbeeld.be", Person: 99, About: 99}, postgres.LetterFacts{}},
		{job.Letter{To: "awa@voorbeeld.be", Person: ben, About: int64(of)}, postgres.LetterFacts{HasAccount: true, Addressee: "Awa", ToMember: true, ToLead: true,
			There: true, Person: "Ben", Association: name, Standing: association.Registered, Join: "pending", Why: "Ik help graag."}},
		{job.Letter{To: "ben@voorbeeld.be", Person: awa, About: int64(of)}, postgres.LetterFacts{HasAccount: true, Addressee: "Ben", ToStaff: true,
			There: true, Person: "Awa", Association: name, Standing: association.Registered, IsMember: true}},
	} {
		if got, err := db.LetterFacts(t.Context(), c.letter); err != nil || got != c.want {
			t.Errorf("%+v:\n%+v, %v, want\n%+v", c.letter, got, err, c.want)
		}
	}
}
