package pgdev

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// worthTelling is the try after which somebody may wonder what is waited for: half a second.
const worthTelling = 25

// lock waits until no other program starts or stops the server of this folder. Closing the file gives it up,
// and so does the end of the program.
func (f folder) lock(ctx context.Context, say func(string, ...any)) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(f.dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.user.own(file.Name()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	tries := 0
	err = poll(ctx, func() (bool, error) {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if errors.Is(err, syscall.EWOULDBLOCK) {
			if tries++; tries == worthTelling {
				say("postgres: waiting for another program that starts or stops the server")
			}
			return false, nil
		}
		return err == nil, err
	})
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func (f folder) pipe() string { return filepath.Join(f.dir, "users") }

// use opens the writing end of the pipe of users. It fails with ENXIO when no guard reads the other.
func (f folder) use() (*os.File, error) {
	fd, err := syscall.Open(f.pipe(), syscall.O_WRONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: f.pipe(), Err: err}
	}
	return os.NewFile(uintptr(fd), f.pipe()), nil
}

// guardEnd opens the reading end, for a guard. The pipe is made where absent.
func (f folder) guardEnd() (*os.File, error) {
	if err := syscall.Mkfifo(f.pipe(), 0o600); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, &fs.PathError{Op: "make pipe", Path: f.pipe(), Err: err}
	}
	if err := f.user.own(f.pipe()); err != nil {
		return nil, err
	}
	// Without O_NONBLOCK, opening would wait for a writer; with it, reading would not wait for one.
	fd, err := syscall.Open(f.pipe(), syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if err == nil {
		err = syscall.SetNonblock(fd, false)
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: f.pipe(), Err: err}
	}
	return os.NewFile(uintptr(fd), f.pipe()), nil
}

// used says whether any program holds the writing end. One that this program is starting at this moment has a
// copy of it for an instant; so only what lasts is believed.
func (f folder) used() (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	err := poll(ctx, func() (bool, error) {
		held, err := f.held()
		return !held, err
	})
	if errors.Is(err, context.DeadlineExceeded) {
		return true, nil
	}
	return false, err
}

// held says whether the writing end is open at this instant.
func (f folder) held() (bool, error) {
	fd, err := syscall.Open(f.pipe(), syscall.O_RDONLY|syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil // a folder for tests, removed with its server
	}
	if err != nil {
		return false, &fs.PathError{Op: "open", Path: f.pipe(), Err: err}
	}
	n, err := syscall.Read(fd, make([]byte, 1))
	if errors.Is(err, syscall.EAGAIN) {
		err, n = nil, 1
	}
	return n > 0, errors.Join(err, syscall.Close(fd))
}

// hold keeps the writing end open in a process that sleeps so long.
func hold(users *os.File, d time.Duration) error {
	sleep := exec.Command("sleep", strconv.Itoa(int(d.Seconds())))
	sleep.ExtraFiles = []*os.File{users}
	sleep.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := sleep.Start(); err != nil {
		return err
	}
	return sleep.Process.Release()
}
