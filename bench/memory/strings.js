// Long strings and byte buffers made and dropped: memory outside small cells.
function run() {
  var n = 0, keep = [];
  for (var i = 0; i < 3000; i++) {
    var s = 'abcdefgh'.repeat(40000) + i, b = new Uint8Array(300000);
    b[7] = i;
    n += s.length + b[7];
    keep[i % 20] = i & 1 ? s : b;
  }
  mark('after');
  if (n < 1) throw new Error('checksum');
}
