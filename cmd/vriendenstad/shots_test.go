package main

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

var shots = flag.Bool("shots", false, "draw the README's pictures anew, from the running program")

// Pictures are those of the README: the file in web/readme, and the page that it shows.
var pictures = map[string]string{
	"home.png":      "/",
	"projecten.png": "/projecten?land=SN",
}

const (
	pictureWidth  = 1280
	pictureHeight = 900
	pictureBytes  = 150_000
)

// The README shows the portal as it is drawn, in pictures that are quick to load.
func TestPicturesOfTheReadme(t *testing.T) {
	t.Parallel()
	folder, err := filepath.Abs("../../web/readme")
	if err != nil {
		t.Fatal(err)
	}
	if *shots {
		drawPictures(t, folder)
	}
	for name := range pictures {
		file, err := os.Open(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		about, err := file.Stat()
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.DecodeConfig(file)
		if err != nil || picture.Width != pictureWidth || picture.Height != pictureHeight {
			t.Errorf("%s is %d by %d, %v", name, picture.Width, picture.Height, err)
		}
		if about.Size() > pictureBytes {
			t.Errorf("%s weighs %d bytes, more than %d", name, about.Size(), pictureBytes)
		}
	}
}

func drawPictures(t *testing.T, folder string) {
	portal := serveSample(t)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, path := range pictures {
		browser := exec.Command(chromium(t), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--hide-scrollbars", "--virtual-time-budget=4000", "--user-data-dir="+t.TempDir(),
			fmt.Sprintf("--window-size=%d,%d", pictureWidth, pictureHeight), "--screenshot="+filepath.Join(folder, name), portal.url+path)
		if out, err := browser.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", path, err, out)
		}
		if err := slim(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
}

// Slim writes a picture again with the 256 colours that it holds most of: a page has few.
func slim(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	full, err := png.Decode(bytes.NewReader(text))
	if err != nil {
		return err
	}
	often := map[color.RGBA]int{}
	for y := range full.Bounds().Dy() {
		for x := range full.Bounds().Dx() {
			often[color.RGBAModel.Convert(full.At(x, y)).(color.RGBA)]++
		}
	}
	palette := color.Palette{}
	for _, one := range slices.SortedFunc(maps.Keys(often), func(a, b color.RGBA) int { return often[b] - often[a] }) {
		if palette = append(palette, one); len(palette) == 256 {
			break
		}
	}
	nearest := map[color.RGBA]uint8{}
	for one := range often {
		nearest[one] = uint8(palette.Index(one))
	}
	few := image.NewPaletted(full.Bounds(), palette)
	for y := range full.Bounds().Dy() {
		for x := range full.Bounds().Dx() {
			few.SetColorIndex(x, y, nearest[color.RGBAModel.Convert(full.At(x, y)).(color.RGBA)])
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, few); err != nil {
		return err
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}

// Chromium returns the browser of this machine.
func chromium(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("there is no chromium: make test installs it as root, or apt-get install chromium")
	return ""
}
