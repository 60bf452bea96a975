// Package loader finds modules the way Node.js does: relative paths, packages
// in node_modules with main, exports, imports and self-references, extensions
// and directories, CommonJS and ES modules each by their own rules, with
// Node's error codes and texts. It reads through an FS and knows no virtual
// machine: it answers with paths and formats.
//
// The one rule: paths are absolute, cleaned and separated by slashes; an FS
// translates them to what its files are called.
//
// The algorithms are those of Node's documentation: "Modules: CommonJS
// modules" (All together) and "Modules: ECMAScript modules" (Resolution
// algorithm specification), by the names that stand there.
package loader
