// map, filter, reduce, forEach, some.
function run() {
  var a = [], s = 0;
  for (var i = 0; i < 1000; i++) a.push(i);
  for (i = 0; i < 1800; i++) {
    s += a.map(x => x * 2).filter(x => x % 3 === 0).reduce((p, x) => p + x, 0);
    a.forEach(x => { s += x & 1; });
    if (a.some(x => x > 998)) s++;
  }
  return s;
}
