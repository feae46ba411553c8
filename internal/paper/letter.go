package paper

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

// A Letter is a page or more of plain text.
type Letter struct {
	Title      string
	Paragraphs []string
	// At is when it was written.
	At time.Time
}

// WriteLetter returns the letter on paper.
func WriteLetter(l Letter) ([]byte, error) {
	p := blank(l.Title, l.At)
	p.AddPage()
	text(p, "B", 16, l.Title)
	for _, one := range l.Paragraphs {
		p.Ln(4)
		text(p, "", 11, one)
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fmt.Errorf("letter %q: %w", l.Title, err)
	}
	return out.Bytes(), nil
}

// blank returns an empty paper of a moment. The same words of the same moment are the same bytes: a zero moment stays the zero of Unix, as the library
// takes the clock's for none.
func blank(title string, at time.Time) *fpdf.Fpdf {
	if at.IsZero() {
		at = time.Unix(0, 0).UTC()
	}
	p := fpdf.New("P", "mm", "A4", "")
	p.SetCreationDate(at)
	p.SetModificationDate(at)
	p.SetCatalogSort(true)
	p.SetTitle(title, true)
	addFont(p, "go", "", goregular.TTF)
	addFont(p, "go", "B", gobold.TTF)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(true, margin)
	return p
}

// addFont gives the paper a font of its own: the library writes into its bytes.
func addFont(p *fpdf.Fpdf, family, style string, font []byte) {
	p.AddUTF8FontFromBytes(family, style, bytes.Clone(font))
}
