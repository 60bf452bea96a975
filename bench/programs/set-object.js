// Set, WeakMap and Map with objects as keys.
function run() {
  var objs = [], s = 0, set = new Set(), weak = new WeakMap(), m = new Map();
  for (var i = 0; i < 2000; i++) objs.push({ id: i });
  for (var r = 0; r < 200; r++)
    for (i = 0; i < 2000; i++) {
      var o = objs[i];
      if (set.has(o)) set.delete(o); else set.add(o);
      weak.set(o, r); m.set(o, i);
      s += weak.get(o) + m.get(o);
    }
  return s + set.size;
}
