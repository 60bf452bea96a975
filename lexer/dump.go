package lexer

import (
	"fmt"
	"io"
	"strings"

	"gojs/source"
)

// Dump writes the tokens of a file, a line each: position, kind, text. Without a
// parser it guesses by the token before whether a slash begins a regular
// expression. It stops after the first illegal token.
func Dump(w io.Writer, f *source.File, module bool) error {
	var l Lexer
	var b strings.Builder
	l.Init(f.Text, module)
	var braces []bool // whether an open brace is a template's ${
	operand := true   // whether an operand may begin here
	for {
		l.Next()
		switch {
		case operand && (l.Kind == Div || l.Kind == DivAssign):
			l.RegExp()
		case l.Kind == RBrace && len(braces) > 0 && braces[len(braces)-1]:
			l.TemplateTail()
			braces = braces[:len(braces)-1]
		case l.Kind == RBrace && len(braces) > 0:
			braces = braces[:len(braces)-1]
		}
		if l.Kind == LBrace || l.Kind == TemplateHead || l.Kind == TemplateMiddle {
			braces = append(braces, l.Kind != LBrace)
		}
		operand = beginsOperand(l.Kind)
		l.dumpToken(&b, f)
		if l.Kind == EOF || l.Kind == Illegal {
			_, err := io.WriteString(w, b.String())
			return err
		}
	}
}

// beginsOperand reports whether an operand may follow a token of kind k.
func beginsOperand(k Kind) bool {
	switch k {
	case Ident, EscapedKeyword, PrivateName, Number, BigInt, String, Template, TemplateTail, RegExp,
		RParen, RBrack, RBrace, Inc, Dec, This, Super, Null, True, False:
		return false
	}
	return true
}

func (l *Lexer) dumpToken(b *strings.Builder, f *source.File) {
	line, col := f.Position(l.Start)
	fmt.Fprintf(b, "%d:%d %s", line, col, l.Kind)
	switch l.Kind {
	case Ident, EscapedKeyword, PrivateName:
		fmt.Fprintf(b, " %s", l.NameText(l.Name))
	case Number:
		fmt.Fprintf(b, " %v", l.Num)
	case BigInt:
		fmt.Fprintf(b, " %s", l.Str)
	case String:
		fmt.Fprintf(b, " %+q", l.Str)
	case Template, TemplateHead, TemplateMiddle, TemplateTail:
		fmt.Fprintf(b, " %+q raw %+q", l.Str, l.Raw)
		if l.Message != "" {
			fmt.Fprintf(b, " (%s)", l.Message)
		}
	case RegExp:
		fmt.Fprintf(b, " %+q %s", l.Str, l.Raw)
	case Illegal:
		fmt.Fprintf(b, " (%s)", l.Message)
	}
	if l.Newline {
		b.WriteString(" newline")
	}
	if l.Escaped {
		b.WriteString(" escaped")
	}
	if l.Octal != NoOctal {
		b.WriteString(" octal")
	}
	b.WriteByte('\n')
}
