package es

import (
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

func init() { vm.DateKind = kindDate }

// Date ( ...values ) sec-date
func dateConstruct(c *vm.Call) vm.Value {
	now := func() float64 { return float64(time.Now().UnixMilli()) }
	if !c.IsConstruct() {
		return c.NewLatin1(dateText(now(), dateAndTime))
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
			tv = parseDate(c, v)
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
	return vm.NumberValue(parseDate(c, c.ToString(c.Arg(0))))
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

// dateReceiver is thisDate with the message of the functions that V8 has written in C++.
func dateReceiver(c *vm.Call) *dateObject {
	d := vm.As[dateObject](c.VM, c.This(), kindDate)
	if d == nil {
		c.ThrowTypeError("Method Date.prototype.%s called on incompatible receiver %s", c.FunctionName(), c.Display(c.This()))
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
	d := dateReceiver(c)
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
	d := dateReceiver(c)
	d.value = vm.NumberValue(timeClip(c.ToFloat(c.Arg(0))))
	return d.value
}

func dateTimezoneOffset(c *vm.Call) vm.Value {
	t := thisDate(c).value.Float()
	if t != t {
		return vm.NaN
	}
	return vm.NumberValue((t - localTime(t)) / msPerMinute)
}

// Date.prototype.getYear and setYear, sec-date.prototype.getyear
func dateGetYear(c *vm.Call) vm.Value {
	t := dateReceiver(c).value.Float()
	if t != t {
		return vm.NaN
	}
	return vm.Int64Value(fieldsOf(localTime(t)).year - 1900)
}

func dateSetYear(c *vm.Call) vm.Value {
	d := dateReceiver(c)
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
	return c.NewLatin1(dateText(dateReceiver(c).value.Float(), dateStyle(c.Magic())))
}

// Date.prototype.toISOString ( ) sec-date.prototype.toisostring
func dateToISOString(c *vm.Call) vm.Value {
	t := dateReceiver(c).value.Float()
	if t != t {
		c.ThrowRangeError("Invalid time value")
	}
	return c.NewLatin1(dateText(t, dateISO))
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
