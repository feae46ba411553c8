package layout

import "vriendenstad/internal/association"

// A Who is whom the header names, on every page.
type Who struct {
	// Known says that somebody is signed in. Unsure says that nobody could be asked: the database is away. Else it is a visitor.
	Known, Unsure bool
	// Name is the person's.
	Name string
	// For is the association that the person acts for, empty for none.
	For string
	// Others are the associations that the person may act for besides.
	Others []Acting
	// Staff and Adviser say which other homes the person has.
	Staff, Adviser bool
	// Once is the key of the form that signs out.
	Once string
}

// An Acting is an association that a person may act for.
type Acting struct {
	ID   association.ID
	Name string
}

func (w Who) label() string {
	if w.For != "" {
		return w.For
	}
	return w.Name
}

// A Tab is an item of the bar under the header, on the pages of who is signed in.
type Tab struct {
	Label, Href string
	Current     bool
	// Unread is how many messages behind it nobody has read yet.
	Unread int
}

// unread says in words how many messages are new.
func (t Tab) unread() string {
	if t.Unread == 1 {
		return " nieuw bericht"
	}
	return " nieuwe berichten"
}
