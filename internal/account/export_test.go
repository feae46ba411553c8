package account

// Blocked returns how many words passwords are held against.
func Blocked() int { return len(blocked()) }
