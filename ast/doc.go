// Package ast is the syntax tree of a program and the scopes declared in it.
//
// The tree is concrete structs behind three interfaces: Expr, Stmt and Pattern
// (what may be assigned to). A node embeds the source.Span of its text; there
// are no parent pointers and no nodes for parentheses. Identifier names are
// shared: one string per name and parse.
//
// # Scopes
//
// The parser resolves names as it closes scopes, so that nothing has to walk
// the tree for it. Every reference (an Ident, and the hidden Idents in This,
// NewTarget, SuperMember and SuperCall) ends with Ref set to its Binding, or nil when no
// scope of this parse declares it (a global, or a name of the code around a
// direct eval). A Binding knows whether it is captured by an inner function,
// reassigned or used; a reference knows whether it may run before the binding is
// initialised (CheckTDZ).
//
// A scope whose Dynamic is set can gain bindings at run time (the object of a
// with statement, var declarations of a sloppy direct eval). A reference that
// has a Dynamic scope between itself and Ref.Scope (or, with Ref nil, any
// Dynamic scope around it) must look in there first. All bindings visible to a
// direct eval are marked Captured, Used and CheckTDZ.
//
// this, new.target, the home object and the active function are bindings like
// others (BindThis and so on), declared in the scope of the function that
// provides them when something refers to them; arrow functions provide none, and
// so capture them as they capture variables. Ref is nil where the top level
// provides them.
//
// # Chains
//
// Left-recursive constructs nest to the left without limit: Binary.Left,
// Logical.Left, Member.Object, Call.Callee and the other links that EachLeft
// names; If.Else and Conditional.Else nest to the right without limit. Consumers follow
// these in a loop. All other nesting is bounded by the parser (parser.MaxDepth).
package ast
