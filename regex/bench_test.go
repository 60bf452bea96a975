package regex

import (
	"strings"
	"testing"
)

var benchPatterns = []struct{ name, pattern, flags string }{
	{"words", `\w+`, ""}, {"date", `(\d{4})-(\d{2})-(\d{2})`, ""}, {"email", `[\w.+-]+@[\w-]+\.[\w.-]+`, ""},
	{"alternatives", `fox|dog|cat|bold|return`, ""}, {"quoted", `"(?:[^"\\]|\\.)*"`, ""}, {"backref", `(\w)\1`, ""},
	{"tokens", `\s*(?:(\d+)|([a-z_]\w*)|("[^"]*")|(.))`, "i"}, {"lookbehind", `(?<=@)\w+`, ""}, {"letters", `\p{L}+`, "u"},
	{"html", `<([a-z]+)(?:\s+[a-z]+="[^"]*")*\s*>`, ""}, {"none", `zzz|qqq|xxx`, ""},
}

var benchText = strings.Repeat("The quick brown fox jumps over the lazy dog 12345 foo@example.com http://www.example.org/path?x=1&y=2 "+
	"\"quoted string\" <b class=\"x\">bold</b> 2024-01-15 function(a, b) { return a + b; } // comment\n", 500)

// BenchmarkMatch finds all matches in 90 KB.
func BenchmarkMatch(b *testing.B) {
	narrow := []byte(benchText)
	wide := make([]uint16, len(narrow))
	for i, c := range narrow {
		wide[i] = uint16(c)
	}
	for _, bp := range benchPatterns {
		p := compiled(b, bp.pattern, bp.flags)
		var m Matcher
		b.Run(bp.name+"/Latin-1", func(b *testing.B) {
			for b.Loop() {
				for at := 0; ; at = int(m.Caps[1]) {
					if ok, _ := p.MatchLatin1(&m, narrow, at); !ok {
						break
					}
				}
			}
		})
		b.Run(bp.name+"/UTF-16", func(b *testing.B) {
			for b.Loop() {
				for at := 0; ; at = int(m.Caps[1]) {
					if ok, _ := p.MatchUTF16(&m, wide, at); !ok {
						break
					}
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, bp := range benchPatterns {
		b.Run(bp.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				compiled(b, bp.pattern, bp.flags)
			}
		})
	}
}
