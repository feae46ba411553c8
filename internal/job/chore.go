package job

// A Tidy takes away what has had its time.
type Tidy struct{}

// Kind names it in the queue.
func (Tidy) Kind() string { return "tidy" }

// A VerifyRecord reads the whole record and tells the log whether it is as it was written.
type VerifyRecord struct{}

// Kind names it in the queue.
func (VerifyRecord) Kind() string { return "verify-record" }

// A VerifyBudget reads the whole ledger and tells the log whether everything agrees with its entries.
type VerifyBudget struct{}

// Kind names it in the queue.
func (VerifyBudget) Kind() string { return "verify-budget" }

// Remind reminds associations of drafts whose round closes soon.
type Remind struct{}

// Kind names it in the queue.
func (Remind) Kind() string { return "remind" }

// Beat says that the program is there.
type Beat struct{}

// Kind names it in the queue.
func (Beat) Kind() string { return "beat" }
