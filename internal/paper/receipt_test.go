package paper

import (
	"bytes"
	"sync"
	"testing"
	"time"

	"vriendenstad/internal/grant"
)

func TestAReceiptIsAWholePDFWhateverWasTyped(t *testing.T) {
	t.Parallel()
	r := Receipt{Submission: grant.Submission{Application: 17, Number: "VS-2027-0018", At: time.Date(2027, time.May, 15, 21, 59, 59, 0, time.UTC), InGrace: true,
		Requested: 5_175_00, Hash: bytes.Repeat([]byte{0x9f}, 32)}, Title: "Żółw & “argan” – \u200fمرحبا 😀", Association: "Rif & Stroom vzw (fictief)", Regulation: "Projecten in het Zuiden",
		Version: 2, Round: "Voorjaar 2027", By: "Awa", When: "zaterdag 15 mei 2027 om 23.59.59 uur", Check: "https://vriendenstad.be/dossier/bewijs", Demo: true}
	for i := range 60 { // more than a page
		r.Files = append(r.Files, grant.File{Name: "offerte – één, twee “drie”.pdf", Size: int64(i + 1), SHA256: bytes.Repeat([]byte{byte(i)}, 32)})
	}
	first, err := WriteReceipt(r)
	if err != nil || !bytes.HasPrefix(first, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(first), []byte("%%EOF")) {
		t.Fatalf("%d bytes, %v", len(first), err)
	}
	r.InGrace, r.Admission = false, grant.Admission{AdmittedUntil: r.At.Add(time.Hour), AdmittedAt: r.At.Add(-time.Hour), AdmittedWhy: "Er was\neen stroompanne."}
	if late, err := WriteReceipt(r); err != nil || bytes.Equal(late, first) {
		t.Errorf("one that was admitted after the closing: %v", err)
	}
	if none, err := WriteReceipt(Receipt{}); err != nil || len(none) == 0 {
		t.Errorf("an empty one: %v", err)
	}
}

func TestReceiptsAreWrittenAtOnceAndAreTheSame(t *testing.T) {
	t.Parallel()
	r := Receipt{Title: "Ergotherapie voor kinderen", Submission: grant.Submission{Number: "VS-2027-0018", Hash: make([]byte, 32)}}
	alone, err := WriteReceipt(r)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if beside, err := WriteReceipt(r); err != nil || !bytes.Equal(alone, beside) {
				t.Errorf("another one, %v", err)
			}
		})
	}
	wait.Wait()
}

func TestAPaperReadsNoClock(t *testing.T) {
	t.Parallel()
	receipt, err := WriteReceipt(Receipt{})
	if err != nil || !bytes.Contains(receipt, []byte("/CreationDate (D:1970")) || !bytes.Contains(receipt, []byte("/ModDate (D:1970")) {
		t.Errorf("a receipt of no moment: %v", err)
	}
	letter, err := WriteLetter(Letter{At: time.Date(2027, time.May, 15, 20, 0, 0, 0, time.UTC)})
	if err != nil || !bytes.Contains(letter, []byte("/CreationDate (D:20270515")) || !bytes.Contains(letter, []byte("/ModDate (D:20270515")) {
		t.Errorf("a letter of May: %v", err)
	}
}

func TestAHashIsWrittenInGroupsOfFour(t *testing.T) {
	t.Parallel()
	if got := Grouped("9f2c41d80b"); got != "9f2c 41d8 0b" {
		t.Errorf("%q", got)
	}
}
