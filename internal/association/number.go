package association

import (
	"errors"
	"strconv"
	"strings"
)

// A KBO is an enterprise number of the Crossroads Bank for Enterprises: ten digits, of which the last two are
// 97 minus the first eight modulo 97. It begins with 0, or with 1 since 19 September 2023.
type KBO string

// ErrKBO refuses what is no enterprise number.
var ErrKBO = errors.New("Een ondernemingsnummer heeft tien cijfers, bijvoorbeeld 0207.500.123")

// ParseKBO reads an enterprise number with or without BE, points and spaces, and checks its last two digits.
func ParseKBO(typed string) (KBO, error) {
	s := bare(typed)
	s = strings.TrimPrefix(s, "BE")
	if len(s) == 9 && s[0] != '0' && s[0] != '1' {
		s = "0" + s // written without its first zero, as before 2005
	}
	if k := KBO(s); k.Valid() {
		return k, nil
	}
	return "", ErrKBO
}

// Valid says whether the ten digits are there and agree.
func (k KBO) Valid() bool {
	if len(k) != 10 || (k[0] != '0' && k[0] != '1') || strings.Trim(string(k), "0123456789") != "" {
		return false
	}
	first, err1 := strconv.Atoi(string(k[:8]))
	last, err2 := strconv.Atoi(string(k[8:]))
	return err1 == nil && err2 == nil && 97-first%97 == last
}

// String writes the number as the register does: 0207.500.123. No number is written as nothing.
func (k KBO) String() string {
	if len(k) != 10 {
		return string(k)
	}
	return string(k[:4] + "." + k[4:7] + "." + k[7:])
}

// A VCode is an association's key in the Flemish register of associations: V and seven digits.
type VCode string

// Valid says whether the code has that form.
func (v VCode) Valid() bool {
	return len(v) == 8 && v[0] == 'V' && strings.Trim(string(v[1:]), "0123456789") == ""
}

// ErrVCode refuses what is no code of the register of associations.
var ErrVCode = errors.New("Een vCode is een V met zeven cijfers, bijvoorbeeld V1234567")

// An IBAN is a bank account number without spaces. It is never shown on a public page.
type IBAN string

// ErrIBAN refuses what is no account number.
var ErrIBAN = errors.New("Dit rekeningnummer klopt niet. Schrijf het zoals op een rekeninguittreksel, bijvoorbeeld BE68 5390 0754 7034")

// ParseIBAN reads an account number with or without spaces and checks it by ISO 7064 (mod 97-10), and a
// Belgian one by its length and its national check digits too.
func ParseIBAN(typed string) (IBAN, error) {
	s := bare(typed)
	if len(s) < 15 || len(s) > 34 || !letters(s[:2]) || !digits(s[2:4]) || !alphanumeric(s[4:]) || mod97(s[4:]+s[:4]) != 1 {
		return "", ErrIBAN
	}
	if s[:2] == "BE" && !belgian(s[4:]) {
		return "", ErrIBAN
	}
	return IBAN(s), nil
}

// String writes the number in groups of four: BE68 5390 0754 7034.
func (i IBAN) String() string {
	var b strings.Builder
	for n, r := range i {
		if n > 0 && n%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Masked writes the number so that its owner knows it and nobody else does: BE68 **** **** 7034. No number is written as nothing.
func (i IBAN) Masked() string {
	if len(i) < 8 {
		return ""
	}
	return IBAN(string(i[:4]) + strings.Repeat("*", len(i)-8) + string(i[len(i)-4:])).String()
}

// ParseVCode reads a code of the register of associations, with or without spaces and in either case.
func ParseVCode(typed string) (VCode, error) {
	if v := VCode(bare(typed)); v.Valid() {
		return v, nil
	}
	return "", ErrVCode
}

// belgian checks the twelve national digits: the first ten modulo 97 are the last two, with 97 for 0.
func belgian(s string) bool {
	if len(s) != 12 || !digits(s) {
		return false
	}
	first, last := mod97(s[:10]), mod97(s[10:])
	return s[10:] == "97" && first == 0 || first != 0 && first == last && s[10:] <= "97"
}

// mod97 reads letters as two digits (A is 10) and returns the number modulo 97.
func mod97(s string) int {
	rest := 0
	for _, r := range s {
		if r >= 'A' {
			rest = (rest*100 + int(r-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(r-'0')) % 97
		}
	}
	return rest
}

// bare takes away what people put between digits, and writes capitals.
func bare(typed string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" .-/\u00a0\u202f", r) {
			return -1
		}
		return r
	}, typed))
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func letters(s string) bool { return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }

func alphanumeric(s string) bool {
	return strings.Trim(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
