// Small objects that die at once.
function run() {
  var s = 0;
  for (var i = 0; i < 3000000; i++) { var p = { x: i, y: 1 }; s = (s + p.x + p.y) | 0; }
  return s;
}
