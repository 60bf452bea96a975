// Closures that read and write captured variables.
function adder(k) { var n = 0; return function (x) { n = (n + x * k) | 0; return n; }; }
function run() {
  var f = adder(3), g = adder(5), s = 0;
  for (var i = 0; i < 1500000; i++) s = (s + f(i) + g(i)) | 0;
  return s;
}
