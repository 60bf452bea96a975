// Getters and setters.
function run() {
  var o = { _v: 0, get v() { return this._v; }, set v(x) { this._v = x; } };
  for (var i = 0; i < 1200000; i++) o.v = o.v + 1;
  return o.v;
}
