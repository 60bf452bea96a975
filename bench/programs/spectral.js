// Calls of a small function in floating loops over arrays.
function a(i, j) { return 1 / ((i + j) * (i + j + 1) / 2 + i + 1); }
function mul(v, out, flip) {
  for (var i = 0; i < v.length; i++) {
    var s = 0;
    for (var j = 0; j < v.length; j++) s += (flip ? a(j, i) : a(i, j)) * v[j];
    out[i] = s;
  }
}
function run() {
  var n = 190, u = [], v = [], t = [];
  for (var i = 0; i < n; i++) { u.push(1); v.push(0); t.push(0); }
  for (i = 0; i < 10; i++) { mul(u, t, false); mul(t, v, true); mul(v, t, false); mul(t, u, true); }
  var uv = 0, vv = 0;
  for (i = 0; i < n; i++) { uv += u[i] * v[i]; vv += v[i] * v[i]; }
  return Math.sqrt(uv / vv).toFixed(9);
}
