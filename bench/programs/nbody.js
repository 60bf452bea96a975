// Floating arithmetic on properties of a few objects.
function body(x, y, z, vx, vy, vz, m) { return { x: x, y: y, z: z, vx: vx, vy: vy, vz: vz, m: m }; }
function step(bs, dt) {
  for (var i = 0; i < bs.length; i++) {
    var a = bs[i];
    for (var j = i + 1; j < bs.length; j++) {
      var b = bs[j], dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      var d2 = dx * dx + dy * dy + dz * dz + 0.01, mag = dt / (d2 * Math.sqrt(d2));
      a.vx -= dx * b.m * mag; a.vy -= dy * b.m * mag; a.vz -= dz * b.m * mag;
      b.vx += dx * a.m * mag; b.vy += dy * a.m * mag; b.vz += dz * a.m * mag;
    }
  }
  for (i = 0; i < bs.length; i++) { a = bs[i]; a.x += dt * a.vx; a.y += dt * a.vy; a.z += dt * a.vz; }
}
function run() {
  var bs = [body(0, 0, 0, 0, 0, 0, 39), body(4.8, -1.1, -0.1, 0.6, 2.8, -0.02, 0.03), body(8.3, 4.1, -0.4, -1, 1.8, 0.008, 0.01),
    body(12.8, -15.1, -0.2, 1, 0.8, -0.01, 0.001), body(15.3, -25.9, 0.1, 0.9, 0.5, -0.03, 0.002)];
  for (var i = 0; i < 14000; i++) step(bs, 0.001);
  return (bs[0].x + bs[1].y + bs[4].z).toFixed(9);
}
