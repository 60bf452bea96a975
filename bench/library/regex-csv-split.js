// A table split by a separator pattern.
// include corpus.js
var text = csvText(4000);
function run() {
  var n = 0;
  for (var i = 0; i < 36; i++) n += text.split(/\s*[,;\n]\s*/).length;
  return n;
}
