package pgdev

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

const (
	// longestSocket is the number of bytes that every system grants to the path of a socket.
	longestSocket = 103
	// socketName is what Postgres calls its socket at its usual port.
	socketName = ".s.PGSQL.5432"
	// enoughMemory is what a server for tests needs in memory: itself, templates and clones, in bytes.
	enoughMemory = 1 << 30

	memory   = "/dev/shm"
	stateDir = "/var/lib/vriendenstad"
	shortDir = "/tmp"
)

// A folder is where one server lies, and who runs it.
type folder struct {
	dir    string
	socket string
	user   serverUser
	gone   bool // removed when the server ends
}

func (f folder) data() string { return filepath.Join(f.dir, "data") }
func (f folder) log() string  { return filepath.Join(f.dir, "log") }

// openFolder makes what is absent and gives it to the user that the server runs as.
func openFolder(settings Settings, say func(string, ...any)) (folder, error) {
	f := folder{}
	var err error
	if settings.Dir == "" {
		if !settings.ForTests {
			return f, errors.New("a server that is not for tests needs a folder")
		}
		f.gone = true
		f.dir, err = os.MkdirTemp(placeForTests(say), "vriendenstad-test-")
	} else {
		f.dir, err = filepath.Abs(settings.Dir)
	}
	if err != nil {
		return f, err
	}
	if f.user, err = userFor(f.dir); err != nil {
		return f, err
	}
	if err := f.user.makeFolder(f.dir); err != nil {
		return f, err
	}
	if !f.user.may("-x", f.dir) {
		within := filepath.Join(stateDir, digest(f.dir))
		say("postgres: %s cannot enter %s; its data are in %s", f.user.name, f.dir, within)
		f.dir = within
		if err := f.user.makeFolder(f.dir); err != nil {
			return f, err
		}
	}
	f.socket, err = f.user.makeSocketFolder(f.dir)
	return f, err
}

// placeForTests is a folder in memory where there is one with room, else the one for temporary files.
func placeForTests(say func(string, ...any)) string {
	var about syscall.Statfs_t
	if err := syscall.Statfs(memory, &about); err != nil {
		return os.TempDir() // no such place on this system
	}
	if free := uint64(about.Bavail) * uint64(about.Bsize); free < enoughMemory {
		say("postgres: %s has only %d MB free; the test server lies in %s and is slower", memory, free>>20, os.TempDir())
		return os.TempDir()
	}
	return memory
}

// A serverUser is whom the server runs as. The zero value is the user of this program.
type serverUser struct {
	name       string
	credential *syscall.Credential
}

// userFor returns whom the server in that folder runs as: ourselves, unless we are root.
func userFor(dir string) (serverUser, error) {
	if os.Geteuid() != 0 {
		return serverUser{}, nil
	}
	about, err := os.Stat(filepath.Join(dir, "data"))
	if errors.Is(err, fs.ErrNotExist) {
		about, err = os.Stat(dir)
	}
	if err == nil {
		if owner, ok := about.Sys().(*syscall.Stat_t); ok && owner.Uid != 0 {
			return serverUser{
				name:       fmt.Sprintf("user %d", owner.Uid),
				credential: &syscall.Credential{Uid: owner.Uid, Gid: owner.Gid},
			}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if known, err := user.Lookup(name); err == nil {
			return named(known)
		}
	}
	return serverUser{}, errors.New("a database server does not run as root, and there is no user postgres or nobody: run this as an ordinary user")
}

func named(known *user.User) (serverUser, error) {
	uid, err := strconv.ParseUint(known.Uid, 10, 32)
	if err != nil {
		return serverUser{}, fmt.Errorf("number of user %s: %w", known.Username, err)
	}
	gid, err := strconv.ParseUint(known.Gid, 10, 32)
	if err != nil {
		return serverUser{}, fmt.Errorf("group of user %s: %w", known.Username, err)
	}
	return serverUser{
		name:       known.Username,
		credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)},
	}, nil
}

// attributes start a process as this user, in a session of its own.
func (u serverUser) attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setsid: true, Credential: u.credential}
}

// own gives a file to this user.
func (u serverUser) own(path string) error {
	if u.credential == nil {
		return nil
	}
	return os.Lchown(path, int(u.credential.Uid), int(u.credential.Gid))
}

// makeFolder makes the folder and its absent parents. The folder is this user's.
func (u serverUser) makeFolder(dir string) error {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return u.own(dir)
}

// may asks the system, with test(1), whether this user may use the path so: parents, groups and lists of
// access count, and only the system knows them all.
func (u serverUser) may(how, path string) bool {
	if u.credential == nil {
		return true // whoever has made it
	}
	ask := exec.Command("/bin/sh", "-c", `test "$1" "$2"`, "sh", how, path)
	ask.Dir = "/"
	ask.SysProcAttr = u.attributes()
	return ask.Run() == nil
}

// makeSocketFolder makes the folder for the socket: in dir, or in a short place when the path is too long there
// or holds what an address cannot.
func (u serverUser) makeSocketFolder(dir string) (string, error) {
	within := filepath.Join(dir, "socket")
	if len(filepath.Join(within, socketName)) > longestSocket || strings.Contains(within, ",") {
		within = filepath.Join(shortDir, "vriendenstad-"+digest(dir))
	}
	if err := u.makeFolder(within); err != nil {
		return "", err
	}
	about, err := os.Lstat(within)
	if err != nil {
		return "", err
	}
	owner, ok := about.Sys().(*syscall.Stat_t)
	if !ok || !about.IsDir() || owner.Uid != u.uid() || about.Mode().Perm() != 0o700 {
		return "", fmt.Errorf("%s is not a closed folder of our own: remove it", within)
	}
	return within, nil
}

func (u serverUser) uid() uint32 {
	if u.credential == nil {
		return uint32(os.Geteuid())
	}
	return u.credential.Uid
}

// digest names a folder in a few letters.
func digest(dir string) string {
	sum := sha256.Sum256([]byte(dir))
	return hex.EncodeToString(sum[:6])
}
