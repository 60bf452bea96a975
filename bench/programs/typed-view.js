// DataView, subarray, set, fill and copies between element types.
function run() {
  var buf = new ArrayBuffer(4096), v = new DataView(buf), u8 = new Uint8Array(buf), s = 0;
  for (var r = 0; r < 900; r++) {
    for (var i = 0; i < 4096; i += 8) { v.setInt32(i, i * r, true); v.setFloat32(i + 4, i / 2, false); }
    for (i = 0; i < 4096; i += 8) s += v.getInt32(i, true) + v.getFloat32(i + 4, false) + v.getUint16(i);
    var half = u8.subarray(1024, 2048);
    u8.set(half, 0); half.fill(r & 255);
    s += new Float32Array(Array.from(u8.slice(0, 64))).length;
  }
  return s;
}
