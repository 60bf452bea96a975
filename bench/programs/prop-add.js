// Objects grown one property at a time, and a property taken away.
function run() {
  var s = 0;
  for (var i = 0; i < 250000; i++) {
    var o = {};
    o.a = i; o.b = 1; o.c = 2; o.d = 3;
    delete o.b;
    if ('c' in o && !('b' in o)) s += o.d;
  }
  return s;
}
