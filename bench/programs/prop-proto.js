// Reads that are found three prototypes up.
function A() {}
A.prototype.v = 1;
function run() {
  var o = Object.create(Object.create(Object.create(A.prototype))), s = 0;
  for (var i = 0; i < 5000000; i++) s = (s + o.v) | 0;
  return s;
}
