// Writes to properties of one shape.
function run() {
  var o = { a: 1, b: 2, c: 3 };
  for (var i = 0; i < 3000000; i++) { o.a = i; o.b = o.a; o.c = o.b; }
  return o.a + o.b + o.c;
}
