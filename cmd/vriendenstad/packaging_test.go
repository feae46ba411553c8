package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// What the image and the composition of services promise, read from the files themselves: no engine is needed.

type instruction struct{ stage, word, rest string }

// Dockerfile reads the instructions of the Dockerfile, each with the name of the stage that it stands in.
func dockerfile(t *testing.T) []instruction {
	t.Helper()
	text, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	var all []instruction
	stage := ""
	for line := range strings.Lines(strings.ReplaceAll(string(text), "\\\n", " ")) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		if word == "FROM" {
			_, stage, _ = strings.Cut(rest, " AS ")
		}
		all = append(all, instruction{stage, word, strings.TrimSpace(rest)})
	}
	return all
}

// Of returns what follows each instruction of that word in that stage; the empty name is the image itself.
func of(all []instruction, stage, word string) []string {
	var found []string
	for _, one := range all {
		if one.stage == stage && one.word == word {
			found = append(found, one.rest)
		}
	}
	return found
}

var pinned = regexp.MustCompile(`^[a-z0-9/.-]+:v?[0-9][A-Za-z0-9.-]*$`)

func TestImageHoldsTheProgramAlone(t *testing.T) {
	all := dockerfile(t)
	for _, one := range all {
		if one.word != "FROM" {
			continue
		}
		if image, _, _ := strings.Cut(one.rest, " "); image != "scratch" && !pinned.MatchString(image) {
			t.Errorf("%s is not pinned to a version", image)
		}
	}
	for _, row := range []struct{ word, want string }{
		{"FROM", "scratch"},
		{"USER", "10001:10001"},
		{"ENV", "ADDR=:8080 DOCUMENTS_DIR=/documents"},
		{"EXPOSE", "8080"},
		{"ENTRYPOINT", `["/vriendenstad"]`},
		{"CMD", `["serve"]`},
	} {
		if got := of(all, "", row.word); !slices.Equal(got, []string{row.want}) {
			t.Errorf("%s is %q, want %q", row.word, got, row.want)
		}
	}
	if got := of(all, "", "HEALTHCHECK"); len(got) != 1 || !strings.HasSuffix(got[0], `CMD ["/vriendenstad", "healthcheck"]`) {
		t.Errorf("the health check is %q", got)
	}
	if !slices.ContainsFunc(of(all, "", "COPY"), func(s string) bool {
		return s == "--from=program /vriendenstad /vriendenstad"
	}) {
		t.Error("the image does not hold the program")
	}
	built := strings.Join(of(all, "program", "RUN"), "\n")
	for _, part := range []string{"CGO_ENABLED=0", "-trimpath", "-X main.commit=", "./cmd/vriendenstad", "npm ci", "node web/build.mjs"} {
		if !strings.Contains(built, part) {
			t.Errorf("the program is built without %s", part)
		}
	}
}

type composition struct {
	Services map[string]service `yaml:"services"`
	Networks map[string]struct {
		Internal bool `yaml:"internal"`
	} `yaml:"networks"`
	Volumes map[string]any `yaml:"volumes"`
}

type service struct {
	Image       string            `yaml:"image"`
	Command     []string          `yaml:"command"`
	User        string            `yaml:"user"`
	ReadOnly    bool              `yaml:"read_only"`
	Tmpfs       []string          `yaml:"tmpfs"`
	CapDrop     []string          `yaml:"cap_drop"`
	SecurityOpt []string          `yaml:"security_opt"`
	Environment map[string]string `yaml:"environment"`
	Ports       []string          `yaml:"ports"`
	Volumes     []string          `yaml:"volumes"`
	Networks    []string          `yaml:"networks"`
	Restart     string            `yaml:"restart"`
	DependsOn   map[string]struct {
		Condition string `yaml:"condition"`
	} `yaml:"depends_on"`
	Healthcheck struct {
		Test    []string `yaml:"test"`
		Disable bool     `yaml:"disable"`
	} `yaml:"healthcheck"`
}

func compose(t *testing.T) composition {
	t.Helper()
	text, err := os.ReadFile("../../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	var c composition
	if err := yaml.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestServicesAreWalledOff(t *testing.T) {
	c := compose(t)
	for _, name := range []string{"postgres", "migrate", "portal", "mail"} {
		if _, ok := c.Services[name]; !ok {
			t.Errorf("there is no service %s", name)
		}
	}
	for name, s := range c.Services {
		if !pinned.MatchString(s.Image) {
			t.Errorf("%s: image %q is not pinned to a version", name, s.Image)
		}
		if s.User == "" || s.User == "root" || strings.HasPrefix(s.User, "0") {
			t.Errorf("%s runs as %q", name, s.User)
		}
		if !slices.Contains(s.SecurityOpt, "no-new-privileges:true") {
			t.Errorf("%s may gain privileges", name)
		}
		if name != "postgres" && (!s.ReadOnly || !slices.Equal(s.Tmpfs, []string{"/tmp"}) || !slices.Equal(s.CapDrop, []string{"ALL"})) {
			t.Errorf("%s: read only %t, tmpfs %v, dropped %v", name, s.ReadOnly, s.Tmpfs, s.CapDrop)
		}
		for _, port := range s.Ports {
			if !strings.HasPrefix(port, "127.0.0.1:") {
				t.Errorf("%s: port %s is open to the world", name, port)
			}
		}
		if len(s.Healthcheck.Test) == 0 && !s.Healthcheck.Disable {
			t.Errorf("%s: nobody looks whether it lives", name)
		}
	}
	if len(c.Services["postgres"].Ports) != 0 || !c.Networks["inside"].Internal {
		t.Error("the database can be reached from outside")
	}
}

func TestServicesStartInOrder(t *testing.T) {
	c := compose(t)
	if got := c.Services["migrate"].DependsOn["postgres"].Condition; got != "service_healthy" {
		t.Errorf("migrate waits for postgres to be %q", got)
	}
	if got := c.Services["portal"].DependsOn["migrate"].Condition; got != "service_completed_successfully" {
		t.Errorf("the portal waits for migrate to be %q", got)
	}
	if got := c.Services["migrate"].Restart; got != "no" {
		t.Errorf("migrate is started again: %q", got)
	}
	if got := c.Services["portal"].Ports; !slices.Equal(got, []string{"127.0.0.1:8080:8080"}) {
		t.Errorf("the portal's ports are %v", got)
	}
	if got := c.Services["postgres"].Volumes; !slices.Equal(got, []string{"database:/var/lib/postgresql/data"}) {
		t.Errorf("the database's volumes are %v", got)
	}
	if _, ok := c.Volumes["database"]; !ok {
		t.Error("there is no volume for the database")
	}
}

// The services of our own image call commands that exist, and set what the program reads.
func TestServicesSpeakToTheProgram(t *testing.T) {
	known := map[string]bool{}
	for _, s := range settingsTable() {
		known[s.Name] = true
	}
	names := map[string]bool{}
	for _, one := range commands() {
		names[one.name] = true
	}
	c := compose(t)
	for _, name := range []string{"migrate", "portal"} {
		s := c.Services[name]
		if s.Image != "vriendenstad:"+release {
			t.Errorf("%s is of the image %s, want that of release %s", name, s.Image, release)
		}
		if len(s.Command) == 0 || !names[s.Command[0]] {
			t.Errorf("%s calls %v", name, s.Command)
		}
		if test := s.Healthcheck.Test; len(test) > 0 && (len(test) != 3 || test[1] != "/vriendenstad" || !names[test[2]]) {
			t.Errorf("%s is looked after by %v", name, test)
		}
		for variable := range s.Environment {
			if !known[variable] {
				t.Errorf("%s sets %s, which the program does not read", name, variable)
			}
		}
	}
	if got := c.Services["portal"].Command; !slices.Equal(got, []string{"serve"}) {
		t.Errorf("the portal calls %v", got)
	}
	// The image cannot be written: its key is set, the same for all, and what seeds knows whether people reach the portal over https.
	for _, name := range []string{"migrate", "portal"} {
		environment := c.Services[name].Environment
		if !strings.HasPrefix(environment["SECRET_KEY"], "${SECRET_KEY:?") || environment["BASE_URL"] != c.Services["portal"].Environment["BASE_URL"] {
			t.Errorf("%s: SECRET_KEY is %q and BASE_URL %q", name, environment["SECRET_KEY"], environment["BASE_URL"])
		}
	}
}
