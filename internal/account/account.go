// Package account knows who acts: a person and the part that this person plays at that moment.
package account

import "time"

// An ID numbers a person who can sign in. Zero is nobody: the program itself.
type ID int64

// A Part is what a person acts as. The empty part belongs to the program itself.
type Part string

// A By says by whom and when something is done. Every act carries one, made by the site from the session or
// by the worker for a job.
type By struct {
	Person ID
	Part   Part
	// At is the moment at which the request's head arrived. It is the act's now: deadlines count at it.
	At time.Time
}
