// Method calls on one class.
function Counter() { this.n = 0; }
Counter.prototype.add = function (k) { this.n = (this.n + k) | 0; return this; };
function run() {
  var c = new Counter();
  for (var i = 0; i < 2500000; i++) c.add(i);
  return c.n;
}
