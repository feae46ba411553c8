package budget

// A Finding is something in the ledger that is not as its entries say, in English, for who keeps the program running.
type Finding struct {
	// Subject is what it is about: an envelope, an entry, a promise, a year.
	Subject string
	What    string
}

// String writes the finding as one line.
func (f Finding) String() string { return f.Subject + ": " + f.What }

// A Verification is what the auditor read, and what it found wrong.
type Verification struct {
	Entries, Envelopes int64
	Findings           []Finding
}

// Agrees says that nothing was found.
func (v Verification) Agrees() bool { return len(v.Findings) == 0 }
