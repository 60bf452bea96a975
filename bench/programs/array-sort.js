// sort with a comparison function, and of strings without.
function run() {
  var seed = 42, a = [], b = [];
  function rnd() { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed; }
  for (var i = 0; i < 160000; i++) a.push(rnd() % 100000);
  for (i = 0; i < 60000; i++) b.push('k' + rnd() % 100000);
  a.sort(function (x, y) { return x - y; });
  b.sort();
  return a[0] + a[80000] + a[159999] + b[0] + b[7000];
}
