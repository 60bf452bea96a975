// Words of many scripts by property, with the u flag.
// include corpus.js
var text = wideText(3000);
function run() {
  var re = /\p{L}[\p{L}\p{N}]*/gu, out = '';
  for (var i = 0; i < 3; i++) out = countMatches(re, text);
  return out;
}
