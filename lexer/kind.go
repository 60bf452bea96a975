package lexer

// Kind is the kind of a token.
type Kind uint8

// The kinds of tokens. Operators from Or to Exp are in no particular order but
// contiguous, as are assignments and keywords; Precedence knows the rest.
const (
	EOF Kind = iota
	Illegal
	Ident          // any IdentifierName that is not reserved
	EscapedKeyword // a reserved word with an escape in it: a property name at most
	PrivateName
	Number
	BigInt
	String
	Template     // `...`
	TemplateHead // `...${
	TemplateMiddle
	TemplateTail
	RegExp

	LBrace
	RBrace
	LParen
	RParen
	LBrack
	RBrack
	Dot
	Ellipsis
	Semicolon
	Comma
	Question
	QuestionDot
	Colon
	Arrow
	At
	Not
	BitNot
	Inc
	Dec

	Assign
	AddAssign
	SubAssign
	MulAssign
	DivAssign
	RemAssign
	ExpAssign
	AndAssign
	OrAssign
	XorAssign
	ShlAssign
	SarAssign
	ShrAssign
	LogAndAssign
	LogOrAssign
	CoalesceAssign

	Coalesce
	LogOr
	LogAnd
	Or
	Xor
	And
	Eq
	Ne
	StrictEq
	StrictNe
	Lt
	Gt
	Le
	Ge
	Shl
	Sar
	Shr
	Add
	Sub
	Mul
	Div
	Rem
	Exp
	In // the first keyword
	Instanceof

	Break
	Case
	Catch
	Class
	Const
	Continue
	Debugger
	Default
	Delete
	Do
	Else
	Enum
	Export
	Extends
	False
	Finally
	For
	Function
	If
	Import
	New
	Null
	Return
	Super
	Switch
	This
	Throw
	True
	Try
	Typeof
	Var
	Void
	While
	With

	kindCount
)

var kindText = [kindCount]string{
	EOF: "end of input", Illegal: "illegal", Ident: "identifier", EscapedKeyword: "escaped keyword",
	PrivateName: "private name", Number: "number", BigInt: "bigint", String: "string",
	Template: "template", TemplateHead: "template head", TemplateMiddle: "template middle",
	TemplateTail: "template tail", RegExp: "regexp",
	LBrace: "{", RBrace: "}", LParen: "(", RParen: ")", LBrack: "[", RBrack: "]", Dot: ".",
	Ellipsis: "...", Semicolon: ";", Comma: ",", Question: "?", QuestionDot: "?.", Colon: ":",
	Arrow: "=>", At: "@", Not: "!", BitNot: "~", Inc: "++", Dec: "--",
	Assign: "=", AddAssign: "+=", SubAssign: "-=", MulAssign: "*=", DivAssign: "/=", RemAssign: "%=",
	ExpAssign: "**=", AndAssign: "&=", OrAssign: "|=", XorAssign: "^=", ShlAssign: "<<=",
	SarAssign: ">>=", ShrAssign: ">>>=", LogAndAssign: "&&=", LogOrAssign: "||=", CoalesceAssign: "??=",
	Coalesce: "??", LogOr: "||", LogAnd: "&&", Or: "|", Xor: "^", And: "&", Eq: "==", Ne: "!=",
	StrictEq: "===", StrictNe: "!==", Lt: "<", Gt: ">", Le: "<=", Ge: ">=", Shl: "<<", Sar: ">>",
	Shr: ">>>", Add: "+", Sub: "-", Mul: "*", Div: "/", Rem: "%", Exp: "**",
	In: "in", Instanceof: "instanceof", Break: "break", Case: "case", Catch: "catch", Class: "class",
	Const: "const", Continue: "continue", Debugger: "debugger", Default: "default", Delete: "delete",
	Do: "do", Else: "else", Enum: "enum", Export: "export", Extends: "extends", False: "false",
	Finally: "finally", For: "for", Function: "function", If: "if", Import: "import", New: "new",
	Null: "null", Return: "return", Super: "super", Switch: "switch", This: "this", Throw: "throw",
	True: "true", Try: "try", Typeof: "typeof", Var: "var", Void: "void", While: "while", With: "with",
}

// String returns the token's text where it has only one, else what it is.
func (k Kind) String() string { return kindText[k] }

// Keyword reports whether k is a reserved word.
func (k Kind) Keyword() bool { return k >= In }

// AssignOp reports whether k is = or a compound assignment.
func (k Kind) AssignOp() bool { return Assign <= k && k <= CoalesceAssign }

// Precedence is the binding strength of the binary operators, from 1 for ??
// and || to 11 for **, and 0 for everything else (sec-ecmascript-language-expressions).
var Precedence = [256]uint8{
	Coalesce: 1, LogOr: 1, LogAnd: 2, Or: 3, Xor: 4, And: 5,
	Eq: 6, Ne: 6, StrictEq: 6, StrictNe: 6,
	Lt: 7, Gt: 7, Le: 7, Ge: 7, In: 7, Instanceof: 7,
	Shl: 8, Sar: 8, Shr: 8, Add: 9, Sub: 9, Mul: 10, Div: 10, Rem: 10, Exp: 11,
}
