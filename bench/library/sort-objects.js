// Records sorted by a name and then a number; a list that is nearly sorted.
var seed = 7, data = [];
for (var i = 0; i < 20000; i++) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; data.push({ name: 'n' + (seed >> 8) % 500, n: (seed >> 5) % 1000 }); }
function by(a, b) { return a.name < b.name ? -1 : a.name > b.name ? 1 : a.n - b.n; }
function part() {
  var a = data.slice().sort(by);
  for (var i = 0; i < 20000; i += 100) { var t = a[i]; a[i] = a[i + 7]; a[i + 7] = t; }
  a.sort(by);
  return a[0].name + ':' + a[10000].n + ':' + a[19999].n;
}
function run() {
  for (var r = 0, out; r < 5; r++) out = part();
  return out;
}
