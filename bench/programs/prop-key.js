// Properties named by a variable.
function run() {
  var o = { alpha: 1, beta: 2, gamma: 3, delta: 4 }, keys = ['alpha', 'beta', 'gamma', 'delta'], s = 0;
  for (var i = 0; i < 2500000; i++) { var k = keys[i & 3]; s += o[k]; o[k] = i & 7; }
  return s;
}
