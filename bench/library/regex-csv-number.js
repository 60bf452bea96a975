// Numbers with a fraction by match.
// include corpus.js
var text = csvText(4000);
function run() {
  var n = 0;
  for (var i = 0; i < 32; i++) n += text.match(/[-+]?\d+\.\d+(?:[eE][-+]?\d+)?/g).length;
  return n;
}
