package loader

import (
	"path"
	"slices"
	"strings"
)

// found is the result of resolving a target: a path, undefined where no
// condition applied, or null.
type found struct {
	path  string
	state targetState
}

type targetState uint8

const (
	targetUndefined targetState = iota
	targetNull
	targetPath
	targetBare // a package or built-in module, of imports
)

// packageExports is PACKAGE_EXPORTS_RESOLVE.
func (l *Loader) packageExports(pkg *packageJSON, subpath string, conditions []string, parent string) (string, error) {
	exports := pkg.exports
	dotted := 0
	if exports.kind == objectNode {
		for _, k := range exports.keys {
			if strings.HasPrefix(k, ".") {
				dotted++
			}
		}
		if dotted > 0 && dotted < len(exports.keys) {
			return "", invalidConfig(pkg.file, parent, "\"exports\" cannot contain some keys starting with '.' and some not. "+
				"The exports object must either be an object of package subpath keys or an object of main entry condition name keys only.")
		}
	}
	if subpath == "." {
		main := exports
		if dotted > 0 {
			main = exports.get(".")
		}
		if main != nil {
			f, err := l.target(pkg, ".", main, "", false, false, conditions, parent, 0)
			if err != nil || f.state == targetPath {
				return f.path, err
			}
		}
	} else if dotted > 0 {
		f, err := l.importsExports(pkg, subpath, exports, false, conditions, parent)
		if err != nil || f.state == targetPath {
			return f.path, err
		}
	}
	return "", notExported(pkg, subpath, parent)
}

// importsExports is PACKAGE_IMPORTS_EXPORTS_RESOLVE.
func (l *Loader) importsExports(pkg *packageJSON, key string, obj *node, internal bool, conditions []string, parent string) (found, error) {
	if strings.HasSuffix(key, "/") {
		return found{}, invalidSpecifier(key, "is not a valid subpath: it ends with a slash", parent)
	}
	if v := obj.get(key); v != nil && !strings.Contains(key, "*") {
		return l.target(pkg, key, v, "", false, internal, conditions, parent, 0)
	}
	var patterns []string
	for _, k := range obj.keys {
		if strings.Count(k, "*") == 1 {
			patterns = append(patterns, k)
		}
	}
	slices.SortStableFunc(patterns, patternCompare)
	for _, k := range patterns {
		before, after, _ := strings.Cut(k, "*")
		if key == before || !strings.HasPrefix(key, before) || !strings.HasSuffix(key, after) || len(key) < len(k) {
			continue
		}
		match := key[len(before) : len(key)-len(after)]
		return l.target(pkg, k, obj.get(k), match, true, internal, conditions, parent, 0)
	}
	return found{}, nil
}

// patternCompare is PATTERN_KEY_COMPARE: the longer before the star, the earlier.
func patternCompare(a, b string) int {
	if d := strings.IndexByte(b, '*') - strings.IndexByte(a, '*'); d != 0 {
		return d
	}
	return len(b) - len(a)
}

// target is PACKAGE_TARGET_RESOLVE.
func (l *Loader) target(pkg *packageJSON, key string, t *node, match string, pattern, internal bool, conditions []string, parent string, depth int) (found, error) {
	switch t.kind {
	case stringNode:
		return l.stringTarget(pkg, key, t.text, match, pattern, internal, conditions, parent)
	case objectNode:
		for i, cond := range t.keys {
			if cond != "default" && !slices.Contains(conditions, cond) {
				continue
			}
			f, err := l.target(pkg, key, t.list[i], match, pattern, internal, conditions, parent, depth+1)
			if err != nil || f.state != targetUndefined {
				return f, err
			}
		}
		return found{}, nil
	case arrayNode:
		var last error
		result := found{state: targetNull}
		for _, v := range t.list {
			f, err := l.target(pkg, key, v, match, pattern, internal, conditions, parent, depth+1)
			if e, ok := err.(*Error); ok && e.Code == "ERR_INVALID_PACKAGE_TARGET" {
				last = err
				continue
			}
			if err != nil || f.state > targetNull {
				return f, err
			}
			result, last = f, nil
		}
		return result, last
	case nullNode:
		return found{state: targetNull}, nil
	}
	return found{}, invalidTarget(pkg, key, t.text, internal, parent)
}

func (l *Loader) stringTarget(pkg *packageJSON, key, target, match string, pattern, internal bool, conditions []string, parent string) (found, error) {
	if !strings.HasPrefix(target, "./") {
		if !internal || strings.HasPrefix(target, "../") || strings.HasPrefix(target, "/") || strings.Contains(target, ":") && !strings.HasPrefix(target, "node:") {
			return found{}, invalidTarget(pkg, key, target, internal, parent)
		}
		if pattern {
			target = strings.ReplaceAll(target, "*", match)
		}
		return found{target, targetBare}, nil
	}
	if !validSegments(target[2:]) {
		return found{}, invalidTarget(pkg, key, target, internal, parent)
	}
	if pattern {
		if !validSegments(match) {
			return found{}, invalidSpecifier(key, "request is not a valid match in pattern \""+key+"\"", parent)
		}
		target = strings.ReplaceAll(target, "*", match)
	}
	return found{path.Join(pkg.dir, target), targetPath}, nil
}

// validSegments reports whether no part of a target's path leaves the package.
func validSegments(s string) bool {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '/' || r == '\\' }) {
		p := strings.ToLower(strings.NewReplacer("%2e", ".", "%2E", ".").Replace(part))
		if p == "." || p == ".." || p == "node_modules" {
			return false
		}
	}
	return true
}

// packageImports is PACKAGE_IMPORTS_RESOLVE, for specifiers beginning with #.
func (l *Loader) packageImports(specifier, file string, conditions []string, parent string) (found, error) {
	if specifier == "#" || strings.HasPrefix(specifier, "#/") {
		return found{}, invalidSpecifier(specifier, "is not a valid internal imports specifier name", parent)
	}
	pkg := l.packageScope(file)
	if pkg != nil && pkg.imports != nil {
		f, err := l.importsExports(pkg, specifier, pkg.imports, true, conditions, parent)
		if err != nil || f.state > targetNull {
			return f, err
		}
	}
	return found{}, importNotDefined(specifier, pkg, parent)
}
