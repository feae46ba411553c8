package pgtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// sources returns a short word that changes with every edit of what a filling can be made of. Sizes and times of
// the files say it; reading them would take longer than filling.
var sources = sync.OnceValues(func() (string, error) {
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	for _, dir := range []string{"internal", "migrations"} {
		err := fs.WalkDir(os.DirFS(filepath.Join(root, dir)), ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			about, err := entry.Info()
			if err == nil {
				_, err = fmt.Fprintln(sum, dir, path, about.Size(), about.ModTime().UnixNano())
			}
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:4]), nil
})
