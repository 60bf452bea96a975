package es

import (
	"slices"
	"strings"

	"gojs/vm"
)

// console.table ( tabularData [ , properties ] )
func consoleTable(c *vm.Call) vm.Value {
	text, ok := TableText(c)
	if !ok {
		return consoleLog(c)
	}
	consoleWrite(c.VM, text, false)
	return vm.Undefined
}

func tableText(c *vm.Call) string {
	data := c.Arg(0)
	var only []string
	if props := c.Arg(1); !props.IsUndefined() {
		if !c.IsArray(props) {
			c.ThrowTypeError("The \"properties\" argument must be an instance of Array. Received %s", c.Display(props))
		}
		only = []string{}
		for i, n := int64(0), lengthOf(c, c.Obj(props)); i < n; i++ {
			only = append(only, goText(c, getIndex(c, c.Obj(props), i)))
		}
	}
	var t consoleGrid
	switch o := c.Obj(data); o.Kind {
	case kindMapIterator, kindSetIterator:
		list := c.Obj(PreviewEntries(c.VM, data))
		t.fromIterator(c, list, vm.As[tableIterator](c.VM, data, o.Kind).what == iterateEntries)
	case kindMap, kindSet:
		t.fromTable(c, vm.As[tableObject](c.VM, data, o.Kind), o.Kind == kindMap)
	default:
		t.fromObject(c, o, only)
	}
	return t.String()
}

// consoleGrid is a table in columns; a column may be shorter than others.
type consoleGrid struct {
	heads   []string
	columns [][]string
}

// column is the place of the column with a head, which is added where it is not there.
func (t *consoleGrid) column(head string) int {
	if i := slices.Index(t.heads, head); i >= 0 {
		return i
	}
	t.heads = append(t.heads, head)
	t.columns = append(t.columns, nil)
	return len(t.heads) - 1
}

// set fills a cell.
func (t *consoleGrid) set(column, row int, text string) {
	for len(t.columns[column]) <= row {
		t.columns[column] = append(t.columns[column], "")
	}
	t.columns[column][row] = text
}

// cellText shows a value in a cell.
func cellText(c *vm.Call, v vm.Value) string {
	o := DefaultInspect()
	o.Depth, o.MaxArrayLength, o.BreakLength = 0, 3, InspectAll
	if v.IsObject() && !c.IsCallable(v) && !c.IsArray(v) && c.Obj(v).Kind != vm.KindTypedArray && c.ListLen(enumerableKeys(c, c.Obj(v))) > 2 {
		o.Depth = -1
	}
	return Inspect(c.VM, v, o)
}

func (t *consoleGrid) fromTable(c *vm.Call, o *tableObject, isMap bool) {
	index := t.column("(iteration index)")
	keys := -1
	if isMap {
		keys = t.column("Key")
	}
	values := t.column("Values")
	at := cursor{table: o.table}
	for row := 0; ; row++ {
		tab, k, ok := at.next(c.VM)
		if !ok {
			return
		}
		t.set(index, row, itoa(row))
		key := *tab.key(k)
		if !isMap {
			t.set(values, row, cellText(c, key))
			continue
		}
		v := *tab.value(k)
		t.set(keys, row, cellText(c, key))
		t.set(values, row, cellText(c, v))
	}
}

// fromIterator fills the grid with what is left in an iterator.
func (t *consoleGrid) fromIterator(c *vm.Call, list *vm.Object, pairs bool) {
	index := t.column("(iteration index)")
	keys := -1
	if pairs {
		keys = t.column("Key")
	}
	values := t.column("Values")
	for row := range int(vm.ArrayLength(list)) {
		t.set(index, row, itoa(row))
		v := c.Get(list, vm.IndexKey(uint32(row)))
		if pairs {
			t.set(keys, row, cellText(c, c.Get(c.Obj(v), vm.IndexKey(0))))
			v = c.Get(c.Obj(v), vm.IndexKey(1))
		}
		t.set(values, row, cellText(c, v))
	}
}

func (t *consoleGrid) fromObject(c *vm.Call, o *vm.Object, only []string) {
	index := t.column("(index)")
	rows := enumerableKeys(c, o)
	var plain consoleGrid
	values := plain.column("Values")
	some := false
	for row, n := 0, c.ListLen(rows); row < n; row++ {
		key := c.KeyAt(rows, row)
		t.set(index, row, c.GoString(c.KeyValue(key)))
		item := c.Get(o, key)
		if !item.IsObject() && only == nil {
			some = true
			plain.set(values, row, cellText(c, item))
			continue
		}
		t.row(c, row, item, only)
	}
	if some {
		t.heads = append(t.heads, plain.heads[0])
		t.columns = append(t.columns, plain.columns[0])
	}
}

// row fills a row with the properties of item.
func (t *consoleGrid) row(c *vm.Call, row int, item vm.Value, only []string) {
	names := only
	if names == nil {
		keys := enumerableKeys(c, c.Obj(item))
		for i, n := 0, c.ListLen(keys); i < n; i++ {
			names = append(names, c.GoString(c.KeyValue(c.KeyAt(keys, i))))
		}
	}
	for _, name := range names {
		text := ""
		if key := c.Key(name); item.IsObject() && c.HasOwnProperty(c.Obj(item), key) {
			text = cellText(c, c.Get(c.Obj(item), key))
		}
		t.set(t.column(name), row, text)
	}
}

// String draws the table.
func (t *consoleGrid) String() string {
	widths := make([]int, len(t.heads))
	rows := 0
	for i, head := range t.heads {
		widths[i] = textWidth(head)
		for _, cell := range t.columns[i] {
			widths[i] = max(widths[i], textWidth(cell))
		}
		rows = max(rows, len(t.columns[i]))
	}
	dividers := make([]string, len(widths))
	for i, w := range widths {
		dividers[i] = strings.Repeat("─", w+2)
	}
	var b strings.Builder
	b.WriteString("┌" + strings.Join(dividers, "┬") + "┐\n")
	writeRow(&b, t.heads, widths)
	b.WriteString("├" + strings.Join(dividers, "┼") + "┤\n")
	cells := make([]string, len(t.heads))
	for row := range rows {
		for i, column := range t.columns {
			cells[i] = ""
			if row < len(column) {
				cells[i] = column[row]
			}
		}
		writeRow(&b, cells, widths)
	}
	b.WriteString("└" + strings.Join(dividers, "┴") + "┘")
	return b.String()
}

func writeRow(b *strings.Builder, cells []string, widths []int) {
	for i, cell := range cells {
		if i == 0 {
			b.WriteString("│ ")
		} else {
			b.WriteString(" │ ")
		}
		b.WriteString(cell)
		b.WriteString(spaces(widths[i] - textWidth(cell)))
	}
	b.WriteString(" │\n")
}
