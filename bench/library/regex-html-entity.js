// Entities, which are rare.
// include corpus.js
var text = htmlText(2000);
function run() {
  var re = /&(#x?[\da-f]+|\w+);/gi, out = '';
  for (var i = 0; i < 240; i++) out = countMatches(re, text);
  return out;
}
