// key=value pairs of a log by matchAll.
// include corpus.js
var text = eventText(5000);
function run() {
  var sum = 0;
  for (var k = 0; k < 5; k++) for (var m of text.matchAll(/(\w+)=(\S+)/g)) sum += m[1].length * m[2].length;
  return sum;
}
