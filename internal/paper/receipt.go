// Package paper writes what people take along on paper, as PDF. The page of the portal says the same and is the accessible one: a PDF of this kind
// has no structure for a screen reader.
package paper

import (
	"bytes"
	"fmt"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gomono"

	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// A Receipt is the proof that an application was submitted.
type Receipt struct {
	grant.Submission
	Title, Association, Regulation, Round string
	Version                               int
	// By is who submitted it, empty for who was erased. When is the moment of the server, in words.
	By, When string
	Files    []grant.File
	// Check is the whole address of the page that says whether the proof is one.
	Check string
	// Demo says that it is invented.
	Demo bool
}

// The page, in millimetres: A4.
const (
	margin = 22.0
	inner  = 210 - 2*margin
	line   = 6.0
)

// WriteReceipt returns the receipt on paper.
func WriteReceipt(r Receipt) ([]byte, error) {
	p := blank("Ontvangstbewijs "+string(r.Number), r.At)
	p.SetAuthor("Vriendenstad", true)
	p.SetLang("nl-BE")
	addFont(p, "mono", "", gomono.TTF)
	p.SetCellMargin(0)
	p.AddPage()

	p.SetFillColor(207, 0, 57)
	p.Rect(margin, margin-6, inner, 2, "F")
	text(p, "", 10, "Vriendenstad – Antwerpen in de wereld")
	if r.Demo {
		text(p, "B", 10, "Demonstratie: alles op dit blad is fictief.")
	}
	p.Ln(6)
	text(p, "B", 20, "Ontvangstbewijs")
	p.Ln(2)
	text(p, "", 10, "Dossiernummer")
	text(p, "B", 26, string(r.Number))
	p.Ln(4)
	for _, one := range [][2]string{
		{"Aanvraag", r.Title},
		{"Vereniging", r.Association},
		{"Reglement", fmt.Sprintf("%s, versie %d", r.Regulation, r.Version)},
		{"Oproep", r.Round},
		{"Gevraagd", asked(r.Requested)},
		{"Ontvangen", r.When},
		{"Ingediend door", r.By},
	} {
		term(p, one[0], one[1])
	}
	if r.InGrace {
		p.Ln(2)
		text(p, "", 10, "Ingediend kort na de sluiting, binnen de uitlooptijd. Alles was voor de sluiting bewaard: de aanvraag telt als op tijd.")
	}
	if r.Admitted() {
		p.Ln(2)
		text(p, "", 10, r.AdmittedSentence()+" Dit was de reden: “"+strings.Join(strings.Fields(r.AdmittedWhy), " ")+"”")
	}
	if len(r.Files) > 0 {
		p.Ln(4)
		text(p, "B", 12, "Bijlagen")
		for _, f := range r.Files {
			text(p, "", 10, fmt.Sprintf("%s (%s bytes)", clean(f.Name), money.Count(int(f.Size))))
			p.SetFont("mono", "", 7)
			p.MultiCell(inner, 4, fmt.Sprintf("SHA-256 %x", f.SHA256), "", "L", false)
		}
	}
	p.Ln(6)
	text(p, "B", 12, "Controlecode (SHA-256)")
	p.SetFont("mono", "", 9.5) // fits one line
	p.MultiCell(inner, line, Grouped(r.Proof()), "", "L", false)
	text(p, "", 10, "Met deze code toon je later aan dat deze aanvraag ingediend is en wanneer: "+r.Check)
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fmt.Errorf("receipt of application %d: %w", r.Application, err)
	}
	return out.Bytes(), nil
}

func asked(amount money.Cents) string {
	if amount == 0 {
		return "steun in natura"
	}
	return amount.String()
}

func text(p *fpdf.Fpdf, style string, size float64, words string) {
	p.SetFont("go", style, size)
	p.MultiCell(inner, max(line, size/2), clean(words), "", "L", false)
}

func term(p *fpdf.Fpdf, name, value string) {
	if value == "" {
		return
	}
	p.SetFont("go", "", 10)
	p.CellFormat(38, line, name, "", 0, "L", false, 0, "")
	p.SetFont("go", "B", 10)
	p.MultiCell(inner-38, line, clean(value), "", "L", false)
}

// clean leaves out of typed words what the font has no place for in its tables: signs beyond the first 65,536.
func clean(words string) string {
	kept := make([]rune, 0, len(words))
	for _, r := range words {
		if r < 0x10000 && r >= ' ' {
			kept = append(kept, r)
		}
	}
	return string(kept)
}

// Grouped writes a hash in groups of four, as people compare it.
func Grouped(hash string) string {
	var out []byte
	for i := range len(hash) {
		if i > 0 && i%4 == 0 {
			out = append(out, ' ')
		}
		out = append(out, hash[i])
	}
	return string(out)
}
