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

// A Finding is something that is not as it was written.
type Finding struct {
	// N and Entry say where; zero where that is not known.
	N     int64
	Entry ID
	// What says in words, for the administrator.
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
	switch what := c.wrong(l); what {
	case "":
		c.last = l.Seal
		if l.Erased {
			c.erased++
		}
	default:
		c.finding = &Finding{N: l.Seal.N, Entry: l.Seal.Entry, What: what}
	}
}

func (c *Chain) wrong(l Link) string {
	switch {
	case l.Seal.N != c.last.N+1:
		return fmt.Sprintf("the seal before it, %d, is missing", c.last.N+1)
	case l.Entry == nil:
		return "the seal's entry is gone"
	case c.last.Seal(*l.Entry).Hash != l.Seal.Hash:
		return "the entry or its seal is not what was sealed"
	case l.Erased:
		return ""
	case len(l.Entry.Digest) == 0 && l.Text != "":
		return "the entry was sealed without a detail and has one now"
	case len(l.Entry.Digest) > 0 && l.Text == "":
		return "the entry's detail is gone"
	case len(l.Entry.Digest) > 0 && !bytes.Equal(DigestOf(l.Salt, l.Text), l.Entry.Digest):
		return "the entry's detail is not what was written"
	}
	return ""
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
