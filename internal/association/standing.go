package association

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"vriendenstad/internal/fault"
)

// A Standing says where an association stands with the Dienst. Only a verified one is public.
type Standing string

// The standings.
const (
	Registered Standing = "registered" // waits for the Dienst
	Verified   Standing = "verified"
	Asked      Standing = "asked"   // the Dienst asked for more: the association is at move
	Refused    Standing = "refused" // with a reason; it may put right what was wrong
)

// AtMove says whether something is expected of the association itself.
func (s Standing) AtMove() bool { return s == Asked || s == Refused }

// Facts are what the Dienst verifies of an association: who it is in the public registers.
type Facts struct {
	Name  string
	Form  Form
	Net   Net
	KBO   KBO
	VCode VCode
}

// Facts returns the association's.
func (a Association) Facts() Facts { return Facts{a.Name, a.Form, a.Net, a.KBO, a.VCode} }

// With returns the association with these facts.
func (a Association) With(f Facts) Association {
	a.Name, a.Form, a.Net, a.KBO, a.VCode = f.Name, f.Form, f.Net, f.KBO, f.VCode
	return a
}

// A BoardMember is somebody on an association's board. It is private: it stands on no public page.
type BoardMember struct {
	Name string
	// Office is what they are on the board, empty where the association does not say.
	Office string
}

// What a board is at least and at most.
const (
	SmallestBoard = 2 // of an unincorporated association, which stands in no register by itself
	LargestBoard  = 12
)

// CheckBoard refuses a board that an association of this form may not have.
func CheckBoard(form Form, board []BoardMember) error {
	var wrong fault.Fields
	if form == Unincorporated && len(board) < SmallestBoard {
		wrong.Add("board", "Een feitelijke vereniging noemt minstens twee bestuursleden.")
	}
	if len(board) > LargestBoard {
		wrong.Add("board", "Noem hoogstens %d bestuursleden.", LargestBoard)
	}
	for _, m := range board {
		if strings.TrimSpace(m.Name) == "" {
			wrong.Add("board", "Geef elk bestuurslid een naam.")
			break
		}
	}
	return wrong.Err()
}

// BoardStamp names a board, so that a page can tell whether another was saved in between.
func BoardStamp(board []BoardMember) string {
	h := sha256.New()
	for _, m := range board {
		fmt.Fprintf(h, "%q %q\n", m.Name, m.Office) // a digest takes everything
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// CheckKnown refuses an association that nobody can look up: one without a number in a public register, which is not unincorporated either.
func (f Facts) CheckKnown() error {
	var wrong fault.Fields
	if f.KBO == "" && f.VCode == "" && f.Form != Unincorporated {
		wrong.Add("kbo", "Geef het ondernemingsnummer of de vCode. Zonder nummer kan alleen een feitelijke vereniging zich registreren.")
	}
	return wrong.Err()
}

// plain writes letters without the accents that Dutch and its neighbours write.
var plain = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "æ", "ae", "ç", "c", "è", "e", "é", "e", "ê", "e", "ë", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ò", "o", "ó", "o", "ô", "o", "ö", "o", "õ", "o", "ø", "o", "œ", "oe",
	"ß", "ss", "ş", "s", "š", "s", "ğ", "g", "ı", "i", "ù", "u", "ú", "u", "û", "u", "ü", "u", "ý", "y", "ž", "z", "’", "", "'", "")

// longestSlug is how long a name in an address may be, in letters.
const longestSlug = 60

// SlugOf returns an association's name as it can stand in an address, see [Address]. A name in another script is "vereniging".
func SlugOf(name string) string {
	if slug := Address(name); slug != "" {
		return slug
	}
	return "vereniging"
}

// Address returns a name as it can stand in an address: small letters and digits, with hyphens between the words. It is empty for a name in another script.
func Address(name string) string {
	words := strings.FieldsFunc(plain.Replace(strings.ToLower(name)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	slug := strings.Join(words, "-")
	if len(slug) > longestSlug {
		slug = strings.TrimRight(slug[:longestSlug], "-")
	}
	return slug
}
