// Is this a warning or an error: test over lines.
// include corpus.js
var list = eventText(4000).split("\n");
function run() {
  var re = /\b(?:WARN|ERROR|FATAL)\b/, sum = 0;
  for (var k = 0; k < 200; k++) for (var i = 0; i < list.length; i++) if (re.test(list[i])) sum += i;
  return sum;
}
