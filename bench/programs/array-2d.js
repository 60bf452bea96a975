// Matrices as arrays of arrays.
function run() {
  var n = 130, a = [], b = [], c = [], s = 0;
  for (var i = 0; i < n; i++) {
    a[i] = []; b[i] = []; c[i] = [];
    for (var j = 0; j < n; j++) { a[i][j] = i + j; b[i][j] = i - j; }
  }
  for (i = 0; i < n; i++) for (j = 0; j < n; j++) {
    var t = 0;
    for (var k = 0; k < n; k++) t += a[i][k] * b[k][j];
    c[i][j] = t; s = (s + t) | 0;
  }
  return s;
}
