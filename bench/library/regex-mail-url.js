// Addresses of pages in prose.
// include corpus.js
var text = mailText(1500);
function run() {
  var re = /https?:\/\/(?:[\w-]+\.)*[\w-]+(?::\d+)?(?:\/[^\s"'<>]*)?/gi, out = '';
  for (var i = 0; i < 60; i++) out = countMatches(re, text);
  return out;
}
