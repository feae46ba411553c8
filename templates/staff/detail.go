package staff

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"vriendenstad/internal/account"
	"vriendenstad/internal/association"
	"vriendenstad/internal/audit"
	"vriendenstad/internal/link"
	"vriendenstad/templates/ui"
)

// An Entry is one of the record, as it is read.
type Entry struct {
	ID audit.ID
	At time.Time
	// Person is zero for the program; Name is empty for who was erased.
	Person account.ID
	Name   string
	Part   account.Part
	// Act and Subject are as the record names them.
	Act, Subject string
	// Detail is the detail's text, empty where there is none; ErasedAt says when it was emptied, nil for never.
	Detail   string
	ErasedAt *time.Time
	Sealed   bool
}

// who says who did it.
func (e Entry) who() string {
	switch {
	case e.Person == 0 && e.Part == "" && onlySignedIn(e.Act):
		return "Het programma"
	case e.Person == 0 && e.Part == "":
		return "Niet aangemeld, of het programma"
	case e.Name == "":
		return "Gewiste persoon " + strconv.FormatInt(int64(e.Person), 10)
	}
	return e.Name
}

// number says which entry it is, and that it has no seal yet.
func (e Entry) number() string {
	number := "Nummer " + strconv.FormatInt(int64(e.ID), 10)
	if !e.Sealed {
		number += ", nog zonder zegel"
	}
	return number
}

// subject splits what the record names: "association/17".
func (e Entry) subject() (kind string, id int64) {
	kind, number, _ := strings.Cut(e.Subject, "/")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return "", 0
	}
	return kind, id
}

// onlySignedIn says that nobody does that without signing in: where no person did, the program did.
func onlySignedIn(act string) bool {
	kind, _, _ := strings.Cut(act, ".")
	switch kind {
	case "agreement", "application", "association", "budget", "document", "grant", "record", "sample":
		return true
	}
	return false
}

// SubjectLabel names what an entry was done to: "Vereniging 17".
func (e Entry) SubjectLabel() string {
	kind, id := e.subject()
	number := strconv.FormatInt(id, 10)
	if label := growthSubject(e.Subject); label != "" {
		return label
	}
	switch {
	case kind == "association":
		return "Vereniging " + number
	case kind == "person" && id == 0:
		return "Niemand die bekend is"
	case kind == "person":
		return "Persoon " + number
	case kind == "invitation":
		return "Uitnodiging " + number
	case e.Subject == "record":
		return "Logboek"
	case kind == "budget":
		return "Budget " + number
	case kind == "promise":
		return "Belofte " + number
	case kind == "entry":
		return "Boeking " + number
	case kind == "agreement":
		return "Overeenkomst " + number
	case kind == "application":
		return "Aanvraag " + number
	case kind == "regulation":
		return "Reglement " + number
	case kind == "round":
		return "Oproep " + number
	case kind == "record":
		return "Logboek (" + number + ")"
	}
	return visible(e.Subject)
}

// subjectHref leads to the page of what an entry was done to, empty where there is none that who keeps the record may read.
func (e Entry) subjectHref() string {
	kind, id := e.subject()
	if id == 0 {
		return ""
	}
	return link.Subject(kind, id)
}

// A Line is a part of a detail, with what it is.
type Line struct{ Label, Text string }

// Lines returns what a detail tells, in words. A text that is no detail is told as it stands.
func (e Entry) Lines() []Line {
	if e.Detail == "" {
		return nil
	}
	var d struct {
		Before, After any
		Why, Client   string
	}
	if err := json.Unmarshal([]byte(e.Detail), &d); err != nil {
		return []Line{{"Detail", visible(e.Detail)}}
	}
	var all []Line
	before, ok := toldBefore(e.Act, d.Before)
	if !ok {
		before = told(ofDossier(e.Act, d.Before))
	}
	for _, one := range []Line{{"Voordien", before}, {"Nadien", told(ofDossier(e.Act, d.After))}, {"Waarom", visible(d.Why)}, {"Netwerk", visible(d.Client)}} {
		if one.Text != "" {
			all = append(all, one)
		}
	}
	return all
}

// told writes a value of a detail as people read it.
func told(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return visible(word(v))
	case bool:
		if v {
			return "ja"
		}
		return "nee"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		if len(v) == 0 {
			return "niets"
		}
		words := make([]string, len(v))
		for i, one := range v {
			words[i] = told(one)
		}
		if _, ok := v[0].(map[string]any); ok {
			return strings.Join(words, "; ")
		}
		return strings.Join(words, ", ")
	case map[string]any:
		return toldFields(v)
	}
	return fmt.Sprint(value)
}

func toldFields(fields map[string]any) string {
	if words, ok := toldMoney(fields); ok {
		return words
	}
	if words, ok := toldGrowth(fields); ok {
		return words
	}
	var words []string
	for _, name := range sortedNames(fields) {
		text := told(fields[name])
		if text == "" {
			text = "leeg"
		}
		words = append(words, fieldLabel(name)+": "+text)
	}
	return strings.Join(words, " · ")
}

func sortedNames(fields map[string]any) []string {
	var names []string
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// word writes a standing as its label; what else is written stays.
func word(v string) string {
	switch s := association.Standing(v); s {
	case association.Registered, association.Verified, association.Asked, association.Refused:
		return ui.StandingLabel(s)
	}
	return v
}

// fieldLabel names a field of a detail.
func fieldLabel(name string) string {
	switch strings.ToLower(name) {
	case "name":
		return "naam"
	case "form":
		return "rechtsvorm"
	case "net":
		return "onderwijsnet"
	case "kbo":
		return "ondernemingsnummer"
	case "vcode":
		return "vCode"
	case "postcode":
		return "postcode"
	case "countries":
		return "landen"
	case "region":
		return "regio"
	case "themes":
		return "thema’s"
	case "about":
		return "beschrijving"
	case "website":
		return "website"
	case "members":
		return "bestuursleden"
	case "person":
		return "persoon"
	case "part":
		return "rol"
	case "powers":
		return "bevoegdheden"
	case "act":
		return "handeling"
	case "subject":
		return "onderwerp"
	case "from":
		return "van"
	case "until":
		return "tot en met"
	case "invitation":
		return "uitnodiging"
	case "seals":
		return "schakels"
	case "entry":
		return "laatste handeling"
	case "hash":
		return "zegel"
	case "erased":
		return "gewiste details"
	case "findings":
		return "bevindingen"
	case "questions":
		return "vragen"
	case "question":
		return "vraag"
	case "names":
		return "bestanden"
	case "due":
		return "ten laatste op"
	case "grace":
		return "in de uitlooptijd"
	case "admitted":
		return "toegelaten na de sluiting"
	case "requested":
		return "gevraagd"
	case "prepared_by":
		return "klaargezet door persoon"
	case "proposed_by":
		return "voorgesteld door persoon"
	}
	return visible(name)
}

// visible writes signs that cannot be seen, or that turn the direction of text, as their numbers. Ends of lines stay.
func visible(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar:
			fmt.Fprintf(&b, "⟨%04X⟩", r) // a builder takes everything
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
