// One site that sees four shapes.
function run() {
  var os = [{ x: 1 }, { y: 0, x: 2 }, { z: 0, y: 0, x: 3 }, { w: 0, z: 0, y: 0, x: 4 }], s = 0;
  for (var i = 0; i < 4000000; i++) s = (s + os[i & 3].x) | 0;
  return s;
}
