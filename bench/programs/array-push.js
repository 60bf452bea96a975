// push and pop.
function run() {
  var s = 0;
  for (var j = 0; j < 12; j++) {
    var a = [];
    for (var i = 0; i < 100000; i++) a.push(i);
    while (a.length > 50) s = (s + a.pop()) | 0;
  }
  return s;
}
