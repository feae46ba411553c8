package depot

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"vriendenstad/internal/document"
	"vriendenstad/internal/fault"
)

const (
	unfinished = ".part" // the ending of what is still being written
	nameBytes  = 16
	toldAtOnce = 500
)

// A Folder keeps each document as a file, in folders by the first two letters of its name.
type Folder struct{ path string }

// OpenFolder returns the depot of a folder, which it makes where there is none. It fails where nothing can be written there.
func OpenFolder(path string) (*Folder, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("depot: %w", err)
	}
	if err := os.MkdirAll(path, 0o750); err != nil {
		return nil, fmt.Errorf("depot: %w", err)
	}
	probe, err := os.CreateTemp(path, "probe-*"+unfinished)
	if err != nil {
		return nil, fmt.Errorf("depot: %w", err)
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return nil, fmt.Errorf("depot: %w", err)
	}
	return &Folder{path}, nil
}

// Put keeps the bytes as a file. See [Store].
func (f *Folder) Put(ctx context.Context, from io.Reader, most int64, check Check) (document.Stored, error) {
	file, err := os.CreateTemp(f.path, "new-*"+unfinished)
	if err != nil {
		return document.Stored{}, fmt.Errorf("depot: %w: %w", fault.Unavailable, err)
	}
	kept, err := f.fill(ctx, file, from, most, check)
	if err != nil {
		return document.Stored{}, errors.Join(err, discard(file))
	}
	if err := f.keep(file, kept.Name); err != nil {
		return document.Stored{}, fmt.Errorf("depot: %w: %w", fault.Unavailable, errors.Join(err, discard(file)))
	}
	return kept, nil
}

// fill writes the bytes to the file and gives them a name.
func (f *Folder) fill(ctx context.Context, file *os.File, from io.Reader, most int64, check Check) (document.Stored, error) {
	digest := sha256.New()
	size, err := io.Copy(io.MultiWriter(file, digest), io.LimitReader(from, most+1))
	switch {
	case isDisk(err):
		return document.Stored{}, fmt.Errorf("depot: %w: %w", fault.Unavailable, err)
	case err != nil:
		return document.Stored{}, err
	case ctx.Err() != nil:
		return document.Stored{}, ctx.Err()
	case size > most:
		return document.Stored{}, document.ErrLarge
	}
	if err := check(file, size); err != nil {
		return document.Stored{}, err
	}
	var random [nameBytes]byte
	rand.Read(random[:]) // never fails: the program would have ended
	kept := document.Stored{Name: hex.EncodeToString(random[:]), Size: size}
	digest.Sum(kept.SHA256[:0])
	return kept, nil
}

// isDisk says whether it is our own disk that failed, which may be full, and not the line by which the bytes come.
func isDisk(err error) bool {
	failed, ok := errors.AsType[*fs.PathError](err)
	return ok && failed.Op == "write"
}

// keep gives a file its name for good: when it returns, bytes and name are on the disk.
func (f *Folder) keep(file *os.File, name string) error {
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return err
	}
	folder := filepath.Join(f.path, name[:2])
	if err := os.Mkdir(folder, 0o750); err == nil {
		err = syncFolder(f.path)
		if err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := os.Rename(file.Name(), filepath.Join(folder, name)); err != nil {
		return err
	}
	return syncFolder(folder)
}

// syncFolder brings the names in a folder to the disk.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// discard closes and removes what was not kept.
func discard(file *os.File) error {
	err := file.Close()
	if errors.Is(err, os.ErrClosed) {
		err = nil
	}
	if gone := os.Remove(file.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// where returns the path of a name, and false for what is no name of this depot's.
func (f *Folder) where(name string) (string, bool) {
	if _, err := hex.DecodeString(name); err != nil || len(name) != hex.EncodedLen(nameBytes) || strings.ToLower(name) != name {
		return "", false
	}
	return filepath.Join(f.path, name[:2], name), true
}

// Open opens the file of a name. See [Store].
func (f *Folder) Open(_ context.Context, name string) (io.ReadSeekCloser, error) {
	path, ok := f.where(name)
	if !ok {
		return nil, fault.NotFound
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("document %s: %w", name, fault.NotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("depot: %w", err)
	}
	return file, nil
}

// Remove removes the files of these names. See [Store].
func (f *Folder) Remove(_ context.Context, names ...string) error {
	for _, name := range names {
		path, ok := f.where(name)
		if !ok {
			continue
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("depot: %w", err)
		}
	}
	return nil
}

// Before tells of old files, and removes those that were never finished. See [Store].
func (f *Folder) Before(ctx context.Context, moment time.Time, tell func([]string) error) error {
	var names []string
	err := filepath.WalkDir(f.path, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		about, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && !about.ModTime().Before(moment) {
			return nil // gone meanwhile, or too young
		}
		if err != nil {
			return err
		}
		if strings.HasSuffix(entry.Name(), unfinished) {
			return os.Remove(path)
		}
		if _, ours := f.where(entry.Name()); ours {
			names = append(names, entry.Name())
		}
		if len(names) < toldAtOnce {
			return nil
		}
		err = tell(names)
		names = nil
		return err
	})
	if err == nil && len(names) > 0 {
		err = tell(names)
	}
	if err != nil {
		return fmt.Errorf("depot: %w", err)
	}
	return nil
}
