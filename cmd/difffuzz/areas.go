package main

// areas are what is compared. The time zones are such with daylight saving
// time, with half an hour, and with changes in their history.
var areas = []area{
	{"json-parse", "", jsonText},
	{"json-stringify", "", jsonValue},
	{"date-parse", "", dateText},
	{"date-parse", "America/New_York", dateText},
	{"date-parse", "Asia/Kolkata", dateText},
	{"date-format", "", timeValue},
	{"date-format", "Europe/Berlin", timeValue},
	{"date-format", "Australia/Lord_Howe", timeValue},
	{"date-set", "America/Sao_Paulo", timeChange},
	{"number-format", "", numberFormat},
	{"number-parse", "", numberText},
	{"regexp", "", regexpCase},
}
