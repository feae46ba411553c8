package sample

import (
	"strings"

	"vriendenstad/internal/world"
)

// A land is a country of the large city, with towns to work in.
type land struct {
	code   world.Code
	region world.Region
	towns  []string
}

// lands returns the countries of the large city: those at the top have far more projects than those at the end.
func lands() []land {
	all := make([]land, 0, 64)
	for _, line := range strings.Split(strings.TrimSpace(landLines), "\n") {
		fields := strings.SplitN(line, " ", 3)
		all = append(all, land{world.Code(fields[0]), world.Region(fields[1]), strings.Split(fields[2], ", ")})
	}
	return all
}

// landLines holds a country on each line: its code, its region and its towns.
const landLines = `
CD centraal-afrika Kinshasa, Lubumbashi, Goma, Kisangani, Matadi, Bukavu
GH west-afrika Kumasi, Accra, Tamale, Cape Coast, Bolgatanga
MA noord-afrika Tanger, Nador, Oujda, Tetouan, Al Hoceima
SN west-afrika Saint-Louis, Dakar, Ziguinchor, Kolda, Thiès
KE oost-afrika Kisumu, Nairobi, Nakuru, Eldoret, Kilifi
IN zuid-azie Mumbai, Pune, Kolkata, Ranchi, Madurai
UG oost-afrika Jinja, Gulu, Mbale, Kampala, Fort Portal
NP zuid-azie Kathmandu, Pokhara, Nuwakot, Dhading
PH zuidoost-azie Iloilo, Cebu, Tacloban, Davao
NG west-afrika Lagos, Ibadan, Enugu, Jos
RW oost-afrika Kigali, Butare, Musanze, Nyanza
BJ west-afrika Cotonou, Parakou, Natitingou, Abomey
BI oost-afrika Bujumbura, Gitega, Ngozi
TZ oost-afrika Arusha, Mwanza, Dodoma, Moshi
ZA zuidelijk-afrika Kaapstad, Durban, Bloemfontein
CM centraal-afrika Yaoundé, Douala, Bamenda, Garoua
BF west-afrika Ouagadougou, Bobo-Dioulasso, Koudougou
ET oost-afrika Addis Abeba, Mekelle, Bahir Dar, Jimma
TG west-afrika Lomé, Kara, Atakpamé
ML west-afrika Bamako, Ségou, Sikasso
BO latijns-amerika Cochabamba, La Paz, Potosí, Tarija
PE latijns-amerika Cusco, Lima, Ayacucho, Puno
GT latijns-amerika Antigua, Quetzaltenango, Cobán
EC latijns-amerika Cuenca, Quito, Ambato, Loja
HT caraiben Port-au-Prince, Jacmel, Les Cayes
GM west-afrika Banjul, Brikama, Farafenni
SL west-afrika Freetown, Makeni, Kenema
MG zuidelijk-afrika Antananarivo, Toliara, Antsirabe
MW zuidelijk-afrika Lilongwe, Blantyre, Zomba
VN zuidoost-azie Hanoi, Hué, Da Nang
PS west-azie Ramallah, Bethlehem, Nablus
BR latijns-amerika Recife, Salvador, Belém
ZM zuidelijk-afrika Lusaka, Livingstone, Ndola
NI latijns-amerika Estelí, Matagalpa, Masaya
CI west-afrika Abidjan, Bouaké, Korhogo
GN west-afrika Conakry, Kindia, Labé
LB west-azie Beiroet, Tripoli, Saida
KH zuidoost-azie Phnom Penh, Siem Reap, Battambang
LK zuid-azie Colombo, Kandy, Jaffna
BD zuid-azie Dhaka, Khulna, Sylhet
MZ zuidelijk-afrika Maputo, Beira, Nampula
ZW zuidelijk-afrika Harare, Bulawayo, Mutare
TN noord-afrika Tunis, Sfax, Kairouan
CO latijns-amerika Medellín, Cali, Pasto
NE west-afrika Niamey, Zinder, Maradi
EG noord-afrika Alexandrië, Luxor, Assioet
HN latijns-amerika Tegucigalpa, La Ceiba, Comayagua
SV latijns-amerika Suchitoto, Santa Ana, Sonsonate
SR latijns-amerika Paramaribo, Nickerie, Albina
AO zuidelijk-afrika Luanda, Huambo, Benguela
ID zuidoost-azie Yogyakarta, Makassar, Padang
CU caraiben Santa Clara, Holguín, Camagüey
MX latijns-amerika Oaxaca, Puebla, Mérida
ES europa Barcelona, Valencia, Málaga
JO west-azie Irbid, Zarqa, Madaba
UA europa Lviv, Odesa, Poltava
DO caraiben Santiago, Barahona, La Romana
AM west-azie Gyumri, Vanadzor, Goris
LA zuidoost-azie Vientiane, Luang Prabang, Pakse
MD europa Chisinau, Soroca, Cahul
`
