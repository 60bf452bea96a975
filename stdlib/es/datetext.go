package es

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

const (
	weekdays = "SunMonTueWedThuFriSat"
	months   = "JanFebMarAprMayJunJulAugSepOctNovDec"
)

// dateText writes a time value.
func dateText(t float64, style dateStyle) []byte {
	b := make([]byte, 0, 80)
	if t != t {
		return append(b, "Invalid Date"...)
	}
	switch style {
	case dateISO:
		return appendISO(b, fieldsOf(t))
	case dateUTCText:
		return appendUTC(b, fieldsOf(t))
	}
	offset := localZone().offset(t)
	f := fieldsOf(t + float64(offset))
	switch style {
	case dateOnly:
		return appendDate(b, f)
	case timeOnly:
		return appendZone(appendClock(b, f), t, offset)
	case dateLocale:
		return appendLocaleClock(append(appendLocaleDate(b, f), ", "...), f)
	case dateLocaleDate:
		return appendLocaleDate(b, f)
	case dateLocaleTime:
		return appendLocaleClock(b, f)
	}
	return appendZone(appendClock(append(appendDate(b, f), ' '), f), t, offset)
}

// appendPadded is ToZeroPaddedDecimalString (sec-tozeropaddeddecimalstring) of n >= 0.
func appendPadded(b []byte, n int64, digits int) []byte {
	var buf [20]byte
	i := len(buf)
	for ; n > 0 || digits > 0; digits-- {
		i--
		buf[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, buf[i:]...)
}

// appendYear writes a year of at least so many digits after its sign, if it is negative.
func appendYear(b []byte, y int64, digits int) []byte {
	if y < 0 {
		b, y = append(b, '-'), -y
	}
	return appendPadded(b, y, digits)
}

// appendISO writes the Date Time String Format (sec-date-time-string-format).
func appendISO(b []byte, f dateFields) []byte {
	switch {
	case f.year < 0:
		b = appendYear(b, f.year, 6)
	case f.year > 9999:
		b = appendYear(append(b, '+'), f.year, 6)
	default:
		b = appendPadded(b, f.year, 4)
	}
	b = appendPadded(append(b, '-'), int64(f.month+1), 2)
	b = appendPadded(append(b, '-'), int64(f.date), 2)
	b = appendClock(append(b, 'T'), f)
	return append(appendPadded(append(b, '.'), int64(f.milli), 3), 'Z')
}

// appendUTC is the text of sec-date.prototype.toutcstring.
func appendUTC(b []byte, f dateFields) []byte {
	b = append(append(b, weekdays[f.weekday*3:][:3]...), ", "...)
	b = append(appendPadded(b, int64(f.date), 2), ' ')
	b = append(append(b, months[f.month*3:][:3]...), ' ')
	b = append(appendYear(b, f.year, 4), ' ')
	return append(appendClock(b, f), " GMT"...)
}

// appendDate is DateString (sec-datestring).
func appendDate(b []byte, f dateFields) []byte {
	b = append(append(b, weekdays[f.weekday*3:][:3]...), ' ')
	b = append(append(b, months[f.month*3:][:3]...), ' ')
	b = append(appendPadded(b, int64(f.date), 2), ' ')
	return appendYear(b, f.year, 4)
}

// appendClock writes hours, minutes and seconds.
func appendClock(b []byte, f dateFields) []byte {
	b = append(appendPadded(b, int64(f.hour), 2), ':')
	b = append(appendPadded(b, int64(f.minute), 2), ':')
	return appendPadded(b, int64(f.second), 2)
}

// appendZone is the rest of TimeString (sec-timestring) and TimeZoneString
// (sec-timezoneestring): " GMT+0000 (Coordinated Universal Time)".
func appendZone(b []byte, t float64, offset int64) []byte {
	b = appendOffset(append(b, " GMT"...), offset, "")
	return append(append(append(b, " ("...), localZone().name(t, offset)...), ')')
}

// appendOffset writes an offset in milliseconds as +hh and mm, with sep between them.
func appendOffset(b []byte, offset int64, sep string) []byte {
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	b = appendPadded(append(b, sign), offset/msPerHour, 2)
	return appendPadded(append(b, sep...), offset/msPerMinute%60, 2)
}

// The locale forms are those of en-US.

func appendLocaleDate(b []byte, f dateFields) []byte {
	b = append(appendPadded(b, int64(f.month+1), 1), '/')
	b = append(appendPadded(b, int64(f.date), 1), '/')
	return appendYear(b, f.year, 1)
}

func appendLocaleClock(b []byte, f dateFields) []byte {
	half := " AM"
	if f.hour >= 12 {
		half = " PM"
	}
	b = append(appendPadded(b, int64((f.hour+11)%12+1), 1), ':')
	b = append(appendPadded(b, int64(f.minute), 2), ':')
	return append(appendPadded(b, int64(f.second), 2), half...)
}
