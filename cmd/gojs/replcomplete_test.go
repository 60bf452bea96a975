package main

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gojs"
)

func TestCompleteText(t *testing.T) {
	r, err := gojs.New(gojs.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.RunScript(context.Background(), "setup.js", `
		let lexical = { deep: { inner: 1 }, get trap() { throw new Error('run') }, 'not-a-name': 1, 5: 1 }
		let later
		var own = 1
		const proxy = new Proxy({ hidden: 1 }, { ownKeys() { throw new Error('run') }, get() { throw new Error('run') } })
		const chain = Object.create({ inherited: 1 })
		const text = 'abc'`); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text   string
		want   string // names between spaces
		common string
	}{
		{"lexi", "lexical", "cal"},
		{"1 + lexi", "lexical", "cal"},
		{"lexical.de", "deep", "ep"},
		{"lexical.deep.in", "inner", "ner"},
		{"lexical?.deep?.in", "inner", "ner"},
		{"own", "", ""},
		{"lexical.no", "", ""},
		{"lexical.trap.", "", ""},
		{"lexical.trap.x", "", ""},
		{"proxy.hid", "", ""},
		{"proxy.hidden.to", "", ""},
		{"chain.inh", "inherited", "erited"},
		{"text.startsW", "startsWith", "ith"},
		{"globalThis.ow", "own", "n"},
		{"Math.ma", "max", "x"},
		{"Math.ac", "acos acosh", "os"},
		{"typeo", "typeof", "f"},
		{"f().x", "", ""},
		{"5.to", "", ""},
		{"", "", ""},
		{".ed", ".editor", "itor"},
		{"undefinedName.x", "", ""},
		{"later.x", "", ""},
	} {
		got := completeText(r.VM(), c.text)
		if !slices.Equal(got.names, strings.Fields(c.want)) || got.common() != c.common {
			t.Errorf("%q: %q and %q", c.text, got.names, got.common())
		}
	}
}
