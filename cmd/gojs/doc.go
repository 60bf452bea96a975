// Command gojs runs JavaScript programs as node does: gojs app.js, gojs -e
// code, or gojs alone for a REPL. gojs --help lists its options.
//
// option.go reads command lines by the table in optiontable.go, from which
// --help is made. run.go turns a config into runs of package gojs; program.go
// says what the program is and which goal of the grammar it has; report.go how
// a failed one ends. dump.go and trace.go show what engine developers want to see.
// The files that begin with repl are the REPL. stdio.go and signal.go couple the process to
// its terminal and files.
package main
