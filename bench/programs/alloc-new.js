// Vectors made by a constructor in arithmetic on them.
function Vec(x, y, z) { this.x = x; this.y = y; this.z = z; }
Vec.prototype.plus = function (o) { return new Vec(this.x + o.x, this.y + o.y, this.z + o.z); };
Vec.prototype.times = function (k) { return new Vec(this.x * k, this.y * k, this.z * k); };
function run() {
  var v = new Vec(0, 0, 0), d = new Vec(1, 2, 3);
  for (var i = 0; i < 400000; i++) v = v.plus(d.times(0.5)).times(0.999);
  return (v.x + v.y + v.z).toFixed(6);
}
