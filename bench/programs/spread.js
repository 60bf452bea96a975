// Spread in calls, arrays and objects; rest and default parameters.
function sum(...xs) { var t = 0; for (var i = 0; i < xs.length; i++) t += xs[i]; return t; }
function def(a, b = a + 1, c = b * 2) { return a + b + c; }
function run() {
  var s = 0, base = [1, 2, 3, 4], o = { p: 1, q: 2 };
  for (var i = 0; i < 60000; i++) {
    s = (s + sum(...base, i) + [...base, i].length + { ...o, r: i }.r + Math.max(...base) + def(i)) | 0;
  }
  return s;
}
