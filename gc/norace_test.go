//go:build !race

package gc

const underRace = false
