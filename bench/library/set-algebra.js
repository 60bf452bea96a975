// Sets of objects and of strings built from and turned into arrays.
var objs = [], strs = [];
for (var i = 0; i < 50000; i++) { objs.push({ i: i }); strs.push('s' + i % 20000); }
function run() {
  for (var k = 0, n = 0; k < 12; k++) n += Array.from(new Set(objs)).length + [...new Set(strs)].length + new Map(strs.map(function (s, i) { return [s, i]; })).size;
  return n;
}
