// switch over strings, and dispatch through a table of functions.
var ops = { add: function (a, b) { return a + b; }, sub: function (a, b) { return a - b; }, xor: function (a, b) { return a ^ b; }, shl: function (a, b) { return a << (b & 3); } };
function by(op, a, b) {
  switch (op) {
    case 'add': return a + b;
    case 'sub': return a - b;
    case 'xor': return a ^ b;
    case 'shl': return a << (b & 3);
  }
}
function run() {
  var names = ['add', 'sub', 'xor', 'shl'], s = 1;
  for (var i = 0; i < 1000000; i++) {
    var n = names[i & 3];
    s = (by(n, s, i) + ops[n](s, 1)) & 0xffffff;
  }
  return s;
}
