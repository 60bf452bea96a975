// Line ends of three kinds.
// include corpus.js
var text = csvText(6000);
function run() {
  var n = 0;
  for (var i = 0; i < 160; i++) n += text.split(/\r\n|\n|\r/).length;
  return n;
}
