package ui

import (
	"testing"

	"vriendenstad/internal/city"
)

func sampleSpots() []Spot {
	return []Spot{
		{"Kinshasa", "/steden/kinshasa", -4.325, 15.3222, city.Wound},
		{"Kumasi", "/steden/kumasi", 6.6885, -1.6244, city.Wound},
		{"Tanger", "/steden/tanger", 35.7595, -5.834, city.Wound},
		{"Saint-Louis", "/steden/saint-louis", 16.0326, -16.4896, city.Wound},
		{"Kaapstad", "/steden/kaapstad", -33.9249, 18.4241, city.Single},
		{"Barcelona", "/steden/barcelona", 41.3874, 2.1686, city.Single},
		{"Kathmandu", "/steden/kathmandu", 27.7172, 85.324, city.Dotted},
		{"Iloilo", "/steden/iloilo", 10.7202, 122.5621, city.Dotted},
	}
}

func BenchmarkChart(b *testing.B) {
	spots := sampleSpots()
	for b.Loop() {
		layOut(spots)
	}
}

func BenchmarkTile(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		s := sampleSpots()[i%8]
		cutTile(s.Lat, s.Lon, s.Tie)
	}
}

func BenchmarkFirstTile(b *testing.B) {
	for b.Loop() {
		readCoast()
	}
}
