// Tokens of source text, sticky.
// include corpus.js
var text = codeText(400);
function run() {
  var re = /\s+|\/\/.*|\/\*[\s\S]*?\*\/|([A-Za-z_$][\w$]*)|(0[xX][\da-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)|("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|([-+*\/%=<>!&|^~?:;.,(){}\[\]]+)/y, n = 0;
  for (var k = 0; k < 24; k++) {
    re.lastIndex = 0;
    for (var m; (m = re.exec(text)) !== null;) n += m[1] ? 1 : m[2] ? 10 : m[3] ? 100 : 0;
  }
  return n;
}
