package layout

// A Bar is what stands on top of the pages of the Dienst and of its advisers, in the place of the portal's header and footer.
type Bar struct {
	// Name follows the portal's: "beheer". Home is where both lead.
	Name, Home string
	// Items are what this person may enter.
	Items []Tab
	// Part is what the person is here.
	Part string
	// Warnings are what is wrong with how the portal runs.
	Warnings []Warning
}

// A Warning is something that is wrong with how the portal runs, and what to do about it.
type Warning struct{ Title, More string }
