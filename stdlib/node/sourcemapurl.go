package node

import "strings"

// sourceMapURL is what the last line comment of the form //# sourceMappingURL=
// names, "" where there is none.
func sourceMapURL(text string) string { return magicComment(text, "sourceMappingURL=") }

func magicComment(text, name string) string {
	for end := len(text); ; {
		i := strings.LastIndex(text[:end], name)
		if i < 4 {
			return ""
		}
		head := text[i-4 : i]
		if (strings.HasPrefix(head, "//") || strings.HasPrefix(head, "/*")) && (head[2] == '#' || head[2] == '@') && (head[3] == ' ' || head[3] == '\t') {
			url, _, _ := strings.Cut(text[i+len(name):], "\n")
			url, _, _ = strings.Cut(url, "*/")
			url = strings.TrimSpace(url)
			if !strings.ContainsAny(url, " \t\"'") {
				return url
			}
		}
		end = i
	}
}
