package ui

// Exchanged is what both sides learn from each other. Both sides are always filled.
type Exchanged struct {
	// Title and Note name the exchange in a [Ledger]; a single [Exchange] does not draw them.
	Title, Note string
	// Partner is the name of the other side.
	Partner string
	// Antwerp is what Antwerp learns, Learnt what the partner learns.
	Antwerp, Learnt string
	// Past says that it is done: leerde, not leert.
	Past bool
}

func (e Exchanged) verb() string {
	if e.Past {
		return "leerde"
	}
	return "leert"
}

// A Step is one of the course of a dossier.
type Step struct {
	Title string
	// Note is the day and what came of it.
	Note string
	Done bool
}

// A Bar is an amount beside others of its kind.
type Bar struct {
	Label string
	// Value is how the amount is written, Amount how long its bar is. A negative amount has no bar.
	Value  string
	Amount int64
	// Tone is "red" for Antwerp's end, "gold" for the partner's, empty for neither.
	Tone string
}

func (b Bar) class() string {
	switch b.Tone {
	case "red", "gold":
		return "bar--" + b.Tone
	}
	return "bar"
}

// part returns the length of a bar out of a hundred, so that the longest of them is whole.
func part(all []Bar, b Bar) string {
	most := int64(1)
	for _, one := range all {
		most = max(most, one.Amount)
	}
	return tenth(100 * float64(max(0, b.Amount)) / float64(most))
}
