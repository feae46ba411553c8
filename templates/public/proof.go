package public

import (
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/fault"
)

// A ProofPage says whether something was submitted under a hash.
type ProofPage struct {
	Typed string
	Wrong fault.Fields
	// Asked says that the hash was looked for. On is the day on which what has it was submitted, zero where nothing was.
	Asked bool
	On    calendar.Day
}
