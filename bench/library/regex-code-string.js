// String literals with escapes.
// include corpus.js
var text = codeText(2000);
function run() {
  var re = /"((?:[^"\\]|\\.)*)"/g, out = '';
  for (var i = 0; i < 100; i++) out = countMatches(re, text);
  return out;
}
