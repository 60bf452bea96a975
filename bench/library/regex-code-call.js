// Calls: a name before a parenthesis, by look-ahead.
// include corpus.js
var text = codeText(1500);
function run() {
  var re = /[A-Za-z_$][\w$]*(?=\s*\()/g, out = '';
  for (var i = 0; i < 6; i++) out = countMatches(re, text);
  return out;
}
