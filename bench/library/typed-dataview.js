// A record format read and written by a DataView.
var buf = new ArrayBuffer(64 * 1000), v = new DataView(buf);
function run() {
  var s = 0;
  for (var k = 0; k < 200; k++) {
    for (var p = 0; p < 64000; p += 64) {
      v.setUint32(p, p + k, true); v.setFloat64(p + 8, p / 3); v.setInt16(p + 16, -p); v.setUint8(p + 18, k); v.setBigUint64(p + 24, 123456789n);
    }
    for (p = 0; p < 64000; p += 64) s += v.getUint32(p, true) + v.getFloat64(p + 8) + v.getInt16(p + 16) + v.getUint8(p + 18) + Number(v.getBigUint64(p + 24));
  }
  return s;
}
