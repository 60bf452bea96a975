// Floating arithmetic with an early exit.
function run() {
  var inside = 0, w = 170, h = 170;
  for (var py = 0; py < h; py++) {
    for (var px = 0; px < w; px++) {
      var cx = px / w * 3 - 2, cy = py / h * 2 - 1, x = 0, y = 0, n = 0;
      while (x * x + y * y <= 4 && n < 150) {
        var t = x * x - y * y + cx;
        y = 2 * x * y + cy; x = t; n++;
      }
      if (n === 150) inside++;
    }
  }
  return inside;
}
