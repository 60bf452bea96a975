// ISO dates in a table by replace with groups.
// include corpus.js
var text = csvText(4000);
function run() {
  var n = 0;
  for (var i = 0; i < 36; i++) n += text.replace(/(\d{4})-(\d{2})-(\d{2})/g, '$3.$2.$1').length;
  return n;
}
