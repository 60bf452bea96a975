package loop

// node links an element into a list. An element is in at most one list by
// each of its nodes.
type node[T any] struct {
	prev, next *node[T]
	of         T
}

// list is a ring with a sentinel: elements of one kind in an order, removed in
// constant time while it is being walked.
type list[T any] struct{ root node[T] }

func (l *list[T]) init() {
	l.root.prev, l.root.next = &l.root, &l.root
}

func (l *list[T]) empty() bool { return l.root.next == &l.root }

func (l *list[T]) first() *node[T] {
	if l.empty() {
		return nil
	}
	return l.root.next
}

func (l *list[T]) pushFront(n *node[T]) { l.insert(n, &l.root) }
func (l *list[T]) pushBack(n *node[T])  { l.insert(n, l.root.prev) }

func (l *list[T]) insert(n, after *node[T]) {
	n.prev, n.next = after, after.next
	after.next.prev = n
	after.next = n
}

// remove takes n out of the list it is in, and does nothing when it is in none.
func (n *node[T]) remove() {
	if n.next == nil {
		return
	}
	n.prev.next, n.next.prev = n.next, n.prev
	n.prev, n.next = nil, nil
}

func (n *node[T]) linked() bool { return n.next != nil }

// moveTo moves all elements to the empty list to.
func (l *list[T]) moveTo(to *list[T]) {
	to.init()
	if l.empty() {
		return
	}
	to.root.next, to.root.prev = l.root.next, l.root.prev
	to.root.next.prev, to.root.prev.next = &to.root, &to.root
	l.init()
}
