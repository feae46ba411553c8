package main

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// SecretFile is where the key is kept that was made because none was set.
const secretFile = "var/secret.key"

// Key returns the 32 bytes under which secrets are sealed: those of SECRET_KEY or, in development, those that were made at the first
// start. Whoever loses them loses every second step.
func (s settings) key() ([]byte, error) {
	if s.SecretKey != nil {
		return s.SecretKey, nil
	}
	key, err := readKey()
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	if key, err = makeKey(); err != nil {
		return nil, advised{fmt.Errorf("no SECRET_KEY is set, and %s cannot be made (%w): make one with: openssl rand -base64 32", secretFile, err)}
	}
	return key, nil
}

func readKey() ([]byte, error) {
	text, err := os.ReadFile(secretFile)
	if err != nil {
		return nil, err
	}
	var key secretKey
	if err := key.UnmarshalText([]byte(strings.TrimSpace(string(text)))); err != nil {
		return nil, fmt.Errorf("%s %w", secretFile, err)
	}
	return key, nil
}

// makeKey draws a key and writes it whole before it is there, so that two programs that start together have the same.
func makeKey() ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(secretFile), 0o755); err != nil {
		return nil, err
	}
	key := make([]byte, 32)
	rand.Read(key)                                                   // never fails: the program would have ended
	file, err := os.CreateTemp(filepath.Dir(secretFile), "secret-*") // only its owner reads it
	if err != nil {
		return nil, err
	}
	_, err = file.WriteString(base64.StdEncoding.EncodeToString(key) + "\n")
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Link(file.Name(), secretFile)
	}
	err = errors.Join(ignoring(err, fs.ErrExist), os.Remove(file.Name()))
	if err != nil {
		return nil, err
	}
	return readKey()
}

func ignoring(err, one error) error {
	if errors.Is(err, one) {
		return nil
	}
	return err
}
