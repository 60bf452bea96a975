// Sets of 1 M numbers: add, has, delete, iteration.
function run() {
  var a = new Set(), n = 0;
  for (var i = 0; i < 1000000; i++) a.add(i * 1.5);
  for (i = 0; i < 1000000; i++) if (a.has(i)) n++;
  for (i = 0; i < 1000000; i += 2) a.delete(i * 1.5);
  for (var x of a) n += x > 1000 ? 1 : 0;
  return a.size + ':' + n;
}
