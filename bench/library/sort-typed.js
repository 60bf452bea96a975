// Typed arrays of 1 M elements sorted without a comparison function.
var seed = 7, f = new Float64Array(1000000), n = new Int32Array(1000000);
for (var i = 0; i < 1000000; i++) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; f[i] = seed / 3 - 1e8; n[i] = seed - 1e9; }
function run() {
  var a = f.slice().sort(), b = n.slice().sort();
  return a[0] + ':' + b[500000];
}
