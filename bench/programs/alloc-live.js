// A list whose oldest quarter is replaced all the time.
function run() {
  var ring = new Array(40000), s = 0;
  for (var i = 0; i < 1000000; i++) ring[i % 40000] = { id: i, next: ring[(i * 7) % 40000] === undefined ? null : i };
  for (i = 0; i < 40000; i++) s += ring[i].id;
  return s;
}
