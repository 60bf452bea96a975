// Words counted.
// include corpus.js
var text = mailText(800);
function run() {
  var n = 0;
  for (var i = 0; i < 5; i++) n += text.match(/\w+/g).length + text.split(/\W+/).length;
  return n;
}
