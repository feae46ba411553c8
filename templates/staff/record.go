package staff

import (
	"time"

	"vriendenstad/internal/audit"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/form"
	"vriendenstad/internal/link"
)

// RecordPage is a search of the record.
type RecordPage struct {
	Typed form.Record
	// Found are the entries of this page, the newest first; More says that there are older ones.
	Found []Entry
	More  bool
	Chain Chain
	Once  string
	Wrong fault.Fields
}

// search returns what was searched, for an address.
func (p RecordPage) search() link.RecordSearch {
	t := p.Typed
	return link.RecordSearch{Person: t.Person, Act: t.Act, Subject: t.Subject, From: t.From, Until: t.Until}
}

// asked says that the search narrows.
func (p RecordPage) asked() bool { return p.search() != link.RecordSearch{} }

func (p RecordPage) nextHref() string {
	if !p.More || len(p.Found) == 0 {
		return ""
	}
	s := p.search()
	s.Before = p.Found[len(p.Found)-1].ID
	return link.RecordBy(s)
}

func (p RecordPage) firstHref() string {
	if p.Typed.Before == 0 {
		return ""
	}
	return link.RecordBy(p.search())
}

// CheckPage is what the last check of the record found.
type CheckPage struct {
	// Checked says that there was one.
	Checked bool
	At      time.Time
	By      string
	Seals   int64
	Hash    string
	Erased  int
	Found   []audit.Finding
	Once    string
}

// findingWords says what a finding means, for who has to do something about it.
func findingWords(f audit.Finding) string {
	switch f.Kind {
	case audit.SealMissing:
		return "Een zegel ontbreekt: iemand nam een schakel uit de keten."
	case audit.EntryGone:
		return "Een handeling is weg die wel verzegeld werd."
	case audit.EntryChanged:
		return "Een handeling, of haar zegel, is niet meer wat verzegeld werd."
	case audit.DetailAdded:
		return "Een handeling heeft details die er bij het verzegelen niet waren."
	case audit.DetailGone:
		return "De details van een handeling zijn weg, en niet op de gewone manier gewist."
	case audit.DetailChanged:
		return "De details van een handeling zijn niet meer wat geschreven werd."
	case audit.TailCut:
		return "Een zegel dat vroeger gezien werd, is er niet meer: het einde van de keten is afgesneden."
	case audit.Rewritten:
		return "Een zegel dat vroeger gezien werd, is nu anders: de keten is opnieuw geschreven."
	case audit.SealLate:
		return "Een handeling staat langer dan tien minuten zonder zegel."
	}
	return f.What
}
