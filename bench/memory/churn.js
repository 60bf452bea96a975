// About 10 GB of short-lived objects with some 50 MB alive all the time.
function run() {
  var live = [], sum = 0;
  for (var i = 0; i < 400000; i++) live.push({ id: i, name: 'n' + i, next: null });
  mark('live');
  for (var r = 0; r < 80; r++) {
    for (var j = 0; j < 1200000; j++) {
      var o = { a: j, b: { c: j, d: 1 } }, l = [j, o];
      sum = (sum + o.b.c + l.length) | 0;
    }
    for (var k = 0; k < 400000; k += 40) live[k] = { id: k, name: 'n' + r + k, next: live[(k * 7) % 400000].id };
  }
  mark('after');
  if (live.length !== 400000) throw new Error('lost objects');
}
