package main

import "strings"

// The options of Node that its modules look at, by internalBinding('options'):
// they are noted, and what they mean is the modules' to know.

// nodeSwitches are those without an argument; each may have --no- before it.
// A star behind the name: not allowed in NODE_OPTIONS.
var nodeSwitches = strings.Fields(`
	--abort-on-uncaught-exception --addons --allow-addons --allow-child-process --allow-inspector --allow-net --allow-wasi
	--allow-worker --async-context-frame --disable-sigusr1 --disable-wasm-trap-handler
	--disallow-code-generation-from-strings --enable-source-maps --entry-url --experimental-addon-modules
	--experimental-async-context-frame --experimental-default-config-file --experimental-detect-module
	--experimental-eventsource --experimental-fetch --experimental-global-customevent --experimental-global-navigator
	--experimental-global-webcrypto --experimental-import-meta-resolve --experimental-inspector-network-resource
	--experimental-json-modules --experimental-network-inspection --experimental-permission
	--experimental-print-required-tla --experimental-repl-await --experimental-require-module --experimental-shadow-realm
	--experimental-sqlite --experimental-strip-types --experimental-test-coverage --experimental-test-module-mocks
	--experimental-test-snapshots --experimental-transform-types --experimental-vm-modules
	--experimental-wasi-unstable-preview1 --experimental-wasm-modules --experimental-websocket --experimental-webstorage
	--experimental-worker --extra-info-on-fatal-exception --force-async-hooks-checks --force-context-aware
	--force-node-api-uncaught-exceptions-policy --frozen-intrinsics --global-search-paths --insecure-http-parser
	--interpreted-frames-native-stack --jitless --network-family-autoselection --node-memory-debug --node-snapshot
	--openssl-legacy-provider --openssl-shared-config --pending-deprecation --permission --permission-audit
	--preserve-symlinks --preserve-symlinks-main --require-module --report-compact --report-exclude-env
	--report-exclude-network --report-on-fatalerror --report-on-signal --report-uncaught-exception --strip-types
	--test-force-exit* --test-only --test-update-snapshots* --test* --test-udp-no-try-send* --tls-max-v1.2
	--tls-max-v1.3 --tls-min-v1.0 --tls-min-v1.1 --tls-min-v1.2 --tls-min-v1.3 --trace-env --trace-env-js-stack
	--trace-env-native-stack --trace-exit --trace-promises --trace-sigint --trace-sync-io --trace-tls --track-heap-objects
	--use-bundled-ca --use-env-proxy --use-openssl-ca --use-system-ca --verify-base-objects --warnings* --watch*
	--watch-preserve-output --webstorage --zero-fill-buffers --allow-natives-syntax* --harmony* --use-strict* --expose-internals*
	--node-snapshot --build-snapshot* --jsx --decorators`)

// nodeArguments are those with an argument, which may be given more than once.
var nodeArguments = strings.Fields(`
	--allow-fs-read --allow-fs-write --conditions --diagnostic-dir --disable-proto --disable-warning --dns-result-order
	--env-file* --env-file-if-exists* --experimental-config-file* --experimental-loader --heapsnapshot-near-heap-limit
	--heapsnapshot-signal --icu-data-dir --localstorage-file --max-http-header-size --network-family-autoselection-attempt-timeout
	--openssl-config --redirect-warnings --report-dir --report-filename --report-signal --run* --secure-heap --secure-heap-min
	--snapshot-blob* --test-concurrency --test-coverage-branches --test-coverage-exclude --test-coverage-functions
	--test-coverage-include --test-coverage-lines --test-global-setup --test-isolation --test-name-pattern --test-reporter
	--test-reporter-destination --test-rerun-failures --test-shard --test-skip-pattern --test-timeout --title --tls-cipher-list
	--tls-keylog --trace-event-categories --trace-event-file-pattern --use-largepages --v8-pool-size --watch-kill-signal
	--watch-path --max-semi-space-size --security-revert`)

// nodeAliases are other names of options.
var nodeAliases = map[string]string{
	"--loader": "--experimental-loader", "-C": "--conditions", "--report-directory": "--report-dir", "--es-module-specifier-resolution": "",
	"--experimental-test-isolation": "--test-isolation", "--prof-process": "", "--enable-network-family-autoselection": "--network-family-autoselection",
}

// optionalNodeArguments may stand without an argument.
var optionalNodeArguments = map[string]bool{"--trace-require-module": true}

// findNodeOption is the option of a name in these tables, nil for none.
func findNodeOption(name string) *option {
	if a, ok := nodeAliases[name]; ok && a != "" {
		name = a
	}
	for _, n := range nodeSwitches {
		if strings.TrimSuffix(n, "*") == name {
			return &option{name: name, noted: true, env: !strings.HasSuffix(n, "*")}
		}
	}
	for _, n := range nodeArguments {
		if strings.TrimSuffix(n, "*") == name {
			return noteArgument(name, !strings.HasSuffix(n, "*"), false)
		}
	}
	if optionalNodeArguments[name] {
		return noteArgument(name, true, true)
	}
	return nil
}

func noteArgument(name string, env, optional bool) *option {
	return &option{name: name, arg: "VALUE", env: env, optional: optional, set: func(c *config, arg string) error {
		c.note(name, arg)
		return nil
	}}
}

// note remembers an option for the modules of Node.
func (c *config) note(name, value string) {
	if c.noted == nil {
		c.noted = map[string][]string{}
	}
	c.noted[name] = append(c.noted[name], value)
}

// noteSwitch remembers that a switch is on or off.
func (c *config) noteSwitch(name string, on bool) {
	if c.noted == nil {
		c.noted = map[string][]string{}
	}
	c.noted[name] = []string{map[bool]string{true: "true", false: "false"}[on]}
}

// switchedOn reports whether a switch of these was given.
func (c *config) switchedOn(name string) bool {
	v := c.noted[name]
	return len(v) > 0 && v[len(v)-1] == "true"
}
