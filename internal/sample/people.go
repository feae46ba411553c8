package sample

import (
	"vriendenstad/internal/account"
)

// The sample city's people all have one password, and those with a second step one secret: they are for looking around and for tests,
// on one's own machine, and are let in nowhere else.
const (
	Password = "samen sterker dan alleen"
	// Secret is the key of the second step, as people type it into an app.
	Secret = "VRIENDENSTADVRIENDENSTADVRIENDEN"
)

// A Person is one of the sample city's people.
type Person struct {
	Name  string
	Email account.Email
	// Members are the parts in associations, by their slugs.
	Members map[string]account.Part
	Powers  []account.Part
	// Advises says that the person is an adviser, for a year from the day of seeding.
	Advises bool
}

// HasSecond says that the person has a second step: staff and advisers do.
func (p Person) HasSecond() bool { return len(p.Powers) > 0 || p.Advises }

// People returns the sample city's people: two associations with two members each, of whom one is in both, each power of the Dienst with a
// second head, and an adviser. Their names are invented, and their addresses lead nowhere. Who speaks for an association comes before its other
// members: it has none without.
func People() []Person {
	all := []Person{
		{Name: "Awa Diallo (fictief)", Email: "awa@teranga.example", Members: map[string]account.Part{"teranga-schelde": account.LeadPart}},
		{Name: "Esi Mensah (fictief)", Email: "esi@akwaaba.example", Members: map[string]account.Part{"akwaaba-antwerpen": account.LeadPart}},
		{Name: "Modou Faye (fictief)", Email: "modou@teranga.example", Members: map[string]account.Part{
			"teranga-schelde": account.ContributorPart, "akwaaba-antwerpen": account.ReaderPart}},
		{Name: "Ilse Adriaens (fictief)", Email: "adviseur@vriendenstad.example", Advises: true},
	}
	for _, power := range account.Powers() {
		all = append(all, Person{Name: staffNames[power], Email: StaffEmail(power), Powers: []account.Part{power}})
	}
	return append(all, Person{Name: "Bram Verlinden (fictief)", Email: Deputy, Powers: []account.Part{account.HeadPart}})
}

// StaffEmail is the address of the one of the sample city's people who holds the power.
func StaffEmail(power account.Part) account.Email {
	return account.Email(string(power) + "@vriendenstad.example")
}

// Deputy is the address of the second head: what one confirms, another has proposed.
const Deputy account.Email = "plaatsvervanger@vriendenstad.example"

var staffNames = map[account.Part]string{
	account.CaseHandlerPart: "Karim Bensalem (fictief)", account.BudgetKeeperPart: "Lotte Peeters (fictief)",
	account.HeadPart: "Hilde Claes (fictief)", account.EditorPart: "Joris Wauters (fictief)",
	account.AdministratorPart: "Nadia Okafor (fictief)",
}
