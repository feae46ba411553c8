package mine

import (
	"strconv"

	"vriendenstad/internal/fault"
)

// A SecondPage is what the page of the second step shows.
type SecondPage struct {
	// Set says that there is one. Key is that of one that was begun, nil for none.
	Set bool
	Key *SecondKey
	// Obliged says that the person has to have one.
	Obliged bool
	Wrong   fault.Fields
	Once    string
}

// A SecondKey is what an app needs to make codes: the secret to type, and the squares of the code to scan, true for dark.
type SecondKey struct {
	Secret  string
	Squares [][]bool
}

// quiet is the white border that a reader of such a code needs, in squares.
const quiet = 4

func (k SecondKey) viewBox() string {
	side := strconv.Itoa(len(k.Squares) + 2*quiet)
	return "0 0 " + side + " " + side
}

// A run is a row of dark squares beside each other.
type run struct{ X, Y, Width string }

// runs returns the dark squares, those beside each other as one.
func (k SecondKey) runs() []run {
	var all []run
	for y, row := range k.Squares {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			begin := x
			for x < len(row) && row[x] {
				x++
			}
			all = append(all, run{strconv.Itoa(begin + quiet), strconv.Itoa(y + quiet), strconv.Itoa(x - begin)})
		}
	}
	return all
}
