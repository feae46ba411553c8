package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"time"
)

// A Token is the random secret in a cookie or in a letter's link. The database holds its digest alone.
type Token string

// NewToken draws 256 random bits.
func NewToken() Token {
	bits := make([]byte, 32)
	rand.Read(bits) // never fails: the program would have ended
	return TokenOf(bits)
}

// TokenOf writes 256 bits as a token.
func TokenOf(bits []byte) Token { return Token(base64.RawURLEncoding.EncodeToString(bits)) }

// ParseToken reads a token of a cookie or an address, and is false for what cannot be one.
func ParseToken(text string) (Token, bool) {
	bits, err := base64.RawURLEncoding.Strict().DecodeString(text)
	return Token(text), err == nil && len(bits) == 32
}

// Digest returns what the database finds the token by.
func (t Token) Digest() []byte {
	sum := sha256.Sum256([]byte(t))
	return sum[:]
}

// A SessionID numbers a session. Zero is none.
type SessionID int64

// A Session is somebody being signed in with one browser.
type Session struct {
	ID     SessionID
	Person ID
	// Staff says that the shorter limits hold.
	Staff bool
	// Passed says that the second step was taken, StrongAt when for the last time; zero for never.
	Passed   bool
	StrongAt time.Time
	BeganAt  time.Time
	SeenAt   time.Time
	// Agent and Network say in short which browser it is and whence it came.
	Agent   string
	Network string
}
