// Comments removed.
// include corpus.js
var text = codeText(1500);
function run() {
  var n = 0;
  for (var i = 0; i < 200; i++) n += text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').length;
  return n;
}
