package document

import (
	"bytes"
	"io"
	"slices"
	"strings"
)

// A Kind is a kind of document that the portal takes.
type Kind struct {
	// Label is what people call it: "PDF".
	Label     string
	MediaType string
	// Endings are those of its names, the usual one first.
	Endings []string
	// holds says whether the bytes are of this kind.
	holds func(io.ReaderAt, int64) error
}

const (
	openXML = "application/vnd.openxmlformats-officedocument."
	openDoc = "application/vnd.oasis.opendocument."
)

// Kinds returns the kinds of documents that are taken, and no others.
func Kinds() []Kind {
	return []Kind{
		{"PDF", "application/pdf", []string{"pdf"}, begins("%PDF-")},
		{"Word", openXML + "wordprocessingml.document", []string{"docx"}, packed("[Content_Types].xml", "word/document.xml")},
		{"Excel", openXML + "spreadsheetml.sheet", []string{"xlsx"}, packed("[Content_Types].xml", "xl/workbook.xml")},
		{"OpenDocument-tekst", openDoc + "text", []string{"odt"}, opened(openDoc + "text")},
		{"OpenDocument-rekenblad", openDoc + "spreadsheet", []string{"ods"}, opened(openDoc + "spreadsheet")},
		{"JPEG", "image/jpeg", []string{"jpg", "jpeg"}, begins("\xff\xd8\xff")},
		{"PNG", "image/png", []string{"png"}, begins("\x89PNG\r\n\x1a\n")},
	}
}

// Label names the kind of a document by its media type.
func Label(mediaType string) string {
	for _, k := range Kinds() {
		if k.MediaType == mediaType {
			return k.Label
		}
	}
	return "Bestand"
}

// Accept is what browsers offer to choose from: the endings of all kinds.
func Accept() string {
	var all []string
	for _, k := range Kinds() {
		for _, e := range k.Endings {
			all = append(all, "."+e)
		}
	}
	return strings.Join(all, ",")
}

// A Refusal says why a document is not taken: the end of a sentence that begins with its name.
type Refusal string

// Error is the refusal itself.
func (r Refusal) Error() string { return string(r) }

// The refusals.
const (
	ErrKind    Refusal = "dit soort bestand nemen we niet aan. Gebruik PDF, Word, Excel, OpenDocument, JPEG of PNG."
	ErrEmpty   Refusal = "dit bestand is leeg."
	ErrLarge   Refusal = "dit bestand is te groot. Er past hoogstens 10 MB."
	ErrInside  Refusal = "de inhoud past niet bij de naam. Bewaar het bestand opnieuw in het programma waarin je het maakte."
	ErrMacros  Refusal = "er zitten macro’s in dit bestand. Bewaar het zonder macro’s."
	ErrTooMany Refusal = "er zitten te veel delen in dit bestand."
)

// Recognise says of what kind a document is: by the ending of its name, which its bytes must bear out. It looks at them where they lie and unpacks nothing.
func Recognise(name string, bytes io.ReaderAt, size int64) (Kind, error) {
	all := Kinds()
	at := slices.IndexFunc(all, func(k Kind) bool { return slices.Contains(k.Endings, Ending(name)) })
	switch {
	case at < 0:
		return Kind{}, ErrKind
	case size == 0:
		return Kind{}, ErrEmpty
	case size > Most:
		return Kind{}, ErrLarge
	}
	return all[at], all[at].holds(bytes, size)
}

// begins says whether the bytes begin so.
func begins(magic string) func(io.ReaderAt, int64) error {
	return func(from io.ReaderAt, _ int64) error {
		first := make([]byte, len(magic))
		if _, err := from.ReadAt(first, 0); err != nil || string(first) != magic {
			return ErrInside
		}
		return nil
	}
}

// packed says whether the bytes are a package with these parts, and without macros.
func packed(parts ...string) func(io.ReaderAt, int64) error {
	return func(from io.ReaderAt, size int64) error {
		names, err := partsOf(from, size)
		if err != nil {
			return err
		}
		for _, part := range parts {
			if !slices.Contains(names, part) {
				return ErrInside
			}
		}
		return nil
	}
}

// opened says whether the bytes are an OpenDocument of that type, which its first part names.
func opened(mediaType string) func(io.ReaderAt, int64) error {
	return func(from io.ReaderAt, size int64) error {
		const header = 30 // of a part, before its name
		first := make([]byte, header+len("mimetype")+len(mediaType))
		if _, err := from.ReadAt(first, 0); err != nil || !bytes.HasSuffix(first, []byte("mimetype"+mediaType)) {
			return ErrInside
		}
		_, err := partsOf(from, size)
		return err
	}
}
