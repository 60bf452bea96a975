// Package node is what Node.js programs find around them: CommonJS and ES
// modules, process, timers and the modules that a program can require.
//
// A System belongs to one VM. Modules stand in one table (builtins.go): those
// shaped like JavaScript are files of js/, embedded, compiled once in a process
// when a program first requires them; what they need of the system they get by
// internalBinding(name), tables of Go functions (bindings.go). A program that
// requires nothing pays for nothing: what is global is declared lazily.
//
// CommonJS is js/internal/modules/cjs/loader.js over the binding "modules";
// ES modules are linked by the VM, which asks LoadImportedModule (esm.go).
//
// The package's one rule is the machine's: a Value lives on the Go stack, in a
// cell, in the register file or in a registered root.
package node
