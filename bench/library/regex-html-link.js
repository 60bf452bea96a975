// Links, ignoring case.
// include corpus.js
var text = htmlText(2000);
function run() {
  var re = /<A\s+(?:[^>]*?\s+)?HREF="([^"]*)"/gi, out = '';
  for (var i = 0; i < 20; i++) out = countMatches(re, text);
  return out;
}
