package loader

import (
	"bytes"
	"encoding/json"
	"errors"
	"path"
	"strings"
)

// node is a value of exports or imports: a string, null, an array or an object
// whose keys keep their order.
type node struct {
	kind nodeKind
	text string
	keys []string // of an object
	list []*node  // of an array, or an object's values
}

type nodeKind uint8

const (
	absent nodeKind = iota
	nullNode
	stringNode
	arrayNode
	objectNode
	otherNode // a number or boolean
)

// packageJSON is what of a package.json matters here.
type packageJSON struct {
	dir, file string
	name      string
	main      string
	typ       string // "module", "commonjs" or ""
	exports   *node
	imports   *node
	err       error
}

// maxPackageDepth bounds the nesting of a package.json.
const maxPackageDepth = 200

var errTooDeep = errors.New("package.json is nested too deeply")

// parsePackage reads the text of a package.json.
func parsePackage(dir string, data []byte) *packageJSON {
	p := &packageJSON{dir: dir, file: path.Join(dir, "package.json")}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	root, err := parseNode(d, 0)
	if err == nil && root.kind != objectNode {
		err = errors.New("package.json is no object")
	}
	if err != nil {
		p.err = err
		return p
	}
	for i, key := range root.keys {
		v := root.list[i]
		switch key {
		case "name":
			p.name = v.text
		case "main":
			p.main = v.text
		case "type":
			if v.text == "module" || v.text == "commonjs" {
				p.typ = v.text
			}
		case "exports":
			if v.kind != nullNode {
				p.exports = v
			}
		case "imports":
			if v.kind == objectNode {
				p.imports = v
			}
		}
	}
	return p
}

func parseNode(d *json.Decoder, depth int) (*node, error) {
	if depth > maxPackageDepth {
		return nil, errTooDeep
	}
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t := t.(type) {
	case nil:
		return &node{kind: nullNode}, nil
	case string:
		return &node{kind: stringNode, text: t}, nil
	case json.Delim:
		return parseList(d, t, depth)
	}
	return &node{kind: otherNode}, nil
}

func parseList(d *json.Decoder, open json.Delim, depth int) (*node, error) {
	n := &node{kind: arrayNode}
	if open == '{' {
		n.kind = objectNode
	}
	for d.More() {
		if open == '{' {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			n.keys = append(n.keys, key.(string))
		}
		v, err := parseNode(d, depth+1)
		if err != nil {
			return nil, err
		}
		n.list = append(n.list, v)
	}
	_, err := d.Token()
	return n, err
}

// get is the value of an object's key, the last one where it stands twice.
func (n *node) get(key string) *node {
	for i := len(n.keys) - 1; i >= 0; i-- {
		if n.keys[i] == key {
			return n.list[i]
		}
	}
	return nil
}

// readPackage is READ_PACKAGE_JSON: nil where dir has none.
func (l *Loader) readPackage(dir string) *packageJSON {
	if p, ok := l.packages[dir]; ok {
		return p
	}
	var p *packageJSON
	if data, err := l.fs.ReadFile(path.Join(dir, "package.json")); err == nil {
		p = parsePackage(dir, data)
	}
	l.packages[dir] = p
	return p
}

// packageScope is LOOKUP_PACKAGE_SCOPE: the nearest package.json at or above
// the folder of file.
func (l *Loader) packageScope(file string) *packageJSON {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		if path.Base(dir) == "node_modules" {
			return nil
		}
		if p := l.readPackage(dir); p != nil {
			return p
		}
		if dir == "/" || dir == "." {
			return nil
		}
	}
}

// splitPackage splits a bare specifier into the package's name and "." or the
// subpath behind it; ok is false where it is no valid name.
func splitPackage(specifier string) (name, subpath string, ok bool) {
	name = specifier
	i := strings.IndexByte(specifier, '/')
	if strings.HasPrefix(specifier, "@") {
		if i < 0 {
			return "", "", false
		}
		if j := strings.IndexByte(specifier[i+1:], '/'); j >= 0 {
			i += 1 + j
		} else {
			i = -1
		}
	}
	if i >= 0 {
		name = specifier[:i]
	}
	if name == "" || name[0] == '.' || strings.ContainsAny(name, "\\%") {
		return "", "", false
	}
	return name, "." + specifier[len(name):], true
}
