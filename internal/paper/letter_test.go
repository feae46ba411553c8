package paper

import (
	"bytes"
	"testing"
	"time"
)

func TestALetterIsTheSamePDFEachTimeItIsWritten(t *testing.T) {
	t.Parallel()
	l := Letter{Title: "Lettre d’appui (fictive)", Paragraphs: []string{"Madame, Monsieur,", "Nous sommes d’accord : « oui », à cent pour cent. Żółw."}, At: time.Date(2027, time.May, 15, 20, 0, 0, 0, time.UTC)}
	first, err := WriteLetter(l)
	if err != nil || !bytes.HasPrefix(first, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(first), []byte("%%EOF")) {
		t.Fatalf("%d bytes, %v", len(first), err)
	}
	if second, err := WriteLetter(l); err != nil || !bytes.Equal(first, second) {
		t.Errorf("%d bytes, then %d, %v", len(first), len(second), err)
	}
}
