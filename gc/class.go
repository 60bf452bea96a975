package gc

// Sizes of cells. Small cells come in classes, each with blocks of its own;
// the large sizes are those that divide a block with little waste. What is
// larger than the last class is a span of pages.
const (
	pageShift  = 13
	pageBytes  = 1 << pageShift
	pageUnits  = pageBytes >> unitShift
	blockPages = 4
	blockBytes = blockPages * pageBytes

	maxSmall   = 8192
	numClasses = 32

	// specialClass is added to the class of cells that need something done
	// when they die. They have blocks of their own, so that sweeping need not
	// look at any other cell.
	specialClass = numClasses
)

var classBytes = [numClasses]uint16{
	16, 32, 48, 64, 80, 96, 112, 128,
	160, 192, 224, 256, 320, 384, 448, 512,
	640, 768, 896, 1024, 1280, 1536, 1808, 2048,
	2336, 2720, 3264, 4096, 4672, 5456, 6544, 8192,
}

// classOf maps (bytes+15)/16 to a class.
var classOf = func() (t [maxSmall/16 + 1]uint8) {
	c := 0
	for i := range t {
		if i*16 > int(classBytes[c]) {
			c++
		}
		t[i] = uint8(c)
	}
	return t
}()

// ClassOf returns the size class of cells of the given size, which is at most
// MaxClassBytes.
func ClassOf(bytes uintptr) uint8 { return classOf[(bytes+15)/16] }

// ClassBytes returns the usable size of the cells of a class.
func ClassBytes(class uint8) uintptr { return uintptr(classBytes[class%numClasses]) }

// MaxClassBytes is the size of the largest cells that have a class.
const MaxClassBytes = maxSmall

// ClassFor returns the class AllocClass needs for cells of kind k: the size
// class, and whether the kind is finalised.
func (h *Heap) ClassFor(k Kind, bytes uintptr) uint8 {
	return ClassOf(bytes) | h.tracers[k].special
}
