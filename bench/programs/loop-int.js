// An integer loop in local variables.
function run() {
  var s = 0;
  for (var i = 0; i < 10000000; i++) s = (s + i * 3) & 0xffffff;
  return s;
}
