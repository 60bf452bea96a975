// A product of matrices in Float64Arrays and a blur over a Uint8ClampedArray.
var n = 90, a = new Float64Array(n * n), b = new Float64Array(n * n), img = new Uint8ClampedArray(200 * 200);
for (var i = 0; i < n * n; i++) { a[i] = i % 7; b[i] = i % 5; }
for (i = 0; i < img.length; i++) img[i] = i * 13;
function part() {
  var c = new Float64Array(n * n), out = new Uint8ClampedArray(img.length), sum = 0;
  for (var i = 0; i < n; i++) for (var j = 0; j < n; j++) {
    for (var k = 0, s = 0; k < n; k++) s += a[i * n + k] * b[k * n + j];
    c[i * n + j] = s;
  }
  for (var y = 1; y < 199; y++) for (var x = 1; x < 199; x++) {
    var p = y * 200 + x;
    out[p] = (img[p - 201] + img[p - 200] + img[p - 199] + img[p - 1] + img[p] * 2 + img[p + 1] + img[p + 199] + img[p + 200] + img[p + 201]) / 10;
  }
  for (i = 0; i < out.length; i++) sum += out[i];
  return c[77] + sum;
}
function run() {
  for (var r = 0, out; r < 3; r++) out = part();
  return out;
}
