// While loops with division, parity and comparison.
function run() {
  var best = 0, at = 0;
  for (var i = 1; i < 45000; i++) {
    var n = i, steps = 0;
    while (n !== 1) { n = n % 2 === 0 ? n / 2 : 3 * n + 1; steps++; }
    if (steps > best) { best = steps; at = i; }
  }
  return at + ':' + best;
}
