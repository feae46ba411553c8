package audit_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vriendenstad/internal/account"
	"vriendenstad/internal/audit"
)

// chain draws a chain of links that is whole.
func chain(t *rapid.T) []audit.Link {
	var last audit.Seal
	links := make([]audit.Link, rapid.IntRange(2, 20).Draw(t, "length"))
	for i := range links {
		entry := audit.Entry{ID: audit.ID(rapid.Int64Range(1, 1000).Draw(t, "id")), At: time.UnixMicro(rapid.Int64Range(0, 1<<50).Draw(t, "at")),
			Person: account.ID(rapid.Int64Range(0, 99).Draw(t, "person")), Part: account.HeadPart,
			Act: rapid.StringMatching(`[a-z]{1,8}\.[a-z]{1,8}`).Draw(t, "act"), Subject: rapid.StringMatching(`[a-z]{1,8}/[0-9]{1,3}`).Draw(t, "subject")}
		links[i] = audit.Link{Entry: &entry}
		if rapid.Bool().Draw(t, "detailed") {
			links[i].Salt, links[i].Text = []byte("0123456789abcdef"), `{"after": "x"}`
			entry.Digest = audit.DigestOf(links[i].Salt, links[i].Text)
		}
		last = last.Seal(entry)
		links[i].Seal = last
	}
	return links
}

func read(links []audit.Link) *audit.Chain {
	var c audit.Chain
	for _, l := range links {
		c.Add(l)
	}
	return &c
}

func TestAChainAsItWasWrittenIsWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		links := chain(t)
		if c := read(links); c.Finding() != nil || c.Head() != links[len(links)-1].Seal {
			t.Fatalf("%v, head %v", c.Finding(), c.Head())
		}
	})
}

func TestErasingADetailLeavesTheChainWhole(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		links := chain(t)
		erased := 0
		for i := range links {
			if links[i].Text != "" && rapid.Bool().Draw(t, "erase") {
				links[i].Salt, links[i].Text, links[i].Erased = nil, "", true
				erased++
			}
		}
		if c := read(links); c.Finding() != nil || c.Erased() != erased {
			t.Fatalf("%v, %d erased", c.Finding(), c.Erased())
		}
	})
}

func TestEveryChangeIsFoundAtItsPlace(t *testing.T) {
	t.Parallel()
	changes := map[string]func(*audit.Link){
		"another person":   func(l *audit.Link) { l.Entry.Person++ },
		"another part":     func(l *audit.Link) { l.Entry.Part += "x" },
		"another act":      func(l *audit.Link) { l.Entry.Act += "x" },
		"another subject":  func(l *audit.Link) { l.Entry.Subject = strings.Replace(l.Entry.Subject, "/", "/1", 1) },
		"another time":     func(l *audit.Link) { l.Entry.At = l.Entry.At.Add(time.Microsecond) },
		"another number":   func(l *audit.Link) { l.Entry.ID++ },
		"another digest":   func(l *audit.Link) { l.Entry.Digest = append([]byte{1}, l.Entry.Digest...) },
		"another hash":     func(l *audit.Link) { l.Seal.Hash[7]++ },
		"another detail":   func(l *audit.Link) { l.Text += " " },
		"a place left out": func(l *audit.Link) { l.Seal.N++ },
		"the entry taken":  func(l *audit.Link) { l.Entry = nil },
		"a letter moved": func(l *audit.Link) {
			l.Entry.Act, l.Entry.Subject = l.Entry.Act+l.Entry.Subject[:1], l.Entry.Subject[1:]
		},
		"the detail taken":   func(l *audit.Link) { l.Text = ""; l.Entry.Digest = append(l.Entry.Digest, 0) },
		"a hash of nothing":  func(l *audit.Link) { l.Seal.Hash = audit.Hash{} },
		"a salt of its own":  func(l *audit.Link) { l.Salt = []byte("fedcba9876543210"); l.Text += "\n" },
		"a number backwards": func(l *audit.Link) { l.Seal.N-- },
	}
	for what, change := range changes {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				links := chain(t)
				at := rapid.IntRange(0, len(links)-1).Draw(t, "place")
				n := links[at].Seal.N
				entry := *links[at].Entry
				links[at].Entry = &entry
				change(&links[at])
				found := read(links).Finding()
				if found == nil || (found.N != n && found.N != links[at].Seal.N) {
					t.Fatalf("%s at %d is found as %v", what, n, found)
				}
			})
		})
	}
}
