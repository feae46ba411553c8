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

	"act_once":     everything,
	"audit_entry":  addOnly,
	"audit_detail": addOnly,
	"audit_seal":   addOnly,

	"person":          everything,
	"recovery_code":   everything,
	"session":         everything,
	"parked_post":     everything,
	"letter_link":     everything,
	"attempt":         everything,
	"power":           everything,
	"adviser":         everything,
	"erasure_request": everything,

	"country":      everything,
	"partner_city": everything,
	"city_check":   everything,
	"source":       everything,
	"population":   addOnly,

	"budget_kind":          readOnly,
	"budget_year":          "SELECT, INSERT, UPDATE",
	"budget_envelope":      "SELECT, INSERT (year, kind, emergency, leftover), UPDATE (leftover)",
	"budget_agreement":     addOnly,
	"budget_promise":       addOnly,
	"budget_holding":       readOnly,
	"budget_entry":         addOnly,
	"budget_closing":       everything,
	"budget_payment_order": "SELECT, INSERT, UPDATE",

	"grant_regulation":  everything,
	"grant_version":     everything,
	"grant_round":       everything,
	"grant_extension":   addOnly,
	"dossier_counter":   "SELECT, INSERT, UPDATE",
	"grant_application": everything,
	"grant_section":     addOnly,
	"grant_alternative": "SELECT, INSERT, UPDATE",
	"grant_typed":       everything,
	"grant_page":        everything,
	"grant_submission":  addOnly,
	"grant_request":     "SELECT, INSERT, UPDATE",
	"grant_late":        "SELECT, INSERT, UPDATE",
	"grant_message":     "SELECT, INSERT, UPDATE",
	"document":          "SELECT, INSERT, UPDATE",
	"heartbeat":         everything,

	"growth_path":      addOnly,
	"growth_path_year": addOnly,
	"price_index":      addOnly,
	"peer_figure":      "SELECT, INSERT, UPDATE",

	"association":       everything,
	"association_facts": everything,
	"board_member":      everything,
	"membership":        everything,
	"invitation":        everything,
	"join_request":      everything,
	"nomination":        everything,

	"project":             everything,
	"project_association": everything,
	"project_country":     everything,

	"project_count": everything,
	"facet_count":   everything,
	"country_year":  everything,
	"lexeme":        everything,
	"word":          everything,

	"river_migration":    readOnly,
	"river_job":          everything,
	"river_leader":       everything,
	"river_queue":        everything,
	"river_notification": everything,
}

// called are the functions that do for the program what it may not do itself, each in one way only.
var called = []string{
	"erase_person_detail(bigint, bigint, text, timestamptz)",
	"erase_old_detail(text[], timestamptz, timestamptz)",
}
