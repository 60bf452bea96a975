// Map with integer keys.
function run() {
  var s = 0;
  for (var j = 0; j < 5; j++) {
    var m = new Map();
    for (var i = 0; i < 50000; i++) m.set(i * 7, i);
    for (i = 0; i < 100000; i++) { var v = m.get(i); if (v !== undefined) s += v; }
    for (i = 0; i < 20000; i++) m.delete(i * 7);
    s += m.size;
  }
  return s;
}
