// A Map of 1 M integer keys: set, get, has, iteration.
function run() {
  var m = new Map(), s = 0;
  for (var i = 0; i < 1000000; i++) m.set(i * 7, i);
  for (i = 0; i < 1000000; i++) { s = (s + m.get(i * 7)) | 0; if (m.has(i)) s++; }
  m.forEach(function (v) { s ^= v; });
  return m.size + ':' + s;
}
