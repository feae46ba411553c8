package public

// A DevMailRow is a letter in the list of those that were written in development.
type DevMailRow struct {
	Href, To, Subject string
	// At is when it was written, in words.
	At string
}

// A DevLine is a line of a letter's text. Href is where it leads in the portal, empty for nowhere.
type DevLine struct{ Text, Href string }

// A DevLetterPage is one letter.
type DevLetterPage struct {
	DevMailRow
	Lines []DevLine
	HTML  string
	// Files are the names of what goes with it.
	Files []string
}
