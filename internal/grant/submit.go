package grant

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vriendenstad/internal/association"
	"vriendenstad/internal/calendar"
	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
	"vriendenstad/internal/money"
)

// A Gate is a rule that a draft passes to be submitted.
type Gate string

// The gates.
const (
	AnswersGate     Gate = "antwoorden"
	ChoiceGate      Gate = "keuze" // words of two people between which somebody has to choose
	RoundGate       Gate = "oproep"
	AssociationGate Gate = "vereniging"
	ReportGate      Gate = "verslag" // earlier support that is not accounted for
)

// A Stop is what a gate has against a submission. The gap leads to a field where the gate is that of answers, to a section where it is that of choice.
type Stop struct {
	Gate Gate
	Gap
}

// A Candidate is a draft with all that its submission is held against.
type Candidate struct {
	Application
	Under Version
	// In is the round, as it stands now: an extension counts from when it is made.
	In      Round
	Answers Answers
	// Files are the attachments that answer a question.
	Files []File
	// Standing is where the association stands with the Dienst.
	Standing association.Standing
	// Overdue are the titles of what the association got support for before the portal and did not account for in time; Reports are those that are asked of
	// it for its dossiers.
	Overdue []string
	Reports []AskedReport
	// Open are the words between which somebody still has to choose.
	Open []Alternative
	// Late is the question to submit after the closing, nil where nobody asked.
	Late *Late
}

// A File is an attachment as a proof of submission names it.
type File struct {
	Question string `json:"vraag"`
	Name     string `json:"naam"`
	Size     int64  `json:"bytes"`
	SHA256   []byte `json:"-"`
}

// Is says whether a document is this attachment: under the same name to the same question, and the same to the last byte.
func (f File) Is(d document.Document) bool {
	return f.Question == d.Question && f.Name == d.Name && bytes.Equal(f.SHA256, d.SHA256)
}

// Stops returns all that stands between the draft and its submission at a moment, the same for whoever looks (R38): first what nobody can mend by
// writing, then the answers in their order.
func (c Candidate) Stops(now time.Time) []Stop {
	var all []Stop
	stop := func(g Gate, sentence string, values ...any) {
		all = append(all, Stop{Gate: g, Gap: Gap{Sentence: fmt.Sprintf(sentence, values...)}})
	}
	switch c.Arrival(now) {
	case TooEarly:
		stop(RoundGate, "De oproep is nog niet open.")
	case TooLate:
		stop(RoundGate, "%s", c.tooLate(now))
	case InTime, InGrace, Admitted:
	}
	if c.Standing != association.Verified {
		stop(AssociationGate, "De dienst heeft je vereniging nog niet nagekeken. Zodra dat gebeurd is, kun je indienen.")
	}
	for _, title := range c.late(now) {
		stop(ReportGate, "Het verslag over “%s” is te laat. Verantwoord eerst die steun.", title)
	}
	for _, r := range c.Reports {
		if r.Recovered {
			stop(ReportGate, "De stad vordert de steun voor “%s” terug. Breng dat eerst in orde met de dienst.", r.Title)
		}
	}
	for _, s := range c.Under.Sections {
		if n := c.clashes(s.Key); n > 0 {
			gap := Gap{Section: s.Key, Sentence: fmt.Sprintf("%s: twee leden schreven iets anders. Kies wat blijft.", s.Title)}
			all = append(all, Stop{Gate: ChoiceGate, Gap: gap})
		}
	}
	for _, gap := range c.Under.Missing(c.Answers, c.counted()) {
		all = append(all, Stop{Gate: AnswersGate, Gap: gap.asked()})
	}
	return all
}

// asked returns the gap with a question mark as the end of its first sentence: "Waar precies? Dit is nog leeg."
func (g Gap) asked() Gap {
	if question, rest, ok := strings.Cut(g.Sentence, "?: "); ok {
		first, size := utf8.DecodeRuneInString(rest)
		g.Sentence = question + "? " + strings.ToUpper(string(first)) + rest[size:]
	}
	return g
}

// An AskedReport is a report that is asked of an association, with the last day to hand it in; zero where there is none.
type AskedReport struct {
	Title string
	On    calendar.Day
	// Recovered says that the city asks its money back: that has to be settled first, whatever the day.
	Recovered bool
}

// ReportBy returns the last day on which support for what was answered is accounted for, zero where the answers name no end.
func (t Terms) ReportBy(given Answers) calendar.Day {
	period := given[PeriodKey].Many
	if len(period) != 2 {
		return 0
	}
	end, err := calendar.ParseDay(period[1])
	if err != nil {
		return 0
	}
	return end.AddDays(t.AccountWithin)
}

// Doubt says what is doubtful about the day on which an activity begins, as answered on a day: that it is over, or nearer than the regulation wants. It
// stops nothing, for the Dienst may see a reason to go along; empty for no doubt, and where no day can be read.
func (t Terms) Doubt(given Answers, on calendar.Day) string {
	typed := given[DayKey].Text
	if period := given[PeriodKey].Many; len(period) > 0 {
		typed = period[0]
	}
	begin, err := calendar.ParseDay(typed)
	switch {
	case err != nil || begin >= on.AddDays(t.Ahead):
		return ""
	case begin < on:
		return fmt.Sprintf("Je gaf als eerste dag %v op. Die is al voorbij: kijk na of dat klopt.", begin)
	}
	return fmt.Sprintf("Je gaf als eerste dag %v op. Dit reglement vraagt om minstens %d dagen op voorhand aan te vragen: de dienst kan daarom nee zeggen.", begin, t.Ahead)
}

// late returns the titles of what was not accounted for by a moment, each once.
func (c Candidate) late(now time.Time) []string {
	titles := slices.Clone(c.Overdue)
	for _, r := range c.Reports {
		if !r.Recovered && !r.On.IsZero() && r.On < calendar.DayOf(now) && !slices.Contains(titles, r.Title) {
			titles = append(titles, r.Title)
		}
	}
	return titles
}

// Until writes the end of a term behind "tot": "15 mei 2027, middernacht".
func Until(at time.Time) string { return strings.Replace(Closing(at), ", tot ", ", ", 1) }

func (c Candidate) clashes(section string) int {
	n := 0
	for _, a := range c.Open {
		if a.Section == section {
			n++
		}
	}
	return n
}

// counted says how many attachments each question has.
func (c Candidate) counted() map[string]int {
	files := map[string]int{}
	for _, f := range c.Files {
		files[f.Question]++
	}
	return files
}

// Requested returns the amount that is asked for, zero where the questions ask for none.
func (c Candidate) Requested() money.Cents {
	asked, _ := c.Answers.Asked()
	return asked
}

// A Frozen application is what was submitted: its text never changes, and the hash of the text is the proof.
type Frozen struct {
	// Text is canonical: the same submission is always the same bytes.
	Text string
	Hash Hash
}

// A Hash is the SHA-256 of a frozen application.
type Hash [sha256.Size]byte

// String writes the hash as a receipt shows it: 64 hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ParseHash reads a hash as somebody copied it from a receipt: with capitals, spaces or line breaks in it or not. It is false for what is none.
func ParseHash(typed string) (Hash, bool) {
	var h Hash
	bare := make([]byte, 0, 2*len(h))
	for _, r := range typed {
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\u00a0':
		case r > 'f' || len(bare) == cap(bare):
			return Hash{}, false
		default:
			bare = append(bare, byte(r))
		}
	}
	n, err := hex.Decode(h[:], bytes.ToLower(bare))
	return h, err == nil && n == len(h)
}

// frozen is how the text of a submission is written. Its names are Dutch: whoever checks a proof reads it.
type frozen struct {
	Application ID              `json:"aanvraag"`
	Association association.ID  `json:"vereniging"`
	At          string          `json:"ingediend"`
	Regulation  string          `json:"reglement"`
	Version     int             `json:"versie"`
	Round       string          `json:"oproep"`
	Sections    []frozenSection `json:"delen"`
	Files       []frozenFile    `json:"bijlagen"`
	Statements  []string        `json:"verklaringen"`
}

type frozenSection struct {
	Key       string           `json:"deel"`
	Title     string           `json:"titel"`
	Questions []frozenQuestion `json:"vragen"`
}

type frozenQuestion struct {
	Key    string       `json:"vraag"`
	Label  string       `json:"opschrift"`
	Type   QuestionType `json:"soort"`
	Answer Answer       `json:"antwoord"`
}

type frozenFile struct {
	File
	SHA256 string `json:"sha256"`
}

// Freeze writes down what is submitted at a moment: each question that is asked with its answer, as its version puts it, and the attachments by name,
// size and SHA-256.
func (c Candidate) Freeze(now time.Time) (Frozen, error) {
	f := frozen{Application: c.ID, Association: c.Association, At: now.UTC().Format(time.RFC3339Nano), Regulation: c.Under.Slug,
		Version: c.Under.Number, Round: c.In.Title, Sections: []frozenSection{}, Files: []frozenFile{}, Statements: []string{}}
	for _, s := range Statements() {
		f.Statements = append(f.Statements, s.Words)
	}
	for _, s := range c.Under.Sections {
		kept := frozenSection{Key: s.Key, Title: s.Title, Questions: []frozenQuestion{}}
		for _, q := range s.Questions {
			if q.Asked(c.Answers) && q.Type != Files {
				kept.Questions = append(kept.Questions, frozenQuestion{Key: q.Key, Label: q.Label, Type: q.Type, Answer: c.Answers[q.Key]})
			}
		}
		f.Sections = append(f.Sections, kept)
	}
	for _, one := range c.Files {
		if q, _, ok := c.Under.Question(one.Question); ok && q.Asked(c.Answers) {
			f.Files = append(f.Files, frozenFile{File: one, SHA256: hex.EncodeToString(one.SHA256)})
		}
	}
	slices.SortStableFunc(f.Files, func(a, b frozenFile) int { return bytes.Compare([]byte(a.SHA256), []byte(b.SHA256)) })
	text, err := json.Marshal(f)
	if err != nil {
		return Frozen{}, fmt.Errorf("freeze application %d: %w", c.ID, err)
	}
	return Frozen{Text: string(text), Hash: sha256.Sum256(text)}, nil
}

// Thaw returns the answers and attachments of a frozen application.
func Thaw(text string) (Answers, []File, error) {
	var f frozen
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		return nil, nil, fmt.Errorf("frozen application: %w", err)
	}
	given := Answers{}
	for _, s := range f.Sections {
		for _, q := range s.Questions {
			given[q.Key] = q.Answer
		}
	}
	var files []File
	for _, one := range f.Files {
		sum, err := hex.DecodeString(one.SHA256)
		if err != nil {
			return nil, nil, fmt.Errorf("frozen application: %w", err)
		}
		one.File.SHA256 = sum
		files = append(files, one.File)
	}
	return given, files, nil
}

// A Submission is the proof that an application was submitted.
type Submission struct {
	Application ID
	Number      DossierNumber
	At          time.Time
	Person      int64
	// InGrace says that it came after the closing and within its grace: its words were saved before.
	InGrace bool
	Admission
	Requested money.Cents
	Frozen    string
	Hash      []byte
}

// An Admission says that what was submitted came after the closing, by a decision of the head of the Dienst. Zero is what needed none.
type Admission struct {
	// AdmittedUntil is when it ended, exclusive; AdmittedAt when it was decided, AdmittedWhy the reason.
	AdmittedUntil, AdmittedAt time.Time
	AdmittedWhy               string
	// AdmittedBy is who decided, empty for who was erased. Associations are told of the head of the Dienst, not of a name.
	AdmittedBy string
}

// Admitted says whether it was let submit after the closing.
func (a Admission) Admitted() bool { return !a.AdmittedUntil.IsZero() }

// AdmittedSentence tells whoever reads a receipt of it, empty for what needed none.
func (a Admission) AdmittedSentence() string {
	if !a.Admitted() {
		return ""
	}
	return fmt.Sprintf("Ingediend na de sluiting. Het diensthoofd liet dat toe op %s, tot %s.", calendar.Moment(a.AdmittedAt), Until(a.AdmittedUntil))
}

// Proof returns the hash as a receipt shows it.
func (s Submission) Proof() string { return hex.EncodeToString(s.Hash) }

// A Statement is what an association declares when it submits.
type Statement struct{ Key, Words string }

// Statements returns what an association declares, all of it.
func Statements() []Statement {
	return []Statement{
		{"waar", "Wat in deze aanvraag staat, is waar en volledig."},
		{"elders", "Voor dezelfde kosten vragen wij nergens anders steun, behalve wat bij de inkomsten staat."},
		{"gegevens", "Wie in deze aanvraag genoemd wordt, weet dat en vindt het goed."},
		{"verslag", "Als wij steun krijgen, verantwoorden wij die op tijd."},
	}
}

// CheckStatements refuses where not everything was declared.
func CheckStatements(made []string) error {
	var wrong fault.Fields
	for _, s := range Statements() {
		if !slices.Contains(made, s.Key) {
			wrong.Add("verklaring."+s.Key, "Vink aan: “%s”", s.Words)
		}
	}
	return wrong.Err()
}
