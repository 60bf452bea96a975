// Comments, lazily and over lines.
// include corpus.js
var text = htmlText(3000);
function run() {
  var re = /<!--([\s\S]*?)-->/g, out = '';
  for (var i = 0; i < 40; i++) out = countMatches(re, text);
  return out;
}
