// Escaping by replace with a function.
// include corpus.js
var text = htmlText(800);
function run() {
  var map = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }, n = 0;
  for (var i = 0; i < 40; i++) n += text.replace(/[&<>"']/g, function (c) { return map[c]; }).length;
  return n;
}
