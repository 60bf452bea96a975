// Conway's game on nested arrays, with modulo neighbours.
function run() {
  var n = 72, g = [], total = 0;
  for (var y = 0; y < n; y++) { g[y] = []; for (var x = 0; x < n; x++) g[y][x] = (x * 7 + y * 13 + x * y) % 5 === 0 ? 1 : 0; }
  for (var t = 0; t < 40; t++) {
    var next = [];
    for (y = 0; y < n; y++) {
      var row = [];
      for (x = 0; x < n; x++) {
        var c = 0;
        for (var dy = -1; dy <= 1; dy++) for (var dx = -1; dx <= 1; dx++)
          if (dx !== 0 || dy !== 0) c += g[(y + dy + n) % n][(x + dx + n) % n];
        row.push(c === 3 || c === 2 && g[y][x] === 1 ? 1 : 0);
      }
      next.push(row);
    }
    g = next;
  }
  for (y = 0; y < n; y++) for (x = 0; x < n; x++) total += g[y][x] * (x + y);
  return total;
}
