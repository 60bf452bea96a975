// map, filter, reduce, forEach, some, every, find, findIndex, flatMap, Array.from with a function.
var base = [];
for (var i = 0; i < 20000; i++) base.push(i);
function run() {
  var n = 0;
  for (var k = 0; k < 12; k++) {
    n += base.map(function (x) { return x * 2; }).filter(function (x) { return x % 3 === 0; }).reduce(function (s, x) { return s + x; }, 0);
    base.forEach(function (x, i) { n += x - i; });
    n += base.some(function (x) { return x < 0; }) + base.every(function (x) { return x >= 0; }) + base.find(function (x) { return x === 19999; }) + base.findIndex(function (x) { return x === 10000; });
    n += base.flatMap(function (x) { return [x, x]; }).length + Array.from(base, function (x) { return x + 1; }).length + Array.from({ length: 5000 }, function (_, i) { return i; }).length;
  }
  return n;
}
