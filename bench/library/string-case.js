// Case, trimming and comparison of many short texts and some long ones.
var list = [];
for (var i = 0; i < 5000; i++) list.push('  Some Title Number ' + i + ' ');
var long = list.join('');
function run() {
  var n = 0;
  for (var k = 0; k < 48; k++) {
    for (var i = 0; i < list.length; i++) {
      var s = list[i].trim();
      n += s.toUpperCase().length + s.toLowerCase().length + (s.startsWith('Some') ? 1 : 0) + (s.endsWith('9') ? 1 : 0) + (s < list[i] ? 1 : 0);
    }
    n += long.toUpperCase().length + long.toLowerCase().length;
  }
  return n;
}
