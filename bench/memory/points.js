// Ten million {x, y} alive in an array.
function run() {
  var a = [];
  for (var i = 0; i < 10000000; i++) a.push({ x: i, y: i + 1 });
  mark('alive');
  var s = 0;
  for (i = 0; i < a.length; i += 1000) s += a[i].x + a[i].y;
  if (s !== 99990010000) throw new Error('checksum ' + s);
}
