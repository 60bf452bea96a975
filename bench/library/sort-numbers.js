// 100,000 numbers sorted by a comparison function.
var seed = 7, data = [];
for (var i = 0; i < 100000; i++) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; data.push(seed / 8); }
function part() {
  var a = data.slice().sort(function (x, y) { return x - y; });
  return a[0] + ':' + a[50000] + ':' + a[99999];
}
function run() {
  for (var r = 0, out; r < 2; r++) out = part();
  return out;
}
