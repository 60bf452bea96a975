package main

import (
	"fmt"
	"strings"

	"gojs"
)

const helpHead = `Usage: gojs [options] [file | - ] [arguments]
       gojs [options] -e CODE [arguments]

Runs a JavaScript program as Node.js does: an ES module where its name ends in
.mjs or its package.json says "type": "module", else a CommonJS module. Without a
program, a terminal gets the REPL, and other standard input is the program.

Options:
`

const helpTail = `
Environment:
  NODE_OPTIONS          options that go before those of the command line
  GOJS_REPL_HISTORY     file of the REPL's history (~/.gojs_history); empty: none
  NO_COLOR, FORCE_COLOR whether the REPL uses colours

Exit codes: 1 uncaught error, 9 bad option, 13 top-level await that never ends,
134 JavaScript heap out of memory, 128+N ended by signal N.
`

// helpColumn is where the explanations of --help begin, helpWidth where their lines end.
const (
	helpColumn = 30
	helpWidth  = 100
)

// helpText is --help, made from the table of options.
func helpText() string {
	var b strings.Builder
	b.WriteString(helpHead)
	for i := range options {
		if o := &options[i]; !o.hidden {
			fmt.Fprintf(&b, "  %-*s", helpColumn-2, o.synopsis())
			if len(o.synopsis()) > helpColumn-3 {
				fmt.Fprintf(&b, "\n%*s", helpColumn, "")
			}
			wrap(&b, o.help)
		}
	}
	b.WriteString(helpTail)
	return b.String()
}

// synopsis is how an option is written.
func (o *option) synopsis() string {
	s := o.name
	if o.alias != "" {
		s = o.alias + ", " + s
	}
	switch {
	case o.arg == "" || o.arg[0] == '[' && o.arg[1] == '=':
		return s + o.arg
	case o.optional, o.alias != "":
		return s + " " + o.arg
	}
	return s + "=" + o.arg
}

// wrap writes text in lines from helpColumn to helpWidth; the first one is begun.
func wrap(b *strings.Builder, text string) {
	at := helpColumn
	for i, word := range strings.Fields(text) {
		if i > 0 && at+1+len(word) > helpWidth {
			fmt.Fprintf(b, "\n%*s", helpColumn, "")
			at = helpColumn
		} else if i > 0 {
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += len(word)
	}
	b.WriteByte('\n')
}

// versionText is --version: first what node would print, for scripts that ask.
func versionText() string {
	return fmt.Sprintf("%s\ngojs %s\n", gojs.NodeVersion, gojs.Version)
}
