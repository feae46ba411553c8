package grant

import (
	"regexp"
	"slices"
	"strings"

	"vriendenstad/internal/fault"
)

// A QuestionType says how a question is asked and how its answer is read.
type QuestionType string

// The types of questions.
const (
	ShortText QuestionType = "kort"
	LongText  QuestionType = "lang" // with a counter
	Amount    QuestionType = "bedrag"
	Number    QuestionType = "getal"
	OnDay     QuestionType = "dag"
	Period    QuestionType = "periode"
	YesNo     QuestionType = "ja-nee"
	OneOf     QuestionType = "keuze"
	SeveralOf QuestionType = "meerkeuze"
	Countries QuestionType = "landen" // with shares that add up to 100 %
	Goals     QuestionType = "sdgs"
	Partner   QuestionType = "partner" // who carries it out on the spot
	Costs     QuestionType = "begroting"
	Files     QuestionType = "bijlagen"
)

// Keys of questions that the rules know by name. A regulation need not ask them all.
const (
	TitleKey     = "titel"
	PeriodKey    = "periode"
	DayKey       = "dag" // of what lasts a day
	CountriesKey = "landen"
	GoalsKey     = "sdgs"
	PartnerKey   = "partner"
	CostsKey     = "begroting"
	RequestedKey = "gevraagd"
	SummaryKey   = "samenvatting"
)

// The answers to a yes-no question.
const (
	Yes = "ja"
	No  = "nee"
)

// A Section is a page of questions. It is what is saved at once.
type Section struct {
	Key       string
	Title     string
	Intro     string
	Questions []Question
}

// A Question is one question of a version.
type Question struct {
	Key      string
	Label    string
	Hint     string
	Type     QuestionType
	Required bool
	// Most is the most characters of a text, the highest number, the most choices, or the most files; zero is the most that the type takes.
	Most    int
	Options []Option
	// After is the earlier question that this one depends on; nil where it is always asked.
	After *Condition
}

// An Option is one of the answers to choose from.
type Option struct{ Key, Label string }

// A Condition asks a question only where an earlier yes-no question or choice has this answer.
type Condition struct{ Question, Is string }

// What texts hold at most where a question does not say.
const (
	ShortMost = 150
	LongMost  = 3_000
	FilesMost = 10
	RowsMost  = 40
)

// most is the limit of a question, its own or that of its type.
func (q Question) most() int {
	switch {
	case q.Most > 0:
		return q.Most
	case q.Type == LongText:
		return LongMost
	case q.Type == Files:
		return FilesMost
	}
	return ShortMost
}

// called is a question as the begin of a sentence about its answer.
func (q Question) called() string { return strings.TrimRight(q.Label, "?: ") }

// MostCharacters is how many characters a text may have, zero for what is no text.
func (q Question) MostCharacters() int {
	if q.Type == ShortText || q.Type == LongText {
		return q.most()
	}
	return 0
}

// MostFiles is how many attachments a question takes, zero for what asks for none.
func (q Question) MostFiles() int {
	if q.Type == Files {
		return q.most()
	}
	return 0
}

// Counts says that the answer is a number that every application has: a maximum can hang on it, see [PerUnit].
func (q Question) Counts() bool { return q.Type == Number && q.Required && q.After == nil }

// Asked says whether the question is asked, by the answers given so far.
func (q Question) Asked(given Answers) bool {
	return q.After == nil || given[q.After.Question].Text == q.After.Is
}

// Section returns the section of that key, and [fault.NotFound] where there is none.
func (t Terms) Section(key string) (Section, error) {
	at := slices.IndexFunc(t.Sections, func(s Section) bool { return s.Key == key })
	if at < 0 {
		return Section{}, fault.NotFound
	}
	return t.Sections[at], nil
}

// Question returns the question of that key and its section, and false where there is none.
func (t Terms) Question(key string) (Question, Section, bool) {
	for _, s := range t.Sections {
		for _, q := range s.Questions {
			if q.Key == key {
				return q, s, true
			}
		}
	}
	return Question{}, Section{}, false
}

// Along returns the named questions with those that are asked only after one of them, in the order of the version: who may answer the first can then answer
// all that it asks.
func (t Terms) Along(named []string) []string {
	var all []string
	for _, s := range t.Sections {
		for _, q := range s.Questions { // what a question is asked after comes before it
			if slices.Contains(named, q.Key) || q.After != nil && slices.Contains(all, q.After.Question) {
				all = append(all, q.Key)
			}
		}
	}
	return all
}

func (t Terms) questions() int {
	n := 0
	for _, s := range t.Sections {
		n += len(s.Questions)
	}
	return n
}

func (t Terms) files() int {
	n := 0
	for _, s := range t.Sections {
		for _, q := range s.Questions {
			n += q.MostFiles()
		}
	}
	return n
}

var keyForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// typeOf are the types of the questions that the rules know by name: under another type their answers would not be found.
var typeOf = map[string]QuestionType{
	TitleKey: ShortText, PeriodKey: Period, DayKey: OnDay, CountriesKey: Countries, GoalsKey: Goals, PartnerKey: Partner, CostsKey: Costs, RequestedKey: Amount,
	SummaryKey: LongText,
}

// questionTypes are all there are.
var questionTypes = []QuestionType{ShortText, LongText, Amount, Number, OnDay, Period, YesNo, OneOf, SeveralOf, Countries, Goals, Partner, Costs, Files}

// Names that the pages of an application have for themselves: addresses beside those of its sections, and elements beside those of its questions.
var (
	reservedSections  = []string{"aanvulling", "berichten", "bewijs", "dossier", "indienen", "intrekken", "laat", "nakijken", "ontvangst", "terughalen", "voorstellen", "weggooien"}
	reservedQuestions = []string{"inhoud", "melding", "menu"}
)

// checkSections refuses questions that nobody could answer: a key that is used twice, a choice of nothing, a condition on what comes later.
func checkSections(wrong *fault.Fields, all []Section) {
	known := map[string]Question{}
	sections := map[string]bool{}
	for _, s := range all {
		if !keyForm.MatchString(s.Key) || sections[s.Key] || s.Title == "" || len(s.Questions) == 0 {
			wrong.Add("vragen", "Het deel %q heeft geen eigen naam, titel of vragen.", s.Key)
		}
		if slices.Contains(reservedSections, s.Key) {
			wrong.Add("vragen", "Het deel %q heet zoals een pagina van de aanvraag.", s.Key)
		}
		sections[s.Key] = true
		for _, q := range s.Questions {
			_, twice := known[q.Key]
			switch {
			case slices.Contains(reservedQuestions, q.Key), !keyForm.MatchString(q.Key) || twice || q.Label == "":
				wrong.Add("vragen", "De vraag %q heeft geen eigen naam of opschrift.", q.Key)
			case !slices.Contains(questionTypes, q.Type) || typeOf[q.Key] != "" && typeOf[q.Key] != q.Type:
				wrong.Add("vragen", "De vraag %q is van een soort die hier niet kan.", q.Key)
			case (q.Type == OneOf || q.Type == SeveralOf) && len(q.Options) < 2:
				wrong.Add("vragen", "De vraag %q laat niets te kiezen.", q.Key)
			case q.After != nil && !answersTo(known[q.After.Question], q.After.Is):
				wrong.Add("vragen", "De vraag %q hangt af van een antwoord dat niet eerder gegeven kan zijn.", q.Key)
			}
			known[q.Key] = q
		}
	}
}

// answersTo says whether a question can have this answer: a yes-no question or a choice.
func answersTo(q Question, answer string) bool {
	if q.Type == YesNo {
		return answer == Yes || answer == No
	}
	return q.Type == OneOf && slices.ContainsFunc(q.Options, func(o Option) bool { return o.Key == answer })
}
