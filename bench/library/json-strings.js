// JSON of long texts with escapes and letters beyond Latin-1, both ways.
var list = [];
for (var i = 0; i < 8000; i++) list.push('A text that goes on for a while, number ' + i + (i % 4 ? '.' : '\n\t"quoted" \\ \u0441\u043b\u043e\u0432\u043e'));
function run() {
  for (var k = 0, n = 0; k < 80; k++) { var text = JSON.stringify(list); n += text.length + JSON.parse(text)[7].length; }
  return n;
}
