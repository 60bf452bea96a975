// Math: sin, pow, sqrt, floor, round, min, max, hypot, trunc, log, imul, clz32, fround.
function run() {
  var s = 0;
  for (var i = 0; i < 150000; i++) {
    s += Math.floor(Math.sin(i) * 100) + Math.round(Math.sqrt(i)) + Math.max(i, 50, s % 7) - Math.min(i, 3) + Math.abs(-i);
    s += Math.trunc(Math.log(i + 1)) + Math.pow(i, 0.5) + Math.hypot(3, 4) + Math.imul(i, 7) % 5 + Math.clz32(i) + Math.fround(i / 3) + Math.sign(i) + Math.atan2(i, 3);
  }
  return s.toFixed(3);
}
