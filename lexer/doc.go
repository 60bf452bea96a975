// Package lexer turns source text into tokens (sec-ecmascript-language-lexical-grammar).
//
// A Lexer is one cursor with one current token, which Next replaces; nothing is
// allocated per token. Names are interned: a token of an identifier or keyword
// carries a small number, equal for equal names, so that a parser can index its
// own tables by it. What the grammar's context decides is asked for by the
// parser: a slash is scanned as a division and rescanned by RegExp, a closing
// brace is rescanned by TemplateTail.
//
// The one rule: the lexer never looks back and never fails. Wrong text gives a token of
// kind Illegal, with Message and the span of what is wrong; the parser decides whether it gets
// there. Every byte is looked at a bounded number of times.
package lexer
