package es

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// dateStyle is a way to write a time.
type dateStyle int

const (
	dateAndTime dateStyle = iota
	dateOnly
	timeOnly
	dateUTCText
	dateISO
	dateLocale
	dateLocaleDate
	dateLocaleTime
)

var (
	weekdays = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
	months   = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// dateText writes a time value (sec-todatestring and its like).
func dateText(t float64, style dateStyle) string {
	if t != t {
		return "Invalid Date"
	}
	if style == dateISO {
		return isoText(fieldsOf(t))
	}
	if style == dateUTCText {
		f := fieldsOf(t)
		return fmt.Sprintf("%s, %02d %s %s %02d:%02d:%02d GMT", weekdays[f.weekday], f.date, months[f.month], yearText(f.year), f.hour, f.minute, f.second)
	}
	f := fieldsOf(localTime(t))
	date := fmt.Sprintf("%s %s %02d %s", weekdays[f.weekday], months[f.month], f.date, yearText(f.year))
	switch style {
	case dateOnly:
		return date
	case timeOnly:
		return clockText(t, f)
	case dateLocale:
		return localeDate(f) + ", " + localeClock(f)
	case dateLocaleDate:
		return localeDate(f)
	case dateLocaleTime:
		return localeClock(f)
	}
	return date + " " + clockText(t, f)
}

func yearText(y int64) string {
	if y < 0 {
		return fmt.Sprintf("-%06d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

func isoText(f dateFields) string {
	year := fmt.Sprintf("%04d", f.year)
	if f.year < 0 {
		year = fmt.Sprintf("-%06d", -f.year)
	} else if f.year > 9999 {
		year = fmt.Sprintf("+%06d", f.year)
	}
	return fmt.Sprintf("%s-%02d-%02dT%02d:%02d:%02d.%03dZ", year, f.month+1, f.date, f.hour, f.minute, f.second, f.milli)
}

// clockText is the time with the zone: 12:00:00 GMT+0000 (Coordinated Universal Time).
func clockText(t float64, f dateFields) string {
	o := zoneOffset(t) / msPerMinute
	sign := byte('+')
	if o < 0 {
		sign, o = '-', -o
	}
	return fmt.Sprintf("%02d:%02d:%02d GMT%c%02d%02d (%s)", f.hour, f.minute, f.second, sign, o/60, o%60, zoneName(t))
}

// zoneName is the local zone's name at t, long where it is known.
func zoneName(t float64) string {
	name, _ := time.UnixMilli(int64(t)).In(localZone()).Zone()
	if long := longZones[name]; long != "" {
		return long
	}
	return name
}

var longZones = map[string]string{
	"UTC": "Coordinated Universal Time", "GMT": "Greenwich Mean Time", "CET": "Central European Standard Time", "CEST": "Central European Summer Time",
	"PST": "Pacific Standard Time", "PDT": "Pacific Daylight Time", "EST": "Eastern Standard Time", "EDT": "Eastern Daylight Time",
	"CST": "Central Standard Time", "CDT": "Central Daylight Time", "MST": "Mountain Standard Time", "MDT": "Mountain Daylight Time",
	"BST": "British Summer Time", "JST": "Japan Standard Time", "IST": "India Standard Time", "EET": "Eastern European Standard Time", "EEST": "Eastern European Summer Time",
}

func localeDate(f dateFields) string {
	return fmt.Sprintf("%d/%d/%d", f.month+1, f.date, f.year)
}

func localeClock(f dateFields) string {
	half := "AM"
	if f.hour >= 12 {
		half = "PM"
	}
	h := f.hour % 12
	if h == 0 {
		h = 12
	}
	return fmt.Sprintf("%d:%02d:%02d %s", h, f.minute, f.second, half)
}

// parseDate is Date.parse: the standard's format, then the looser ones that V8 reads.
func parseDate(s string) float64 {
	s = strings.TrimSpace(s)
	if t, ok := parseISO(s); ok {
		return t
	}
	return parseLoose(s)
}

// dateScanner reads digits and signs of the standard's format.
type dateScanner struct {
	s  string
	ok bool
}

func (p *dateScanner) digits(n int) int {
	if len(p.s) < n {
		p.ok = false
		return 0
	}
	v := 0
	for i := range n {
		d := p.s[i]
		if d < '0' || d > '9' {
			p.ok = false
			return 0
		}
		v = v*10 + int(d-'0')
	}
	p.s = p.s[n:]
	return v
}

func (p *dateScanner) take(c byte) bool {
	if p.s != "" && p.s[0] == c {
		p.s = p.s[1:]
		return true
	}
	return false
}

// parseISO reads the Date Time String Format (sec-date-time-string-format).
func parseISO(s string) (float64, bool) {
	p := &dateScanner{s, true}
	year, month, date := p.year(), 1, 1
	if p.take('-') {
		month = p.digits(2)
		if p.take('-') {
			date = p.digits(2)
		}
	}
	if !p.ok {
		return 0, false
	}
	var h, m, sec int
	ms := 0.0
	local := false
	offset := 0
	if p.take('T') || len(p.s) > 0 && (p.s[0] == 't' || p.s[0] == ' ') && len(s) > 10 && p.take(p.s[0]) {
		h = p.digits(2)
		if !p.take(':') {
			return 0, false
		}
		m = p.digits(2)
		if p.take(':') {
			sec = p.digits(2)
			if p.take('.') {
				ms = p.fraction()
			}
		}
		offset, local = p.zone()
	}
	if !p.ok || p.s != "" {
		return 0, false
	}
	if month < 1 || month > 12 || date < 1 || date > daysIn(int64(year), month) || h > 24 || m > 59 || sec > 59 || h == 24 && (m|sec != 0 || ms != 0) {
		return math.NaN(), month >= 1 && month <= 12 && date <= 31
	}
	t := makeDate(float64(dayFromCivil(int64(year), month-1, date)), makeTime(float64(h), float64(m), float64(sec), ms))
	if local {
		t = utcTime(t)
	}
	return timeClip(t - float64(offset)*msPerMinute), true
}

func daysIn(y int64, month int) int {
	_, _, d := civil(dayFromCivil(y, month, 1) - 1)
	if month == 12 {
		return 31
	}
	return d
}

func (p *dateScanner) year() int {
	switch {
	case p.take('+'):
		return p.digits(6)
	case p.take('-'):
		y := p.digits(6)
		if y == 0 {
			p.ok = false
		}
		return -y
	}
	return p.digits(4)
}

// fraction is the milliseconds of a fraction of any length.
func (p *dateScanner) fraction() float64 {
	if p.s == "" || p.s[0] < '0' || p.s[0] > '9' {
		p.ok = false
	}
	ms, scale := 0.0, 100.0
	for p.s != "" && p.s[0] >= '0' && p.s[0] <= '9' {
		ms += float64(p.s[0]-'0') * scale
		scale /= 10
		p.s = p.s[1:]
	}
	return math.Floor(ms + 1e-9)
}

// zone reads Z or an offset in minutes; local when there is none.
func (p *dateScanner) zone() (offset int, local bool) {
	if p.s == "" {
		return 0, true
	}
	if p.take('Z') || p.take('z') {
		return 0, false
	}
	sign := 1
	if p.take('-') {
		sign = -1
	} else if !p.take('+') {
		p.ok = false
		return 0, false
	}
	h := p.digits(2)
	p.take(':')
	m := p.digits(2)
	if h > 23 || m > 59 {
		p.ok = false
	}
	return sign * (h*60 + m), false
}

// looseDate collects what parseLoose has read.
type looseDate struct {
	year, month, date int // -1 while unknown; month from 1
	h, m, s, ms       int
	hasTime, hasZone  bool
	offset            int // minutes
	numbers           []int
	pm, am            bool
}

// parseLoose reads texts such as "Tue Mar 01 2022 10:00:00 GMT+0100 (CET)",
// "1 March 2022", "3/1/2022 10:00 PM": words and numbers in V8's legacy order.
func parseLoose(s string) float64 {
	d := looseDate{year: -1, month: -1, date: -1}
	for s != "" {
		c := s[0]
		switch {
		case c == '(':
			s = skipParens(s)
		case c >= '0' && c <= '9':
			if s = d.number(s); s == "\x00" {
				return math.NaN()
			}
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			n := 0
			for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || s[n] == '.') {
				n++
			}
			if !d.word(strings.ToLower(strings.TrimRight(s[:n], "."))) {
				return math.NaN()
			}
			s = s[n:]
		case (c == '+' || c == '-') && d.hasTime && len(s) > 1 && s[1] >= '0' && s[1] <= '9':
			if s = d.zoneOffset(s); s == "\x00" {
				return math.NaN()
			}
		case strings.IndexByte(" \t\n,/-.", c) >= 0:
			s = s[1:]
		default:
			return math.NaN()
		}
	}
	return d.time()
}

func skipParens(s string) string {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return s[i+1:]
			}
		}
	}
	return ""
}

// number reads a number: a time where a colon follows.
func (d *looseDate) number(s string) string {
	n, v := 0, 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		if v < 1e8 {
			v = v*10 + int(s[n]-'0')
		}
		n++
	}
	rest := s[n:]
	if strings.HasPrefix(rest, ":") && !d.hasTime {
		return d.clock(v, rest)
	}
	if d.month < 0 && n <= 2 || len(d.numbers) < 3 {
		d.numbers = append(d.numbers, v)
		if n >= 3 && d.year < 0 {
			d.year = v
			d.numbers = d.numbers[:len(d.numbers)-1]
		}
		return rest
	}
	return "\x00"
}

// clock reads the rest of h:m[:s[.ms]].
func (d *looseDate) clock(h int, s string) string {
	d.h, d.hasTime = h, true
	parts := []*int{&d.m, &d.s}
	for _, p := range parts {
		if !strings.HasPrefix(s, ":") {
			break
		}
		s = s[1:]
		n := 0
		for n < len(s) && n < 2 && s[n] >= '0' && s[n] <= '9' {
			*p = *p*10 + int(s[n]-'0')
			n++
		}
		if n == 0 {
			return "\x00"
		}
		s = s[n:]
	}
	if strings.HasPrefix(s, ".") {
		p := &dateScanner{s[1:], true}
		d.ms = int(p.fraction())
		s = p.s
	}
	return s
}

// word reads a month, a weekday, AM or PM, or a zone.
func (d *looseDate) word(w string) bool {
	zones := map[string]int{"ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420}
	if o, ok := zones[w]; ok {
		d.offset, d.hasZone = o, true
		return true
	}
	switch w {
	case "am":
		d.am = true
		return d.hasTime
	case "pm":
		d.pm = true
		return d.hasTime
	case "t":
		return true
	}
	if len(w) < 3 {
		return false
	}
	for i, m := range months {
		if strings.HasPrefix(w, strings.ToLower(m)) {
			d.month = i + 1
			return true
		}
	}
	for _, m := range weekdays {
		if strings.HasPrefix(w, strings.ToLower(m)) {
			return true
		}
	}
	return d.month < 0 && len(d.numbers) == 0
}

// zoneOffset reads +hhmm, +hh:mm or +hh.
func (d *looseDate) zoneOffset(s string) string {
	sign := 1
	if s[0] == '-' {
		sign = -1
	}
	s = s[1:]
	n, v := 0, 0
	for n < len(s) && n < 4 && s[n] >= '0' && s[n] <= '9' {
		v = v*10 + int(s[n]-'0')
		n++
	}
	s = s[n:]
	if n <= 2 {
		v *= 100
		if strings.HasPrefix(s, ":") {
			p := &dateScanner{s[1:], true}
			v += p.digits(2)
			s = p.s
		}
	}
	d.offset, d.hasZone = sign*(v/100*60+v%100), true
	return s
}

// time puts together what was read.
func (d *looseDate) time() float64 {
	n := d.numbers
	if d.month < 0 {
		if len(n) == 0 {
			return math.NaN()
		}
		d.month, n = n[0], n[1:]
	}
	if d.date < 0 {
		d.date = 1
		if len(n) > 0 {
			d.date, n = n[0], n[1:]
		}
	}
	if d.year < 0 {
		if len(n) == 0 {
			d.year = 2001
		} else {
			d.year, n = n[0], n[1:]
			if d.year < 50 {
				d.year += 2000
			} else if d.year < 100 {
				d.year += 1900
			}
		}
	}
	if len(n) > 0 || d.month < 1 || d.month > 12 || d.date < 1 || d.date > 31 || d.h > 24 || d.m > 59 || d.s > 59 || (d.am || d.pm) && (d.h < 1 || d.h > 12) {
		return math.NaN()
	}
	if d.pm && d.h < 12 {
		d.h += 12
	} else if d.am && d.h == 12 {
		d.h = 0
	}
	t := makeDate(makeDay(float64(d.year), float64(d.month-1), float64(d.date)), makeTime(float64(d.h), float64(d.m), float64(d.s), float64(d.ms)))
	if d.hasZone {
		return timeClip(t - float64(d.offset)*msPerMinute)
	}
	return timeClip(utcTime(t))
}
