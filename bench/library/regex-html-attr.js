// Attributes in either quotes.
// include corpus.js
var text = htmlText(1500);
function run() {
  var re = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g, out = '';
  for (var i = 0; i < 5; i++) out = countMatches(re, text);
  return out;
}
