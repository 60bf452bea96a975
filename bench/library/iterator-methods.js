// Iterators: entries, spread, destructuring, generators, Map and Set iterators.
var list = [], m = new Map();
for (var i = 0; i < 5000; i++) { list.push(i); m.set('k' + i, i); }
function run() {
  var n = 0;
  for (var k = 0; k < 30; k++) {
    for (var e of list.entries()) n += e[0] + e[1];
    for (var [key, v] of m) n += v;
    for (v of m.values()) n += v;
    n += [...m.keys()].length + [...list, ...list].length + Math.max(...list) + Array.from(m).length + new Set(list).size;
  }
  return n;
}
