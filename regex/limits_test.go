package regex

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

func compiled(t testing.TB, pattern, flags string) *Program {
	t.Helper()
	p, err := Compile(pattern, mustFlags(flags))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Counting does not unroll, and nesting it does not multiply code.
func TestCodeSize(t *testing.T) {
	for _, tt := range []struct {
		pattern string
		most    int
	}{
		{`(?:a{1000}){1000}`, 5}, {`(?:(?:(?:ab){2,1000}){3,1000}){4,1000}`, 10}, {`(?:a+)+b`, 10}, {`((((a+)+)+)+)+`, 60}, {`\p{L}*\p{L}*\p{L}*`, 6},
		{strings.Repeat(`(?:`, 500) + `a` + strings.Repeat(`)+`, 500), 1100},
	} {
		if n := len(compiled(t, tt.pattern, "u").code); n > tt.most {
			t.Errorf("/%.40s/ is %d instructions", tt.pattern, n)
		}
	}
}

var errStop = errors.New("stop")

// What never ends can be stopped, whichever instruction it spends its time in.
func TestInterrupt(t *testing.T) {
	as := bytes.Repeat([]byte("a"), 200000)
	for _, pattern := range []string{
		`(a+)+b`, `(?:a|aa)*b`, `(a*)*\1b`, `(?:a*?)*?b`, `(.*)(.*)(.*)(.*)x`, `(?:){2000000000}a`, `(?:(?=a*)){2000000000}`, `(?<=b(a|aa)*)$`, `.*?.*?x`, `(a|b|ab)*c`, `(?:(?:a?){100}){100}b`,
	} {
		m := Matcher{MaxStack: 256 << 20}
		polls, began := 0, time.Now()
		m.Interrupt = func() error {
			if polls++; polls > 50 {
				return errStop
			}
			return nil
		}
		_, err := compiled(t, pattern, "").MatchLatin1(&m, as, 0)
		if err != errStop && err != ErrStack {
			t.Errorf("/%s/: %v", pattern, err)
		}
		if d := time.Since(began); d > 5*time.Second {
			t.Errorf("/%s/ took %v to stop", pattern, d)
		}
	}
}

func TestStackLimit(t *testing.T) {
	s := bytes.Repeat([]byte("ab"), 100000)
	p := compiled(t, `(?:a|ab|b)*c`, "")
	m := Matcher{MaxStack: 1 << 20}
	if _, err := p.MatchLatin1(&m, s, 0); err != ErrStack {
		t.Errorf("with 1 MiB: %v", err)
	}
	if ok, err := compiled(t, `(?:a|b)*`, "").MatchLatin1(&m, s, 0); !ok || err != nil || m.Caps[1] != int32(len(s)) {
		t.Errorf("afterwards: %v %v %v", ok, err, m.Caps)
	}
}

// These are linear, or nothing to speak of, where a naive matcher is not.
func TestNotSlow(t *testing.T) {
	text := []byte(strings.Repeat("word another ", 20000))
	for _, pattern := range []string{
		`\w+@\w+`, `[a-z]+ing\b`, `\s+\.`, `(\w+)\s+(\w+)\s+x`, `"[^"]*"`, `(?:foo|bar)\d+`, `\bx\w*`, `[a-z]+(?=1)`, `(?:(?:ab)*c)*q`,
	} {
		var m Matcher
		began := time.Now()
		if ok, err := compiled(t, pattern, "").MatchLatin1(&m, text, 0); ok || err != nil {
			t.Errorf("/%s/: %v %v", pattern, ok, err)
		}
		if d := time.Since(began); d > time.Second {
			t.Errorf("/%s/ took %v", pattern, d)
		}
	}
}

func TestNoAllocation(t *testing.T) {
	s := []byte("The quick brown fox jumps over the lazy dog, 2024-05-06.")
	u := make([]uint16, len(s))
	for i, c := range s {
		u[i] = uint16(c)
	}
	for _, pattern := range []string{`(\d+)-(\d+)`, `lazy`, `(?:a|b|fox|dog)+`, `\w+$`, `(?<=lazy )dog`, `(.)\1`} {
		p := compiled(t, pattern, "i")
		var m Matcher
		p.MatchLatin1(&m, s, 0)
		if n := testing.AllocsPerRun(20, func() {
			p.MatchLatin1(&m, s, 0)
			p.MatchUTF16(&m, u, 0)
		}); n != 0 {
			t.Errorf("/%s/ allocates %v times", pattern, n)
		}
	}
}

// Many alternatives, classes and groups take time and space in proportion.
func TestBigPatterns(t *testing.T) {
	var words, classes, groups, optional []string
	for i := range 5000 {
		words = append(words, strings.Repeat(string(rune('a'+i%26)), 1+i%7)+string(rune('a'+i/26%26)))
		classes = append(classes, `\p{L}`)
		optional = append(optional, string(rune(0x4E00+i))+"?")
		groups = append(groups, `(a)?`)
	}
	for name, pattern := range map[string]string{
		"alternatives": strings.Join(words, "|"), "properties": strings.Join(classes, ""), "groups": strings.Join(groups, ""), "optional": strings.Join(optional, ""),
		"strings": `[\q{` + strings.Join(words, "|") + `}]`,
	} {
		began := time.Now()
		flags := "u"
		if name == "strings" {
			flags = "v"
		}
		p := compiled(t, pattern, flags)
		if d := time.Since(began); d > 5*time.Second {
			t.Errorf("%s took %v to compile", name, d)
		}
		var m Matcher
		if _, err := p.MatchLatin1(&m, []byte("aaaa zz"), 0); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A Program may be used by many goroutines, each with its own Matcher.
func TestShared(t *testing.T) {
	p := compiled(t, `(?<=\b)(\p{L}+|\d+)\1?`, "iu")
	done := make(chan bool)
	for range 8 {
		go func() {
			var m Matcher
			good := true
			for range 200 {
				ok, err := p.MatchLatin1(&m, []byte("-- abcabc"), 0)
				good = good && ok && err == nil && m.Caps[1] == 9
			}
			done <- good
		}()
	}
	for range 8 {
		if !<-done {
			t.Error("a match went wrong")
		}
	}
}
