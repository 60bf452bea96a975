// saxpy, a dot product and a histogram over typed arrays.
var n = 200000, x = new Float64Array(n), y = new Float64Array(n), f = new Float32Array(n), b = new Uint8Array(n), h = new Uint32Array(256);
for (var i = 0; i < n; i++) { x[i] = i / 3; y[i] = n - i; f[i] = i; b[i] = i * 31; }
function run() {
  var dot = 0;
  for (var i = 0; i < n; i++) y[i] += 0.5 * x[i];
  for (i = 0; i < n; i++) dot += x[i] * f[i];
  for (i = 0; i < n; i++) h[b[i]]++;
  for (i = 0; i < n; i++) b[i] = (b[i] * 5 + (f[i] & 15)) >> 1;
  return typeof dot + h.length;
}
