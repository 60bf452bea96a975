// Doubles in typed arrays: a matrix product.
function run() {
  var n = 130, a = new Float64Array(n * n), b = new Float64Array(n * n), c = new Float64Array(n * n), s = 0;
  for (var i = 0; i < n * n; i++) { a[i] = i * 0.5; b[i] = (i % 7) - 3; }
  for (i = 0; i < n; i++) for (var j = 0; j < n; j++) {
    var t = 0;
    for (var k = 0; k < n; k++) t += a[i * n + k] * b[k * n + j];
    c[i * n + j] = t;
  }
  for (i = 0; i < n * n; i++) s += c[i];
  return s;
}
