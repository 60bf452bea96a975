// Functions of Math.
function run() {
  var s = 0;
  for (var i = 1; i < 700000; i++) {
    s += Math.floor(i / 3) + Math.abs(-i) + Math.max(i, 5, 7) - Math.min(i, 9) + Math.imul(i, 3) + Math.round(i * 0.37) + Math.trunc(i / 7);
    s += Math.sqrt(i) > 100 ? 1 : 0;
  }
  return s.toFixed(0);
}
