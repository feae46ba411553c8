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
	p := fpdf.New("P", "mm", "A4", "")
	p.SetCreationDate(l.At)
	p.SetModificationDate(l.At)
	p.SetCatalogSort(true)
	p.SetTitle(l.Title, true)
	addFont(p, "go", "", goregular.TTF)
	addFont(p, "go", "B", gobold.TTF)
	p.SetMargins(margin, margin, margin)
	p.SetAutoPageBreak(true, margin)
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

// addFont gives the paper a font of its own: the library writes into its bytes.
func addFont(p *fpdf.Fpdf, family, style string, font []byte) {
	p.AddUTF8FontFromBytes(family, style, bytes.Clone(font))
}
