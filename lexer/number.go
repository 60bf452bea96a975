package lexer

import (
	"math/big"
	"strconv"
	"strings"

	"gojs/internal/unicodedata"
	"gojs/source"
)

const (
	msgSeparatorEnd   = "Numeric separators are not allowed at the end of numeric literals"
	msgSeparatorTwice = "Only one underscore is allowed as numeric separator"
	msgSeparatorZero  = "Numeric separator can not be used after leading 0."
)

// number scans the NumericLiteral at pos (sec-literals-numeric-literals).
func (l *Lexer) number(start int) {
	src, pos := l.src, start
	l.Start = int32(start)
	if src[pos] == '0' && pos+1 < len(src) {
		switch c := src[pos+1]; {
		case c|0x20 == 'x':
			l.radix(start, 16)
			return
		case c|0x20 == 'o':
			l.radix(start, 8)
			return
		case c|0x20 == 'b':
			l.radix(start, 2)
			return
		case c == '_':
			l.illegal(msgSeparatorZero, start, pos+1, pos+2)
			return
		case '0' <= c && c <= '9':
			l.legacyNumber(start)
			return
		}
	}
	pos, ok := l.digits(start, pos, 10)
	if !ok {
		return
	}
	if pos < len(src) && src[pos] == 'n' && src[start] != '.' {
		l.bigint(start, pos, strings.ReplaceAll(src[start:pos], "_", ""))
		return
	}
	if pos-start <= 9 && (pos == len(src) || src[pos] != '.' && src[pos]|0x20 != 'e' && src[pos] != '_') && !strings.Contains(src[start:pos], "_") {
		n := 0
		for _, c := range []byte(src[start:pos]) {
			n = n*10 + int(c-'0')
		}
		l.numberEnd(start, pos, float64(n))
		return
	}
	l.fraction(start, pos)
}

// fraction scans the rest of a decimal literal whose integer digits end at pos.
func (l *Lexer) fraction(start, pos int) {
	src := l.src
	ok := true
	if pos < len(src) && src[pos] == '.' {
		pos++
		if pos < len(src) && src[pos] == '_' {
			l.illegal(MsgInvalidToken, start, pos, pos+1)
			return
		}
		if pos, ok = l.digits(start, pos, 10); !ok {
			return
		}
	}
	if pos < len(src) && src[pos]|0x20 == 'e' {
		pos++
		if pos < len(src) && (src[pos] == '+' || src[pos] == '-') {
			pos++
		}
		if pos >= len(src) || class[src[pos]]&clsDigit == 0 {
			l.illegal(MsgInvalidToken, start, start, pos)
			return
		}
		if pos, ok = l.digits(start, pos, 10); !ok {
			return
		}
	}
	l.numberEnd(start, pos, parseFloat(src[start:pos]))
}

// parseFloat rounds a decimal literal to the nearest Number; too large a one
// is Infinity, which is also what ParseFloat returns with its error.
func parseFloat(text string) float64 {
	if strings.Contains(text, "_") {
		text = strings.ReplaceAll(text, "_", "")
	}
	f, _ := strconv.ParseFloat(text, 64)
	return f
}

// digits scans digits with separators from pos on.
func (l *Lexer) digits(start, pos, radix int) (end int, ok bool) {
	src := l.src
	for pos < len(src) {
		c := src[pos]
		if c == '_' {
			switch {
			case pos+1 < len(src) && src[pos+1] == '_':
				l.illegal(msgSeparatorTwice, start, pos+1, pos+2)
				return 0, false
			case pos+1 >= len(src) || !isDigit(src[pos+1], radix):
				l.illegal(msgSeparatorEnd, start, pos, pos+1)
				return 0, false
			}
		} else if !isDigit(c, radix) {
			break
		}
		pos++
	}
	return pos, true
}

func isDigit(c byte, radix int) bool {
	d := hexDigit(c)
	return 0 <= d && d < radix
}

// radix scans 0x, 0o and 0b.
func (l *Lexer) radix(start, radix int) {
	src := l.src
	from := start + 2
	if from >= len(src) || !isDigit(src[from], radix) {
		l.illegal(MsgInvalidToken, start, start, from)
		return
	}
	pos, ok := l.digits(start, from, radix)
	if !ok {
		return
	}
	text := strings.ReplaceAll(src[from:pos], "_", "")
	if pos < len(src) && src[pos] == 'n' {
		n, _ := new(big.Int).SetString(text, radix)
		l.bigint(start, pos, n.String())
		return
	}
	l.numberEnd(start, pos, radixValue(text, radix))
}

// radixValue rounds an integer literal to the nearest Number.
func radixValue(text string, radix int) float64 {
	if n, err := strconv.ParseUint(text, radix, 53); err == nil {
		return float64(n)
	}
	n, _ := new(big.Int).SetString(text, radix)
	f, _ := new(big.Float).SetInt(n).Float64()
	return f
}

// legacyNumber scans a literal that begins with 0 and another digit
// (LegacyOctalIntegerLiteral and NonOctalDecimalIntegerLiteral).
func (l *Lexer) legacyNumber(start int) {
	src, pos := l.src, start
	octal := true
	for pos < len(src) && class[src[pos]]&clsDigit != 0 {
		octal = octal && src[pos] < '8'
		pos++
	}
	if pos < len(src) && src[pos] == '_' {
		l.illegal(msgSeparatorZero, start, pos, pos+1)
		return
	}
	if octal {
		l.Octal = OctalNumber
		l.numberEnd(start, pos, radixValue(src[start:pos], 8))
		return
	}
	l.Octal = OctalDecimal
	l.fraction(start, pos)
}

func (l *Lexer) bigint(start, pos int, digits string) {
	if digits = strings.TrimLeft(digits, "0"); digits == "" {
		digits = "0"
	}
	l.Str = digits
	l.numberEnd(start, pos+1, 0)
	if l.Kind == Number {
		l.Kind = BigInt
	}
}

// numberEnd checks that no identifier or digit follows immediately.
func (l *Lexer) numberEnd(start, pos int, value float64) {
	if pos < len(l.src) {
		c := l.src[pos]
		bad := class[c]&clsPart != 0 || c == '\\'
		if c >= 0x80 {
			r, _ := source.DecodeRune(l.src[pos:])
			bad = unicodedata.IsIDStart(r)
		}
		if bad {
			l.illegal(MsgInvalidToken, start, start, pos+1)
			return
		}
	}
	l.Num = value
	l.set(Number, pos)
}
