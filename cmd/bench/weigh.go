package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// modern is what a browser of today says that it reads.
const modern = "gzip, deflate, br, zstd"

// fetched is an answer as it came over the line.
type fetched struct {
	header http.Header
	body   []byte
}

// fetch gets a path of the portal, in the encodings named, as it comes. Every answer but 200 is an error.
func fetch(ctx context.Context, address, path, encodings string) (fetched, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		return fetched{}, err
	}
	r.Header.Set("Accept-Encoding", encodings)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return fetched{}, err
	}
	body, err := io.ReadAll(answer.Body)
	if err := errors.Join(err, answer.Body.Close()); err != nil {
		return fetched{}, err
	}
	if answer.StatusCode != http.StatusOK {
		return fetched{}, fmt.Errorf("%s: status %d", path, answer.StatusCode)
	}
	return fetched{answer.Header, body}, nil
}

// A view is what a browser fetches to show a page for the first time, in bytes as they come.
type view struct {
	page, styles, scripts, fonts, rest int
}

func (v view) sum() int { return v.page + v.styles + v.scripts + v.fonts + v.rest }

var (
	stylesheets = regexp.MustCompile(`<link rel="stylesheet" href="(/[^"]+)"`)
	sideFiles   = regexp.MustCompile(`<link rel="(?:icon|manifest)" href="(/[^"]+)"`)
	scripts     = regexp.MustCompile(`<script src="(/[^"]+)"`)
	pictures    = regexp.MustCompile(`<(?:img|image|use|source)\b[^>]*?(?:src|href|srcset)="(/[^" #]+)`)
	fontFaces   = regexp.MustCompile(`@font-face\s*{[^}]*url\("?(/[^")]+)"?\)[^}]*unicode-range:([^;}]+)`)
	inStyles    = regexp.MustCompile(`url\("?(/[^")]+)"?\)`)
)

// firstView weighs a page with all that it needs: its styles, scripts and pictures, the fonts that have its letters, and every
// picture that its styles name, whether they use it there or not.
func firstView(ctx context.Context, address, path string) (view, error) {
	var v view
	plain, err := fetch(ctx, address, path, "identity")
	if err != nil {
		return v, err
	}
	sent, err := fetch(ctx, address, path, modern)
	if err != nil {
		return v, err
	}
	v.page = len(sent.body)
	page := string(plain.body)
	seen := map[string]bool{}
	add := func(to *int, all []string) {
		for _, one := range all {
			if seen[one] || err != nil {
				continue
			}
			seen[one] = true
			var file fetched
			file, err = fetch(ctx, address, one, modern)
			*to += len(file.body)
		}
	}
	styles := found(stylesheets, page)
	add(&v.styles, styles)
	add(&v.scripts, found(scripts, page))
	add(&v.rest, slices.Concat(found(sideFiles, page), found(pictures, page)))
	for _, one := range styles {
		sheet, wrong := fetch(ctx, address, one, "identity")
		if wrong != nil {
			return v, wrong
		}
		text := string(sheet.body)
		add(&v.fonts, fontsFor(page, text))
		add(&v.rest, found(inStyles, fontFaces.ReplaceAllString(text, "")))
	}
	return v, err
}

func found(in *regexp.Regexp, text string) []string {
	var all []string
	for _, one := range in.FindAllStringSubmatch(text, -1) {
		all = append(all, one[1])
	}
	return all
}

// fontsFor returns the fonts of a style sheet that have a letter of the page.
func fontsFor(page, sheet string) []string {
	var all []string
	for _, face := range fontFaces.FindAllStringSubmatch(sheet, -1) {
		if strings.ContainsFunc(page, func(letter rune) bool { return within(letter, face[2]) }) {
			all = append(all, face[1])
		}
	}
	return all
}

// within says whether a letter lies in a unicode-range: U+0-FF,U+131.
func within(letter rune, ranges string) bool {
	for one := range strings.SplitSeq(ranges, ",") {
		first, last, whole := strings.Cut(strings.TrimPrefix(strings.TrimSpace(one), "U+"), "-")
		if !whole {
			last = first
		}
		from, err := strconv.ParseInt(first, 16, 32)
		to, wrong := strconv.ParseInt(last, 16, 32)
		if err == nil && wrong == nil && int64(letter) >= from && int64(letter) <= to {
			return true
		}
	}
	return false
}
