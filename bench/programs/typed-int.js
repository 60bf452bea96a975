// Integers in typed arrays: CRC-32 with its table.
function run() {
  var table = new Uint32Array(256), data = new Uint8Array(65536);
  for (var i = 0; i < 256; i++) {
    var c = i;
    for (var k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    table[i] = c;
  }
  for (i = 0; i < data.length; i++) data[i] = i * 31;
  var crc = -1;
  for (var r = 0; r < 30; r++)
    for (i = 0; i < data.length; i++) crc = table[(crc ^ data[i]) & 255] ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}
