// 1 M numbers sorted by a comparison function, all of them.
var seed = 7, data = [];
for (var i = 0; i < 1000000; i++) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; data.push(seed / 8); }
function run() {
  var a = data.slice().sort(function (x, y) { return x - y; });
  return a[0] + ':' + a[500000] + ':' + a[999999];
}
