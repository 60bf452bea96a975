// shift, unshift, splice, slice, concat, indexOf, reverse.
function run() {
  var q = [], s = 0;
  for (var i = 0; i < 200; i++) q.push(i);
  for (i = 0; i < 700000; i++) {
    q.push(q.shift() + 1);
    if (i % 8 === 0) { q.splice(20, 2, i, 1); s += q.indexOf(i) + q.slice(5, 15).length; }
    if (i % 64 === 0) { q.unshift(i); q = q.concat([1]).reverse(); q.length = 200; }
  }
  for (i = 0; i < q.length; i++) s = (s + q[i]) | 0;
  return s;
}
