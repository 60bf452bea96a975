// Numbers sorted as texts, without a comparison function.
var seed = 7, data = [];
for (var i = 0; i < 60000; i++) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; data.push(seed); }
function part() {
  var a = data.slice().sort();
  return a[0] + ':' + a[30000] + ':' + a[59999];
}
function run() {
  for (var r = 0, out; r < 8; r++) out = part();
  return out;
}
