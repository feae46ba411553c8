package schema

// What the tests look at beside what everybody may.
var (
	Settle = settle
	Names  = names
	Grants = grants
)

// AddOnly is the right that tables have on which nothing is ever changed.
const AddOnly = addOnly
