// E-mail addresses in mails.
// include corpus.js
var text = mailText(600);
function run() {
  var re = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, out = '';
  for (var i = 0; i < 8; i++) out = countMatches(re, text);
  return out;
}
