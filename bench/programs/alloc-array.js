// Short array literals.
function run() {
  var s = 0;
  for (var i = 0; i < 1200000; i++) { var a = [i, 1, 2]; s = (s + a[0] + a[2] + a.length) | 0; }
  return s;
}
