// Mutual recursion between closures.
function run() {
  var even = function (n) { return n === 0 ? true : odd(n - 1); };
  var odd = function (n) { return n === 0 ? false : even(n - 1); };
  var c = 0;
  for (var i = 0; i < 12000; i++) if (even(i % 1000)) c++;
  return c;
}
