package main

// config is what a command line and NODE_OPTIONS ask for.
type config struct {
	help, version bool

	// What is run. Without eval, the file args[0]; without either, standard input
	// or the REPL.
	eval        string
	hasEval     bool
	print       bool
	check       bool
	interactive bool
	script      bool // the standard's Script goal
	module      bool // the Module goal
	inputType   string
	args        []string // the program's file and its arguments; with eval only those

	require, imports []string
	setup            []string // scripts that options run before all else

	dump, trace []string

	exposeGC, gcVerify, traceGC bool
	gcStress                    int
	maxHeap                     uint64 // bytes
	stackSize                   int    // bytes
	stackTraceLimit             int    // negative: as the language has it
	rejections                  string
	traceUncaught               bool

	noted    map[string][]string // options for the modules of Node
	execArgv []string            // process.execArgv

	goCPUProfile, goMemProfile string
}

// defaultGCStress is the N of --gc-stress alone: a prime, so that collections
// do not fall into step with a loop.
const defaultGCStress = 97

func newConfig() *config { return &config{stackTraceLimit: -1} }
