// Arithmetic with numbers of 10,000 digits.
var a = BigInt('9'.repeat(5000) + '1234567890'.repeat(500)), b = BigInt('1234567'.repeat(1428)), small = BigInt('7'.repeat(5000));
function run() {
  var x = a, s = 0n;
  for (var i = 0; i < 60; i++) { s += a * b; x = a * b / (small + BigInt(i)); s ^= x; s -= a % small; s = s >> 3n; }
  return String(s).length + ':' + BigInt.asUintN(64, s);
}
