package main

import (
	"flag"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
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
		draw(t, folder)
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

func draw(t *testing.T, folder string) {
	dir := home(t)
	for _, args := range [][]string{{"migrate"}, {"seed"}} {
		if out, errs, code := run(t, dir, nil, args...); code != 0 {
			t.Fatalf("%v: exit %d\n%s%s", args, code, out, errs)
		}
	}
	portal := serveIn(t, dir)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, path := range pictures {
		browser := exec.Command(chromium(t), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--hide-scrollbars", "--virtual-time-budget=4000", "--user-data-dir="+t.TempDir(),
			"--window-size=1280,900", "--screenshot="+filepath.Join(folder, name), portal.url+path)
		if out, err := browser.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", path, err, out)
		}
	}
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
