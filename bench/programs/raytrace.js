// A ray caster over spheres: objects, methods and floating arithmetic.
class V { constructor(x, y, z) { this.x = x; this.y = y; this.z = z; }
  add(o) { return new V(this.x + o.x, this.y + o.y, this.z + o.z); }
  sub(o) { return new V(this.x - o.x, this.y - o.y, this.z - o.z); }
  mul(k) { return new V(this.x * k, this.y * k, this.z * k); }
  dot(o) { return this.x * o.x + this.y * o.y + this.z * o.z; }
  unit() { return this.mul(1 / Math.sqrt(this.dot(this))); } }
class Sphere { constructor(c, r, s) { this.c = c; this.r = r; this.shade = s; }
  hit(o, d) { const oc = o.sub(this.c), b = oc.dot(d), q = b * b - oc.dot(oc) + this.r * this.r; return q < 0 ? -1 : -b - Math.sqrt(q); } }
function run() {
  const scene = [], light = new V(1, 1, -1).unit(), eye = new V(0, 0, -5);
  for (let i = 0; i < 6; i++) scene.push(new Sphere(new V(i - 2.5, (i % 3) - 1, i % 2), 0.7, i + 1));
  let sum = 0;
  for (let y = 0; y < 150; y++) for (let x = 0; x < 150; x++) {
    const d = new V(x / 75 - 1, y / 75 - 1, 2).unit();
    let best = Infinity, at = null;
    for (const s of scene) { const t = s.hit(eye, d); if (t > 0 && t < best) { best = t; at = s; } }
    if (at) { const n = eye.add(d.mul(best)).sub(at.c).unit(); sum += Math.max(0, n.dot(light)) * at.shade; }
  }
  return sum.toFixed(6);
}
