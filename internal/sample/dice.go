package sample

import "math/bits"

// A dice gives numbers that look like chance and are always the same ones.
type dice uint64

// diceFor returns the dice of one thing among many, by its kind and its number.
func diceFor(kind string, number int) dice {
	d := dice(number)
	for _, letter := range []byte(kind) {
		d = dice(d.next()) ^ dice(letter)
	}
	return d
}

// next returns 64 bits, by the splitmix generator of Steele, Lea and Flood.
func (d *dice) next() uint64 {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (d *dice) below(n int) int { return int(d.next() >> 1 % uint64(n)) }

// between returns a number from low to high, both included.
func (d *dice) between(low, high int) int { return low + d.below(high-low+1) }

// percent says yes in so many cases of a hundred.
func (d *dice) percent(n int) bool { return d.below(100) < n }

// rank returns a number from 0 to n-1, as words are used in a language: what stands twice as far down the list comes half as
// often. It counts in whole numbers alone, so that every machine finds the same.
func (d *dice) rank(n int) int {
	octaves := bits.Len(uint(n))
	for {
		octave := 1 << d.below(octaves)
		if place := octave + d.below(octave); place <= n {
			return place - 1
		}
	}
}

// one returns one of all, each as often.
func one[T any](d *dice, all []T) T { return all[d.below(len(all))] }

// ranked returns one of all, the first ones far more often than the last.
func ranked[T any](d *dice, all []T) T { return all[d.rank(len(all))] }
