// 1 M strings sorted without a comparison function.
var seed = 7, data = [];
for (var i = 0; i < 1000000; i++) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; data.push('k' + seed.toString(36)); }
function run() {
  var a = data.slice().sort();
  return a[0] + ':' + a[500000] + ':' + a[999999];
}
