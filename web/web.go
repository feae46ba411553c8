// Package web holds what the browser gets, as web/build.mjs made it: styles, script, fonts, pictures, and the data
// that drawings are made from. All of it is embedded in the program.
package web

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

//go:embed all:static
var static embed.FS

const dist = "static/dist/"

// A File is one that a browser may fetch. Its address changes with what it holds, so it may be kept for good.
type File struct {
	// Type is the Content-Type.
	Type string
	// ETag is the entity tag, with its quotes.
	ETag string
	// Body is the file itself; Brotli and Gzip hold the same compressed, and are nil for what does not get smaller.
	Body, Brotli, Gzip []byte
}

// A Licence is that of a package that travels with the portal, or helped to build it.
type Licence struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	// Licence is its SPDX name, Text the package's own file.
	Licence string `json:"licence"`
	Text    string `json:"text"`
	// Home is a web address, empty when the package gives none.
	Home string `json:"home"`
}

// ErrNotBuilt says that the program was compiled without its assets.
var ErrNotBuilt = errors.New("the assets were not built; run make assets, then build the program again")

type bundle struct {
	addresses map[string]string // by plain name
	files     map[string]File   // by address
	err       error
}

// The embedded files are read when the first page asks for one.
var built = sync.OnceValue(read)

// Built says whether the assets are there and whole: nil, or [ErrNotBuilt], or what is wrong with them.
func Built() error { return built().err }

// Asset returns the address of a built file by its plain name, such as app.css, and "" for a name that was not built.
func Asset(name string) string { return built().addresses[name] }

// Find returns the file at an address, such as /static/app-0123456789.css.
func Find(address string) (File, bool) {
	f, ok := built().files[address]
	return f, ok
}

// Data returns a file that is only for the program: atlas.json, land.bin, icons.json.
func Data(name string) ([]byte, error) {
	body, err := static.ReadFile(dist + "data/" + name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	return body, err
}

// Licences returns the licences, sorted by name; none when the assets were not built.
func Licences() []Licence {
	body, err := Data("licences.json")
	if err != nil {
		return nil
	}
	var all []Licence
	if err := json.Unmarshal(body, &all); err != nil {
		return nil
	}
	return all
}

type manifest struct {
	Files map[string]struct {
		File string `json:"file"`
		Type string `json:"type"`
		ETag string `json:"etag"`
	} `json:"files"`
}

func read() bundle {
	text, err := static.ReadFile(dist + "manifest.json")
	if err != nil {
		return bundle{err: ErrNotBuilt}
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return bundle{err: fmt.Errorf("read the manifest of the assets: %w", err)}
	}
	b := bundle{addresses: make(map[string]string, len(m.Files)), files: make(map[string]File, len(m.Files))}
	for name, entry := range m.Files {
		f := File{Type: entry.Type, ETag: entry.ETag}
		if f.Body, err = static.ReadFile(dist + entry.File); err != nil {
			return bundle{err: fmt.Errorf("the assets are not whole: %w", err)}
		}
		if compressible(entry.Type) {
			if f.Brotli, err = static.ReadFile(dist + entry.File + ".br"); err != nil {
				return bundle{err: fmt.Errorf("the assets are not whole: %w", err)}
			}
			if f.Gzip, err = static.ReadFile(dist + entry.File + ".gz"); err != nil {
				return bundle{err: fmt.Errorf("the assets are not whole: %w", err)}
			}
		}
		address := "/static/" + entry.File
		b.addresses[name] = address
		b.files[address] = f
	}
	return b
}

func compressible(contentType string) bool {
	return strings.HasPrefix(contentType, "text/") ||
		contentType == "image/svg+xml" || contentType == "application/manifest+json"
}
