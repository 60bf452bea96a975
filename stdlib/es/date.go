package es

import (
	"math"
	"os"
	"strings"
	"sync"
	"time"

	"gojs/gc"
	"gojs/vm"
)

// Date objects, sec-date-objects.

//gojs:cell
type dateObject struct {
	vm.Object
	value vm.Value // [[DateValue]], a Number
}

var (
	kindDate        = vm.NewKind[dateObject]("Date", gc.Layout{})
	dateConstructor = vm.NewIntrinsic()
)

const (
	msPerDay    = 86400000
	msPerHour   = 3600000
	msPerMinute = 60000
	maxTime     = 8.64e15
)

// localZone is the system's time zone: that of TZ where it is set.
var localZone = sync.OnceValue(func() *time.Location {
	if tz := strings.TrimPrefix(os.Getenv("TZ"), ":"); tz != "" {
		if l, err := time.LoadLocation(tz); err == nil {
			return l
		}
	}
	return time.Local
})

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

// localTime is sec-localtime of a finite time; zoneName is the zone's name then.
func localTime(t float64) float64 {
	return t + float64(zoneOffset(t))
}

// zoneOffset is the local offset from UTC at t, in milliseconds.
func zoneOffset(t float64) int64 {
	_, s := time.UnixMilli(int64(t)).In(localZone()).Zone()
	return int64(s) * 1000
}

// utcTime is sec-utc-t: of the two times a repeated local time has, the first;
// of a skipped one, that with the offset before the change.
func utcTime(t float64) float64 {
	if !isFinite(t) || math.Abs(t) > maxTime+msPerDay {
		return math.NaN()
	}
	before := zoneOffset(t - msPerDay)
	after := zoneOffset(t + msPerDay)
	if before == after {
		if o := zoneOffset(t - float64(before)); o == before {
			return t - float64(before)
		}
	}
	for _, o := range [...]int64{max(before, after), min(before, after), zoneOffset(t)} {
		if u := t - float64(o); zoneOffset(u) == o {
			return u
		}
	}
	return t - float64(before)
}

// Date ( ...values ) sec-date
func dateConstruct(c *vm.Call) vm.Value {
	now := func() float64 { return float64(time.Now().UnixMilli()) }
	if !c.IsConstruct() {
		return c.NewString(dateText(now(), dateAndTime))
	}
	var tv float64
	switch c.Argc() {
	case 0:
		tv = now()
	case 1:
		v := c.Arg(0)
		if d := vm.As[dateObject](c.VM, v, kindDate); d != nil {
			tv = d.value.Float()
			break
		}
		if v = c.ToPrimitive(v, vm.HintDefault); v.IsString() {
			tv = parseDate(c.GoString(v))
		} else {
			tv = timeClip(c.ToFloat(v))
		}
	default:
		tv = timeClip(utcTime(dateFromArgs(c)))
	}
	o := vm.Alloc[dateObject](c.VM, kindDate, c.GetPrototypeFromConstructor(c.NewTarget(), vm.DatePrototype))
	o.value = vm.NumberValue(tv)
	return c.ObjectValue(&o.Object)
}

// dateFromArgs makes a time of year, month and so on.
func dateFromArgs(c *vm.Call) float64 {
	f := [7]float64{0, 0, 1, 0, 0, 0, 0}
	for i := 0; i < min(c.Argc(), 7); i++ {
		f[i] = c.ToFloat(c.Arg(i))
	}
	return makeDate(makeDay(makeFullYear(f[0]), f[1], f[2]), makeTime(f[3], f[4], f[5], f[6]))
}

func dateNow(c *vm.Call) vm.Value { return vm.NumberValue(float64(time.Now().UnixMilli())) }

// Date.parse ( string ) sec-date.parse
func dateParse(c *vm.Call) vm.Value {
	return vm.NumberValue(parseDate(c.ToGoString(c.Arg(0))))
}

// Date.UTC ( year [ , month ... ] ) sec-date.utc
func dateUTC(c *vm.Call) vm.Value {
	if c.Argc() == 0 {
		return vm.NaN
	}
	return vm.NumberValue(timeClip(dateFromArgs(c)))
}

func thisDate(c *vm.Call) *dateObject {
	d := vm.As[dateObject](c.VM, c.This(), kindDate)
	if d == nil {
		c.ThrowTypeError("this is not a Date object.")
	}
	return d
}

// The fields getters and setters name; with dateUTCField in UTC.
const (
	fieldYear = iota
	fieldMonth
	fieldDate
	fieldHours
	fieldMinutes
	fieldSeconds
	fieldMilliseconds
	fieldDay
	dateUTCField = 16
)

// dateGet is getFullYear and its like.
func dateGet(c *vm.Call) vm.Value {
	t := thisDate(c).value.Float()
	if t != t {
		return vm.NaN
	}
	if c.Magic()&dateUTCField == 0 {
		t = localTime(t)
	}
	f := fieldsOf(t)
	switch c.Magic() &^ dateUTCField {
	case fieldYear:
		return vm.Int64Value(f.year)
	case fieldMonth:
		return vm.IntValue(int32(f.month))
	case fieldDate:
		return vm.IntValue(int32(f.date))
	case fieldHours:
		return vm.IntValue(int32(f.hour))
	case fieldMinutes:
		return vm.IntValue(int32(f.minute))
	case fieldSeconds:
		return vm.IntValue(int32(f.second))
	case fieldMilliseconds:
		return vm.IntValue(int32(f.milli))
	}
	return vm.IntValue(int32(f.weekday))
}

// dateSet is setFullYear and its like: the named field and those after it that
// are given.
func dateSet(c *vm.Call) vm.Value {
	d := thisDate(c)
	t := d.value.Float()
	utc := c.Magic()&dateUTCField != 0
	first := c.Magic() &^ dateUTCField
	last := [...]int{fieldDate, fieldDate, fieldDate, fieldMilliseconds, fieldMilliseconds, fieldMilliseconds, fieldMilliseconds}[first]
	var given [7]float64
	n := min(max(c.Argc(), 1), last-first+1)
	for i := range n {
		given[first+i] = c.ToFloat(c.Arg(i))
	}
	if t != t {
		if first != fieldYear {
			return vm.NaN
		}
		t = 0
	} else if !utc {
		t = localTime(t)
	}
	f := fieldsOf(t)
	v := [7]float64{float64(f.year), float64(f.month), float64(f.date), float64(f.hour), float64(f.minute), float64(f.second), float64(f.milli)}
	copy(v[first:first+n], given[first:])
	u := makeDate(makeDay(v[0], v[1], v[2]), makeTime(v[3], v[4], v[5], v[6]))
	if !utc {
		u = utcTime(u)
	}
	d.value = vm.NumberValue(timeClip(u))
	return d.value
}

func dateGetTime(c *vm.Call) vm.Value { return thisDate(c).value }

func dateSetTime(c *vm.Call) vm.Value {
	d := thisDate(c)
	d.value = vm.NumberValue(timeClip(c.ToFloat(c.Arg(0))))
	return d.value
}

func dateTimezoneOffset(c *vm.Call) vm.Value {
	t := thisDate(c).value.Float()
	if t != t {
		return vm.NaN
	}
	return vm.NumberValue(-float64(zoneOffset(t)) / msPerMinute)
}

// Date.prototype.getYear and setYear, sec-date.prototype.getyear
func dateGetYear(c *vm.Call) vm.Value {
	t := thisDate(c).value.Float()
	if t != t {
		return vm.NaN
	}
	return vm.Int64Value(fieldsOf(localTime(t)).year - 1900)
}

func dateSetYear(c *vm.Call) vm.Value {
	d := thisDate(c)
	y := c.ToFloat(c.Arg(0))
	t := d.value.Float()
	if y != y {
		d.value = vm.NaN
		return vm.NaN
	}
	if t != t {
		t = 0
	} else {
		t = localTime(t)
	}
	f := fieldsOf(t)
	day := makeDay(makeFullYear(y), float64(f.month), float64(f.date))
	d.value = vm.NumberValue(timeClip(utcTime(makeDate(day, timeInDay(t)))))
	return d.value
}

// dateToText is toString, toDateString, toTimeString, toUTCString and the
// locale forms, which are those of en-US.
func dateToText(c *vm.Call) vm.Value {
	return c.NewString(dateText(thisDate(c).value.Float(), dateStyle(c.Magic())))
}

// Date.prototype.toISOString ( ) sec-date.prototype.toisostring
func dateToISOString(c *vm.Call) vm.Value {
	t := thisDate(c).value.Float()
	if t != t {
		c.ThrowRangeError("Invalid time value")
	}
	return c.NewString(dateText(t, dateISO))
}

// Date.prototype.toJSON ( key ) sec-date.prototype.tojson
func dateToJSON(c *vm.Call) vm.Value {
	o := c.ToObject(c.This())
	if tv := c.ToPrimitive(c.ObjectValue(o), vm.HintNumber); tv.IsNumber() && !isFinite(tv.Float()) {
		return vm.Null
	}
	return c.Invoke(c.ObjectValue(o), c.Key("toISOString"))
}

// Date.prototype [ @@toPrimitive ] ( hint ) sec-date.prototype-%symbol.toprimitive%
func dateToPrimitive(c *vm.Call) vm.Value {
	if !c.This().IsObject() {
		c.ThrowTypeError("Date.prototype[Symbol.toPrimitive] called on non-object")
	}
	hint := vm.HintString
	name := ""
	if c.Arg(0).IsString() {
		name = c.GoString(c.Arg(0))
	}
	switch name {
	case "string", "default":
	case "number":
		hint = vm.HintNumber
	default:
		c.ThrowTypeError("Invalid hint: %s", c.Display(c.Arg(0)))
	}
	return c.OrdinaryToPrimitive(c.Obj(c.This()), hint)
}

func init() {
	fields := []struct {
		name string
		id   int
		n    int
	}{{"Date", fieldDate, 1}, {"Day", fieldDay, 0}, {"FullYear", fieldYear, 3}, {"Hours", fieldHours, 4}, {"Milliseconds", fieldMilliseconds, 1},
		{"Minutes", fieldMinutes, 3}, {"Month", fieldMonth, 2}, {"Seconds", fieldSeconds, 2}}
	proto := []vm.Spec{{Key: "constructor", Kind: vm.Reference, Ref: dateConstructor}}
	for _, f := range fields {
		proto = append(proto, vm.Spec{Key: "get" + f.name, Fn: dateGet, Magic: f.id}, vm.Spec{Key: "getUTC" + f.name, Fn: dateGet, Magic: f.id | dateUTCField})
		if f.n > 0 {
			proto = append(proto, vm.Spec{Key: "set" + f.name, Fn: dateSet, Len: f.n, Magic: f.id}, vm.Spec{Key: "setUTC" + f.name, Fn: dateSet, Len: f.n, Magic: f.id | dateUTCField})
		}
	}
	proto = append(proto,
		vm.Spec{Key: "getTime", Fn: dateGetTime},
		vm.Spec{Key: "getTimezoneOffset", Fn: dateTimezoneOffset},
		vm.Spec{Key: "setTime", Fn: dateSetTime, Len: 1},
		vm.Spec{Key: "toDateString", Fn: dateToText, Magic: int(dateOnly)},
		vm.Spec{Key: "toISOString", Fn: dateToISOString},
		vm.Spec{Key: "toJSON", Fn: dateToJSON, Len: 1},
		vm.Spec{Key: "toLocaleDateString", Fn: dateToText, Magic: int(dateLocaleDate)},
		vm.Spec{Key: "toLocaleString", Fn: dateToText, Magic: int(dateLocale)},
		vm.Spec{Key: "toLocaleTimeString", Fn: dateToText, Magic: int(dateLocaleTime)},
		vm.Spec{Key: "toString", Fn: dateToText, Magic: int(dateAndTime)},
		vm.Spec{Key: "toTimeString", Fn: dateToText, Magic: int(timeOnly)},
		vm.Spec{Key: "toUTCString", Fn: dateToText, Magic: int(dateUTCText)},
		vm.Spec{Key: "valueOf", Fn: dateGetTime},
		vm.Spec{Key: "@@toPrimitive", Fn: dateToPrimitive, Len: 1, Attrs: vm.Configurable, AttrsSet: true},
		vm.Spec{Key: "getYear", Fn: dateGetYear},
		vm.Spec{Key: "setYear", Fn: dateSetYear, Len: 1},
		vm.Spec{Key: "toGMTString", Kind: vm.Alias, Of: "toUTCString"},
	)
	vm.Declare(
		&vm.ObjectSpec{ID: dateConstructor, Proto: vm.FunctionPrototype, Global: "Date",
			Func: &vm.Spec{Key: "Date", Fn: dateConstruct, Len: 7, Ctor: vm.DatePrototype},
			Props: []vm.Spec{
				{Key: "now", Fn: dateNow},
				{Key: "parse", Fn: dateParse, Len: 1},
				{Key: "prototype", Kind: vm.Reference, Ref: vm.DatePrototype, AttrsSet: true},
				{Key: "UTC", Fn: dateUTC, Len: 7},
			}},
		&vm.ObjectSpec{ID: vm.DatePrototype, Proto: vm.ObjectPrototype, Props: proto})
}
