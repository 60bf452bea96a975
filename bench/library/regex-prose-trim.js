// White space at line ends and in runs.
// include corpus.js
var text = mailText(800).replace(/\./g, " .  ");
function run() {
  var n = 0;
  for (var i = 0; i < 8; i++) n += text.replace(/[ \t]+$/gm, '').replace(/\s{2,}/g, ' ').length;
  return n;
}
