package site

import (
	"mime"
	"testing"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/document"
)

// FuzzDisposition holds what is sent with a file to what browsers read: whatever it was called, it is a file, its name comes whole, and nothing else is said.
func FuzzDisposition(f *testing.F) {
	for _, name := range []string{"offerte.pdf", `Brief, van "Tigmi"; één.pdf`, "Begroting 100 %.xlsx", "it's (1)*.odt", "..\\..\\x.pdf", "日本.png", "a\r\nSet-Cookie: x=1.pdf",
		"\u202egnp.exe", `"`, "'", "%22.pdf", "filename*=UTF-8''x.pdf"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, sent string) {
		name := document.CleanName(sent)
		said := disposition(name)
		for _, r := range said {
			if r >= utf8.RuneSelf || unicode.IsControl(r) {
				t.Fatalf("%q holds %q", said, r)
			}
		}
		kind, fields, err := mime.ParseMediaType(said)
		if err != nil || kind != "attachment" || len(fields) != 1 || fields["filename"] != name {
			t.Fatalf("%q is said as %q and read as %s %q, %v", name, said, kind, fields, err)
		}
	})
}
