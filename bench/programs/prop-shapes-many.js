// One site that sees sixty-four shapes.
function run() {
  var os = [], s = 0;
  for (var k = 0; k < 64; k++) { var o = {}; o['p' + k] = k; o.x = k; os.push(o); }
  for (var i = 0; i < 3000000; i++) s = (s + os[i & 63].x) | 0;
  return s;
}
