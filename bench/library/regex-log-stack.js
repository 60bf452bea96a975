// Stack frames among the lines of a log, multi-line.
// include corpus.js
var text = eventText(6000);
function run() {
  var re = /^\s+at (.+?) \((.+):(\d+):(\d+)\)$/gm, out = '';
  for (var i = 0; i < 150; i++) out = countMatches(re, text);
  return out;
}
