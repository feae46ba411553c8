package public

import (
	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
)

// A SignInPage is what the sign-in page shows.
type SignInPage struct {
	Typed form.SignIn
	Wrong fault.Fields
	// Saying is what happened before, empty for nothing.
	Saying string
	// Kept says that what was typed on the page to come back to waits there.
	Kept bool
	// People are those of the sample city, in development alone, and Password is theirs; empty is not shown.
	People   []SamplePerson
	Password string
}

// A SamplePerson is one of the sample city's people: what they are, and the present code of their second step, empty for who has none.
type SamplePerson struct {
	Name  string
	Email account.Email
	Parts []string
	Code  string
}

// A CodePage is what the page of the second step shows.
type CodePage struct {
	Wrong fault.Fields
	// To is the page that it leads on to.
	To string
	// Again says that the person is signed in, and gave a code too long ago for what they want to do.
	Again bool
	// Now is the present code of one of the sample city's people, in development alone; empty for anybody else.
	Now string
}

// A RegisterPage is what the page to get an account shows.
type RegisterPage struct {
	Typed form.Registration
	Wrong fault.Fields
	Once  string
}

// A LetterPage is a page that a letter's link leads to, with one thing to do. Reading it does nothing.
type LetterPage struct {
	Title, Lead  string
	Action, Once string
	// Press is what the button says.
	Press string
}
