// call, apply, bind and the arguments object.
function f(a, b) { return this.k + a + b; }
function g() { return arguments.length + arguments[0]; }
function run() {
  var o = { k: 1 }, h = f.bind(o, 2), s = 0;
  for (var i = 0; i < 500000; i++) s = (s + f.call(o, i, 1) + f.apply(o, [i, 2]) + h(i) + g(i, 1, 2)) | 0;
  return s;
}
