package schema

const (
	everything = "SELECT, INSERT, UPDATE, DELETE"
	// addOnly is for what is written down for good. Triggers refuse the rest to the owner too.
	addOnly  = "SELECT, INSERT"
	readOnly = "SELECT"
)

// grants says what the program may do with each table.
var grants = map[string]string{
	"goose_db_version": readOnly,

	"act_once":    everything,
	"audit_entry": addOnly,

	"country":      everything,
	"partner_city": everything,
	"city_check":   everything,
	"source":       everything,
	"population":   everything,

	"association": everything,

	"project":             everything,
	"project_association": everything,
	"project_country":     everything,

	"project_count": everything,
	"facet_count":   everything,
	"country_year":  everything,
	"lexeme":        everything,
	"word":          everything,
}
