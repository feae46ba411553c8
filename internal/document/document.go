// Package document knows which attachments the portal takes: of what kind, how large, and under what name they are kept. Where their bytes lie is package
// depot's.
package document

import (
	"crypto/sha256"
	"time"
)

// An ID numbers a document. Zero is none.
type ID int64

// Most is how many bytes a document may have.
const Most = 10 << 20

// A Document is an attachment as lists show it.
type Document struct {
	ID ID
	// Question is the key of the question that it answers, empty for one that came with a message; Message is the number of that, or zero.
	Question string
	Message  int64
	Name     string
	// MediaType is what its bytes are, found by looking at them.
	MediaType string
	Size      int64
	SHA256    []byte
	// Stored is the name under which the depot holds its bytes.
	Stored string
	// Person added it, At that moment.
	Person int64
	At     time.Time
}

// A Stored is what a depot keeps of a document.
type Stored struct {
	// Name is the depot's own: nothing of what people called it is in it.
	Name   string
	Size   int64
	SHA256 [sha256.Size]byte
}
