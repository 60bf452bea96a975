// Indexed reads and writes: a sieve.
function run() {
  var n = 1200000, a = [], c = 0;
  for (var i = 0; i <= n; i++) a[i] = true;
  for (i = 2; i <= n; i++) if (a[i]) { c++; for (var j = i + i; j <= n; j += i) a[j] = false; }
  return c;
}
