// Reads of properties of one shape.
function run() {
  var o = { a: 1, b: 2, c: 3, d: 4 }, s = 0;
  for (var i = 0; i < 2500000; i++) s = (s + o.a + o.b + o.c + o.d) | 0;
  return s;
}
