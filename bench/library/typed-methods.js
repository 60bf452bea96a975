// Methods of typed arrays: fill, set, slice, subarray, copyWithin, indexOf, reverse, join, map, from.
var big = new Float64Array(200000), bytes = new Uint8Array(1000000), list = [];
for (var i = 0; i < big.length; i++) { big[i] = i; if (i < 50000) list.push(i); }
function run() {
  var n = 0;
  for (var k = 0; k < 20; k++) {
    bytes.fill(k); bytes.copyWithin(1000, 0, 500000); bytes.set(bytes.subarray(0, 1000), 5000);
    n += bytes.slice(0, 400000).length + bytes.indexOf(99) + big.indexOf(199999) + big.lastIndexOf(3) + (big.includes(-1) ? 1 : 0);
    n += Float64Array.from(list).length + new Int32Array(list).length + new Uint8Array(big).length + big.slice().reverse()[0];
    n += big.subarray(0, 2000).join(',').length + big.map(function (x) { return x + 1; })[5];
  }
  return n;
}
