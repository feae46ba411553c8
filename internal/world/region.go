package world

import "slices"

// A Region is the part of the world that work turns to. It describes an association's work, never its people.
type Region string

// The regions, as the pages name them.
const (
	NorthAfrica   Region = "noord-afrika"
	WestAfrica    Region = "west-afrika"
	CentralAfrica Region = "centraal-afrika"
	EastAfrica    Region = "oost-afrika"
	SouthAfrica   Region = "zuidelijk-afrika"
	WestAsia      Region = "west-azie"
	SouthAsia     Region = "zuid-azie"
	SouthEastAsia Region = "zuidoost-azie"
	EastAsia      Region = "oost-azie"
	Latin         Region = "latijns-amerika"
	Caribbean     Region = "caraiben"
	Pacific       Region = "oceanie"
	Europe        Region = "europa"
	Worldwide     Region = "wereldwijd"
)

var regionNames = map[Region]string{
	NorthAfrica: "Noord-Afrika", WestAfrica: "West-Afrika", CentralAfrica: "Centraal-Afrika", EastAfrica: "Oost-Afrika",
	SouthAfrica: "Zuidelijk Afrika", WestAsia: "West-Azië", SouthAsia: "Zuid-Azië", SouthEastAsia: "Zuidoost-Azië",
	EastAsia: "Oost-Azië", Latin: "Latijns-Amerika", Caribbean: "Caraïben", Pacific: "Oceanië", Europe: "Europa",
	Worldwide: "Wereldwijd",
}

// Valid says whether the region is one of ours.
func (r Region) Valid() bool { return regionNames[r] != "" }

// Name returns the region's Dutch name.
func (r Region) Name() string { return regionNames[r] }

// Regions returns all regions in the order of their addresses.
func Regions() []Region {
	all := make([]Region, 0, len(regionNames))
	for r := range regionNames {
		all = append(all, r)
	}
	slices.Sort(all)
	return all
}
