// Package audit is the record: who did what to which thing, and when, in a chain that shows whether somebody rewrote it.
//
// An entry holds numbers and names of acts, no personal value. What stood before and after stands apart, in a [Detail] of which
// the entry holds only a digest; so a person can be erased from the record without breaking the chain.
package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"vriendenstad/internal/account"
)

// An ID numbers an entry. Entries are numbered in the order in which their acts began to be written down; one that was
// committed later may have a lower number.
type ID int64

// An Entry says that an act was done. It is written in the act's own transaction and never changed.
type Entry struct {
	ID ID
	// At is the act's now, not the moment of writing.
	At time.Time
	// Person and Part are those of the act's [account.By]; zero and empty for the program itself.
	Person account.ID
	Part   account.Part
	// Act names the act, as "application.submit".
	Act string
	// Subject names what it was done to, as "application/17".
	Subject string
	// Digest is that of the entry's detail, empty where it has none.
	Digest []byte
}

// A Detail is what an entry tells of values: it can be emptied, the entry cannot.
type Detail struct {
	// About are the persons of whom the values tell. Erasing one of them empties the detail.
	About []account.ID `json:"-"`
	// Before and After are what stood there and what stands there now; nil for nothing.
	Before any `json:"before,omitempty"`
	After  any `json:"after,omitempty"`
	// Why is a motivation that somebody gave; empty for none.
	Why string `json:"why,omitempty"`
	// Client is the network that a sign-in came from. Details with one are emptied after [account.DetailKept].
	Client string `json:"client,omitempty"`
}

// A Hash is a link of the chain.
type Hash [sha256.Size]byte

// String writes the hash in the form in which it is logged and compared.
func (h Hash) String() string { return fmt.Sprintf("%x", h[:]) }

// A Seal binds an entry into the chain, at the place N, counted from 1.
type Seal struct {
	N     int64
	Entry ID
	Hash  Hash
}

// Seal returns the seal that comes after the last one, for the entry. The first follows the zero seal.
func (last Seal) Seal(e Entry) Seal {
	h := sha256.New()
	h.Write(last.Hash[:])
	h.Write(e.canonical())
	next := Seal{N: last.N + 1, Entry: e.ID}
	h.Sum(next.Hash[:0])
	return next
}

// canonical writes the entry as the chain reads it: each part with its length before it, the time in microseconds, as
// the database keeps it. It must never change: the seals of years hang on it.
func (e Entry) canonical() []byte {
	var b []byte
	part := func(text string) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(text)))
		b = append(b, text...)
	}
	part("vriendenstad/1")
	b = binary.BigEndian.AppendUint64(b, uint64(e.ID))
	b = binary.BigEndian.AppendUint64(b, uint64(e.At.UnixMicro()))
	b = binary.BigEndian.AppendUint64(b, uint64(e.Person))
	part(string(e.Part))
	part(e.Act)
	part(e.Subject)
	part(string(e.Digest))
	return b
}

// DigestOf returns the digest of a detail as the database keeps its text.
func DigestOf(salt []byte, detail string) []byte {
	sum := sha256.Sum256(append(append([]byte{}, salt...), detail...))
	return sum[:]
}
