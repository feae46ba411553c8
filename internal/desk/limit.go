package desk

import (
	"context"
	"crypto/sha256"
	"time"

	"vriendenstad/internal/account"
	"vriendenstad/internal/fault"
)

// try counts an attempt, with an account and from a client, and refuses with [fault.Later] when there were too many. It is counted
// before anything is looked at, so that many at the same instant are not all the first.
func (d *Desk) try(ctx context.Context, kind account.Attempt, accountName, client string, now time.Time) error {
	limit := kind.Limit()
	counts, err := d.db.Attempts(ctx, kind, [][]byte{attemptKey("account", accountName), attemptKey("client", client)}, now, now.Add(-limit.Within))
	if err != nil {
		return err
	}
	for i, most := range []int{limit.PerAccount, limit.PerClient} {
		if counts[i].N > most {
			return fault.Later{For: max(time.Second, counts[i].First.Add(limit.Within).Sub(now))}
		}
	}
	return nil
}

// right forgets the attempts with an account: the last one was right.
func (d *Desk) right(ctx context.Context, kind account.Attempt, accountName string) error {
	return d.db.ForgetAttempts(ctx, kind, attemptKey("account", accountName))
}

// attemptKey hides what is counted: the table holds no addresses.
func attemptKey(kind, value string) []byte {
	sum := sha256.Sum256([]byte(kind + "/" + value))
	return sum[:]
}
