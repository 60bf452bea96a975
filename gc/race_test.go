//go:build race

package gc

// underRace is set where the race detector makes the tests slower and larger.
const underRace = true
