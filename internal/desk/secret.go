package desk

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
)

// hashing says what a password's hash costs: 32 MiB and two passes. More at a time than [hashesAtOnce] wait for their turn,
// so that a crowd at the door does not take the memory of the house.
var hashing = &argon2id.Params{Memory: 32 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

const hashesAtOnce = 2

// nobody is the hash, at the same cost, that a password is held against where there is no account. Whatever it was made of was thrown away.
const nobody = "$argon2id$v=19$m=32768,t=2,p=1$o94pfVKlcJEb8ip0TfVgSA$wAiatT2NvWtwjGB5iqMLlaAA4q2HCWcHCf11Jv43Of4"

// hash returns the hash of a password, once it is its turn.
func (d *Desk) hash(ctx context.Context, password string) (string, error) {
	if err := d.turn(ctx); err != nil {
		return "", err
	}
	defer d.leave()
	return argon2id.CreateHash(password, d.cost)
}

// matches says whether the password is that of the hash. The empty hash is nobody's: it takes as long and never matches.
func (d *Desk) matches(ctx context.Context, password, hash string) (bool, error) {
	if err := d.turn(ctx); err != nil {
		return false, err
	}
	defer d.leave()
	if hash == "" {
		_, err := argon2id.ComparePasswordAndHash(password, nobody)
		return false, err
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

func (d *Desk) turn(ctx context.Context) error {
	select {
	case d.hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait to hash: %w", fault.Unavailable)
	}
}

func (d *Desk) leave() { <-d.hashing }

// seal hides a secret under the key of the house, for one person: another's row cannot take it over.
func (d *Desk) seal(secret []byte, of account.ID) []byte {
	nonce := make([]byte, d.secrets.NonceSize())
	rand.Read(nonce) // never fails: the program would have ended
	return d.secrets.Seal(nonce, nonce, secret, owner(of))
}

func (d *Desk) open(sealed []byte, of account.ID) ([]byte, error) {
	size := d.secrets.NonceSize()
	if len(sealed) < size {
		return nil, fmt.Errorf("sealed secret of person %d is %d bytes short", of, size-len(sealed))
	}
	secret, err := d.secrets.Open(nil, sealed[:size], sealed[size:], owner(of))
	if err != nil {
		return nil, fmt.Errorf("secret of person %d was sealed under another key: %w", of, err)
	}
	return secret, nil
}

func owner(of account.ID) []byte { return []byte("totp/" + strconv.FormatInt(int64(of), 10)) }

// The codes of the second step change every half minute; one step to either side is accepted for slow hands and clocks.
const (
	codeSeconds = 30
	codeSkew    = 1
)

var codes = totp.ValidateOpts{Period: codeSeconds, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}

// stepOf returns the step whose code this is, and false where it is none near now.
func stepOf(secret []byte, code string, now time.Time) (int64, bool) {
	code = strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' {
			return -1
		}
		return r
	}, code)
	for skew := int64(-codeSkew); skew <= codeSkew; skew++ {
		step := now.Unix()/codeSeconds + skew
		want, err := totp.GenerateCodeCustom(base32Of(secret), time.Unix(step*codeSeconds, 0), codes)
		if err == nil && len(code) == len(want) && bytes.Equal([]byte(code), []byte(want)) {
			return step, true
		}
	}
	return 0, false
}

// CodeAt returns the code of a secret at a moment: for the sample city's people, whose secret is no secret.
func CodeAt(secret []byte, now time.Time) (string, error) {
	return totp.GenerateCodeCustom(base32Of(secret), now, codes)
}

func base32Of(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// recoveryCodes is how many codes a person gets for the day on which their telephone is gone.
const recoveryCodes = 10

// bits returns 256 bits for an act that nobody can foresee, and that its twin gets too: both are shown the same.
func (d *Desk) bits(once Once, of account.ID, what string) []byte {
	h := hmac.New(sha256.New, d.twins)
	h.Write([]byte(what + "/" + once.String() + "/" + personSubject(of)))
	return h.Sum(nil)
}

// newRecoveryCodes draws codes of 80 bits, as people can copy them, with the digests that the database keeps.
func (d *Desk) newRecoveryCodes(once Once, of account.ID) (codes []string, digests [][]byte) {
	for n := range recoveryCodes {
		code := strings.ToLower(base32Of(d.bits(once, of, "recovery "+strconv.Itoa(n))[:10]))
		codes = append(codes, code[:4]+"-"+code[4:8]+"-"+code[8:12]+"-"+code[12:])
		digests = append(digests, digestOfCode(code))
	}
	return codes, digests
}

// digestOfCode reads a recovery code with or without its hyphens and in either case.
func digestOfCode(typed string) []byte {
	bare := strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(typed))
	sum := sha256.Sum256([]byte("recovery/" + bare))
	return sum[:]
}
