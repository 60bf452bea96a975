// SHA-256 on arrays of integers, written out.
var K = [];
(function () {
  var n = 0;
  for (var c = 2; n < 64; c++) {
    var prime = true;
    for (var f = 2; f * f <= c; f++) if (c % f === 0) prime = false;
    if (prime) K[n++] = (Math.pow(c, 1 / 3) * 4294967296) | 0;
  }
})();
function block(w, h) {
  for (var i = 16; i < 64; i++) {
    var a = w[i - 15], b = w[i - 2];
    var s0 = (a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3, s1 = (b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10;
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  var v = h.slice();
  for (i = 0; i < 64; i++) {
    var e = v[4], x = v[0];
    var S1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7), ch = e & v[5] ^ ~e & v[6];
    var t1 = (v[7] + S1 + ch + K[i] + w[i]) | 0;
    var S0 = (x >>> 2 | x << 30) ^ (x >>> 13 | x << 19) ^ (x >>> 22 | x << 10), maj = x & v[1] ^ x & v[2] ^ v[1] & v[2];
    v.pop(); v.unshift((t1 + S0 + maj) | 0); v[4] = (v[4] + t1) | 0;
  }
  for (i = 0; i < 8; i++) h[i] = (h[i] + v[i]) | 0;
}
function run() {
  var h = [1779033703, -1150833019, 1013904242, -1521486534, 1359893119, -1694144372, 528734635, 1541459225];
  for (var r = 0; r < 3500; r++) {
    var w = [];
    for (var i = 0; i < 16; i++) w[i] = (r * 31 + i * 7919) | 0;
    block(w, h);
  }
  return h.map(function (x) { return (x >>> 0).toString(16); }).join('');
}
