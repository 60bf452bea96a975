// BigInts of a word or two: factorials, a modular power, gcd.
function power(b, e, m) { for (var r = 1n; e > 0n; e >>= 1n) { if (e & 1n) r = r * b % m; b = b * b % m; } return r; }
function part() {
  var f = 1n, g = 0n;
  for (var i = 1n; i <= 1500n; i++) f *= i;
  for (var k = 0; k < 300; k++) g += power(BigInt(k) + 3n, 1000000006n, 1000000007n);
  for (k = 0; k < 2000; k++) { var a = BigInt(k * 7919 + 1000003), b = BigInt(k * 104729 + 7); while (b) { var t = a % b; a = b; b = t; } g += a; }
  for (k = 0; k < 100000; k++) g = BigInt.asUintN(64, g * 6364136223846793005n + 1442695040888963407n);
  return String(f).length + ':' + g;
}
function run() {
  for (var r = 0, out; r < 8; r++) out = part();
  return out;
}
