package document_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"vriendenstad/internal/document"
)

// packed writes a package with these parts; a part "name=text" holds that text, as it is.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range parts {
		name, text, stored := strings.Cut(part, "=")
		head := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if stored {
			head.Method = zip.Store
		}
		to, err := w.CreateRaw(rawOf(head, text))
		if err == nil {
			_, err = to.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rawOf fills in the sizes of a part that stands as it is.
func rawOf(head *zip.FileHeader, text string) *zip.FileHeader {
	head.Method = zip.Store
	head.CompressedSize64, head.UncompressedSize64 = uint64(len(text)), uint64(len(text))
	return head
}

const (
	odt = "application/vnd.oasis.opendocument.text"
	ods = "application/vnd.oasis.opendocument.spreadsheet"
)

func TestOnlyWhatIsWhatItSaysIsTaken(t *testing.T) {
	t.Parallel()
	word := packed(t, "[Content_Types].xml", "word/document.xml=<w/>")
	many := make([]string, 5_001)
	for i := range many {
		many[i] = fmt.Sprintf("word/%d.xml", i)
	}
	for _, test := range []struct {
		says, name string
		bytes      []byte
		want       error
	}{
		{"a PDF", "offerte.pdf", []byte("%PDF-1.7 …"), nil},
		{"a PDF with large letters", "OFFERTE.PDF", []byte("%PDF-1.7 …"), nil},
		{"a Word document", "brief.docx", word, nil},
		{"a sheet", "raming.xlsx", packed(t, "[Content_Types].xml", "xl/workbook.xml=<w/>"), nil},
		{"an open text", "brief.odt", packed(t, "mimetype="+odt, "content.xml"), nil},
		{"an open sheet", "raming.ods", packed(t, "mimetype="+ods, "content.xml"), nil},
		{"a photograph", "put.jpeg", []byte("\xff\xd8\xff\xe0JFIF"), nil},
		{"a picture", "put.png", []byte("\x89PNG\r\n\x1a\n…"), nil},
		{"a page", "put.html", []byte("<script>alert(1)</script>"), document.ErrKind},
		{"a drawing that can hold a script", "put.svg", []byte("<svg onload=alert(1)>"), document.ErrKind},
		{"a program", "put.exe", []byte("MZ"), document.ErrKind},
		{"two endings", "put.pdf.exe", []byte("%PDF-1.7"), document.ErrKind},
		{"no ending", "put", []byte("%PDF-1.7"), document.ErrKind},
		{"a package", "alles.zip", word, document.ErrKind},
		{"nothing", "leeg.pdf", nil, document.ErrEmpty},
		{"a page that is called PDF", "put.pdf", []byte("<html>%PDF-1.7"), document.ErrInside},
		{"a PDF that is called a picture", "put.png", []byte("%PDF-1.7"), document.ErrInside},
		{"a sheet that is called a text", "put.docx", packed(t, "[Content_Types].xml", "xl/workbook.xml"), document.ErrInside},
		{"an open sheet that is called a text", "put.odt", packed(t, "mimetype="+ods), document.ErrInside},
		{"a package behind something else", "put.docx", append([]byte("%PDF-1.7\n"), word...), document.ErrInside},
		{"a package without its end", "put.docx", word[:len(word)-30], document.ErrInside},
		{"the begin of a package", "put.docx", []byte("PK\x03\x04"), document.ErrInside},
		{"macros", "put.docx", packed(t, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), document.ErrMacros},
		{"open macros", "put.odt", packed(t, "mimetype="+odt, "Basic/Standard/Module1.xml"), document.ErrMacros},
		{"a thousand parts too many", "put.docx", packed(t, many...), document.ErrTooMany},
	} {
		kind, err := document.Recognise(test.name, bytes.NewReader(test.bytes), int64(len(test.bytes)))
		if !errors.Is(err, test.want) || err == nil && kind.MediaType == "" {
			t.Errorf("%s: %v, %v, want %v", test.says, kind.Label, err, test.want)
		}
	}
	if _, err := document.Recognise("groot.pdf", bytes.NewReader([]byte("%PDF-")), document.Most+1); !errors.Is(err, document.ErrLarge) {
		t.Errorf("what is too large: %v", err)
	}
}

func TestNamesStayReadable(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 300)
	for typed, want := range map[string]string{
		"Offerte oliepers – Coopérative Tigmi.pdf": "Offerte oliepers – Coopérative Tigmi.pdf",
		`a, "b" 'c'; d.pdf`:                        `a, "b" 'c'; d.pdf`,
		"طنجة.pdf":                                 "طنجة.pdf",
		"../../etc/passwd":                         "passwd",
		`C:\Mijn documenten\brief.docx`:            "brief.docx",
		"fdp.\u202egpj.exe":                        "fdp.gpj.exe",
		"een\x00twee\n drie.pdf":                   "eentwee drie.pdf",
		"  .pdf":                                   "bestand.pdf",
		"":                                         "bestand",
		"...":                                      "bestand",
		"\xff\xfe.pdf":                             "_.pdf",
		long + ".pdf":                              strings.Repeat("é", 251) + ".pdf",
		"brief van 1.2.2027 aan de stad":           "brief van 1.2.2027 aan de stad",
	} {
		if got := document.CleanName(typed); got != want {
			t.Errorf("CleanName(%q) = %q, want %q", typed, got, want)
		}
	}
}

func FuzzCleanName(f *testing.F) {
	for _, seed := range []string{"brief.pdf", "../x", "a\x00b", "\u202e.exe", strings.Repeat("x", 400), "a.\tb", ". .", "\xff", strings.Repeat("x", 243) + " .abcdefghijk"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		name := document.CleanName(typed)
		if name == "" || utf8.RuneCountInString(name) > document.LongestName || !utf8.ValidString(name) || strings.ContainsAny(name, "/\\\x00\r\n\t") ||
			strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) {
			t.Fatalf("CleanName(%q) = %q", typed, name)
		}
		if again := document.CleanName(name); again != name {
			t.Fatalf("%q is cleaned to %q and then to %q", typed, name, again)
		}
	})
}

func FuzzRecognise(f *testing.F) {
	f.Add("brief.docx", packed(f, "[Content_Types].xml", "word/document.xml"))
	f.Add("brief.odt", packed(f, "mimetype="+odt))
	f.Add("brief.pdf", []byte("%PDF-"))
	f.Fuzz(func(t *testing.T, name string, body []byte) {
		kind, err := document.Recognise(name, bytes.NewReader(body), int64(len(body)))
		if err == nil && len(body) == 0 {
			t.Fatalf("nothing is a %s", kind.Label)
		}
	})
}
