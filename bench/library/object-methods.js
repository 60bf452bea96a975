// Object.keys, values, entries, assign, fromEntries, freeze, hasOwn, spread, defineProperty.
var o = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, big = {};
for (var i = 0; i < 1000; i++) big['key' + i] = i;
function run() {
  var n = 0;
  for (var i = 0; i < 45000; i++) {
    n += Object.keys(o).length + Object.values(o)[3] + Object.entries(o)[2][1] + (Object.hasOwn(o, 'c') ? 1 : 0);
    n += Object.assign({}, o, { z: i }).z + { ...o, y: i }.y + Object.fromEntries([['p', i], ['q', 2]]).p;
    n += Object.isFrozen(Object.freeze({ i: i })) ? 1 : 0;
    Object.defineProperty({}, 'x', { value: i, enumerable: true });
  }
  for (i = 0; i < 20; i++) n += Object.keys(big).length + Object.entries(big).length + Object.assign({}, big).key7;
  return n;
}
