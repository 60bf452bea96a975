package es

// The looser reading of dates: words, numbers and signs in any order, as V8
// and before it other browsers read them.

func isMonth(n int) bool { return n >= 1 && n <= 12 }
func isDate(n int) bool  { return n >= 1 && n <= 31 }

// dayParts are the numbers that make up a day.
type dayParts struct {
	parts [3]int
	n     int
	month int // named, 0 where none is
	iso   bool
}

func (d *dayParts) add(n int) bool {
	if d.n == len(d.parts) {
		return false
	}
	d.parts[d.n] = n
	d.n++
	return true
}

// read tells year, month and day of the month apart: month and day come
// before the year except where the first number can be no day.
func (d *dayParts) read() (year, month, date int, ok bool) {
	if d.n == 0 {
		return 0, 0, 0, false
	}
	p := d.parts
	for i := d.n; i < len(p); i++ {
		p[i] = 1
	}
	switch {
	case d.month == 0 && (d.iso || !isDate(p[0])):
		year, month, date = p[0], p[1], p[2]
	case d.month == 0:
		month, date, year = p[0], p[1], p[2]
	case !isDate(p[0]):
		year, month, date = p[0], d.month, p[1]
	default:
		date, month, year = p[0], d.month, p[1]
	}
	if !d.iso {
		switch {
		case year >= 0 && year <= 49:
			year += 2000
		case year >= 50 && year <= 99:
			year += 1900
		}
	}
	return year, month, date, isMonth(month) && isDate(date)
}

// clockParts are the numbers that make up a time of the day.
type clockParts struct {
	parts   [4]int // hour, minute, second, millisecond
	n       int
	half    int // hours that AM or PM adds
	hasHalf bool
}

func (c *clockParts) add(n int) bool {
	if c.n == len(c.parts) {
		return false
	}
	c.parts[c.n] = n
	c.n++
	return true
}

// addFinal adds the last number: those that are not given are zero.
func (c *clockParts) addFinal(n int) {
	c.add(n)
	c.n = len(c.parts)
}

// expects reports whether n can be the next number.
func (c *clockParts) expects(n int) bool {
	switch c.n {
	case 1, 2:
		return n <= 59
	case 3:
		return n <= 999
	}
	return false
}

// read is the time within the day in milliseconds.
func (c *clockParts) read() (float64, bool) {
	h, m, s, ms := c.parts[0], c.parts[1], c.parts[2], c.parts[3]
	if c.hasHalf {
		if h > 12 {
			return 0, false
		}
		h = h%12 + c.half
	}
	valid := h <= 23 && m <= 59 && s <= 59 && ms <= 999 || h == 24 && m|s|ms == 0
	return makeTime(float64(h), float64(m), float64(s), float64(ms)), valid
}

// zoneParts make up an offset from UTC.
type zoneParts struct {
	sign               int // 0: none is given
	hour, minute       int
	hasHour, hasMinute bool
}

// setHours sets the offset to so many hours.
func (z *zoneParts) setHours(h int) {
	z.sign = 1
	if h < 0 {
		z.sign, h = -1, -h
	}
	z.hour, z.minute, z.hasHour, z.hasMinute = h, 0, true, true
}

func (z *zoneParts) isUTC() bool {
	return z.hasHour && z.hasMinute && z.hour == 0 && z.minute == 0
}

// expects reports whether n can be the minutes that are missing.
func (z *zoneParts) expects(n int) bool { return z.hasHour && !z.hasMinute && n <= 59 }

// offset is in milliseconds. Its seconds have 32 bits, as in V8.
func (z *zoneParts) offset() float64 {
	seconds := int32(uint32(z.hour)*3600 + uint32(z.minute)*60)
	return float64(z.sign) * float64(seconds) * 1000
}

// legacy reads the text from the token first on, which is the end where iso
// has read all that it wants.
func (p *dateParser) legacy(first dateToken) bool {
	seenNumber := p.day.n > 0
	t := first
	if t.kind == tokenEnd {
		t = p.next()
	}
	for ; t.kind != tokenEnd; t = p.next() {
		switch {
		case t.kind == tokenNumber:
			seenNumber = true
			if !p.legacyNumber(t.value) {
				return false
			}
		case t.kind == tokenWord:
			if !p.legacyWord(t, seenNumber) {
				return false
			}
		case t.isSign() && (p.zone.isUTC() || p.clock.n > 0):
			seenNumber = true
			if !p.legacyOffset(t) {
				return false
			}
		case (t.isSign() || t.isSymbol(')')) && seenNumber:
			return false
		}
	}
	return true
}

// legacyNumber takes a number: before a colon or a point, or where the time
// lacks one, it belongs to the time, else to the day.
func (p *dateParser) legacyNumber(n int) bool {
	switch {
	case p.skip(':'):
		if p.skip(':') {
			if p.clock.n > 0 {
				return false
			}
			p.clock.add(n)
			p.clock.add(0)
			return true
		}
		if !p.clock.add(n) {
			return false
		}
		p.skip('.')
	case p.skip('.') && p.clock.expects(n):
		p.clock.add(n)
		if p.peek.kind != tokenNumber {
			return false
		}
		p.clock.addFinal(milliseconds(p.next()))
	case p.zone.expects(n):
		p.zone.minute, p.zone.hasMinute = n, true
	case p.clock.expects(n):
		p.clock.addFinal(n)
		return p.peek.kind == tokenEnd || p.peek.kind == tokenSpace || p.peek.isZ() || p.peek.isSign()
	default:
		if !p.day.add(n) {
			return false
		}
		p.skip('-')
	}
	return true
}

// legacyWord takes a word. One without meaning may only stand before the first
// number, and not right before it.
func (p *dateParser) legacyWord(t dateToken, seenNumber bool) bool {
	switch {
	case t.word == wordHalf && p.clock.n > 0:
		p.clock.half, p.clock.hasHalf = t.value, true
	case t.word == wordMonth:
		p.day.month = t.value
		p.skip('-')
	case t.word == wordZone && seenNumber:
		p.zone.setHours(t.value)
	default:
		return !seenNumber && p.peek.kind != tokenNumber
	}
	return true
}

// legacyOffset takes an offset after its sign: h, hh, hmm, hhmm, or hh before a
// colon, whose minutes come as the next number.
func (p *dateParser) legacyOffset(sign dateToken) bool {
	p.zone.sign = sign.sign()
	var n dateToken
	if p.peek.kind == tokenNumber {
		n = p.next()
	}
	p.zone.hasHour, p.zone.hasMinute = true, true
	switch {
	case p.peek.isSymbol(':'):
		p.zone.hour, p.zone.minute, p.zone.hasMinute = n.value, 0, false
	case n.length == 1 || n.length == 2:
		p.zone.hour, p.zone.minute = n.value, 0
	case n.length == 3 || n.length == 4:
		p.zone.hour, p.zone.minute = n.value/100, n.value%100
	default:
		return false
	}
	return true
}
