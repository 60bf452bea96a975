// Package bench measures gojs beside other engines on programs of its own.
//
// The machine: every file of programs/ (the language) and library/ (ECMAScript's
// built-ins; texts are made by corpus) defines run(), which does a fixed
// amount of work and returns a checksum. A Program is wrapped in a function with a footer
// that times run() a few times inside one process and prints the times and the
// checksum. Measure starts a fresh process for each engine in turn, round after
// round, so that a change of the machine's speed meets all alike, and takes the
// median over the rounds of the best time in each process. The checksums must
// agree. The programs of memory/ print marks, at which the process's resident
// memory is read.
//
// The one rule: a program uses only what every engine has (no modules, no timers,
// no host objects) and does the same work on each.
package bench
