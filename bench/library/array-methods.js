// concat, slice, splice, indexOf, includes, reverse, flat, fill, unshift, copyWithin over plain arrays.
var base = [], nested = [];
for (var i = 0; i < 20000; i++) { base.push(i); if (i % 4 === 0) nested.push([i, [i + 1]]); }
function run() {
  var n = 0;
  for (var k = 0; k < 60; k++) {
    var a = base.slice(), b = a.concat(base, [k]);
    n += b.length + a.indexOf(19999) + b.lastIndexOf(0) + (a.includes(-1) ? 1 : 0) + nested.flat(2).length;
    b.reverse(); b.splice(100, 50, 1, 2, 3); b.splice(500, 10); a.fill(7, 100, 200); a.copyWithin(0, 500, 900);
    for (var i = 0; i < 50; i++) { a.unshift(i); a.splice(i * 3, 1); a.shift(); }
    n += b[777] + a.length + a.with(3, 4)[3] + a.toSpliced(5, 5).length;
  }
  return n;
}
