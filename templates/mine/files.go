package mine

import (
	"strconv"
	"strings"

	"vriendenstad/internal/document"
	"vriendenstad/internal/form"
	"vriendenstad/internal/grant"
	"vriendenstad/internal/money"
)

// documents are those to a question.
func (p SectionPage) documents(q grant.Question) []document.Document {
	var all []document.Document
	for _, d := range p.Documents {
		if d.Question == q.Key {
			all = append(all, d)
		}
	}
	return all
}

// labelOf is the question of an alternative.
func (p SectionPage) labelOf(a grant.Alternative) string {
	for _, q := range p.Questions {
		if q.Key == a.Question {
			return q.Label
		}
	}
	return a.Question
}

// closed says why nothing of the section can be written.
func (p SectionPage) closed() string {
	switch {
	case p.Status == grant.Draft && !p.DeletedAt.IsZero():
		return "Dit ontwerp is weggegooid. Je kan het lezen, en terughalen op de lijst van aanvragen."
	case p.Status == grant.Draft:
		return "Je bent lezer: je kan alles lezen. Wie bewerker is, schrijft."
	}
	return "Deze aanvraag is ingediend. Dit deel ligt vast."
}

func bytesMost() string { return strconv.Itoa(document.Most) }

// filesTaken says what may be attached.
func filesTaken(q grant.Question) string {
	how := "Hoogstens 1 bestand"
	if n := q.MostFiles(); n > 1 {
		how = "Hoogstens " + money.Count(n) + " bestanden"
	}
	return how + ": PDF, Word, Excel, OpenDocument, JPEG of PNG, tot " + money.Count(document.Most>>20) + " MB per bestand."
}

func iconOf(d document.Document) string {
	if strings.HasPrefix(d.MediaType, "image/") {
		return "image"
	}
	return "file-text"
}

// aboutFile says of what kind and how large a file is: "PDF, 340 kB".
func aboutFile(d document.Document) string {
	return document.Label(d.MediaType) + ", " + sizeOf(d.Size)
}

func sizeOf(bytes int64) string {
	switch {
	case bytes < 1_000:
		return money.Count(int(bytes)) + " bytes"
	case bytes < 1_000_000:
		return money.Count(int(bytes+500)/1_000) + " kB"
	}
	return strings.Replace(strconv.FormatFloat(float64(bytes)/1_000_000, 'f', 1, 64), ".", ",", 1) + " MB"
}

func pressFile(d document.Document) string {
	return form.PressOn(form.RemoveFile, strconv.FormatInt(int64(d.ID), 10))
}
