package ui

import (
	"strconv"
	"strings"

	"vriendenstad/internal/world"
)

func sdgName(s world.SDG) string { return "SDG " + strconv.Itoa(int(s)) + ": " + s.Title() }

// sdgLine writes goals in a row's small print: SDG 3, 4.
func sdgLine(all []world.SDG) string {
	numbers := make([]string, len(all))
	for i, s := range all {
		numbers[i] = strconv.Itoa(int(s))
	}
	return "SDG " + strings.Join(numbers, ", ")
}
