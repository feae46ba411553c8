package ui

import (
	"time"

	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// A Message is what one side wrote to the other.
type Message struct {
	// Theirs says that the other side wrote it.
	Theirs bool
	From   string
	At     time.Time
	Words  string
	// Files are its attachments, each with where it can be fetched.
	Files []AnswerFile
}

// A MessageForm is the form of a message, as it was typed.
type MessageForm struct {
	Action, Once string
	// Label says to whom it goes.
	Label string
	Words string
	// Held are files that came with it before it was refused: they need not be chosen anew.
	Held  []HeldFile
	Wrong fault.Fields
}

// A HeldFile is a file that is kept until its form is sent again, as the value of a box that is ticked.
type HeldFile struct {
	Name  string
	Size  int64
	Value string
}

// enclosures says what may be attached to a message.
func enclosures() string {
	return "Hoogstens " + money.Count(grant.MessageFilesMost) + " bestanden: PDF, Word, Excel, OpenDocument, JPEG of PNG, tot " + money.Count(document.Most>>20) + " MB per bestand."
}

// describedBy names the elements that say more about the files.
func (f MessageForm) describedBy() string {
	if len(f.Wrong.Of("bijlage")) > 0 {
		return "bijlage-uitleg bijlage-fout"
	}
	return "bijlage-uitleg"
}
