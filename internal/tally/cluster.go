package tally

import (
	"cmp"
	"slices"
	"strings"
)

// Cluster is a set of failures with the same message.
type Cluster struct {
	Message string
	Runs    int
	Example string // the path of one
}

// Clusters collects failures by message, numbers and quoted parts blanked: what
// to look at next.
type Clusters struct{ by map[string]*Cluster }

// Add puts a failure into its cluster; passes and skips have none.
func (c *Clusters) Add(path string, o Outcome) {
	if o.Status == Skipped || o.Status == Pass {
		return
	}
	if c.by == nil {
		c.by = map[string]*Cluster{}
	}
	key := string(o.Status) + " " + normalise(o.Message) + culprit(o)
	if c.by[key] == nil {
		c.by[key] = &Cluster{Message: key, Example: path}
	}
	c.by[key].Runs++
}

// Largest are at most limit clusters, the largest first.
func (c *Clusters) Largest(limit int) []Cluster {
	var out []Cluster
	for _, x := range c.by {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(b.Runs, a.Runs), strings.Compare(a.Message, b.Message))
	})
	return out[:min(limit, len(out))]
}

// culprit is the innermost function of gojs in a crash's stack.
func culprit(o Outcome) string {
	if o.Status != Crash {
		return ""
	}
	for l := range strings.SplitSeq(o.Detail, "\n") {
		if strings.HasPrefix(l, "gojs/") {
			return " in " + l[:strings.LastIndex(l+"(", "(")]
		}
	}
	return ""
}

// normalise blanks digits and what stands between quotation marks or guillemets.
func normalise(s string) string {
	var b strings.Builder
	closing := rune(0)
	for _, c := range s {
		switch {
		case closing != 0:
			if c == closing {
				closing = 0
				b.WriteRune(c)
			}
		case c == '«':
			closing = '»'
			b.WriteRune(c)
		case c == '\'' && strings.HasSuffix(b.String(), " "), c == '"':
			closing = c
			b.WriteRune(c)
		case c >= '0' && c <= '9':
			if !strings.HasSuffix(b.String(), "N") {
				b.WriteByte('N')
			}
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
