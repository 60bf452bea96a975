// From snake case and back by replace.
// include corpus.js
var list = words(4000).split(" ").map(function (w, i) { return w + "_" + pick(wordList) + "_" + i; });
function run() {
  var n = 0;
  for (var k = 0; k < 15; k++)
    for (var i = 0; i < list.length; i++) {
      var camel = list[i].replace(/_([a-z0-9])/g, function (m, c) { return c.toUpperCase(); });
      n += camel.replace(/[A-Z]/g, '_$&').length;
    }
  return n;
}
