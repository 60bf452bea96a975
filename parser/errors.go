package parser

import (
	"gojs/lexer"
	"gojs/source"
)

// bailout carries the first error to the entry point.
type bailout struct{ err *source.Error }

func (p *parser) recover(err *error) {
	switch r := recover().(type) {
	case nil:
		p.release()
	case bailout:
		*err = r.err
		p.release()
	default:
		panic(r)
	}
}

func (p *parser) failAt(s source.Span, kind source.Kind, message string) {
	panic(bailout{&source.Error{File: p.file, Span: s, Kind: kind, Message: message}})
}

// fail reports a SyntaxError at s.
func (p *parser) fail(s source.Span, message string) { p.failAt(s, source.SyntaxError, message) }

// failHere reports a SyntaxError at the current token, but says what is wrong
// with the token itself first.
func (p *parser) failHere(message string) {
	if p.Kind == lexer.Illegal {
		p.unexpected()
	}
	panic(bailout{&source.Error{File: p.file, Span: p.Span, Message: message, Incomplete: p.Kind == lexer.EOF}})
}

// failBefore reports a SyntaxError at the token before the current one, which is
// where V8 says that something is missing.
func (p *parser) failBefore(message string) {
	if p.Kind == lexer.Illegal {
		p.unexpected()
	}
	s := source.Span{Start: p.prevStart, End: p.prevEnd}
	panic(bailout{&source.Error{File: p.file, Span: s, Message: message, Incomplete: p.Kind == lexer.EOF}})
}

// unexpected reports that the current token cannot stand here.
func (p *parser) unexpected() {
	s, message := p.Span, ""
	incomplete := p.Kind == lexer.EOF
	switch p.Kind {
	case lexer.EOF:
		message = "Unexpected end of input"
	case lexer.Illegal:
		s, message, incomplete = p.Bad, p.Message, p.Incomplete
	case lexer.Number, lexer.BigInt:
		message = "Unexpected number"
	case lexer.String:
		message = "Unexpected string"
	case lexer.Template, lexer.TemplateHead, lexer.TemplateMiddle, lexer.TemplateTail:
		message = "Unexpected template string"
	case lexer.EscapedKeyword:
		message = "Keyword must not contain escaped characters"
	case lexer.Enum:
		message = "Unexpected reserved word"
	case lexer.Ident:
		message = "Unexpected identifier '" + p.NameText(p.Name) + "'"
		switch p.Name {
		case lexer.NameAsync, lexer.NameGet, lexer.NameSet: // tokens of their own in V8
			message = "Unexpected token '" + p.NameText(p.Name) + "'"
		case lexer.NameAwait:
			message = msgReserved
		}
		if p.strict && p.Name.StrictReserved() {
			message = msgStrictReserved
		}
	case lexer.PrivateName:
		message = "Unexpected identifier '" + p.NameText(p.Name) + "'"
	default:
		message = "Unexpected token '" + p.Kind.String() + "'"
	}
	panic(bailout{&source.Error{File: p.file, Span: s, Message: message, Incomplete: incomplete}})
}

const (
	msgStrictReserved   = "Unexpected strict mode reserved word"
	msgReserved         = "Unexpected reserved word"
	msgEvalArguments    = "Unexpected eval or arguments in strict mode"
	msgLetName          = "let is disallowed as a lexically bound name"
	msgFieldArguments   = "'arguments' is not allowed in class field initializer or static initialization block"
	msgArrowParams      = "Malformed arrow function parameter list"
	msgShorthandInit    = "Invalid shorthand property initializer"
	msgAssignTarget     = "Invalid left-hand side in assignment"
	msgPattern          = "Invalid destructuring assignment target"
	msgRestLast         = "Rest element must be last element"
	msgRestParamLast    = "Rest parameter must be last formal parameter"
	msgYieldParam       = "Yield expression not allowed in formal parameter"
	msgAwaitParam       = "Illegal await-expression in formal parameters of async function"
	msgDuplicateParam   = "Duplicate parameter name not allowed in this context"
	msgSuper            = "'super' keyword unexpected here"
	msgSloppyFunction   = "In non-strict mode code, functions can only be declared at top level, inside a block, or as the body of an if statement."
	msgStrictFunction   = "In strict mode code, functions can only be declared at top level or inside a block."
	msgAsyncFunction    = "Async functions can only be declared at the top level or inside a block."
	msgGeneratorContext = "Generators can only be declared at the top level or inside a block."
	msgLexicalContext   = "Lexical declaration cannot appear in a single-statement context"
	msgOptionalNew      = "Invalid optional chain from new expression"
	msgOptionalTemplate = "Invalid tagged template on optional chain"
	msgNonSimpleStrict  = "Illegal 'use strict' directive in function with non-simple parameter list"
)

// octalMessages are what strict code says to legacy octal forms.
var octalMessages = [...]string{
	lexer.OctalNumber:   "Octal literals are not allowed in strict mode.",
	lexer.OctalDecimal:  "Decimals with leading zeros are not allowed in strict mode.",
	lexer.OctalEscape:   "Octal escape sequences are not allowed in strict mode.",
	lexer.OctalEscape89: "\\8 and \\9 are not allowed in strict mode.",
}

// checkOctal rejects the current token in strict code if it is a legacy form.
func (p *parser) checkOctal() {
	if p.Octal == lexer.NoOctal || !p.strict {
		return
	}
	s := p.Span
	if p.Octal >= lexer.OctalEscape {
		s = p.Bad
	}
	p.fail(s, octalMessages[p.Octal])
}
