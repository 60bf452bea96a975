// A floating loop in local variables.
function run() {
  var x = 0.5, y = 0;
  for (var i = 0; i < 4000000; i++) { y = y + x * 1.000001; x = x * 0.999999 + 0.0000005; }
  return y.toFixed(6);
}
