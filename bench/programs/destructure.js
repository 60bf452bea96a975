// Destructuring of objects and arrays, defaults, in parameters and swaps.
function f({ a, b: { c }, d = 4 }) { return a + c + d; }
function run() {
  var s = 0, x = 1, y = 2;
  for (var i = 0; i < 150000; i++) {
    [x, y] = [y, x];
    var [p, , q = 3] = [i, 1];
    var { a, ...rest } = { a: i, m: 1, n: 2 };
    s = (s + p + q + x + a + rest.n + f({ a: 1, b: { c: i } })) | 0;
  }
  return s;
}
