package loader_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"gojs/loader"
)

// files is a tree of packages, a file a line: path, then its text.
func files(text string) loader.FS {
	fsys := fstest.MapFS{}
	for line := range strings.Lines(text) {
		name, data, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name != "" {
			fsys[strings.TrimPrefix(name, "/")] = &fstest.MapFile{Data: []byte(data)}
		}
	}
	return loader.FromFS(fsys)
}

var tree = files(`
	/app/package.json {"name":"app","type":"module","imports":{"#in":"./lib/in.js","#cond":{"import":"./lib/esm.js","require":"./lib/cjs.cjs"},"#dep":"dep","#bad":"../x.js","#node":"fs"},"exports":{".":"./main.js","./sub":"./lib/in.js"}}
	/app/main.js x
	/app/lib/in.js x
	/app/lib/esm.js x
	/app/lib/cjs.cjs x
	/app/lib/plain x
	/app/lib/data.json {}
	/app/lib/dir/index.js x
	/app/lib/main/package.json {"main":"entry"}
	/app/lib/main/entry.js x
	/app/lib/badmain/package.json {"main":"nope"}
	/app/lib/odd.wasm x
	/app/node_modules/dep/package.json {"name":"dep","exports":{".":{"import":"./i.mjs","default":"./r.js"},"./feat/*":"./src/*.js","./feat/secret/*":null,"./feat/exact":"./src/other.js","./arr":["oops",{"require":"./r.js"},"./i.mjs"],"./out":"../escape.js","./gone":"./missing.js"}}
	/app/node_modules/dep/i.mjs x
	/app/node_modules/dep/r.js x
	/app/node_modules/dep/src/a.js x
	/app/node_modules/dep/src/other.js x
	/app/node_modules/old/package.json {"main":"./lib/old"}
	/app/node_modules/old/lib/old.js x
	/app/node_modules/old/sub.js x
	/app/node_modules/bare/index.js x
	/app/node_modules/@s/p/index.json {}
	/app/node_modules/mixed/package.json {"exports":{".":"./a.js","node":"./b.js"}}
	/app/node_modules/broken/package.json {"main": 
	/app/node_modules/nomain/package.json {"exports":{"./x":"./x.js"}}
	/node_modules/up/index.js x
	/cjs/a.js x
	/cjs/package.json {"type":"commonjs"}
	/free/a.js x
`)

func isBuiltin(name string) bool { return name == "fs" || name == "path" }

// resolve is how a test names what came of a specifier: the path and format, or
// the code and message of the error.
func resolve(r loader.Resolved, err error) string {
	var e *loader.Error
	if errors.As(err, &e) {
		return e.Name + " " + e.Code + ": " + e.Message
	}
	if err != nil {
		return "Go error " + err.Error()
	}
	return r.Path + r.Query + " " + r.Format.String()
}

func TestRequire(t *testing.T) {
	for _, c := range []struct{ from, specifier, want string }{
		{"/app/main.js", "./lib/in", "/app/lib/in.js module"},
		{"/app/main.js", "./lib/in.js", "/app/lib/in.js module"},
		{"/app/main.js", "./lib/data", "/app/lib/data.json json"},
		{"/app/main.js", "./lib/dir", "/app/lib/dir/index.js module"},
		{"/app/main.js", "./lib/dir/", "/app/lib/dir/index.js module"},
		{"/app/lib/in.js", "..", "Error MODULE_NOT_FOUND: Cannot find module '..'\nRequire stack:\n- /app/lib/in.js"},
		{"/app/main.js", "./lib/main", "/app/lib/main/entry.js ambiguous"},
		{"/app/main.js", "./lib/badmain", "Error MODULE_NOT_FOUND: Cannot find module '/app/lib/badmain/nope'. Please verify that the package.json has a valid \"main\" entry"},
		{"/app/main.js", "/app/lib/in", "/app/lib/in.js module"},
		{"/app/main.js", "./nope", "Error MODULE_NOT_FOUND: Cannot find module './nope'\nRequire stack:\n- /app/main.js"},
		{"/app/main.js", "fs", "fs builtin"},
		{"/app/main.js", "node:path", "path builtin"},
		{"/app/main.js", "node:nope", "Error ERR_UNKNOWN_BUILTIN_MODULE: No such built-in module: node:nope"},
		{"/app/main.js", "dep", "/app/node_modules/dep/r.js ambiguous"},
		{"/app/main.js", "dep/feat/a", "/app/node_modules/dep/src/a.js ambiguous"},
		{"/app/main.js", "dep/feat/exact", "/app/node_modules/dep/src/other.js ambiguous"},
		{"/app/main.js", "dep/feat/secret/x", "Error ERR_PACKAGE_PATH_NOT_EXPORTED: Package subpath './feat/secret/x' is not defined by \"exports\" in /app/node_modules/dep/package.json"},
		{"/app/main.js", "dep/arr", "/app/node_modules/dep/r.js ambiguous"},
		{"/app/main.js", "dep/out", "Error ERR_INVALID_PACKAGE_TARGET: Invalid \"exports\" target \"../escape.js\" defined for './out' in the package config /app/node_modules/dep/package.json; targets must start with \"./\""},
		{"/app/main.js", "dep/gone", "Error MODULE_NOT_FOUND: Cannot find module '/app/node_modules/dep/missing.js'\nRequire stack:\n- /app/main.js"},
		{"/app/main.js", "old", "/app/node_modules/old/lib/old.js ambiguous"},
		{"/app/main.js", "old/sub", "/app/node_modules/old/sub.js ambiguous"},
		{"/app/main.js", "bare", "/app/node_modules/bare/index.js ambiguous"},
		{"/app/main.js", "@s/p", "/app/node_modules/@s/p/index.json json"},
		{"/app/main.js", "nomain", "Error ERR_PACKAGE_PATH_NOT_EXPORTED: No \"exports\" main defined in /app/node_modules/nomain/package.json"},
		{"/app/lib/in.js", "up", "/node_modules/up/index.js ambiguous"},
		{"/app/lib/in.js", "app", "/app/main.js module"},
		{"/app/lib/in.js", "app/sub", "/app/lib/in.js module"},
		{"/app/lib/in.js", "#in", "/app/lib/in.js module"},
		{"/app/lib/in.js", "#cond", "/app/lib/cjs.cjs commonjs"},
		{"/app/lib/in.js", "#dep", "/app/node_modules/dep/r.js ambiguous"},
		{"/app/lib/in.js", "#node", "fs builtin"},
		{"/app/lib/in.js", "#nope", "TypeError ERR_PACKAGE_IMPORT_NOT_DEFINED: Package import specifier \"#nope\" is not defined in package /app/package.json imported from /app/lib/in.js"},
		{"/app/lib/in.js", "#bad", "Error ERR_INVALID_PACKAGE_TARGET: Invalid \"imports\" target \"../x.js\" defined for '#bad' in the package config /app/package.json imported from /app/lib/in.js"},
	} {
		l := loader.New(tree, isBuiltin)
		dir := c.from[:strings.LastIndexByte(c.from, '/')]
		if got := resolve(l.Require(c.specifier, dir, []string{c.from})); got != c.want {
			t.Errorf("require(%q) in %s:\n got %s\nwant %s", c.specifier, c.from, got, c.want)
		}
	}
}

func TestImport(t *testing.T) {
	for _, c := range []struct{ from, specifier, want string }{
		{"/app/main.js", "./lib/in.js", "/app/lib/in.js module"},
		{"/app/main.js", "./lib/in.js?x=1#y", "/app/lib/in.js?x=1#y module"},
		{"/app/main.js", "./lib/%69n.js", "/app/lib/in.js module"},
		{"/app/main.js", "./lib/in", "Error ERR_MODULE_NOT_FOUND: Cannot find module '/app/lib/in' imported from /app/main.js\nDid you mean to import \"./lib/in.js\"?"},
		{"/app/main.js", "./lib/dir", "Error ERR_UNSUPPORTED_DIR_IMPORT: Directory import '/app/lib/dir' is not supported resolving ES modules imported from /app/main.js\nDid you mean to import \"./lib/dir/index.js\"?"},
		{"/app/main.js", "./lib%2fin.js", "TypeError ERR_INVALID_MODULE_SPECIFIER: Invalid module \"./lib%2fin.js\" must not include encoded \"/\" or \"\\\" characters imported from /app/main.js"},
		{"/app/main.js", "file:///cjs/a.js", "/cjs/a.js commonjs"},
		{"/app/main.js", "fs", "fs builtin"},
		{"/app/main.js", "node:fs", "fs builtin"},
		{"/app/main.js", "dep", "/app/node_modules/dep/i.mjs module"},
		{"/app/main.js", "old", "/app/node_modules/old/lib/old.js ambiguous"},
		{"/app/main.js", "old/sub", "Error ERR_MODULE_NOT_FOUND: Cannot find module '/app/node_modules/old/sub' imported from /app/main.js\nDid you mean to import \"old/sub.js\"?"},
		{"/app/main.js", "nopkg", "Error ERR_MODULE_NOT_FOUND: Cannot find package 'nopkg' imported from /app/main.js"},
		{"/app/main.js", "https://x.y/z.js", "Error ERR_UNSUPPORTED_ESM_URL_SCHEME: Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol 'https:'"},
		{"/app/lib/in.js", "#cond", "/app/lib/esm.js module"},
		{"/app/main.js", "./lib/odd.wasm", "/app/lib/odd.wasm unknown"},
		{"/app/main.js", "./lib/plain", "/app/lib/plain module"},
		{"/free/b.mjs", "./a.js", "/free/a.js ambiguous"},
		{"/app/main.js", "mixed", "Error ERR_INVALID_PACKAGE_CONFIG: Invalid package config /app/node_modules/mixed/package.json. while importing /app/main.js \"exports\" cannot contain some keys starting with '.' and some not. The exports object must either be an object of package subpath keys or an object of main entry condition name keys only."},
		{"", "./free/a.js", "/free/a.js ambiguous"},
	} {
		l := loader.New(tree, isBuiltin)
		if got := resolve(l.Import(c.specifier, c.from, "/")); got != c.want {
			t.Errorf("import %q in %q:\n got %s\nwant %s", c.specifier, c.from, got, c.want)
		}
	}
	l := loader.New(tree, nil)
	if got := resolve(l.Import("broken", "/app/main.js", "/")); !strings.HasPrefix(got, "Error ERR_INVALID_PACKAGE_CONFIG: Invalid package config /app/node_modules/broken/package.json") {
		t.Errorf("broken: %s", got)
	}
}

func TestExtensions(t *testing.T) {
	l := loader.New(files("/a/x.ts x\n/a/x.js x"), nil)
	l.Extensions = []string{".ts", ".js"}
	if got := resolve(l.Require("./x", "/a", nil)); got != "/a/x.ts unknown" {
		t.Error(got)
	}
}

func TestURLs(t *testing.T) {
	for path, want := range map[string]string{
		"/a b/c#d?e%.js": "file:///a%20b/c%23d%3Fe%25.js",
		"/é":             "file:///%C3%A9",
		"/[x]":           "file:///[x]",
	} {
		u := loader.FileURL(path)
		if u != want {
			t.Errorf("FileURL(%q) = %s, want %s", path, u, want)
		}
		if back, ok := loader.FilePath(u); !ok || back != path {
			t.Errorf("FilePath(%s) = %q, %v", u, back, ok)
		}
	}
	for _, bad := range []string{"http://x/y", "file://host/x", ":"} {
		if p, ok := loader.FilePath(bad); ok {
			t.Errorf("FilePath(%s) = %q", bad, p)
		}
	}
	for u, want := range map[string]string{
		"data:text/javascript,export%20default%201": "text/javascript export default 1",
		"data:application/json;base64,eyJhIjoxfQ==": "application/json {\"a\":1}",
		"data:text/javascript;charset=utf-8,1#frag": "text/javascript 1",
		"data:,x": " x",
	} {
		if mime, data, ok := loader.DataURL(u); !ok || mime+" "+string(data) != want {
			t.Errorf("DataURL(%s) = %s %s %v", u, mime, data, ok)
		}
	}
	if _, _, ok := loader.DataURL("data:text/javascript"); ok {
		t.Error("a data URL without comma is none")
	}
}

func TestNodeModulesPaths(t *testing.T) {
	got := strings.Join(loader.NodeModulesPaths("/a/node_modules/b/c"), " ")
	if want := "/a/node_modules/b/c/node_modules /a/node_modules/b/node_modules /a/node_modules /node_modules"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestCommonJSExports(t *testing.T) {
	for src, want := range map[string]string{
		"exports.a = 1; module.exports.b = 2; exports['c-d'] = 3; exports.e == 4; x.exports.f = 5": "a b c-d |",
		"exports.a = exports.b = void 0;": "a b |",
		"// exports.no = 1\n/* exports.no = 1 */ 'exports.no = 1'; `exports.no = ${`exports.no = 1`}`; exports.yes = 1": "yes |",
		"var r = /exports.no = 1/; exports.yes = a / exports.b":                                                         "yes |",
		"module.exports = { a, b: c.d, 'e-f': 1, ...require('x'), g() {} }; exports.h = 1":                              "a b e-f g h | x",
		"module.exports = { a: function () {}, b }":                                                                     "a |",
		"module.exports = require('./lib')":                                                                             " | ./lib",
		"exports = module.exports = { a, b }":                                                                           "a b |",
		"0 && (module.exports = { a, b });":                                                                             "a b |",
		"Object.defineProperty(exports, '__esModule', { value: true }); Object.defineProperty(exports, 'a', { enumerable: true, get: function () { return x.a; } });": "__esModule a |",
		"Object.defineProperty(module.exports, 'b', { get() { return x['y']; } })":                                                                                    "b |",
		"Object.defineProperty(exports, 'b', { get: () => x })":                                                                                                       " |",
		"Object.defineProperty(exports, 'c', { enumerable: true, value: f() })":                                                                                       "c |",
		"__exportStar(require('x'), exports); tslib_1.__exportStar(require('y'), exports); __export(require('z'))":                                                    " | x y z",
		"var _m = _interopRequireWildcard(require('./m')); Object.keys(_m).forEach(function (key) { if (key === 'default') return; if (key in exports && exports[key] === _m[key]) return; Object.defineProperty(exports, key, { enumerable: true, get: function () { return _m[key]; } }); });": " | ./m",
		"#!/usr/bin/env node\nexports.a = 1": "a |",
		"exports.a = '":                      "a |",
		"exports.a = `${":                    "a |",
		"":                                   " |",
	} {
		names, re := loader.CommonJSExports(src)
		if got := strings.Join(names, " ") + " | " + strings.Join(re, " "); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s:\n got %s\nwant %s", src, got, want)
		}
	}
}

func FuzzCommonJSExports(f *testing.F) {
	f.Add("exports.a = 1; module.exports = { b, ...require('x') }")
	f.Add("`${`}` /[/]/ exports['a'] = '\\'")
	f.Fuzz(func(t *testing.T, src string) { loader.CommonJSExports(src) })
}

// FuzzPackage resolves in a package whose package.json is anything.
func FuzzPackage(f *testing.F) {
	f.Add(`{"exports":{"./*":{"import":"./*.js"}},"imports":{"#a":"./b"},"main":"x"}`, "p/a")
	f.Add(`{"exports":[[[{"default":null}]]]}`, "p")
	f.Add(`{"type":5,"exports":5}`, "#a")
	f.Fuzz(func(t *testing.T, text, specifier string) {
		fsys := loader.FromFS(fstest.MapFS{
			"node_modules/p/package.json": {Data: []byte(text)}, "package.json": {Data: []byte(text)}, "node_modules/p/a.js": {Data: []byte("x")},
		})
		l := loader.New(fsys, nil)
		for _, resolved := range []func() (loader.Resolved, error){
			func() (loader.Resolved, error) { return l.Require(specifier, "/", []string{"/main.js"}) },
			func() (loader.Resolved, error) { return l.Import(specifier, "/main.js", "/") },
		} {
			if r, err := resolved(); err == nil && r.Format != loader.Builtin && fsys.Stat(r.Path) != loader.File {
				t.Errorf("%q resolved to %q, which is no file", specifier, r.Path)
			}
		}
	})
}
