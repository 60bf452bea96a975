// Shifts and exclusive or on 32-bit integers.
function run() {
  var x = 123456789, s = 0;
  for (var i = 0; i < 3000000; i++) {
    x ^= x << 13; x ^= x >>> 17; x ^= x << 5;
    s = (s + (x & 255)) | 0;
  }
  return s;
}
