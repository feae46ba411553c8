package web_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vriendenstad/web"
)

func built(t *testing.T) {
	t.Helper()
	if err := web.Built(); err != nil {
		t.Fatal(err)
	}
}

func TestEveryAssetIsFoundByItsAddress(t *testing.T) {
	built(t)
	address := regexp.MustCompile(`^/static/[\w-]+-[0-9A-Za-z]{8,}\.\w+$`)
	for _, name := range []string{
		"app.css", "app.js", "icon.svg", "icon-180.png", "og.png", "land.svg", "land-night.svg",
		"vriendenstad.webmanifest", "source-sans-3-latin-wght-normal.woff2",
	} {
		at := web.Asset(name)
		if !address.MatchString(at) {
			t.Errorf("%s has the address %q, which carries no hash", name, at)
		}
		f, ok := web.Find(at)
		if !ok || len(f.Body) == 0 || f.Type == "" || !strings.HasPrefix(f.ETag, `"`) {
			t.Errorf("%s was not found whole: type %q, tag %q, %d bytes", name, f.Type, f.ETag, len(f.Body))
		}
	}
}

func TestWhatIsNotAnAssetIsNotFound(t *testing.T) {
	built(t)
	for _, address := range []string{"", "/static/", "/static/app.css", "/static/manifest.json", "/static/data/land.bin", "/static/../web.go"} {
		if _, ok := web.Find(address); ok {
			t.Errorf("Find(%q) found a file", address)
		}
	}
	if at := web.Asset("absent.css"); at != "" {
		t.Errorf("Asset of an absent file = %q", at)
	}
	if _, err := web.Data("absent.json"); err == nil {
		t.Error("Data of an absent file gave no error")
	}
}

func TestTextsAreCompressed(t *testing.T) {
	built(t)
	f, _ := web.Find(web.Asset("app.css"))
	r, err := gzip.NewReader(bytes.NewReader(f.Gzip))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, f.Body) {
		t.Errorf("the gzip form does not hold the file: %v", err)
	}
	if len(f.Brotli) == 0 || len(f.Brotli) >= len(f.Gzip) {
		t.Errorf("brotli has %d bytes, gzip %d", len(f.Brotli), len(f.Gzip))
	}
}

// What the policy of the pages forbids, the style sheet may not ask for.
func TestTheStyleSheetFetchesOnlyOurOwnFiles(t *testing.T) {
	built(t)
	f, _ := web.Find(web.Asset("app.css"))
	for _, m := range regexp.MustCompile(`url\(["']?([^"')]+)`).FindAllSubmatch(f.Body, -1) {
		if _, ok := web.Find(string(m[1])); !ok {
			t.Errorf("the style sheet fetches %s, which is not served", m[1])
		}
	}
	if bytes.Contains(f.Body, []byte("@import")) {
		t.Error("the style sheet imports another one")
	}
}

func TestTheFirstLoadIsSmall(t *testing.T) {
	built(t)
	sum := 0
	for _, name := range []string{"app.css", "app.js", "land-night.svg", "icon.svg", "source-sans-3-latin-wght-normal.woff2"} {
		f, _ := web.Find(web.Asset(name))
		sent := len(f.Body)
		if f.Brotli != nil {
			sent = len(f.Brotli)
		}
		if name == "app.js" && sent > 30_000 {
			t.Errorf("the script is %d bytes", sent)
		}
		sum += sent
	}
	if sum > 80_000 {
		t.Errorf("the first load of / is %d bytes without the page", sum)
	}
}

func TestLicencesNameEveryLinkedModule(t *testing.T) {
	built(t)
	var names []string
	for _, l := range web.Licences() {
		names = append(names, l.Name)
		if l.Licence == "" || l.Version == "" || len(l.Text) < 200 {
			t.Errorf("%s %q has licence %q and %d bytes of text", l.Name, l.Version, l.Licence, len(l.Text))
		}
	}
	if !slices.IsSorted(names) {
		t.Error("the licences are not sorted by name")
	}
	for _, name := range []string{"@a-ui/core", "@fontsource-variable/source-sans-3", "Go", "htmx.org", "lucide-static"} {
		if !slices.Contains(names, name) {
			t.Errorf("%s is missing", name)
		}
	}
	out, err := exec.Command("go", "list", "-e", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "../cmd/vriendenstad").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, module := range strings.Fields(string(out)) {
		if !slices.Contains(names, module) {
			t.Errorf("%s is linked into the program, but its licence is not listed; run: node web/build.mjs", module)
		}
	}
}
