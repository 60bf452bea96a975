// BigInt: factorials, a Fibonacci number and modular powers.
function powmod(b, e, m) { var r = 1n; for (b %= m; e > 0n; e >>= 1n) { if (e & 1n) r = r * b % m; b = b * b % m; } return r; }
function run() {
  var f = 1n, a = 0n, b = 1n, s = 0n;
  for (var i = 1n; i <= 6000n; i++) f *= i;
  for (i = 0n; i < 60000n; i++) { var t = a + b; a = b; b = t; }
  for (i = 0n; i < 2500n; i++) s += powmod(i + 3n, 10n ** 18n, 1000000007n * 998244353n);
  return (f % 1000003n + a % 1000003n + s).toString() + f.toString().length;
}
