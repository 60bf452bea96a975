// Tags of a page by replace.
// include corpus.js
var text = htmlText(1500);
function run() {
  var n = 0;
  for (var i = 0; i < 40; i++) n += text.replace(/<[^>]+>/g, '').length;
  return n;
}
