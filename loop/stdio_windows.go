package loop

// KeepStdio returns a function that undoes the mode of a terminal.
func KeepStdio() (restore func()) { return func() { ResetTTY() } }
