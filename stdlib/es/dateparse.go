package es

import (
	"math"

	"gojs/vm"
)

// Date.parse (sec-date.parse): the standard's format, and where a text is not of
// that format whatever V8 reads. Both work on the same tokens, and as in V8
// the looser reading goes on where the stricter stopped.

type dateTokenKind uint8

const (
	tokenEnd dateTokenKind = iota
	tokenNumber
	tokenSymbol // value is the character
	tokenWord
	tokenSpace
	tokenUnknown
)

// wordKind is what a word means.
type wordKind uint8

const (
	wordUnknown   wordKind = iota
	wordMonth              // value: 1 to 12
	wordHalf               // AM and PM; value: hours to add
	wordZone               // value: hours from UTC
	wordSeparator          // T
)

// dateToken is a token of a date's text.
type dateToken struct {
	kind   dateTokenKind
	word   wordKind
	length int // of numbers and words
	value  int
}

func (t dateToken) isSymbol(c byte) bool { return t.kind == tokenSymbol && t.value == int(c) }
func (t dateToken) isSign() bool         { return t.isSymbol('+') || t.isSymbol('-') }
func (t dateToken) isZ() bool            { return t.word == wordZone && t.length == 1 }
func (t dateToken) isFixed(digits int) bool {
	return t.kind == tokenNumber && t.length == digits
}

// sign is the sign that a sign is.
func (t dateToken) sign() int {
	if t.value == '-' {
		return -1
	}
	return 1
}

// dateWords are the words that mean something, by their first three letters.
var dateWords = func() map[[3]byte]dateToken {
	m := map[[3]byte]dateToken{}
	add := func(name string, kind wordKind, value int) {
		var key [3]byte
		copy(key[:], name)
		m[key] = dateToken{kind: tokenWord, word: kind, value: value}
	}
	for i := range 12 {
		key := []byte(months[i*3:][:3])
		key[0] |= 0x20
		add(string(key), wordMonth, i+1)
	}
	add("am", wordHalf, 0)
	add("pm", wordHalf, 12)
	for i, name := range []string{"pst", "mst", "cst", "est"} {
		add(name, wordZone, i-8)
	}
	for i, name := range []string{"pdt", "mdt", "cdt", "edt"} {
		add(name, wordZone, i-7)
	}
	for _, name := range []string{"ut", "utc", "z", "gmt"} {
		add(name, wordZone, 0)
	}
	add("t", wordSeparator, 0)
	return m
}()

// dateScanner makes tokens of a text.
type dateScanner struct {
	text []byte
	at   int
	peek dateToken
	poll func()
}

func (s *dateScanner) char() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// scannedText is the text to scan: of what lies beyond Latin-1 only white space
// differs from letters.
func scannedText(t vm.Chars) []byte {
	if t.UTF16 == nil {
		return t.Latin1
	}
	out := make([]byte, len(t.UTF16))
	for i, u := range t.UTF16 {
		switch {
		case u < 0x100:
			out[i] = byte(u)
		case isSpace(u):
			out[i] = ' '
		default:
			out[i] = 0xFF
		}
	}
	return out
}

// dateSpace are the Latin-1 characters that isSpace is true of.
var dateSpace = func() (t [256]bool) {
	for u := range t {
		t[u] = isSpace(uint16(u))
	}
	return t
}()

// next takes the token peek.
func (s *dateScanner) next() dateToken {
	t := s.peek
	s.peek = s.scan()
	return t
}

// skip takes the symbol c if it is there.
func (s *dateScanner) skip(c byte) bool {
	if s.peek.isSymbol(c) {
		s.next()
		return true
	}
	return false
}

func (s *dateScanner) scan() dateToken {
	if s.at >= len(s.text) {
		return dateToken{}
	}
	start, c := s.at, s.char()
	if start&(1<<16-1) == 1<<16-1 {
		s.poll()
	}
	switch {
	case c >= '0' && c <= '9':
		n := s.numeral()
		return dateToken{kind: tokenNumber, length: s.at - start, value: n}
	case c == ':' || c == '-' || c == '+' || c == '.' || c == ')':
		s.at++
		return dateToken{kind: tokenSymbol, value: int(c)}
	case c >= 'A' && !dateSpace[c]:
		return s.word()
	case dateSpace[c]:
		s.at++
		return dateToken{kind: tokenSpace}
	case c == '(':
		s.parentheses()
	default:
		s.at++
	}
	return dateToken{kind: tokenUnknown}
}

// numeral reads digits; beyond nine significant ones they do not count.
func (s *dateScanner) numeral() int {
	text, at := s.text, s.at
	for at < len(text) && text[at] == '0' {
		at++
	}
	n, most := 0, at+9
	for ; at < len(text) && text[at]-'0' <= 9; at++ {
		if at < most {
			n = n*10 + int(text[at]-'0')
		}
	}
	s.at = at
	return n
}

// word reads a word: everything from the letters on that is no white space.
func (s *dateScanner) word() dateToken {
	var key [3]byte
	n := 0
	for c := s.char(); c >= 'A' && !dateSpace[c]; c = s.char() {
		if n < len(key) {
			key[n] = c | 0x20
		}
		n++
		s.at++
	}
	t := dateWords[key]
	if t.kind == tokenEnd || n > len(key) && t.word != wordMonth {
		t = dateToken{kind: tokenWord}
	}
	t.length = n
	return t
}

// parentheses skips a text in parentheses, which may be nested and unfinished.
func (s *dateScanner) parentheses() {
	for depth := 0; s.at < len(s.text); {
		switch s.char() {
		case '(':
			depth++
		case ')':
			depth--
		}
		s.at++
		if depth == 0 {
			return
		}
	}
}

// milliseconds is the value of a number that stands behind a point: its first three
// digits.
func milliseconds(t dateToken) int {
	n, length := t.value, min(t.length, 9)
	for ; length < 3; length++ {
		n *= 10
	}
	for ; length > 3; length-- {
		n /= 10
	}
	return n
}

// parseDate is the time value that a string stands for, or NaN.
func parseDate(c *vm.Call, v vm.Value) float64 {
	p := dateParser{dateScanner: dateScanner{text: scannedText(c.Chars(v)), poll: c.Poll}}
	p.next()
	first, ok := p.iso()
	if !ok || !p.legacy(first) {
		return math.NaN()
	}
	year, month, date, ok := p.day.read()
	clock, valid := p.clock.read()
	if !ok || !valid {
		return math.NaN()
	}
	t := makeDate(makeDay(float64(year), float64(month-1), float64(date)), clock)
	if p.zone.sign == 0 {
		return timeClip(utcTime(t))
	}
	return timeClip(t - p.zone.offset())
}

// dateParser is what parseDate has read.
type dateParser struct {
	dateScanner
	day   dayParts
	clock clockParts
	zone  zoneParts
}

// iso reads the Date Time String Format (sec-date-time-string-format), with V8's
// extensions: any number of digits for the fraction, and hhmm for the offset.
// Where the text is not of that format the legacy reading goes on with the
// token that iso returns; false: it is of no format.
func (p *dateParser) iso() (dateToken, bool) {
	if p.peek.isSign() {
		sign := p.next()
		if !p.peek.isFixed(6) {
			return sign, true
		}
		year := p.next().value * sign.sign()
		if year == 0 && sign.sign() < 0 {
			return sign, true
		}
		p.day.add(year)
	} else if p.peek.isFixed(4) {
		p.day.add(p.next().value)
	} else {
		return p.next(), true
	}
	if p.skip('-') {
		if !p.peek.isFixed(2) || !isMonth(p.peek.value) {
			return p.next(), true
		}
		p.day.add(p.next().value)
		if p.skip('-') {
			if !p.peek.isFixed(2) || !isDate(p.peek.value) {
				return p.next(), true
			}
			p.day.add(p.next().value)
		}
	}
	switch {
	case p.peek.word == wordSeparator:
		p.next()
		if !p.isoClock() || !p.isoZone() || p.peek.kind != tokenEnd {
			return dateToken{}, false
		}
	case p.peek.kind != tokenEnd:
		return p.next(), true
	default:
		p.zone.setHours(0) // a date alone is in UTC
	}
	p.day.iso = true
	return dateToken{}, true
}

// isoClock reads HH:mm, HH:mm:ss or HH:mm:ss.sss; after 24 everything is zero.
func (p *dateParser) isoClock() bool {
	if !p.peek.isFixed(2) || p.peek.value > 24 {
		return false
	}
	limit := 59
	if p.peek.value == 24 {
		limit = 0
	}
	p.clock.add(p.next().value)
	if !p.skip(':') || !p.peek.isFixed(2) || p.peek.value > limit {
		return false
	}
	p.clock.add(p.next().value)
	if !p.skip(':') {
		return true
	}
	if !p.peek.isFixed(2) || p.peek.value > limit {
		return false
	}
	p.clock.add(p.next().value)
	if !p.skip('.') {
		return true
	}
	if p.peek.kind != tokenNumber || limit == 0 && p.peek.value > 0 {
		return false
	}
	p.clock.add(milliseconds(p.next()))
	return true
}

// isoZone reads Z, +hh:mm or +hhmm, or nothing.
func (p *dateParser) isoZone() bool {
	if p.peek.isZ() {
		p.next()
		p.zone.setHours(0)
		return true
	}
	if !p.peek.isSign() {
		return true
	}
	p.zone.sign = p.next().sign()
	var h, m int
	if p.peek.isFixed(4) {
		n := p.next().value
		h, m = n/100, n%100
	} else {
		if !p.peek.isFixed(2) {
			return false
		}
		h = p.next().value
		if !p.skip(':') || !p.peek.isFixed(2) {
			return false
		}
		m = p.next().value
	}
	p.zone.hour, p.zone.minute, p.zone.hasHour, p.zone.hasMinute = h, m, true, true
	return h <= 23 && m <= 59
}
