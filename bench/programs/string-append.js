// s += c.
function run() {
  var n = 0;
  for (var j = 0; j < 20; j++) {
    var s = '';
    for (var i = 0; i < 120000; i++) s += i & 1 ? 'ab' : 'c';
    n += s.length + s.charCodeAt(77777);
  }
  return n;
}
