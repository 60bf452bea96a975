// A word said twice, by back reference.
// include corpus.js
var text = mailText(700);
function run() {
  var re = /\b(\w+)\s+\1\b/gi, out = '';
  for (var i = 0; i < 9; i++) out = countMatches(re, text);
  return out;
}
