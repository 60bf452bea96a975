package web

import "testing"

func TestParse(t *testing.T) {
	base, _ := Parse("http://user:pw@host:8080/a/b?q#f", nil)
	for _, c := range []struct{ in, want string }{
		{"HTTP://EXAMPLE.com:80/../x/./y/%2e%2E/z", "http://example.com/x/z"},
		{"c?d", "http://user:pw@host:8080/a/c?d"},
		{"//other\\p", "http://other/p"},
		{"http:rel", "http://user:pw@host:8080/a/rel"},
		{"#new", "http://user:pw@host:8080/a/b?q#new"},
		{"file:///C|/x/..", "file:///C:/"},
		{"file://localhost/x", "file:///x"},
		{"foo:/.//p", "foo:/.//p"},
		{"data:x  ?y", "data:x %20?y"},
		{"http://0x7f.1/", "http://127.0.0.1/"},
		{"http://[1::0:0:2]/", "http://[1::2]/"},
		{"http://[::ffff:1.2.3.4]/", "http://[::ffff:102:304]/"},
		{"http://Bücher.de/ü", "http://xn--bcher-kva.de/%C3%BC"},
		{"http://a b/", ""},
		{"http://a:65536/", ""},
		{"http://256.1.1.1/", ""},
		{"http://[1::2::3]/", ""},
		{"http://@/", ""},
	} {
		got := ""
		if u, ok := Parse(c.in, base); ok {
			got, _ = u.Href()
		}
		if got != c.want {
			t.Errorf("Parse(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		u, _ := Parse("https://example.com:8080/some/path/file.html?query=1&other=2#fragment", nil)
		u.Href()
	}
}
