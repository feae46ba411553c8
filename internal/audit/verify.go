package audit

import (
	"bytes"
	"fmt"
	"time"
)

// SealedWithin is how long an entry may stand without a seal before that is a finding.
const SealedWithin = 10 * time.Minute

// A Link is a seal with the entry and the detail that it is over, as they stand in the database now.
type Link struct {
	Seal Seal
	// Entry is nil where the seal has none.
	Entry *Entry
	// Salt and Text are the detail's; Erased says that it was emptied. All are empty where there is no detail.
	Salt   []byte
	Text   string
	Erased bool
}

// A Kind says in which way something is not as it was written.
type Kind string

// The kinds.
const (
	SealMissing   Kind = "seal missing"   // a place in the chain is left out
	EntryGone     Kind = "entry gone"     // a seal is over an entry that is not there
	EntryChanged  Kind = "entry changed"  // an entry, or its seal, is not what was sealed
	DetailAdded   Kind = "detail added"   // an entry that was sealed without a detail has one
	DetailGone    Kind = "detail gone"    // a detail is not there, and was not emptied by its function
	DetailChanged Kind = "detail changed" // a detail is not what was written
	TailCut       Kind = "tail cut"       // a seal that was seen before is not there
	Rewritten     Kind = "rewritten"      // a seal that was seen before has another hash
	SealLate      Kind = "seal late"      // an entry stands without a seal for longer than [SealedWithin]
)

// A Finding is something that is not as it was written.
type Finding struct {
	Kind Kind
	// N and Entry say where; zero where that is not known.
	N     int64
	Entry ID
	// What says in words, for a log.
	What string
}

// String writes the finding as one line of a log.
func (f Finding) String() string {
	return fmt.Sprintf("seal %d, entry %d: %s", f.N, f.Entry, f.What)
}

// A Chain follows the seals in their order and reports the first broken link. The zero value has read nothing.
type Chain struct {
	last    Seal
	erased  int
	finding *Finding
}

// Add reads the next link. After the first broken one the rest is not followed: it hangs on it.
func (c *Chain) Add(l Link) {
	if c.finding != nil {
		return
	}
	if kind, what := c.wrong(l); kind != "" {
		c.finding = &Finding{Kind: kind, N: l.Seal.N, Entry: l.Seal.Entry, What: what}
		return
	}
	c.last = l.Seal
	if l.Erased {
		c.erased++
	}
}

func (c *Chain) wrong(l Link) (Kind, string) {
	switch {
	case l.Seal.N != c.last.N+1:
		return SealMissing, fmt.Sprintf("the seal before it, %d, is missing", c.last.N+1)
	case l.Entry == nil:
		return EntryGone, "the seal's entry is gone"
	case c.last.Seal(*l.Entry).Hash != l.Seal.Hash:
		return EntryChanged, "the entry or its seal is not what was sealed"
	case l.Erased:
		return "", ""
	case len(l.Entry.Digest) == 0 && l.Text != "":
		return DetailAdded, "the entry was sealed without a detail and has one now"
	case len(l.Entry.Digest) > 0 && l.Text == "":
		return DetailGone, "the entry's detail is gone"
	case len(l.Entry.Digest) > 0 && !bytes.Equal(DigestOf(l.Salt, l.Text), l.Entry.Digest):
		return DetailChanged, "the entry's detail is not what was written"
	}
	return "", ""
}

// Head returns the last seal that holds.
func (c *Chain) Head() Seal { return c.last }

// Erased returns how many details were emptied.
func (c *Chain) Erased() int { return c.erased }

// Finding returns the first broken link, and nil where the chain is whole.
func (c *Chain) Finding() *Finding { return c.finding }

// A Report is the outcome of a verification.
type Report struct {
	// Head is the last seal that holds, Erased the number of details that were emptied.
	Head     Seal
	Erased   int
	Findings []Finding
}

// Whole says that nothing was found.
func (r Report) Whole() bool { return len(r.Findings) == 0 }
