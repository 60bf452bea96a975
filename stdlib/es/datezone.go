package es

import (
	_ "embed"
	"math"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	_ "time/tzdata" // the zones' rules, where the system has none
)

// The local time zone (sec-time-zone-identifiers): that of the environment
// variable TZ, else the system's. Rules are Go's copy of the tz database.

// zone is a time zone.
type zone struct {
	id  string // in the tz database, "" where it is not known
	loc *time.Location
	// The names of standard and daylight saving time; "" for one that is called
	// after its offset.
	standard, daylight string

	cache [cachedPeriods]atomic.Pointer[period]
}

// period is a time, in milliseconds from start to before end, within which the offset is the same.
type period struct {
	start, end, offset int64
}

// The periods last used are kept, by the time asked for in units of about a hundred days.
const (
	cachedPeriods = 64
	periodShift   = 33
)

//go:embed zonenames.txt
var zoneNames string

// currentZone is the local zone, nil until it is first asked for.
var currentZone atomic.Pointer[zone]

func localZone() *zone {
	if z := currentZone.Load(); z != nil {
		return z
	}
	z := findZone()
	currentZone.Store(z)
	return z
}

// ResetTimeZone makes the next use of local time read TZ and the system's
// settings again.
func ResetTimeZone() { currentZone.Store(nil) }

// LocalTimeZone is the local time zone and its identifier in the tz database, "" where
// that is not known.
func LocalTimeZone() (id string, loc *time.Location) {
	z := localZone()
	return z.id, z.loc
}

func findZone() *zone {
	tz, set := os.LookupEnv("TZ")
	if !set {
		return systemZone()
	}
	tz = strings.TrimPrefix(tz, ":")
	if tz != "" && tz != "Local" {
		if loc, err := time.LoadLocation(tz); err == nil {
			return newZone(tz, loc)
		}
	}
	if offset, ok := posixOffset(tz); ok {
		return &zone{loc: time.FixedZone("", offset)}
	}
	return &zone{loc: time.UTC}
}

// systemZone is the zone that /etc/localtime is a link to, or time.Local where there is no
// such link.
func systemZone() *zone {
	if target, err := os.Readlink("/etc/localtime"); err == nil {
		if _, id, ok := strings.Cut(target, "/zoneinfo/"); ok {
			return newZone(id, time.Local)
		}
	}
	if name, offset := time.Now().In(time.Local).Zone(); offset == 0 && name == "UTC" {
		return newZone("UTC", time.Local)
	}
	return &zone{loc: time.Local}
}

// newZone is the zone with its names.
func newZone(id string, loc *time.Location) *zone {
	z := &zone{id: id, loc: loc}
	for line := range strings.Lines(zoneNames) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		if len(parts) != 3 || !strings.Contains(" "+parts[2]+" ", " "+id+" ") {
			continue
		}
		z.standard, z.daylight = parts[0], parts[1]
		if z.daylight == "" {
			z.daylight = z.standard
		}
	}
	return z
}

// posixOffset reads a zone such as UTC-3 or <+03>-3:30, as POSIX writes it
// (positive west of Greenwich), without rules for daylight saving time: seconds
// east of Greenwich.
func posixOffset(tz string) (seconds int, ok bool) {
	end := 0
	if strings.HasPrefix(tz, "<") {
		end = strings.IndexByte(tz, '>') + 1
	} else {
		for end < len(tz) && tz[end]|0x20 >= 'a' && tz[end]|0x20 <= 'z' {
			end++
		}
	}
	if end < 3 || end == len(tz) {
		return 0, false
	}
	sign := -1
	text := tz[end:]
	if text[0] == '+' || text[0] == '-' {
		if text[0] == '-' {
			sign = 1
		}
		text = text[1:]
	}
	hours, minutes, _ := strings.Cut(text, ":")
	h, err := strconv.ParseUint(hours, 10, 8)
	if err != nil || h > 24 {
		return 0, false
	}
	m := uint64(0)
	if minutes != "" {
		if m, err = strconv.ParseUint(minutes, 10, 8); err != nil || m > 59 {
			return 0, false
		}
	}
	return sign * int(h*3600+m*60), true
}

// negativeDaylight are the zones where the tz database has, from a time on (in
// seconds), the time of winter as daylight saving time with a negative offset.
// Names are given as if it were the other way round.
var negativeDaylight = map[string]int64{
	"Europe/Dublin": dublinSince, "Eire": dublinSince,
	"Africa/Casablanca": moroccoSince, "Africa/El_Aaiun": moroccoSince,
}

const (
	dublinSince  = 57722400   // 1971-10-31
	moroccoSince = 1540692000 // 2018-10-28
)

// name is the zone's name at a time, offset its offset then in milliseconds.
func (z *zone) name(t float64, offset int64) string {
	name, at := z.standard, time.UnixMilli(namedTime(int64(t))).In(z.loc)
	since, negative := negativeDaylight[z.id]
	if at.IsDST() != (negative && at.Unix() >= since) {
		name = z.daylight
	}
	if name == "" {
		return "GMT" + string(appendOffset(nil, offset, ":"))
	}
	return name
}

// namedTime is the time whose zone's name V8 takes for ms: outside of 1970 to
// 2038 that of the same day in a year from 2008 on that has the same calendar.
func namedTime(ms int64) int64 {
	if ms >= 0 && ms <= math.MaxInt32*1000 {
		return ms
	}
	d := int64(day(float64(ms)))
	year, month, date := civil(d)
	recent := int64(1967)
	if dayFromCivil(year+1, 0, 1)-dayFromCivil(year, 0, 1) == 366 {
		recent = 1956
	}
	weekday := ((dayFromCivil(year, 0, 1)+4)%7 + 7) % 7
	recent += weekday * 12 % 28
	year = 2008 + (recent+3*28-2008)%28
	return dayFromCivil(year, month, date)*msPerDay + ms - d*msPerDay
}

// offset is the zone's offset from UTC at a finite time, in milliseconds.
func (z *zone) offset(t float64) int64 {
	ms := int64(t)
	slot := &z.cache[ms>>periodShift&(cachedPeriods-1)]
	if p := slot.Load(); p != nil && ms >= p.start && ms < p.end {
		return p.offset
	}
	at := time.UnixMilli(ms).In(z.loc)
	_, seconds := at.Zone()
	p := &period{start: math.MinInt64, end: math.MaxInt64, offset: int64(seconds) * 1000}
	start, end := at.ZoneBounds()
	if !start.IsZero() {
		p.start = start.UnixMilli()
	}
	if !end.IsZero() {
		p.end = end.UnixMilli()
	}
	slot.Store(p)
	return p.offset
}

// localTime is sec-localtime of a finite time.
func localTime(t float64) float64 { return t + float64(localZone().offset(t)) }

// utcTime is sec-utc-t: of the two times a repeated local time has, the first;
// of a skipped one, that with the offset before the change.
func utcTime(t float64) float64 {
	if !isFinite(t) || math.Abs(t) > maxTime+msPerDay {
		return math.NaN()
	}
	z := localZone()
	before, after := z.offset(t-msPerDay), z.offset(t+msPerDay)
	if before == after {
		if u := t - float64(before); z.offset(u) == before {
			return u
		}
	}
	for _, o := range [...]int64{max(before, after), min(before, after), z.offset(t)} {
		if u := t - float64(o); z.offset(u) == o {
			return u
		}
	}
	return t - float64(before)
}
