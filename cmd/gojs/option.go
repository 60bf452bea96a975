package main

import (
	"fmt"
	"strings"
)

// option is a line of the table of options: what parseArgs accepts and --help shows.
type option struct {
	name  string // with its dashes
	alias string // another name, as -e
	arg   string // what --help calls the argument; "" for a switch
	help  string
	// flag is what a switch turns on, and --no-name off.
	flag func(c *config) *bool
	// set takes the argument of an option that has one.
	set func(c *config, arg string) error
	// setup is a script that a switch without flag runs before the program.
	setup string
	// optional: the argument may be absent, and is then "". It is only ever
	// joined by an equals sign, except where next is set.
	optional, next bool
	// env: NODE_OPTIONS may have it.
	env bool
	// hidden: --help does not show it.
	hidden bool
	// noted: a switch that is only noted for the modules of Node.
	noted bool
}

// usageError is a mistake in the command line; its text follows the program's name.
type usageError string

func (e usageError) Error() string { return string(e) }

// findOption is the option called name. Underscores stand for dashes, as in Node.js.
func findOption(name string) *option {
	if strings.HasPrefix(name, "--") {
		name = "--" + strings.ReplaceAll(name[2:], "_", "-")
	}
	for i := range options {
		if o := &options[i]; o.name == name || o.alias == name {
			return o
		}
	}
	return findNodeOption(name)
}

// parseArgs reads a command line without the program's name. Options end at the
// program's file, at "-" or behind "--"; after -e they go on.
func parseArgs(c *config, args []string) error {
	for len(args) > 0 {
		arg := args[0]
		if arg == "--" {
			args = args[1:]
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			break
		}
		n, err := parseOption(c, args, nil)
		if err != nil {
			return err
		}
		c.execArgv = append(c.execArgv, args[:n]...)
		args = args[n:]
	}
	c.args = args
	return conflicts(c)
}

// parseOption reads the option that args begin with and returns how many of them
// it took. permit refuses options, if not nil.
func parseOption(c *config, args []string, permit func(*option) bool) (n int, err error) {
	name, value, joined := strings.Cut(args[0], "=")
	o := findOption(name)
	negated := false
	if o == nil && strings.HasPrefix(name, "--no-") {
		if o = findOption("--" + name[len("--no-"):]); o != nil && o.flag == nil && !o.noted {
			o = nil
		}
		negated = true
	}
	switch {
	case o == nil && permit == nil:
		return 0, usageError("bad option: " + args[0])
	case permit != nil && (o == nil || !permit(o)):
		return 0, usageError(name + " is not allowed in NODE_OPTIONS")
	case o.flag != nil:
		*o.flag(c) = !negated
		return 1, nil
	case o.noted:
		c.noteSwitch(o.name, !negated)
		return 1, nil
	case o.setup != "":
		c.setup = append(c.setup, o.setup)
		return 1, nil
	case joined && value == "" && !o.optional:
		return 0, usageError(args[0] + " requires an argument")
	case joined:
		return 1, o.set(c, value)
	case len(args) > 1 && !missing(args[1]) && (!o.optional || o.next):
		return 2, o.set(c, unescapeDash(args[1]))
	case !o.optional:
		return 0, usageError(args[0] + " requires an argument")
	}
	return 1, o.set(c, "")
}

// missing reports whether arg is an option and so cannot be the argument of one.
func missing(arg string) bool { return len(arg) > 1 && arg[0] == '-' }

// unescapeDash makes "-x" of "\-x", which is how an argument begins with a dash.
func unescapeDash(arg string) string {
	if strings.HasPrefix(arg, `\-`) {
		return arg[1:]
	}
	return arg
}

// parseEnv reads NODE_OPTIONS: options between spaces, with double quotes and
// backslashes in them.
func parseEnv(c *config, text string) error {
	args, err := splitQuoted(text)
	if err != nil {
		return err
	}
	for len(args) > 0 {
		n, err := parseOption(c, args, func(o *option) bool { return o.env })
		if err != nil {
			return err
		}
		args = args[n:]
	}
	return nil
}

func splitQuoted(text string) ([]string, error) {
	var list []string
	var word []byte
	quoted, open := false, false
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; {
		case ch == '\\' && quoted:
			if i++; i == len(text) {
				return nil, usageError("invalid value for NODE_OPTIONS (invalid escape)\n")
			}
			word = append(word, text[i])
		case ch == '"':
			quoted, open = !quoted, true
		case ch == ' ' && !quoted:
			if open {
				list = append(list, string(word))
			}
			word, open = word[:0], false
		default:
			word, open = append(word, ch), true
		}
	}
	if quoted {
		return nil, usageError("invalid value for NODE_OPTIONS (unterminated string)\n")
	}
	if open {
		list = append(list, string(word))
	}
	return list, nil
}

// conflicts are the options that exclude each other.
func conflicts(c *config) error {
	switch {
	case c.help || c.version:
		return nil
	case c.check && c.hasEval:
		return usageError("either --check or --eval can be used, not both")
	case c.check && c.interactive:
		return usageError("either --check or --interactive can be used, not both")
	case c.script && c.module:
		return usageError("either --script or --module can be used, not both")
	}
	return nil
}

// oneOf is a set function for words of a list.
func oneOf(name string, words []string, field func(c *config) *string) func(*config, string) error {
	return func(c *config, arg string) error {
		for _, w := range words {
			if w == arg {
				*field(c) = arg
				return nil
			}
		}
		return usageError(fmt.Sprintf("%s must be %s", name, alternatives(words)))
	}
}

// alternatives lists words as "a", "b" or "c".
func alternatives(words []string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", w)
	}
	return b.String()
}

// listOf is a set function for words of a list between commas.
func listOf(name string, known []string, field func(c *config) *[]string) func(*config, string) error {
	return func(c *config, arg string) error {
	words:
		for _, word := range strings.Split(arg, ",") {
			for _, k := range known {
				if k == word {
					*field(c) = append(*field(c), word)
					continue words
				}
			}
			return usageError(fmt.Sprintf("%s does not know %q; it knows %s", name, word, strings.Join(known, ", ")))
		}
		return nil
	}
}
