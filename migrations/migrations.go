// Package migrations holds the schema, step by step. A step that was merged is never edited: the next one mends it.
package migrations

import "embed"

// FS holds the steps as goose reads them.
//
//go:embed *.sql
var FS embed.FS
