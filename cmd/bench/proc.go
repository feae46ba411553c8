package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A meter reads how much processor time the programs have used that take part in a measurement.
type meter struct {
	server   int // process number of what is loaded; 0 for none
	database int // of the first process of the database server
}

// A reading is what a [meter] saw at one moment. Times are sums over all cores since the beginning.
type reading struct {
	at                             time.Time
	server, database, own, machine time.Duration
}

// tick is the unit of processor time in /proc; Linux tells every program a hundredth of a second.
const tick = 10 * time.Millisecond

func (m *meter) read() (reading, error) {
	r := reading{at: time.Now()}
	var err error
	if r.machine, err = machineTime(); err != nil {
		return r, fmt.Errorf("the figures need Linux's /proc: %w", err)
	}
	if m.server != 0 {
		one, err := processOf(m.server)
		if err != nil {
			return r, fmt.Errorf("the server that was loaded: %w", err)
		}
		r.server = one.own
	}
	if r.database, err = familyTime(m.database); err != nil {
		return r, fmt.Errorf("the database server: %w", err)
	}
	own, err := processOf(os.Getpid())
	r.own = own.own
	return r, err
}

// machineTime is how long the cores have been busy, with anything.
func machineTime() (time.Duration, error) {
	text, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	line, _, _ := strings.Cut(string(text), "\n")
	var busy time.Duration
	for i, word := range strings.Fields(line)[1:] {
		n, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return 0, err
		}
		const idle, waiting, guest = 3, 4, 8 // guests are counted among users already
		if i != idle && i != waiting && i < guest {
			busy += time.Duration(n) * tick
		}
	}
	return busy, nil
}

// A process is what /proc tells of one.
type process struct {
	parent int
	// own is the time that it has used itself, reaped that of its children that have ended.
	own, reaped time.Duration
}

func processOf(id int) (process, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(id), "stat"))
	if err != nil {
		return process{}, err
	}
	_, rest, found := bytes.Cut(text, []byte(") ")) // behind the name, which may hold anything
	words := strings.Fields(string(rest))
	if !found || len(words) < 15 {
		return process{}, fmt.Errorf("/proc/%d/stat cannot be read", id)
	}
	number := func(at int) time.Duration {
		n, wrong := strconv.ParseInt(words[at], 10, 64)
		err = errors.Join(err, wrong)
		return time.Duration(n)
	}
	p := process{
		parent: int(number(1)),
		own:    (number(11) + number(12)) * tick,
		reaped: (number(13) + number(14)) * tick,
	}
	return p, err
}

// familyTime is what a process, its children and its former children have used.
func familyTime(id int) (time.Duration, error) {
	parent, err := processOf(id)
	if err != nil {
		return 0, err
	}
	sum := parent.own + parent.reaped
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return 0, err
	}
	for _, entry := range entries {
		child, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue // no process
		}
		p, err := processOf(child)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ESRCH) {
			continue // it has ended since
		}
		if err != nil {
			return 0, err
		}
		if p.parent == id {
			sum += p.own
		}
	}
	return sum, nil
}

// resident returns how much memory a process holds, in bytes.
func resident(id int) (int, error) {
	file, err := os.Open(filepath.Join("/proc", strconv.Itoa(id), "status"))
	if err != nil {
		return 0, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if words := strings.Fields(lines.Text()); len(words) == 3 && words[0] == "VmRSS:" {
			kilobytes, err := strconv.Atoi(words[1])
			return kilobytes << 10, err
		}
	}
	return 0, errors.Join(fmt.Errorf("/proc/%d/status does not tell its memory", id), lines.Err())
}
