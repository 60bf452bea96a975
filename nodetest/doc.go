// Package nodetest runs Node.js's own tests against gojs.
//
// The machine: a Suite is the unpacked archive of Node's tests with the list of
// those to run (dev.tsv: path, module, flags). Run starts a process of gojs for
// each test, as Node's own runner does: the working directory is the suite's
// test folder, each of the parallel places has a temporary folder of its own,
// and tests of sequential/ run alone. Judge decides: a test passes when it exits
// with 0 in time, prints no skip, and prints what the .out file beside it says.
//
// A runtime that ends early exits with 0 too. So Open appends to the suite's
// common/index.js, in the unpacked copy, a counter that writes at the process's
// exit event how many common.mustCall functions there were and how many were
// not called as often as they must; a test that loads common and leaves no such
// line has ended early.
//
// The one rule: a skipped test is not a passed one, and nothing looks at a
// test's name to decide how to run it.
package nodetest
