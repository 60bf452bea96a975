package loader

import (
	"net/url"
	"path"
	"strings"
)

// Format says how a module is to be read.
type Format uint8

// The formats. Ambiguous is a .js file without a type in its package.json, or a
// file without extension: CommonJS unless its syntax is that of an ES module.
const (
	Ambiguous Format = iota
	CommonJS
	Module
	JSON
	Builtin
	Unknown // an extension that says nothing
)

func (f Format) String() string {
	return [...]string{"ambiguous", "commonjs", "module", "json", "builtin", "unknown"}[f]
}

// Resolved is a module that was found.
type Resolved struct {
	// Path is its file; of a Builtin the name without node:.
	Path   string
	Format Format
	// Query is what follows the path in an import: modules with different ones differ.
	Query string
}

// Loader resolves specifiers over an FS. It keeps what it has read of
// package.json files. It is for one goroutine at a time.
type Loader struct {
	fs       FS
	builtin  func(name string) bool
	packages map[string]*packageJSON
	real     map[string]string
	// KeepLinks leaves symbolic links as they are (--preserve-symlinks).
	KeepLinks bool
	// Extensions are tried, in this order, behind what require asks for; nil: Node's.
	Extensions []string
}

// New makes a Loader. builtin says which names without node: are modules of the
// program itself; nil: none.
func New(fs FS, builtin func(name string) bool) *Loader {
	if builtin == nil {
		builtin = func(string) bool { return false }
	}
	return &Loader{fs: fs, builtin: builtin, packages: map[string]*packageJSON{}, real: map[string]string{}}
}

// FS is what the Loader reads.
func (l *Loader) FS() FS { return l.fs }

// The conditions of exports and imports, besides default.
var (
	requireConditions = []string{"require", "node", "node-addons", "module-sync"}
	importConditions  = []string{"import", "node", "node-addons", "module-sync"}
)

// Format is what a file's name and package.json say of it.
func (l *Loader) Format(file string) Format {
	switch path.Ext(file) {
	case ".mjs":
		return Module
	case ".cjs":
		return CommonJS
	case ".json":
		return JSON
	case ".js", "":
		if p := l.packageScope(file); p != nil {
			switch p.typ {
			case "module":
				return Module
			case "commonjs":
				return CommonJS
			}
		}
		return Ambiguous
	}
	return Unknown
}

// InvalidPackage is the error in the package.json that file belongs to, nil
// where it is well formed.
func (l *Loader) InvalidPackage(file string) error {
	if p := l.packageScope(file); p != nil && p.err != nil {
		return invalidConfig(p.file, "", p.err.Error())
	}
	return nil
}

// Resolve is the module of a file that is known to be there.
func (l *Loader) Resolve(name string) Resolved { return l.file(name) }

func (l *Loader) file(name string) Resolved {
	if !l.KeepLinks {
		real, ok := l.real[name]
		if !ok {
			real = l.fs.Realpath(name)
			l.real[name] = real
		}
		name = real
	}
	return Resolved{Path: name, Format: l.Format(name)}
}

// isPath reports whether a specifier names a file rather than a package.
func isPath(s string) bool {
	return s == "." || s == ".." || strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../") || strings.HasPrefix(s, "/")
}

// Require resolves a specifier of require(). stack are the files that required
// each other, the asking one first; it may be empty, then dir is where relative
// paths begin.
func (l *Loader) Require(specifier, dir string, stack []string) (Resolved, error) {
	if name, ok := strings.CutPrefix(specifier, "node:"); ok {
		if !l.builtin(name) && !l.builtin(specifier) {
			return Resolved{}, failure("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: "+specifier)
		}
		return Resolved{Path: name, Format: Builtin}, nil
	}
	if l.builtin(specifier) {
		return Resolved{Path: specifier, Format: Builtin}, nil
	}
	parent := path.Join(dir, "[eval]")
	if len(stack) > 0 {
		parent = stack[0]
	}
	if isPath(specifier) {
		name := specifier
		if !strings.HasPrefix(name, "/") {
			name = path.Join(dir, specifier)
		}
		if f, ok, err := l.fileOrDirectory(path.Clean(name), strings.HasSuffix(specifier, "/") || strings.HasSuffix(specifier, "/.") || strings.HasSuffix(specifier, "/..") || specifier == "." || specifier == ".."); ok || err != nil {
			return f, err
		}
		return Resolved{}, notFound(specifier, stack)
	}
	if strings.HasPrefix(specifier, "#") {
		f, err := l.packageImports(specifier, parent, requireConditions, parent)
		if err != nil {
			return Resolved{}, err
		}
		if f.state == targetBare {
			return l.Require(f.path, dir, stack)
		}
		return l.exportedFile(f.path, specifier, stack)
	}
	if f, ok, err := l.requirePackage(specifier, dir, parent, stack); ok || err != nil {
		return f, err
	}
	return Resolved{}, notFound(specifier, stack)
}

// exportedFile is a file that exports or imports name: no extension is tried.
func (l *Loader) exportedFile(name, specifier string, stack []string) (Resolved, error) {
	if l.fs.Stat(name) == File {
		return l.file(name), nil
	}
	e := notFound(name, stack)
	return Resolved{}, e
}

// requirePackage is LOAD_PACKAGE_SELF and LOAD_NODE_MODULES.
func (l *Loader) requirePackage(specifier, dir, parent string, stack []string) (Resolved, bool, error) {
	name, subpath, valid := splitPackage(specifier)
	if valid {
		if pkg := l.packageScope(parent); pkg != nil && pkg.exports != nil && pkg.name == name {
			p, err := l.packageExports(pkg, subpath, requireConditions, "")
			if err != nil {
				return Resolved{}, false, err
			}
			f, err := l.exportedFile(p, specifier, stack)
			return f, err == nil, err
		}
	}
	for _, nm := range NodeModulesPaths(dir) {
		if l.fs.Stat(nm) != Dir {
			continue
		}
		if valid {
			if pkg := l.readPackage(path.Join(nm, name)); pkg != nil && pkg.exports != nil {
				p, err := l.packageExports(pkg, subpath, requireConditions, "")
				if err != nil {
					return Resolved{}, false, err
				}
				f, err := l.exportedFile(p, specifier, stack)
				return f, err == nil, err
			}
		}
		if f, ok, err := l.fileOrDirectory(path.Join(nm, specifier), strings.HasSuffix(specifier, "/")); ok || err != nil {
			return f, ok, err
		}
	}
	return Resolved{}, false, nil
}

// NodeModulesPaths is NODE_MODULES_PATHS: where packages are looked for from dir.
func NodeModulesPaths(dir string) []string {
	var list []string
	for d := path.Clean(dir); ; d = path.Dir(d) {
		if path.Base(d) != "node_modules" {
			list = append(list, path.Join(d, "node_modules"))
		}
		if d == "/" || d == "." {
			return list
		}
	}
}

var extensions = []string{".js", ".json", ".node"}

func (l *Loader) extensions() []string {
	if l.Extensions != nil {
		return l.Extensions
	}
	return extensions
}

// fileOrDirectory is LOAD_AS_FILE, then LOAD_AS_DIRECTORY.
func (l *Loader) fileOrDirectory(name string, dirOnly bool) (Resolved, bool, error) {
	if !dirOnly {
		if f, ok := l.asFile(name); ok {
			return f, true, nil
		}
	}
	if l.fs.Stat(name) != Dir {
		return Resolved{}, false, nil
	}
	if pkg := l.readPackage(name); pkg != nil {
		if pkg.err != nil {
			return Resolved{}, false, invalidConfig(pkg.file, "", pkg.err.Error())
		}
		if pkg.main != "" {
			main := path.Join(name, pkg.main)
			if f, ok := l.asFile(main); ok {
				return f, true, nil
			}
			if f, ok := l.asIndex(main); ok {
				return f, true, nil
			}
			if f, ok := l.asIndex(name); ok {
				return f, true, nil
			}
			e := notFound(main, nil)
			e.Message += ". Please verify that the package.json has a valid \"main\" entry"
			return Resolved{}, false, e
		}
	}
	f, ok := l.asIndex(name)
	return f, ok, nil
}

func (l *Loader) asFile(name string) (Resolved, bool) {
	if l.fs.Stat(name) == File {
		return l.file(name), true
	}
	for _, ext := range l.extensions() {
		if l.fs.Stat(name+ext) == File {
			return l.file(name + ext), true
		}
	}
	return Resolved{}, false
}

func (l *Loader) asIndex(dir string) (Resolved, bool) {
	for _, ext := range l.extensions() {
		if name := path.Join(dir, "index"+ext); l.fs.Stat(name) == File {
			return l.file(name), true
		}
	}
	return Resolved{}, false
}

// Import resolves a specifier of import, asked for by the file parent; dir is
// where relative specifiers begin where there is no such file. The message of an
// error says what require would have found.
func (l *Loader) Import(specifier, parent, dir string) (Resolved, error) {
	r, err := l.resolveImport(specifier, parent, dir)
	if e, ok := err.(*Error); ok && (e.Code == "ERR_MODULE_NOT_FOUND" || e.Code == "ERR_UNSUPPORTED_DIR_IMPORT") {
		if parent != "" {
			dir = path.Dir(parent)
		}
		if hint := l.requireHint(specifier, dir); hint != "" && hint != specifier {
			e.Message += "\nDid you mean to import \"" + hint + "\"?"
		}
	}
	return r, err
}

// requireHint is a specifier for what require would find, "" where it finds nothing.
func (l *Loader) requireHint(specifier, dir string) string {
	r, err := l.Require(specifier, dir, nil)
	switch {
	case err != nil || r.Format == Builtin:
		return ""
	case strings.HasPrefix(specifier, "."):
		rel := relative(dir, r.Path)
		if !strings.HasPrefix(rel, "../") {
			rel = "./" + rel
		}
		return rel
	case strings.HasPrefix(specifier, "/"):
		return r.Path
	}
	const folder = "/node_modules/"
	i := strings.LastIndex(r.Path, folder)
	if i < 0 {
		return ""
	}
	return r.Path[i+len(folder):]
}

// relative is the way from a folder to a file.
func relative(dir, file string) string {
	up := ""
	for dir != "/" && !strings.HasPrefix(file, dir+"/") {
		dir = path.Dir(dir)
		up += "../"
	}
	return up + strings.TrimPrefix(strings.TrimPrefix(file, dir), "/")
}

func (l *Loader) resolveImport(specifier, parent, dir string) (Resolved, error) {
	if parent != "" {
		dir = path.Dir(parent)
	}
	switch {
	case strings.HasPrefix(specifier, "node:"):
		if name := specifier[5:]; l.builtin(name) || l.builtin(specifier) {
			return Resolved{Path: name, Format: Builtin}, nil
		}
		return Resolved{}, failure("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: "+specifier)
	case strings.HasPrefix(specifier, "file:"):
		u, err := url.Parse(specifier)
		if err != nil || u.Host != "" && u.Host != "localhost" {
			return Resolved{}, typeFailure("ERR_INVALID_URL", "Invalid URL")
		}
		return l.importFile(u.Path, query(u), parent)
	case isPath(specifier):
		u, err := url.Parse(specifier)
		if err != nil {
			return Resolved{}, invalidSpecifier(specifier, "is not a valid URL", parent)
		}
		name := u.Path
		if !strings.HasPrefix(name, "/") {
			name = joinKeepSlash(dir, name)
		}
		if strings.Contains(strings.ToLower(u.EscapedPath()), "%2f") || strings.Contains(strings.ToLower(u.EscapedPath()), "%5c") {
			return Resolved{}, invalidSpecifier(specifier, "must not include encoded \"/\" or \"\\\" characters", parent)
		}
		return l.importFile(name, query(u), parent)
	case strings.HasPrefix(specifier, "#"):
		from := parent
		if from == "" {
			from = path.Join(dir, "[eval1]")
		}
		f, err := l.packageImports(specifier, from, importConditions, parent)
		if err != nil {
			return Resolved{}, err
		}
		if f.state == targetBare {
			return l.resolveImport(f.path, parent, dir)
		}
		return l.importFile(f.path, "", parent)
	case l.builtin(specifier):
		return Resolved{Path: specifier, Format: Builtin}, nil
	}
	if scheme, _, ok := strings.Cut(specifier, ":"); ok && validScheme(scheme) {
		return Resolved{}, failure("ERR_UNSUPPORTED_ESM_URL_SCHEME", "Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol '"+scheme+":'")
	}
	return l.importPackage(specifier, parent, dir)
}

func validScheme(s string) bool {
	for i := range len(s) {
		c := s[i] | 0x20
		if !(c >= 'a' && c <= 'z' || i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.')) {
			return false
		}
	}
	return len(s) > 1
}

func query(u *url.URL) string {
	q := ""
	if u.RawQuery != "" {
		q = "?" + u.RawQuery
	}
	if u.Fragment != "" {
		q += "#" + u.EscapedFragment()
	}
	return q
}

// joinKeepSlash is path.Join that keeps a slash at the end, which makes a
// specifier name a directory.
func joinKeepSlash(dir, name string) string {
	p := path.Join(dir, name)
	if strings.HasSuffix(name, "/") && p != "/" {
		p += "/"
	}
	return p
}

// importFile is the end of ESM_RESOLVE for a path.
func (l *Loader) importFile(name, query, parent string) (Resolved, error) {
	if strings.HasSuffix(name, "/") || l.fs.Stat(name) == Dir {
		if l.fs.Stat(strings.TrimSuffix(name, "/")) == Dir {
			e := failure("ERR_UNSUPPORTED_DIR_IMPORT", "Directory import '"+name+"' is not supported resolving ES modules"+importedFrom(parent))
			e.URL = FileURL(name)
			return Resolved{}, e
		}
	}
	if l.fs.Stat(name) != File {
		e := importNotFound("module", name, parent)
		e.URL = FileURL(name)
		return Resolved{}, e
	}
	f := l.file(path.Clean(name))
	f.Query = query
	return f, nil
}

// importPackage is PACKAGE_RESOLVE.
func (l *Loader) importPackage(specifier, parent, dir string) (Resolved, error) {
	name, subpath, ok := splitPackage(specifier)
	if !ok || strings.HasSuffix(specifier, "/") {
		return Resolved{}, invalidSpecifier(specifier, "is not a valid package name", parent)
	}
	from := parent
	if from == "" {
		from = path.Join(dir, "[eval1]")
	}
	if pkg := l.packageScope(from); pkg != nil && pkg.exports != nil && pkg.name == name {
		p, err := l.packageExports(pkg, subpath, importConditions, parent)
		if err != nil {
			return Resolved{}, err
		}
		return l.importFile(p, "", parent)
	}
	for _, nm := range NodeModulesPaths(path.Dir(from)) {
		d := path.Join(nm, name)
		if l.fs.Stat(d) != Dir {
			continue
		}
		pkg := l.readPackage(d)
		if pkg != nil && pkg.err != nil {
			return Resolved{}, invalidConfig(pkg.file, "\""+specifier+"\" from "+from, pkg.err.Error())
		}
		if pkg != nil && pkg.exports != nil {
			p, err := l.packageExports(pkg, subpath, importConditions, parent)
			if err != nil {
				return Resolved{}, err
			}
			return l.importFile(p, "", parent)
		}
		if subpath != "." {
			return l.importFile(path.Join(d, subpath), "", parent)
		}
		return l.legacyMain(d, pkg, parent)
	}
	return Resolved{}, importNotFound("package", name, parent)
}

// legacyMain is the entry of a package without exports: main and its guesses.
func (l *Loader) legacyMain(dir string, pkg *packageJSON, parent string) (Resolved, error) {
	var tries []string
	if pkg != nil && pkg.main != "" {
		for _, end := range []string{"", ".js", ".json", ".node", "/index.js", "/index.json", "/index.node"} {
			tries = append(tries, pkg.main+end)
		}
	}
	tries = append(tries, "index.js", "index.json", "index.node")
	for _, t := range tries {
		if name := path.Join(dir, t); l.fs.Stat(name) == File {
			return l.file(name), nil
		}
	}
	return Resolved{}, importNotFound("package", dir, parent)
}

// FileURL is the file URL of a path.
func FileURL(name string) string {
	var b strings.Builder
	b.WriteString("file://")
	const hex = "0123456789ABCDEF"
	for i := range len(name) {
		switch c := name[i]; {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("\"#%<>?`{}\\^|[]~", c) >= 0 && c != '[' && c != ']' && c != '^' && c != '|' && c != '~':
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// FilePath is the path of a file URL; ok is false where it is none.
func FilePath(fileURL string) (name string, ok bool) {
	u, err := url.Parse(fileURL)
	if err != nil || u.Scheme != "file" || u.Host != "" && u.Host != "localhost" {
		return "", false
	}
	return u.Path, true
}
