package gc

import (
	"math/rand/v2"
	"testing"
	"unsafe"
)

// A model is a graph of cells beside a description of it in Go, which says
// what must be alive. Cells are pairs, lists of Words and lists of Refs of
// many sizes; a cell's number is in its Header.
type model struct {
	t     *testing.T
	h     *Heap
	rand  *rand.Rand
	nodes map[int]*node
	next  int
	roots *RootList
	held  []int // what the roots refer to
}

type node struct {
	kind  Kind
	cell  Ref
	edges []int // numbers of nodes, 0 for none
}

func newModel(t *testing.T, o Options, seed uint64) *model {
	h := newHeap(t, o)
	return &model{t: t, h: h, rand: rand.New(rand.NewPCG(seed, 1)), nodes: map[int]*node{}, next: 1, roots: h.NewRootList(0)}
}

// size returns a number of edges: mostly few, seldom many pages of them.
func (m *model) size() int {
	switch m.rand.IntN(50) {
	case 0:
		return m.rand.IntN(20000)
	case 1, 2, 3:
		return m.rand.IntN(600)
	}
	return m.rand.IntN(12)
}

// add allocates a cell that refers to cells that are alive, and roots it.
func (m *model) add() {
	kind := []Kind{kindPair, kindList, kindRefs}[m.rand.IntN(3)]
	n := &node{kind: kind}
	id := m.next
	m.next++
	switch kind {
	case kindPair:
		n.edges = make([]int, 3)
		n.cell = m.h.Alloc(kind, unsafe.Sizeof(pair{}))
	case kindList:
		n.edges = make([]int, m.size())
		n.cell = m.h.Alloc(kind, unsafe.Sizeof(list{})+8*uintptr(len(n.edges)))
		At[list](m.h, n.cell).n = uint32(len(n.edges))
	case kindRefs:
		n.edges = make([]int, m.size())
		n.cell = m.h.Alloc(kind, unsafe.Sizeof(list{})+4*uintptr(len(n.edges)))
		At[list](m.h, n.cell).n = uint32(len(n.edges))
	}
	At[Header](m.h, n.cell).Shape = Ref(id)
	m.nodes[id] = n
	m.roots.Append(ref(n.cell))
	m.held = append(m.held, id)
	for range min(len(n.edges), 5) {
		m.link(n)
	}
}

// link makes a random edge of n a reference to what a root refers to.
func (m *model) link(n *node) {
	if len(n.edges) == 0 {
		return
	}
	i, to := m.rand.IntN(len(n.edges)), m.held[m.rand.IntN(len(m.held))]
	n.edges[i] = to
	m.store(n, i, m.nodes[to].cell)
}

func (m *model) store(n *node, i int, to Ref) {
	switch n.kind {
	case kindPair:
		p := At[pair](m.h, n.cell)
		switch i {
		case 0:
			SetWord(m.h, n.cell, &p.a, ref(to))
		case 1:
			SetWord(m.h, n.cell, &p.b, ref(to))
		case 2:
			SetRef(m.h, n.cell, &p.next, to)
		}
	case kindList:
		m.words(n)[i] = ref(to)
	case kindRefs:
		m.refs(n)[i] = to
	}
}

func (m *model) words(n *node) []Word {
	return unsafe.Slice((*Word)(unsafe.Add(unsafe.Pointer(At[list](m.h, n.cell)), unsafe.Sizeof(list{}))), len(n.edges))
}

func (m *model) refs(n *node) []Ref {
	return unsafe.Slice((*Ref)(unsafe.Add(unsafe.Pointer(At[list](m.h, n.cell)), unsafe.Sizeof(list{}))), len(n.edges))
}

func (m *model) load(n *node, i int) Ref {
	switch n.kind {
	case kindPair:
		p := At[pair](m.h, n.cell)
		return []Ref{p.a.Ref(), p.b.Ref(), p.next}[i]
	case kindList:
		return m.words(n)[i].Ref()
	}
	return m.refs(n)[i]
}

// drop forgets a random root.
func (m *model) drop() {
	i, last := m.rand.IntN(len(m.held)), len(m.held)-1
	m.held[i] = m.held[last]
	m.roots.Set(i, m.roots.Get(last))
	m.held = m.held[:last]
	m.roots.Truncate(last)
}

// check walks what the roots reach and compares it with the cells. Nodes that
// it does not come to are forgotten. It returns the bytes of the rest.
func (m *model) check() (bytes uint64) {
	seen := map[int]bool{0: true}
	todo := append([]int(nil), m.held...)
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[id] {
			continue
		}
		seen[id] = true
		n := m.nodes[id]
		if h := At[Header](m.h, n.cell); h.Kind != n.kind || int(h.Shape) != id {
			m.t.Fatalf("node %d: cell %#x has kind %d and number %d, want kind %d", id, n.cell, h.Kind, h.Shape, n.kind)
		}
		bytes += uint64(m.h.CellSize(n.cell))
		for i, to := range n.edges {
			var want Ref
			if to != 0 {
				want = m.nodes[to].cell
			}
			if got := m.load(n, i); got != want {
				m.t.Fatalf("node %d: edge %d is %#x, want %#x", id, i, got, want)
			}
			if !seen[to] {
				todo = append(todo, to)
			}
		}
	}
	for id := range m.nodes {
		if !seen[id] {
			delete(m.nodes, id)
		}
	}
	return bytes
}

func (m *model) run(steps, roots int) {
	if underRace {
		steps /= 8
	}
	for range steps {
		switch {
		case len(m.held) == 0 || m.rand.IntN(roots) > len(m.held)-roots/2:
			m.add()
		case m.rand.IntN(3) == 0:
			m.link(m.nodes[m.held[m.rand.IntN(len(m.held))]])
		default:
			m.drop()
		}
		if m.rand.IntN(2000) == 0 {
			m.h.Collect("test")
			m.check()
		}
	}
	m.h.Collect("test")
	alive := m.check()
	if live := m.h.Stats().Live; live < alive || live > alive+alive/4+1<<20 {
		m.t.Errorf("%d bytes alive, of which the model knows %d", live, alive)
	}
	if err := m.h.Verify(); err != nil {
		m.t.Error(err)
	}
}

func TestModel(t *testing.T) {
	for seed := range uint64(4) {
		newModel(t, Options{Verify: true}, seed).run(20000, 300)
	}
}

func TestModelUnverified(t *testing.T) {
	newModel(t, Options{}, 7).run(60000, 1000)
}

func TestModelStress(t *testing.T) {
	newModel(t, Options{Verify: true, Stress: 7}, 1).run(3000, 60)
	newModel(t, Options{Verify: true, Stress: 1}, 2).run(1500, 30)
}

// Many heaps at once, each on its goroutine.
func TestHeaps(t *testing.T) {
	for seed := range uint64(8) {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			newModel(t, Options{Stress: 50}, seed).run(5000, 100)
		})
	}
}
