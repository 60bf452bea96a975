package es

import "math"

// Time values (sec-time-values-and-time-range) and their arithmetic.

const (
	msPerDay    = 86400000
	msPerHour   = 3600000
	msPerMinute = 60000
	maxTime     = 8.64e15
)

// day and timeInDay are sec-day and sec-timewithinday; t is finite.
func day(t float64) float64       { return math.Floor(t / msPerDay) }
func timeInDay(t float64) float64 { return t - day(t)*msPerDay }

// dateFields are a time's year, month (0 to 11), day of the month, and so on.
type dateFields struct {
	year                        int64
	month, date, weekday        int
	hour, minute, second, milli int
}

// fieldsOf splits a finite time value.
func fieldsOf(t float64) dateFields {
	d := int64(day(t))
	ms := int64(timeInDay(t))
	y, m, dd := civil(d)
	return dateFields{y, m, dd, int(((d+4)%7 + 7) % 7), int(ms / msPerHour), int(ms / msPerMinute % 60), int(ms / 1000 % 60), int(ms % 1000)}
}

// civil is the proleptic Gregorian date of a day number: month from 0.
func civil(d int64) (year int64, month, date int) {
	z := d + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	date = int(doy - (153*mp+2)/5 + 1)
	month = int(mp + 2)
	year = yoe + era*400
	if month >= 12 {
		month -= 12
		year++
	}
	return year, month, date
}

// dayFromCivil is the day number of a date.
func dayFromCivil(y int64, month, date int) int64 {
	m := month + 1
	if m <= 2 {
		y--
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	yoe := y - era*400
	mp := int64((m + 9) % 12)
	doy := (153*mp+2)/5 + int64(date) - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}

// makeTime is sec-maketime.
func makeTime(h, m, s, ms float64) float64 {
	if !isFinite(h) || !isFinite(m) || !isFinite(s) || !isFinite(ms) {
		return math.NaN()
	}
	return math.Trunc(h)*msPerHour + math.Trunc(m)*msPerMinute + math.Trunc(s)*1000 + math.Trunc(ms)
}

// makeDay is sec-makeday.
func makeDay(y, m, d float64) float64 {
	if !isFinite(y) || !isFinite(m) || !isFinite(d) {
		return math.NaN()
	}
	y, m = math.Trunc(y), math.Trunc(m)
	ym := y + math.Floor(m/12)
	if math.Abs(ym) > 400000 {
		return math.NaN()
	}
	mn := int(m - math.Floor(m/12)*12)
	return float64(dayFromCivil(int64(ym), mn, 1)) + math.Trunc(d) - 1
}

// makeDate is sec-makedate.
func makeDate(day, t float64) float64 {
	v := day*msPerDay + t
	if !isFinite(day) || !isFinite(t) || !isFinite(v) {
		return math.NaN()
	}
	return v
}

// timeClip is sec-timeclip.
func timeClip(t float64) float64 {
	if !isFinite(t) || math.Abs(t) > maxTime {
		return math.NaN()
	}
	return math.Trunc(t) + 0
}

// makeFullYear is sec-makefullyear.
func makeFullYear(y float64) float64 {
	if y != y {
		return y
	}
	if t := math.Trunc(y); t >= 0 && t <= 99 {
		return 1900 + t
	}
	return math.Trunc(y)
}
