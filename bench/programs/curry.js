// Functions that return functions.
const add = a => b => c => a + b + c;
const compose = (f, g) => x => f(g(x));
function run() {
  var s = 0, inc2 = compose(x => x + 1, x => x * 2);
  for (var i = 0; i < 400000; i++) s = (s + add(i)(1)(2) + inc2(i)) | 0;
  return s;
}
