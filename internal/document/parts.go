package document

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// What is read of a package's directory at most. A document of an office has some hundred parts.
const (
	mostParts     = 5_000
	mostDirectory = 1 << 20
)

// partsOf returns the names of a package's parts, as its directory tells them. Nothing is unpacked. A part with macros is refused.
func partsOf(from io.ReaderAt, size int64) ([]string, error) {
	if err := begins("PK\x03\x04")(from, size); err != nil {
		return nil, err
	}
	begin, length, count, err := directoryOf(from, size)
	if err != nil {
		return nil, err
	}
	directory := make([]byte, length)
	if _, err := from.ReadAt(directory, begin); err != nil {
		return nil, ErrInside
	}
	names := make([]string, 0, count)
	for range count {
		const header = 46
		if len(directory) < header || string(directory[:4]) != "PK\x01\x02" {
			return nil, ErrInside
		}
		name := int(binary.LittleEndian.Uint16(directory[28:]))
		whole := header + name + int(binary.LittleEndian.Uint16(directory[30:])) + int(binary.LittleEndian.Uint16(directory[32:]))
		if len(directory) < whole {
			return nil, ErrInside
		}
		names = append(names, string(directory[header:header+name]))
		if isMacro(names[len(names)-1]) {
			return nil, ErrMacros
		}
		directory = directory[whole:]
	}
	return names, nil
}

// directoryOf finds the directory at the end of a package: where it begins, how long it is, and of how many parts it tells.
func directoryOf(from io.ReaderAt, size int64) (begin int64, length, count int, err error) {
	const (
		record  = 22
		comment = 1 << 16
	)
	tail := make([]byte, min(size, record+comment))
	if _, err := from.ReadAt(tail, size-int64(len(tail))); err != nil {
		return 0, 0, 0, ErrInside
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || len(tail)-at < record {
		return 0, 0, 0, ErrInside
	}
	end := tail[at:]
	count = int(binary.LittleEndian.Uint16(end[10:]))
	length = int(binary.LittleEndian.Uint32(end[12:]))
	begin = int64(binary.LittleEndian.Uint32(end[16:]))
	if count > mostParts || length > mostDirectory {
		return 0, 0, 0, ErrTooMany
	}
	if count == 0 || begin+int64(length) > size {
		return 0, 0, 0, ErrInside
	}
	return begin, length, count, nil
}

// isMacro says whether a part is a program that would run in who opens the document.
func isMacro(part string) bool {
	part = strings.ToLower(strings.ReplaceAll(part, `\`, "/"))
	return strings.HasSuffix(part, "vbaproject.bin") || strings.HasPrefix(part, "basic/") || strings.HasPrefix(part, "scripts/") ||
		strings.Contains(part, "activex/")
}
